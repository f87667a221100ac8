// When each line begins and ends: the same rules as hub/planner/plans/clock.py. Minutes run on the world's clock.

const MINUTE = 60000;
const formats = new Map();

function format(zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }));
  }
  return formats.get(zone);
}

// What clocks of the zone show at a moment, as if it were UTC.
function shown(moment, zone) {
  const part = Object.fromEntries(format(zone).formatToParts(moment).map(({ type, value }) => [type, +value]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

const offset = (moment, zone) => shown(moment, zone) - moment;

// The moment at which clocks show it; of two the first; where they never do, by the clock from before the change.
export function moment(date, time, zone) {
  const wall = Date.parse(`${date || '2001-01-01'}T${time}Z`);
  const place = date ? zone : 'UTC';
  const before = wall - offset(wall - 24 * 60 * MINUTE, place);
  if (shown(before, place) === wall) return before;
  const after = wall - offset(wall + 24 * 60 * MINUTE, place);
  return shown(after, place) === wall ? after : before;
}

// Items {key, minutes, group} → key → [start, end] in minutes. Groups that stand together begin together.
export function offsets(items) {
  const found = new Map();
  let now = 0;
  let until = null;
  for (const { key, minutes, group } of items) {
    if (group) {
      until ||= new Map();
      const start = until.get(group) ?? now;
      found.set(key, [start, start + minutes]);
      until.set(group, start + minutes);
      continue;
    }
    if (until) now = Math.max(...until.values());
    until = null;
    found.set(key, [now, now + minutes]);
    now += minutes;
  }
  return found;
}

export const clockAt = (start, minutes, zone) => new Date(shown(start + minutes * MINUTE, zone)).toISOString().slice(11, 16);

// Minutes from the start to the wanted end; an end before the start is one of the next day.
export function available({ date, start, end }, zone) {
  if (!start || !end) return null;
  const day = Date.parse(`${date || '2001-01-01'}T00:00Z`);
  const next = new Date(day + 24 * 60 * MINUTE).toISOString().slice(0, 10);
  const place = date ? zone : 'UTC';
  const ends = end <= start ? wallMoment(next, end, place) : wallMoment(date || '2001-01-01', end, place);
  return Math.trunc((ends - wallMoment(date || '2001-01-01', start, place)) / MINUTE);
}

const wallMoment = (date, time, zone) => moment(date, time, zone);

// A day as it is worked out: key → {start, end, begins, ends}, its whole length, and how far over the end it goes.
export function timed(day, zone) {
  const place = day.date ? zone : 'UTC';
  const begins = day.start ? moment(day.date, day.start, place) : null;
  const spans = new Map();
  let whole = 0;
  for (const [key, [start, end]] of offsets(day.items)) {
    whole = Math.max(whole, end);
    spans.set(key, { start, end, ...(begins === null ? {} : { begins: clockAt(begins, start, place), ends: clockAt(begins, end, place) }) });
  }
  const room = available(day, zone);
  return { spans, whole, over: room === null ? null : whole - room, begins: begins === null ? '' : clockAt(begins, 0, place), ends: begins === null ? '' : clockAt(begins, whole, place) };
}
