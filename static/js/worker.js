// Opens without a network what a reader asked to keep: addresses in OPEN alone, fetched without cookies. Each has a box,
// 'kept-1 <time> <address>', with the stylesheet and scripts it came with; the page goes in last, and without it no box counts.

const KEPT = 'kept-1 ';
const OPEN = /^\/[a-z]{2,3}\/(activities\/[\w-]+\/|toolkit\/|kept\/|plan\/(view\/[\w-]+\/(run\/)?|edit\/[\w-]+\/run\/))$/;
const PART = /(?:href="|src=")(\/static\/[^"]+|(?<=src=")\/media\/[^"]+)"/g;
const IMPORT = /(?:from|import)\s*['"](\.[^'"]+)['"]/g;
const WAIT = 4000;
const old = new Set(); // windows that show a kept page: its parts come from its box too

// Under what a page is kept; empty for what never is.
function key(address) {
  const { origin, pathname, searchParams } = new URL(address, location.origin);
  if (origin !== location.origin || !OPEN.test(pathname)) return '';
  const items = searchParams.get('t');
  return items && /\/toolkit\/$/.test(pathname) ? `${pathname}?t=${items}` : pathname;
}

const boxes = async () => (await caches.keys()).filter(name => name.startsWith(KEPT)).sort().reverse();

const look = (wanted, cacheName) => caches.match(wanted, { cacheName, ignoreVary: true });

// For a toolkit that has changed since, the one that is kept.
async function find(wanted) {
  for (const name of wanted ? await boxes() : []) {
    const answer = await look(wanted, name);
    if (answer) return { name, answer };
  }
  return /\?/.test(wanted) ? find(wanted.split('?')[0]) : null;
}

async function get(address) {
  const answer = await fetch(address, { credentials: 'omit' });
  if (!answer.ok || answer.redirected) throw new Error();
  return answer;
}

// `also`: addresses that lead to it. `before`: the box to be followed; if she wiped it meanwhile, nothing is kept.
async function keep(url, also, before) {
  const page = await get(url);
  const html = await page.text();
  const found = new Set(Array.from(html.matchAll(PART), ([, path]) => path));
  const parts = new Map();
  for (const path of found) {
    const part = await get(path);
    parts.set(path, part);
    const text = /\.js$/.test(path) ? await part.clone().text() : '';
    for (const [, name] of text.matchAll(IMPORT)) found.add(new URL(name, part.url).pathname);
  }
  const headers = new Headers(page.headers);
  for (const each of ['Encoding', 'Length']) headers.delete(`Content-${each}`);
  const said = html.replace('<html ', `<html data-kept-at="${new Date().toISOString()}" `);
  const name = `${KEPT}${Date.now()} ${url}`;
  try {
    const box = await caches.open(name);
    for (const [path, part] of parts) await box.put(path, part);
    for (const each of also) if (each !== url) await box.put(each, Response.redirect(new URL(url, location.origin)));
    await box.put(url, new Response(said, { headers }));
    if (before && !await caches.has(before)) throw new Error();
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  for (const each of await boxes()) if (each !== name && each.split(' ')[2] === url) await caches.delete(each);
}

async function renew({ name }, status) {
  if (status === 404 || status === 410) return caches.delete(name);
  const box = await caches.open(name);
  const also = (await box.keys()).map(({ url }) => key(url)).filter(Boolean);
  return keep(name.split(' ')[2], also, name).catch(() => {});
}

async function page(event, wanted) {
  const held = await find(wanted);
  const network = fetch(event.request);
  if (!held) return network;
  try {
    const answer = await Promise.race([network, new Promise((_, no) => { setTimeout(no, WAIT); })]);
    if (answer.status < 500) {
      if (held.answer.ok && event.request.mode === 'navigate') event.waitUntil(renew(held, answer.status));
      return answer;
    }
  } catch {
    network.catch(() => {});
  }
  old.add(event.resultingClientId);
  return held.answer;
}

async function part(event) {
  const client = await self.clients.get(event.clientId);
  const held = client && await find(key(client.url));
  const own = held && await look(event.request, held.name);
  if (own && old.has(event.clientId)) return own;
  return fetch(event.request).catch(error => own || Promise.reject(error));
}

addEventListener('fetch', event => {
  const { method, url } = event.request;
  if (method !== 'GET') return;
  if (key(url)) event.respondWith(page(event, key(url)));
  else if (/^\/(static|media)\//.test(url.replace(location.origin, ''))) event.respondWith(part(event));
});
addEventListener('message', event => {
  const [url, ...also] = event.data.keep.map(key);
  const done = url ? keep(url, also.filter(Boolean)) : Promise.reject(url);
  const said = done.then(() => 'kept', error => (error.name === 'QuotaExceededError' ? 'full' : 'lost'));
  event.waitUntil(said.then(words => event.ports[0].postMessage(words)));
});
addEventListener('install', () => self.skipWaiting());
addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('kept-') && !name.startsWith(KEPT)) await caches.delete(name);
  await self.clients.claim();
})()));
