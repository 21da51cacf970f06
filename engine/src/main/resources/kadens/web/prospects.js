// Checking rows: all of a page at once, and the buttons only while somebody is checked. No words stand here.
(() => {
  const boxes = () => [...document.querySelectorAll('#chosen input[name="prospect"]')];

  function show() {
    const bulk = document.getElementById('bulk');
    if (!bulk) return;
    const all = document.getElementById('all-matching');
    const page = document.getElementById('check-page');
    const checked = boxes().filter((box) => box.checked).length;
    bulk.hidden = checked === 0 && !all.checked;
    page.hidden = false;
    page.checked = checked > 0 && checked === boxes().length;
    page.indeterminate = checked > 0 && !page.checked;
  }

  document.addEventListener('change', (event) => {
    if (event.target.id === 'check-page') {
      for (const box of boxes()) box.checked = event.target.checked;
    }
    show();
  });
  document.addEventListener('htmx:afterSwap', show);
  window.addEventListener('pageshow', show);
  show();

  // x checks the row that is in focus.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, select')) return;
    const box = document.activeElement?.closest('tr')?.querySelector('input[name="prospect"]');
    if (box) {
      box.checked = !box.checked;
      show();
    }
  });
})();
