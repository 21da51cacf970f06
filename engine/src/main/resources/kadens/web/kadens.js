// Keys, and care that a refresh never takes something out of a visitor's hand. No words stand here.
(() => {
  const rows = () => [...document.querySelectorAll('[data-row]')];
  const typing = (target) => target.closest('input, textarea, select, [contenteditable]');

  function move(by) {
    const all = rows();
    if (all.length === 0) return;
    const at = all.indexOf(document.activeElement);
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
    all[to].focus();
    all[to].scrollIntoView({ block: 'nearest' });
  }

  function search() {
    const field = document.getElementById('q');
    if (field) {
      field.focus();
      field.select();
    } else {
      const lists = document.querySelector('[data-search]');
      if (lists) location.href = lists.href;
    }
  }

  const keys = { '/': search, j: () => move(1), k: () => move(-1), '?': showKeys };

  function showKeys() {
    const dialog = document.getElementById('keys');
    if (dialog && !dialog.open) dialog.showModal();
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && typing(event.target)) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  const opener = document.getElementById('show-keys');
  if (opener) {
    opener.hidden = false;
    opener.addEventListener('click', showKeys);
  }

  // A refresh waits while a button is held down or text is being selected, and rests in a hidden tab.
  let held = false;
  document.addEventListener('pointerdown', () => { held = true; });
  for (const end of ['pointerup', 'pointercancel', 'blur']) {
    window.addEventListener(end, () => { setTimeout(() => { held = false; }, 50); });
  }
  const isRefresh = (event) => event.target.id === 'live' && event.detail.elt?.id === 'live';
  const selecting = () => {
    const selection = getSelection();
    return selection && !selection.isCollapsed && document.getElementById('live')?.contains(selection.anchorNode);
  };
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (isRefresh(event) && (document.hidden || selecting())) event.preventDefault();
  });
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.requestConfig?.elt?.id === 'live' && (held || selecting())) event.detail.shouldSwap = false;
  });

  // A refresh is told to a screen reader only when the state it is about has another word or count than before.
  const state = () => (document.querySelector('[data-said] .state') || document.querySelector('h1[data-said]'))?.textContent;
  let said = state();
  document.addEventListener('htmx:afterSwap', () => {
    const now = state();
    if (now && now !== said) document.getElementById('said').textContent = now;
    said = now;
  });

  const offline = (is) => {
    const note = document.querySelector('.offline');
    if (note) note.hidden = !is;
  };
  document.addEventListener('htmx:sendError', () => offline(true));
  document.addEventListener('htmx:afterOnLoad', () => offline(false));
})();
