// Wagtail saves a draft by itself while somebody writes. A press on a button waits until that has arrived: of two writes that
// are under way together, the first save of a new page would make two pages, and nobody knows which write of a page is last.

const LONGEST = 10000; // ms: then the press goes without waiting any longer
let isSaving = false;
let pressed = null;
let isGone = false;

function arrived() {
  isSaving = false;
  if (!pressed || isGone) return;
  isGone = true;
  const { form, submitter } = pressed;
  const said = document.createElement('input'); // by now Wagtail may have switched the button off: then nothing is sent of it
  Object.assign(said, { type: 'hidden', name: submitter?.name ?? '', value: submitter?.value ?? '' });
  form.append(said);
  form.requestSubmit();
  said.remove(); // what is sent has been gathered
}

// On the window, the last to hear it: somebody else may have stopped this save.
window.addEventListener('w-autosave:save', event => {
  if (pressed) event.preventDefault();
  else isSaving = !event.defaultPrevented;
});
window.addEventListener('w-autosave:success', arrived);
window.addEventListener('w-autosave:error', arrived);

// Somebody else has stopped what was pressed: it is written on, and the next press counts.
window.addEventListener('submit', event => {
  if (!event.defaultPrevented) return;
  pressed = null;
  isGone = false;
});

document.addEventListener('submit', event => {
  if (!isSaving || !event.target.matches('[data-controller~="w-autosave"]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (pressed) return;
  pressed = { form: event.target, submitter: event.submitter };
  setTimeout(arrived, LONGEST);
}, true);
