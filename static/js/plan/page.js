// The page of a plan: times at once, moving by drag and by keys, saving by itself. Without it every button does the same.

import { timed } from './clock.js';

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const form = document.querySelector('[data-plan]');
const isKept = 'kept' in form.dataset;
const state = form.querySelector('[data-state]');
const live = document.createElement('p');
live.className = 'visually-hidden';
live.setAttribute('role', 'status');
form.append(live);
let isDirty = false;
let isLeaving = false;
let stop = false; // somebody else has changed the plan: nothing is saved until a press brings both together
let waiting = 0;
let running = null;

const field = name => form.elements[name];
const digits = text => text.normalize('NFKC').replace(/\p{Nd}/gu, letter => digit(letter));
const rows = new Map();

function digit(letter) {
  const code = letter.codePointAt(0);
  if (code < 128) return letter;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
  return String((code - zero) % 10);
}

function minutes(key) {
  const text = digits(field(`i-${key}-minutes`).value).trim();
  const held = rows.get(key) ?? 0;
  if (!text) return 0;
  if (!/^\d{1,4}$/.test(text) || +text > 1440) return held;
  rows.set(key, +text);
  return +text;
}

function days() {
  return all('[data-day]', form).map(section => {
    const { day } = section.dataset;
    const items = all('[data-item]', section).map(line => ({ key: line.dataset.item, minutes: minutes(line.dataset.item), group: +field(`i-${line.dataset.item}-group`).value }));
    const value = name => field(`d-${day}-${name}`).value;
    return { section, key: day, items, date: value('date'), start: value('start').slice(0, 5), end: value('end').slice(0, 5) };
  });
}

function isZone(zone) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

const length = (n, section) => {
  const { h, m, hm } = section.dataset;
  return !h ? '' : n < 60 ? m.replace('%(n)s', n) : n % 60 ? hm.replace('%(hours)s', Math.floor(n / 60)).replace('%(minutes)s', n % 60) : h.replace('%(n)s', n / 60);
};

// Writes all times, and into the form the order in which the lines stand.
function paint() {
  const zone = isZone(field('zone').value.trim()) ? field('zone').value.trim() : 'UTC';
  for (const day of days()) {
    const { section } = day;
    const found = timed(day, zone);
    section.querySelector('[data-order]').value = day.items.map(item => item.key).join(' ');
    for (const item of day.items) {
      const span = found.spans.get(item.key);
      const line = document.getElementById(`i-${item.key}`);
      line.querySelector('[data-time]').textContent = span.begins ? `${span.begins}–${span.ends}` : `+${span.start}`;
      line.classList.toggle('line--group', item.group > 0);
    }
    section.querySelector('[data-span]').textContent = found.begins && found.whole ? `${found.begins}–${found.ends}` : '';
    section.querySelector('[data-sum]').textContent = length(found.whole, section.querySelector('[data-sum]'));
    const over = section.querySelector('[data-over]');
    over.textContent = found.over > 0 ? over.dataset.more.replace('{n}', found.over) : '';
    all('[data-move]', section).forEach(button => { button.disabled = false; });
  }
}

function say(words, isBad = false) {
  if (state.textContent !== words) state.textContent = words;
  state.classList.toggle('is-bad', isBad);
}

// Saving ---------------------------------------------------------------------------------------------------------------
function changed({ soon = 1500 } = {}) {
  isDirty = true;
  if (!isKept) return;
  say(form.dataset.unsaved);
  clearTimeout(waiting);
  waiting = setTimeout(save, soon);
}

async function save() {
  clearTimeout(waiting);
  if (running || !isDirty) return;
  isDirty = false;
  say(form.dataset.saving);
  const data = new FormData(form);
  data.set('quiet', '1');
  data.set('do', 'keep');
  try {
    running = fetch(form.action, { method: 'POST', body: data });
    const answer = await running;
    if (answer.status === 404 || !answer.ok) throw new Error(answer.status);
    take(await answer.json());
  } catch {
    isDirty = true;
    say(form.dataset.lost, true);
    waiting = setTimeout(save, 15e3);
  } finally {
    running = null;
    if (isDirty && !state.classList.contains('is-bad')) changed();
  }
}

function take(told) {
  if (told.is_gone || told.is_other) {
    // The form stays on what it began from, so that a press lays it over what is there by now.
    isDirty = Boolean(told.is_gone);
    say(told.is_gone ? form.dataset.gone : form.dataset.other, true);
    stop = true;
    return;
  }
  field('serial').value = told.serial;
  form.querySelector('[data-undo]').disabled = false;
  for (const [name, html] of Object.entries(told.parts)) {
    const part = form.querySelector(`[data-part="${name}"]`);
    if (part.contains(document.activeElement) && document.activeElement.matches('input, textarea')) continue;
    part.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  }
  say(form.dataset.saved);
}

// Moving ---------------------------------------------------------------------------------------------------------------
function lines() {
  return all('[data-item]', form);
}

function move(line, by) {
  const order = lines();
  const other = order[order.indexOf(line) + by];
  const list = line.closest('[data-lines]');
  if (other && other.closest('[data-lines]') === list) {
    if (by < 0) other.before(line); else other.after(line);
  } else {
    const lists = all('[data-lines]', form);
    const next = lists[lists.indexOf(list) + by];
    if (!next) return;
    if (by < 0) next.append(line); else next.prepend(line);
  }
  moved(line);
}

function moved(line) {
  paint();
  const place = lines().indexOf(line) + 1;
  live.textContent = form.dataset.moved.replace('{place}', place).replace('{time}', line.querySelector('[data-time]').textContent.split('–')[0]);
  changed();
}

function keys(event) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const grip = event.target.closest('[data-grip]');
  if (!by || !grip) return;
  event.preventDefault();
  move(grip.closest('[data-item]'), by);
  grip.focus();
}

function drag(event) {
  const grip = event.target.closest('[data-grip]');
  if (!grip || event.button) return;
  event.preventDefault();
  const line = grip.closest('[data-item]');
  line.classList.add('is-dragged');
  let hasMoved = false;
  const over = ({ clientY }) => {
    if (clientY < 60) scrollBy(0, -12);
    if (clientY > innerHeight - 60) scrollBy(0, 12);
    for (const list of all('[data-lines]', form)) {
      const box = list.parentElement.getBoundingClientRect();
      if (clientY < box.top || clientY > box.bottom) continue;
      const after = all(':scope > [data-item]', list).find(each => {
        const own = each.getBoundingClientRect();
        return each !== line && clientY < own.top + own.height / 2;
      });
      if ((after ?? null) === line.nextElementSibling && line.parentElement === list) return;
      list.insertBefore(line, after ?? null);
      hasMoved = true;
      paint();
    }
  };
  const end = () => {
    line.classList.remove('is-dragged');
    document.removeEventListener('pointermove', over);
    for (const name of ['pointerup', 'pointercancel']) document.removeEventListener(name, end);
    if (hasMoved) moved(line);
  };
  // On the document: a line that is put elsewhere loses whatever was captured for it.
  document.addEventListener('pointermove', over);
  for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, end);
}

form.addEventListener('click', event => {
  const button = event.target.closest('[data-move]');
  if (!button) return;
  event.preventDefault();
  move(button.closest('[data-item]'), +button.dataset.move);
  button.focus();
});
form.addEventListener('keydown', event => {
  keys(event);
  if (event.key === 'Enter' && event.target.matches('[data-find]')) {
    event.preventDefault();
    event.target.nextElementSibling.click();
  }
});
form.addEventListener('pointerdown', drag);
form.addEventListener('input', event => {
  if (event.target.matches('[data-find]')) return;
  paint();
  if (!stop) changed();
  else isDirty = true;
});
form.addEventListener('submit', event => {
  isLeaving = true;
  clearTimeout(waiting);
  // A file that is saved leaves the page where it is.
  if (event.submitter?.formAction.endsWith('/file/')) {
    isDirty = false;
    setTimeout(() => { isLeaving = false; });
  }
});
addEventListener('beforeunload', event => {
  if (!isLeaving && (isDirty || (!isKept && form.querySelector('[data-item]')))) event.preventDefault();
});
addEventListener('online', () => { if (isKept && isDirty && !stop) save(); });
addEventListener('pageshow', () => { isLeaving = false; });
for (const button of all('[data-copy-link]', form)) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.closest('div').querySelector('.kit__link a').href);
    button.textContent = button.dataset.done;
  });
}
for (const line of lines()) rows.set(line.dataset.item, +digits(field(`i-${line.dataset.item}-minutes`).value) || 0);
paint();
