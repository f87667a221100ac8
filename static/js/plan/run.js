// A plan in the room: one stop at a time, with its time. All it needs is in the page; what it knows of the run is in this tab
// alone, and there only from the press on “We begin now” until “End”.

import { clockAt, moment } from './clock.js';
import * as pace from './pace.js';

const KEY = 'run';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = document.querySelector('[data-run]');
const panel = root.querySelector('[data-panel]');
const part = name => panel.querySelector(`[data-${name}]`);
const words = (name, values) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, () => value), root.dataset[name]);
const days = all('[data-day]', root);
const choice = root.querySelector('[data-days]');
const isMirrored = getComputedStyle(root).direction === 'rtl';
let day = null;
let stops = [];
let sections = [];
let run = null;
let at = 0; // the stop that is shown; that of the run once it has begun
let told = '';
let listed = '';
let lock = null;

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function keep() {
  try {
    if (run) sessionStorage.setItem(KEY, JSON.stringify({ day: day.dataset.day, plan: mark(), run })); else sessionStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing: the run lives as long as the page.
  }
}

// What must be the same for a run to go on after a reload.
const mark = () => stops.map(stop => `${stop.key}${stop.minutes}`).join('-');

function choose(key) {
  day = days.find(each => each.dataset.day === key) || days[0];
  sections = all('[data-stop]', day);
  stops = sections.map(({ dataset }) => ({
    key: dataset.stop, title: dataset.title, kind: dataset.kind, minutes: +dataset.minutes, least: +dataset.least, from: +dataset.from,
  }));
  for (const each of days) each.hidden = each !== day;
  if (choice) choice.value = day.dataset.day;
  at = 0;
}

function zone() {
  return day.dataset.start ? root.dataset.zone : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const dayIn = (place, now) => new Intl.DateTimeFormat('en-CA-u-ca-iso8601-nu-latn', { timeZone: place, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);

function planned() {
  const { date, start } = day.dataset;
  return start ? moment(date || dayIn(zone(), run.begun), start, zone()) : null;
}

function frame() {
  const { minutes, over } = day.dataset;
  return pace.frame(run, { planned: planned(), whole: +minutes, over: over === '' ? null : +over });
}

function show({ isMove = false } = {}) {
  sections.forEach((section, place) => { section.hidden = place !== at; });
  const stop = stops[at];
  const next = stops[at + 1];
  part('place').textContent = words('place', { n: at + 1, all: stops.length });
  part('next').textContent = next ? words('next', { title: next.title, n: pace.minutesOf(next, run) }) : root.dataset.none;
  for (const button of all('[data-go]', panel)) {
    const to = at + +button.dataset.go;
    button.setAttribute('aria-disabled', to < 0 || to >= stops.length);
  }
  for (const each of all('[data-before]', panel)) each.hidden = Boolean(run);
  for (const each of all('[data-during]', panel)) each.hidden = !run;
  if (choice) choice.disabled = Boolean(run);
  document.body.classList.toggle('is-running', Boolean(run));
  if (isMove) {
    tell(words('now', { title: stop.title, n: pace.minutesOf(stop, run) }));
    told = '';
    scrollTo(0, 0);
  }
  tick();
}

const tell = text => { part('live').textContent = text; };

// Every second, and after every press.
function tick() {
  if (!stops.length) return;
  const now = Date.now();
  const whole = pace.minutesOf(stops[at], run) * pace.MINUTE;
  const rest = run ? pace.left(stops, run, now) : whole;
  const state = run ? pace.mark(stops, run, now) : '';
  panel.dataset.mark = state;
  panel.toggleAttribute('data-is-paused', Boolean(run) && run.pausedAt !== null);
  part('clock').textContent = rest > 0 ? pace.clock(rest) : words('over', { n: Math.floor(-rest / pace.MINUTE) });
  part('word').textContent = run?.pausedAt != null ? root.dataset.paused : { soon: root.dataset.soon, last: root.dataset.last, over: root.dataset.past }[state] || '';
  part('bar').style.inlineSize = `${whole ? Math.max(0, Math.min(100, 100 * rest / whole)) : 0}%`;
  if (state !== told && run) {
    told = state;
    if (state) {
      tell({ soon: root.dataset.soon, last: root.dataset.last, over: root.dataset.past }[state]);
      navigator.vibrate?.(120);
    }
  }
  steps(run && whole ? 1 - rest / whole : -1);
  pacing(now);
}

function steps(share) {
  for (const row of all('[data-row]', sections[at])) {
    const list = all('[data-step]', row);
    const place = share < 0 ? -1 : pace.due(list.map(step => +step.dataset.step), share);
    list.forEach((step, number) => {
      if (number === place) step.setAttribute('aria-current', 'step'); else step.removeAttribute('aria-current');
    });
  }
}

function pacing(now) {
  const behind = run ? Math.trunc(pace.late(stops, run, frame().begins, now) / pace.MINUTE) : 0;
  part('late').textContent = !run ? '' : behind > 0 ? words('late', { n: behind }) : behind < 0 ? words('early', { n: -behind }) : root.dataset.ontime;
  part('late').classList.toggle('is-late', behind > 0);
  const needed = run ? Math.floor((pace.ending(stops, run, now) - frame().ends) / pace.MINUTE) : 0;
  part('cures').hidden = needed < 1;
  if (needed >= 1) advise(needed);
}

// Written anew only when it says something else, so that a button is not lost under a finger.
function advise(needed) {
  const { cures, missing } = pace.cures(stops, run, needed);
  const said = JSON.stringify([needed, cures, missing]);
  if (said === listed) return;
  listed = said;
  part('tight').textContent = words('tight', { time: clockAt(frame().ends, 0, zone()), n: needed });
  part('short').hidden = !missing;
  part('short').textContent = words('short', { n: missing });
  const list = part('cures').querySelector('ul');
  const held = document.activeElement?.dataset?.cure;
  list.replaceChildren(...cures.map(({ place, wins, minutes }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button--quiet';
    button.dataset.cure = place;
    button.dataset.minutes = minutes;
    button.textContent = words(minutes ? 'cut' : 'skip', { title: stops[place].title, minutes, n: wins });
    const line = document.createElement('li');
    line.append(button);
    return line;
  }));
  list.querySelector(`[data-cure="${held}"]`)?.focus();
}

// What is done ----------------------------------------------------------------------------------------------------------
function start() {
  run = pace.begin(stops, at, Date.now());
  keep();
  awake();
  show({ isMove: true });
  part('pause').focus({ preventScroll: true });
}

function go(by) {
  const to = at + by;
  if (to < 0 || to >= stops.length) return;
  at = to;
  if (run) {
    run = pace.go(stops, run, to, Date.now());
    keep();
  }
  show({ isMove: true });
}

function add(minutes) {
  run = pace.change(stops, run, at, pace.minutesOf(stops[at], run) + minutes);
  told = pace.mark(stops, run, Date.now());
  keep();
  tick();
}

function pause() {
  run = pace.pause(run, Date.now());
  part('pause').setAttribute('aria-pressed', run.pausedAt !== null);
  keep();
  tick();
}

function cure(button) {
  run = pace.change(stops, run, +button.dataset.cure, +button.dataset.minutes);
  keep();
  show();
}

function finish() {
  run = null;
  told = '';
  keep();
  tell('');
  lock?.release();
  lock = null;
  panel.querySelector('.panel__end').open = false;
  show();
  part('begin').focus();
}

async function awake() {
  try {
    if (run && document.visibilityState === 'visible') lock = await navigator.wakeLock?.request('screen');
  } catch {
    // Low battery, or not allowed: the screen goes dark as it always does.
  }
}

function keys(event) {
  const by = { ArrowRight: isMirrored ? -1 : 1, ArrowLeft: isMirrored ? 1 : -1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || event.target.matches('input, select, textarea')) return;
  event.preventDefault();
  go(by);
}

function swipe() {
  let from = null;
  root.addEventListener('touchstart', ({ touches }) => { from = touches.length === 1 ? [touches[0].clientX, touches[0].clientY] : null; }, { passive: true });
  root.addEventListener('touchend', ({ changedTouches: [touch] }) => {
    if (!from) return;
    const across = touch.clientX - from[0];
    const down = touch.clientY - from[1];
    from = null;
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) go((across < 0) === isMirrored ? -1 : 1);
  });
}

panel.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button || button.getAttribute('aria-disabled') === 'true') return;
  const { dataset } = button;
  if ('begin' in dataset) start();
  if ('go' in dataset) go(+dataset.go);
  if ('add' in dataset) add(+dataset.add);
  if ('pause' in dataset) pause();
  if ('cure' in dataset) cure(button);
  if ('finish' in dataset) finish();
});
choice?.addEventListener('change', () => { choose(choice.value); open(); });
addEventListener('keydown', keys);
document.addEventListener('visibilitychange', () => { tick(); awake(); });

function open() {
  panel.hidden = !stops.length;
  if (stops.length) show();
}

const kept = read();
const today = days.find(({ dataset }) => dataset.date === dayIn(root.dataset.zone, Date.now()));
choose(kept?.day || today?.dataset.day);
if (kept?.run && kept.plan === mark() && stops[kept.run.at]) {
  run = kept.run;
  at = run.at;
  part('pause').setAttribute('aria-pressed', run.pausedAt !== null);
  told = pace.mark(stops, run, Date.now());
  awake();
} else if (!kept) {
  const linked = sections.findIndex(section => `#${section.id}` === location.hash);
  at = Math.max(0, linked);
}
root.classList.add('is-live');
swipe();
open();
setInterval(tick, 1000);
