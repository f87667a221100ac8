// Names while somebody types: the combobox of the ARIA APG.

const ENOUGH = /[\u0e00-\u109f\u1780-\u17ff\u3040-\u9fff]|../u;
const field = document.querySelector('[data-names]');
const list = document.getElementById('names');
const options = [...list.children];
const set = (name, value) => field.setAttribute(name, value);
let running = new AbortController();
let names, at;

function choose(to) {
  at = to;
  options.forEach((option, n) => option.setAttribute('aria-selected', n === at));
  set('aria-activedescendant', options[at]?.id ?? '');
}

function show(found) {
  names = found;
  options.forEach((option, n) => {
    option.hidden = !names[n];
    for (const part of option.children) part.textContent = names[n]?.[part.dataset.is];
  });
  list.hidden = !names[0];
  set('aria-expanded', !list.hidden);
  list.nextElementSibling.textContent = options[names.length - 1]?.dataset.said;
  choose(-1);
}

function close() {
  running.abort();
  show([]);
}

field.oninput = () => {
  const text = field.value.trim();
  choose(-1);
  if (!ENOUGH.test(text)) return close();
  running.abort();
  const { signal } = running = new AbortController();
  setTimeout(() => fetch(`${field.dataset.names}?q=${encodeURIComponent(text)}`, { signal })
    .then(answer => answer.json()).catch(() => ({ names: [] }))
    .then(found => signal.aborted || show(found.names)), 250);
};

field.onkeydown = event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (list.hidden || event.isComposing) return;
  if (step) choose((at + 2 + step + names.length) % (names.length + 1) - 1);
  else if (event.key === 'Escape') close();
  else if (event.key === 'Enter' && at >= 0) options[at].click();
  else return;
  event.preventDefault();
};

options.forEach((option, n) => option.onclick = () => location.assign(names[n].path));
list.onmousedown = event => event.preventDefault();
field.onblur = field.form.onsubmit = onpagehide = close;
set('role', 'combobox');
set('aria-autocomplete', 'list');
set('aria-controls', 'names');
close();
