// How a session runs against its plan. Pure: it is told the time, and keeps nothing.
//
// A stop: {key, title, kind, minutes, least, from}. A run: {at, since, begun, skipped, pausedAt, spent, minutes}, with `at` the
// place of the stop, `since` when it was come to, `skipped` what the plan had before the stop it began with, `spent` key →
// milliseconds of earlier visits, `minutes` key → what was changed on the way. All moments and lengths are milliseconds, but
// for those that are called minutes, and `from`.

export const MINUTE = 60000;
const LOW = 0.2;
const LAST = 0.05;
const SAME_DAY = 3 * 60 * MINUTE; // a run that begins farther from its hour than this is measured from its own beginning

export const begin = (stops, at, now) => ({ at, since: now, begun: now, skipped: stops[at].from * MINUTE, pausedAt: null, spent: {}, minutes: {} });

export const minutesOf = (stop, run) => run?.minutes[stop.key] ?? stop.minutes;

export function spent(stops, run, now) {
  return (run.spent[stops[run.at].key] || 0) + (run.pausedAt ?? now) - run.since;
}

// Below zero once the time of the stop is over.
export const left = (stops, run, now) => minutesOf(stops[run.at], run) * MINUTE - spent(stops, run, now);

// '' while there is time, then 'soon', 'last' and 'over'.
export function mark(stops, run, now) {
  const whole = minutesOf(stops[run.at], run) * MINUTE;
  const rest = left(stops, run, now);
  if (rest <= 0) return 'over';
  if (rest <= whole * LAST) return 'last';
  return rest <= whole * LOW ? 'soon' : '';
}

export function go(stops, run, to, now) {
  if (to < 0 || to >= stops.length || to === run.at) return run;
  return { ...run, at: to, since: now, pausedAt: run.pausedAt === null ? null : now, spent: { ...run.spent, [stops[run.at].key]: spent(stops, run, now) } };
}

export function pause(run, now) {
  return run.pausedAt === null ? { ...run, pausedAt: now } : { ...run, pausedAt: null, since: run.since + now - run.pausedAt };
}

export function change(stops, run, place, minutes) {
  return { ...run, minutes: { ...run.minutes, [stops[place].key]: Math.max(0, minutes) } };
}

// When the session should have begun, and when it should end. `planned`: the moment of its plan, or null; `over`: the minutes
// by which the plan goes past its wanted end (below zero: before it), or null.
export function frame(run, { planned, whole, over }) {
  const begins = planned !== null && Math.abs(run.begun - run.skipped - planned) <= SAME_DAY ? planned : run.begun - run.skipped;
  return { begins, ends: begins + (whole - (over ?? 0)) * MINUTE };
}

// Milliseconds behind the plan, as things are; below zero: before it.
export function late(stops, run, begins, now) {
  const stop = stops[run.at];
  return now + Math.max(0, left(stops, run, now)) - (begins + (stop.from + stop.minutes) * MINUTE);
}

// When it ends if nothing is done about it.
export function ending(stops, run, now) {
  const rest = stops.slice(run.at + 1).reduce((sum, stop) => sum + minutesOf(stop, run), 0);
  return now + Math.max(0, left(stops, run, now)) + rest * MINUTE;
}

// What wins that many minutes: time to spare first, then what has most room above its least. Each cure: {place, wins, minutes}.
export function cures(stops, run, needed) {
  const room = stops.map((stop, place) => ({ place, stop, wins: minutesOf(stop, run) - stop.least })).filter(({ place, wins }) => place > run.at && wins > 0);
  const isSpare = ({ stop }) => stop.kind === 'buffer';
  room.sort((one, other) => isSpare(other) - isSpare(one) || other.wins - one.wins || one.place - other.place);
  const found = [];
  let missing = needed;
  for (const { place, stop, wins } of room) {
    if (missing <= 0) break;
    const taken = isSpare({ stop }) ? wins : Math.min(wins, missing);
    found.push({ place, wins: taken, minutes: minutesOf(stop, run) - taken });
    missing -= taken;
  }
  return { cures: found, missing: Math.max(0, missing) };
}

// Which of the steps is due, their minutes stretched to those of the line; -1 where any of them has none.
export function due(steps, share) {
  const whole = steps.reduce((sum, minutes) => sum + minutes, 0);
  if (!steps.length || steps.some(minutes => !minutes)) return -1;
  let until = 0;
  const place = steps.findIndex(minutes => (until += minutes) > share * whole);
  return place < 0 ? steps.length - 1 : place;
}

export function clock(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = number => String(number).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
