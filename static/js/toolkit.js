// My toolkit, kept on this device from the first tap on. Where nothing can be kept, all works without.

const KEY = 'toolkit';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const tool = document.querySelector('[data-toolkit]');
const base = tool?.pathname;
let page = document.querySelector('#toolkit');
const part = selector => page.querySelector(selector);
const empty = () => ({ on: 0, kits: [] });
let box = read();
const toast = document.createElement('p');
toast.className = 'toast';
toast.setAttribute('role', 'status');

function read() {
  try {
    const held = JSON.parse(localStorage.getItem(KEY)) || empty();
    return held.kits?.every(each => Array.isArray(each.uids)) && (held.kits[held.on] || !held.kits.length) ? held : empty();
  } catch (error) {
    return error instanceof SyntaxError ? empty() : null;
  }
}

const add = (fresh = { name: '', uids: [], notes: {} }) => { box.on = box.kits.push(fresh) - 1; };

function kit() {
  if (!box.kits.length) add();
  return box.kits[box.on];
}

const isUsed = () => box.kits.length > 1 || box.kits.some(each => each.uids.length || each.name);

function save() {
  try {
    if (isUsed()) localStorage.setItem(KEY, JSON.stringify(box)); else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

const query = () => (kit().uids.length ? `?t=${kit().uids.join('-')}` : '');

function say(words) {
  clearTimeout(say.later);
  toast.textContent = words;
  say.later = setTimeout(() => { toast.textContent = ''; }, 6e3);
}

// Count, links and the state of every card, as the device has it.
function paint() {
  const { uids } = kit();
  tool.href = base + query();
  tool.querySelector('[data-held]').textContent = uids.length;
  for (const link of all('[data-keep]')) link.toggleAttribute('data-in', uids.includes(link.dataset.keep));
}

// What is on the device need not be carried in links.
function lighten() {
  for (const link of all('a[href*="t="]')) {
    if (link === tool || link.closest('.kit__link, .keep') || link.host !== location.host) continue;
    const url = new URL(link.href);
    for (const name of 'tn') url.searchParams.delete(name);
    link.href = url;
  }
  for (const input of all('[data-carried]')) input.remove();
}

function tap(event) {
  const link = event.target.closest('[data-keep]');
  if (!link || event.ctrlKey || event.metaKey) return;
  const uid = link.dataset.keep;
  box = read() || box;
  const own = kit();
  const isIn = own.uids.includes(uid);
  if (own.uids.length >= 60 && !isIn) return;
  own.uids = isIn ? own.uids.filter(each => each !== uid) : [...own.uids, uid];
  if (!save()) return;
  event.preventDefault();
  paint();
  say(isIn ? tool.dataset.out : tool.dataset.added);
}

// The toolkit's page.
const items = () => all('.kit__item', page);
const where = names => {
  for (const each of all('[data-where]')) each.hidden = !names.includes(each.dataset.where);
};

async function load(again) {
  try {
    const answer = await fetch(base + query(), { headers: { Accept: 'text/html' } });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#toolkit');
    page.replaceWith(fresh);
    page = fresh;
    for (const each of all('[data-script-shows]')) each.hidden = false;
    for (const button of all('[data-print]', page)) button.addEventListener('click', () => print());
    open();
    const button = again && part(again);
    (button?.disabled ? button.parentNode.querySelector(':enabled') : button || page.parentNode).focus();
  } catch {
    say(page.dataset.wait);
  }
}

// The page shows the toolkit of the device: its name and notes come from there, and changes go there.
function open() {
  const own = kit();
  history.replaceState(null, '', base + (own.uids.length ? page.dataset.short : ''));
  where(isUsed() ? ['device'] : []);
  part('[data-script-keeps]').hidden = true;
  part('[name=name]').value = own.name;
  if (own.name) part('[data-name]').textContent = own.name;
  for (const item of items()) {
    const note = own.notes[item.dataset.uid] || '';
    item.querySelector('textarea').value = item.querySelector('.kit__noted').textContent = note;
    item.querySelector('details').open = Boolean(note);
  }
  choices();
  paint();
  lighten();
}

function choices() {
  const row = part('[data-kit][hidden]');
  part('[data-kits]').hidden = !isUsed();
  for (const old of all('[data-kit]:not([hidden])')) old.remove();
  box.kits.forEach((each, place) => {
    const copy = row.cloneNode(true);
    copy.hidden = false;
    if (each.name) copy.querySelector('bdi').textContent = each.name;
    copy.querySelector('.chip__n').textContent = each.uids.length;
    if (place === box.on) copy.firstChild.setAttribute('aria-current', 'true');
    copy.firstChild.dataset.place = place;
    part('[data-new]').parentNode.before(copy);
  });
}

function change(event) {
  const { submitter } = event;
  event.preventDefault();
  const own = kit();
  const uid = submitter?.closest('[data-uid]')?.dataset.uid;
  const place = own.uids.indexOf(uid);
  if (place >= 0) {
    const does = submitter.value.split('-')[0];
    own.uids.splice(place, 1);
    if (does !== 'out') own.uids.splice(place + (does === 'up' ? -1 : 1), 0, uid);
    else delete own.notes[uid];
    load(`[value="${submitter.value}"]`);
  }
  save();
  paint();
}

function write(event) {
  const uid = event.target.closest('[data-uid]')?.dataset.uid;
  if (uid) kit().notes[uid] = part(`[data-uid="${uid}"] .kit__noted`).textContent = event.target.value;
  else kit().name = event.target.value.trim();
  if (!save()) say(page.dataset.wait);
  if (!uid) choices();
}

function press(event) {
  const hit = selector => event.target.closest(selector);
  if (hit('[data-place]')) box.on = +hit('[data-place]').dataset.place;
  else if (hit('[data-new]')) add();
  else if (hit('[data-drop]')) { box.kits.splice(box.on, 1); box.on = 0; }
  else if (hit('[data-forget]')) { event.preventDefault(); box = empty(); }
  else return;
  save();
  paint();
  load();
}

function take() {
  const taken = { name: part('[name=name]').value, uids: page.dataset.uids.split('-'), notes: {} };
  for (const item of items()) taken.notes[item.dataset.uid] = item.querySelector('textarea').value;
  if (kit().uids.length || kit().name) add(taken);
  else box.kits[box.on] = taken;
  if (save()) open();
}

async function merge() {
  const token = document.querySelector('#keep [name=csrfmiddlewaretoken]')?.value;
  const kits = box.kits.filter(each => each.uids.length || each.name);
  if (!token || !kits.length) return;
  const answer = await fetch(tool.dataset.account, {
    method: 'POST', headers: { 'X-CSRFToken': token }, body: JSON.stringify(kits),
  });
  if (!answer.ok || answer.redirected) return;
  localStorage.removeItem(KEY);
  location.reload();
}

function start() {
  const isAddress = /[?&]t=/.test(location.search);
  if (page && !isAddress && kit().uids.length) { location.replace(base + query()); return; }
  const same = page ? box.kits.findIndex(each => each.uids.join('-') === page.dataset.uids) : -1;
  if (isAddress && same < 0) {
    if (!page?.dataset.uids) return;
    where(['address', 'shared']);
    part('[data-take]')?.addEventListener('click', () => begin(take));
    return;
  }
  if (same >= 0 && page.dataset.uids) box.on = same;
  if (page) begin(open); else paint();
  document.addEventListener('click', tap);
  document.addEventListener('changed', paint);
  addEventListener('storage', () => { box = read() || box; paint(); });
}

function begin(how) {
  const main = page.parentNode;
  main.addEventListener('click', press);
  main.addEventListener('input', write);
  main.addEventListener('submit', change);
  how();
}

document.body.append(toast);
if (tool && box) (tool.dataset.account ? merge : start)();
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard?.writeText(document.querySelector('[data-share]').href);
  button.textContent = button.dataset.done;
});
