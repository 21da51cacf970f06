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
      else showPalette();
    }
  }

  // What a key does to the row in focus, else to what the page is about: the page marks the button or link.
  function press(key) {
    const mark = `[data-key="${key}"]`;
    const row = document.activeElement?.closest('tr, li, article');
    (row?.querySelector(mark) || document.querySelector(mark))?.click();
  }

  const keys = {
    '/': search, j: () => move(1), k: () => move(-1), e: () => press('e'), p: () => press('p'), '?': showKeys,
  };

  function showKeys() {
    const dialog = document.getElementById('keys');
    if (dialog && !dialog.open) dialog.showModal();
  }

  // The palette: a list under a field, where the field keeps the focus (WAI-ARIA combobox).
  const palette = document.getElementById('palette');
  const field = document.getElementById('palette-q');
  const found = document.getElementById('palette-found');

  function showPalette() {
    if (!palette || document.querySelector('dialog[open]')) return;
    palette.showModal();
    field.select();
    field.dispatchEvent(new Event('opened'));
  }

  function choose(option) {
    for (const each of found.children) each.setAttribute('aria-selected', each === option);
    if (option?.id) {
      field.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      field.removeAttribute('aria-activedescendant');
    }
  }

  const chosen = () => found.querySelector('[aria-selected="true"]');
  const go = (option) => { if (option?.dataset.href) location.href = option.dataset.href; };

  field?.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    if (step) {
      event.preventDefault();
      choose(chosen()?.[step] || chosen() || found.firstElementChild);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(chosen());
    }
  });
  found?.addEventListener('click', (event) => go(event.target.closest('[role="option"]')));
  found?.addEventListener('htmx:afterSwap', () => choose(chosen()));

  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      showPalette();
      return;
    }
    if (event.key === 'Escape' && typing(event.target) && !palette?.open) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  for (const [id, show] of [['show-keys', showKeys], ['show-palette', showPalette]]) {
    const opener = document.getElementById(id);
    if (opener) {
      opener.hidden = false;
      opener.addEventListener('click', show);
    }
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
  // A page that a click replaced has no use for the answer to its last refresh. (What a form in it gets is another's.)
  document.addEventListener('htmx:beforeCleanupElement', ({ target: gone }) => {
    if (gone.id !== 'live') return;
    gone.addEventListener('htmx:beforeOnLoad', (late) => { if (late.target === gone) late.preventDefault(); });
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
