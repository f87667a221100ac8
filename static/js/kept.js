// “Keep this page on this device”: nothing is installed and nothing kept before the press.

import { boxes, canKeep, drop, shownDate, shownSize } from './device.js';

const box = document.querySelector('[data-device]');
const part = name => box.querySelector(`[data-device-${name}]`);
const { keptAt } = document.documentElement.dataset;

// The address under which this page is kept, and those that lead to it. A toolkit is kept by its activities.
function addresses() {
  const { pathname } = location;
  const kit = document.querySelector('#toolkit');
  if (!kit) return [pathname];
  if (!kit.dataset.uids) return [];
  const isOnDevice = Boolean(kit.querySelector('[data-where=device]:not([hidden])'));
  return [`${pathname}?t=${kit.dataset.uids}`, pathname + kit.dataset.short, ...(isOnDevice ? [pathname] : [])];
}

// As much as the page and its parts take: all of them have been loaded just now.
function size() {
  const parts = new Map();
  for (const { name, decodedBodySize } of performance.getEntriesByType('resource')) {
    const { origin, pathname } = new URL(name);
    if (origin === location.origin && /^\/(static|media)\//.test(pathname)) parts.set(pathname, decodedBodySize);
  }
  const page = performance.getEntriesByType('navigation')[0]?.decodedBodySize || new Blob([document.documentElement.outerHTML]).size;
  return [...parts.values()].reduce((sum, each) => sum + each, page);
}

async function mine() {
  const [path] = addresses();
  return path && (await boxes()).filter(each => each.path === path);
}

const say = words => { part('said').textContent = words; };

async function paint() {
  const held = await mine();
  part('may').hidden = !held;
  if (!held) return;
  part('keep').hidden = held.length > 0;
  part('drop').hidden = held.length === 0;
  part('keep').querySelector('span').textContent = box.dataset.offer.replace('{size}', shownSize(size()));
  if (held.length) say(box.dataset.kept.replace('{date}', shownDate(held[0].date)));
}

async function ask() {
  await navigator.serviceWorker.register('/worker.js');
  const { active } = await navigator.serviceWorker.ready;
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    active.postMessage({ keep: addresses() }, [port2]);
  });
}

async function keep() {
  say(box.dataset.wait);
  const said = await ask().catch(() => 'lost');
  if (said === 'kept') {
    await paint();
    part('drop').focus();
    return;
  }
  await drop([]).catch(() => {});
  say(box.dataset[said]);
}

async function leave() {
  await drop((await mine()).map(each => each.name));
  await paint();
  say(box.dataset.gone);
  part('keep').focus();
}

// “Forget everything” means the kept toolkits as well.
async function forget(event) {
  const link = event.target.closest('[data-forget]');
  if (!link) return;
  const isDone = event.defaultPrevented;
  event.preventDefault();
  await drop((await boxes()).filter(each => each.path.includes('/toolkit/')).map(each => each.name));
  if (isDone) paint(); else location.assign(link.href);
}

function banner() {
  const words = document.createElement('p');
  words.className = 'notice notice--told m-sun device__old';
  words.textContent = box.dataset.old.replace('{date}', shownDate(new Date(keptAt)));
  document.querySelector('main').prepend(words);
}

async function start() {
  if (!canKeep) return;
  if (keptAt) banner();
  box.hidden = false;
  part('keep').addEventListener('click', keep);
  part('drop').addEventListener('click', leave);
  document.addEventListener('click', forget);
  if (document.readyState !== 'complete') await new Promise(resolve => { addEventListener('load', resolve, { once: true }); });
  await paint();
}

start();
