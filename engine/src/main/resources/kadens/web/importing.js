// A list that is dropped or chosen is uploaded at once; without this script, the button does it.
(() => {
  const form = document.getElementById('drop');
  if (!form) return;
  const file = form.querySelector('input[type="file"]');
  for (const over of ['dragenter', 'dragover']) file.addEventListener(over, () => form.classList.add('over'));
  for (const out of ['dragleave', 'drop', 'dragend']) file.addEventListener(out, () => form.classList.remove('over'));
  file.addEventListener('change', () => {
    if (file.files.length !== 1) return;
    form.setAttribute('aria-busy', 'true');
    form.requestSubmit();
  });
  window.addEventListener('pageshow', () => form.removeAttribute('aria-busy'));
})();
