// What this device keeps: one box for each page, which static/js/worker.js fills.

const NAME = /^kept-\d+ (\d+) (.+)$/;
const language = document.documentElement.lang;

export const canKeep = 'serviceWorker' in navigator && 'caches' in window;
export const shownDate = date => new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { dateStyle: 'long', timeStyle: 'short' }).format(date);
export const shownSize = bytes => new Intl.NumberFormat(`${language}-u-nu-latn`).format(Math.max(1, Math.round(bytes / 1024)));

// The newest first: {name, path, date}. A page that cannot be read any more is no page.
export async function boxes() {
  const found = [];
  for (const name of await caches.keys()) {
    const [, time, path] = name.match(NAME) || [];
    if (path && await caches.match(path, { cacheName: name, ignoreVary: true })) found.push({ name, path, date: new Date(+time) });
  }
  return found.sort((one, other) => other.date - one.date);
}

// A box with its title and its size in bytes.
export async function opened(box) {
  const cache = await caches.open(box.name);
  let size = 0;
  let title = box.path;
  for (const request of await cache.keys()) {
    const answer = await cache.match(request, { ignoreVary: true });
    if (answer.status !== 200) continue;
    const blob = await answer.blob();
    size += blob.size;
    if (new URL(request.url).pathname === box.path.split('?')[0]) title = new DOMParser().parseFromString(await blob.text(), 'text/html').title.replace(/ – [^–]*$/, '') || title;
  }
  return { ...box, title, size };
}

// With the last box goes the worker, too.
export async function drop(names) {
  for (const name of names) await caches.delete(name);
  if (!(await boxes()).length) await wipe();
}

export async function wipe() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith('kept-')) await caches.delete(name);
}
