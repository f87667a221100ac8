// What the reader collects and plans. Kept on the device where it lets files keep something; all works without.

const KEY = 'jam-sessions-pack';
const MOST = 60;
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const data = JSON.parse(one('#data').textContent);
const { facts, words } = data;
const fresh = () => ({ name: '', items: [], plan: { name: '', start: '', items: [] } });
const string = (value, most) => (typeof value === 'string' ? value.slice(0, most) : '');
const minutesOf = value => Math.min(Math.max(Math.round(Number(value)) || 0, 0), 1440);
let box = read();
let isKept = save();

// Whatever lies there, another pack's or nobody's, is brought into form. An activity that this pack has not is left out.
function checked(held) {
  const items = Array.isArray(held?.items) ? held.items : [];
  const planned = Array.isArray(held?.plan?.items) ? held.plan.items : [];
  return {
    name: string(held?.name, 60),
    items: items.filter(each => Object.hasOwn(facts, each?.uid)).slice(0, MOST)
      .map(each => ({ uid: each.uid, note: string(each.note, 500) })),
    plan: {
      name: string(held?.plan?.name, 60),
      start: /^\d\d:\d\d$/.test(held?.plan?.start) ? held.plan.start : '',
      items: planned.filter(each => !each?.uid || Object.hasOwn(facts, each.uid)).slice(0, 4 * MOST)
        .map(each => ({ uid: string(each?.uid, 6), title: string(each?.title, 120), minutes: minutesOf(each?.minutes) })),
    },
  };
}

function read() {
  try {
    return checked(JSON.parse(localStorage.getItem(KEY)) || fresh());
  } catch {
    return fresh();
  }
}

function save() {
  try {
    const isEmpty = JSON.stringify(box) === JSON.stringify(fresh());
    if (isEmpty) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(box));
    return true;
  } catch {
    return false;
  }
}

// After every change: keeps it, says where, and shows the number in the menu.
function changed() {
  isKept = save();
  for (const each of all('[data-kept]')) each.hidden = each.dataset.kept !== (isKept ? 'device' : 'window');
  one('[data-held]').textContent = box.items.length;
}

function forget() {
  box = fresh();
  changed();
}

// A sentence with its blanks filled in.
const filled = (sentence, blanks) => sentence.replace(/%\((\w+)\)[sd]/g, (_all, name) => blanks[name]);
const numbered = ({ forms, of }, n, blanks) => filled(forms[of[n < of.length ? n : 200 + n % 100]], blanks);

function say(sentence) {
  const toast = one('[data-toast]');
  clearTimeout(say.later);
  toast.textContent = sentence;
  say.later = setTimeout(() => { toast.textContent = ''; }, 6e3);
}

const titleOf = uid => one(`#t-${uid}`);
const activitiesIn = total => numbered(words.activities, total, { total });
const times = (least, most) => (least === most ? numbered(words.minutes, least, { n: least }) : filled(words.range, { least, most }));

// A link to an activity, in the language that it is written in.
function leadTo(link, uid) {
  const title = titleOf(uid);
  link.href = `#a-${uid}`;
  link.textContent = title.textContent;
  for (const name of ['lang', 'dir']) if (title.hasAttribute(name)) link.setAttribute(name, title.getAttribute(name));
}

// Moves or takes out the item of a list whose button was pressed, and leaves the focus where the hand is.
function move(list, place, how, redraw, root) {
  const [item] = list.splice(place, 1);
  const to = { up: place - 1, down: place + 1 }[how];
  if (to !== undefined) list.splice(Math.max(to, 0), 0, item);
  redraw();
  changed();
  const row = root.children[Math.min(to ?? place, list.length - 1)];
  const button = row && one(`[data-move="${how}"]`, row);
  (button?.disabled ? one('[data-move]:enabled', row) : button || one('h2', root.closest('section'))).focus();
}
