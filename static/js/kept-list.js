// The page that lists what this device keeps, and wipes it.

import { boxes, canKeep, drop, opened, shownDate, shownSize, wipe } from './device.js';

const list = document.querySelector('[data-list]');
const part = name => list.querySelector(`[data-${name}]`);
const say = words => { part('said').textContent = words; };

async function paint() {
  const held = [];
  for (const box of await boxes()) held.push(await opened(box));
  for (const row of list.querySelectorAll('[data-page]')) row.remove();
  for (const box of held) part('held-pages').append(row(box));
  part('empty').hidden = held.length > 0;
  for (const each of list.querySelectorAll('[data-some]')) each.hidden = !held.length;
}

function row({ name, path, title, date, size }) {
  const line = part('pattern').cloneNode(true);
  line.removeAttribute('data-pattern');
  line.dataset.page = path;
  line.hidden = false;
  const link = line.querySelector('a');
  link.href = path;
  link.textContent = title;
  line.querySelector('p').textContent = list.dataset.line.replace('{date}', shownDate(date)).replace('{size}', shownSize(size));
  const button = line.querySelector('button');
  button.setAttribute('aria-label', `${button.textContent.trim()}: ${title}`);
  button.addEventListener('click', () => done(() => drop([name])));
  return line;
}

async function done(how) {
  try {
    await how();
    await paint();
    if (!part('empty').hidden) say(list.dataset.gone);
  } catch {
    say(list.dataset.broken);
  }
  document.querySelector('main').focus();
}

if (canKeep) {
  part('wipe').addEventListener('click', () => done(wipe));
  paint();
} else {
  say(list.dataset.cannot);
}
