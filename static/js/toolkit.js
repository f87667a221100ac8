// My toolkit, kept on this device from the first tap on. Where nothing can be kept, all works without.

const KEY = 'toolkit';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const tool = document.querySelector('[data-toolkit]');
const base = tool?.pathname;
let page = document.querySelector('#toolkit');
let box = read();
let toast = null;

function read() {
  try {
    const held = JSON.parse(localStorage.getItem(KEY) || '{}');
    const kits = Array.isArray(held.kits) ? held.kits.filter(each => Array.isArray(each.uids)) : [];
    return { on: kits[held.on] ? held.on : 0, kits };
  } catch (error) {
    return error instanceof SyntaxError ? { on: 0, kits: [] } : null;
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
  if (!toast) {
    toast = document.createElement('p');
    toast.className = 'toast';
    toast.setAttribute('role', 'status');
    document.body.append(toast);
  }
  clearTimeout(say.later);
  toast.textContent = words;
  say.later = setTimeout(() => { toast.textContent = ''; }, 6000);
}

// Count, links and the state of every card, as the device has it.
function paint() {
  const { uids } = kit();
  tool.href = base + query();
  tool.querySelector('[data-count]').textContent = uids.length;
  for (const link of all('[data-keep]')) link.toggleAttribute('data-in', uids.includes(link.dataset.keep));
}

// What the address carried is on the device: the links need not carry it any more.
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
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const uid = link.dataset.keep;
  box = read() || box;
  const held = kit().uids;
  const isIn = held.includes(uid);
  if (!isIn && held.length >= 60) return;
  kit().uids = isIn ? held.filter(each => each !== uid) : [...held, uid];
  if (!save()) return;
  event.preventDefault();
  paint();
  say(isIn ? tool.dataset.out : tool.dataset.added);
}

// The page of the toolkit.

const where = names => {
  for (const part of all('[data-where]', page)) part.hidden = !names.includes(part.dataset.where);
};

async function load(again) {
  try {
    const answer = await fetch(base + query(), { headers: { Accept: 'text/html' } });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#toolkit');
    page.replaceWith(fresh);
    page = fresh;
    for (const part of all('[data-script-shows]', page)) part.hidden = false;
    for (const button of all('[data-print]', page)) button.addEventListener('click', () => print());
    const button = again && page.querySelector(again);
    open();
    (button?.disabled ? button.parentNode.querySelector(':enabled') : button || page.querySelector('h1, a'))?.focus();
  } catch {
    say(page.dataset.wait);
  }
}

// The page shows the toolkit of the device: its name and notes come from there, and changes go there.
function open() {
  const own = kit();
  history.replaceState(null, '', base + (own.uids.length ? page.dataset.short : ''));
  where(isUsed() ? ['device'] : []);
  for (const part of all('[data-script-keeps]', page)) part.hidden = true;
  const nameField = page.querySelector('[name=name]');
  if (nameField) nameField.value = own.name;
  if (own.name) page.querySelector('[data-name]').textContent = own.name;
  for (const item of all('[data-uid].kit__item', page)) {
    const note = own.notes[item.dataset.uid] || '';
    item.querySelector('textarea').value = item.querySelector('.kit__noted').textContent = note;
    item.querySelector('details').open = Boolean(note);
  }
  choices();
  paint();
  lighten();
}

function choices() {
  const nav = page.querySelector('[data-kits]');
  const row = nav.querySelector('[data-kit][hidden]');
  nav.hidden = !isUsed();
  for (const old of all('[data-kit]:not([hidden])', nav)) old.remove();
  box.kits.forEach((each, place) => {
    const copy = row.cloneNode(true);
    copy.hidden = false;
    if (each.name) copy.querySelector('bdi').textContent = each.name;
    copy.querySelector('.chip__n').textContent = each.uids.length;
    if (place === box.on) copy.firstChild.setAttribute('aria-current', 'true');
    copy.firstChild.dataset.place = place;
    nav.querySelector('[data-new]').parentNode.before(copy);
  });
}

function change(event) {
  const own = kit();
  const { submitter } = event;
  event.preventDefault();
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
  if (uid) kit().notes[uid] = page.querySelector(`[data-uid="${uid}"] .kit__noted`).textContent = event.target.value;
  else if (event.target.name === 'name') kit().name = event.target.value.trim();
  if (!save()) say(page.dataset.wait);
  if (!uid) choices();
}

function press(event) {
  const hit = selector => event.target.closest(selector);
  if (hit('[data-place]')) box.on = Number(hit('[data-place]').dataset.place);
  else if (hit('[data-new]')) add();
  else if (hit('[data-drop]')) { box.kits.splice(box.on, 1); box.on = 0; }
  else if (hit('[data-forget]')) { event.preventDefault(); box = { on: 0, kits: [] }; }
  else return;
  save();
  paint();
  load();
}

function take() {
  const notes = {};
  for (const item of all('[data-uid].kit__item', page)) notes[item.dataset.uid] = item.querySelector('textarea').value;
  const name = page.querySelector('[name=name]').value;
  const taken = { name, uids: page.dataset.uids.split('-'), notes };
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
  const isAddress = new URLSearchParams(location.search).has('t');
  if (page && !isAddress && kit().uids.length) { location.replace(base + query()); return; }
  const same = page ? box.kits.findIndex(each => each.uids.join('-') === page.dataset.uids) : -1;
  if (isAddress && same < 0) {
    if (page?.dataset.uids) where(['address', 'shared']);
    page?.querySelector('[data-take]')?.addEventListener('click', () => begin(take));
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

if (tool && box) (tool.dataset.account ? merge : start)();
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard?.writeText(document.querySelector('[data-share]').href);
  button.textContent = button.dataset.done;
});
