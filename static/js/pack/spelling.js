// Did you mean: the nearest words that the texts really hold (as hub/search/spelling.py).

const SHORTEST = 4;
const SHORTEST_UNSPACED = 3;
const TWO_ERRORS_FROM = 8;
const WINDOW = 4;
const LONGER_INFLECTED = 4;
const LONGEST = 44;

// Letters wrong, missing, too many or swapped with a neighbour; more than `most` is `most + 1`.
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_each, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + differs);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwap) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
    if (Math.min(...row) > most && Math.min(...before) > most) return most + 1;
  }
  return Math.min(row[other.length], most + 1);
}

function less(one, other) {
  for (let n = 0; n < one.length; n += 1) {
    if (n >= other.length || one[n] > other[n]) return false;
    if (one[n] < other[n]) return true;
  }
  return one.length < other.length;
}

// `words`: the words of a language as rows of form, stem and number of documents.
function spelling(language, words) {
  const counts = new Map(words.map(([form, _stem, documents]) => [form, documents]));
  const commonest = words.slice().sort((one, other) => other[2] - one[2] || (one[0] < other[0] ? -1 : 1));

  function known(forms) {
    const stems = new Set(forms.map(language.stem));
    const asked = new Set(forms);
    const rows = words.filter(([form, stem]) => asked.has(form) || stems.has(stem));
    const found = new Set(rows.flatMap(([form, stem]) => [form, stem]));
    return new Set(forms.filter(form => found.has(form) || found.has(language.stem(form)) || /^\p{Nd}+$/u.test(form)));
  }

  function beginnings(form, most = 12) {
    const rows = commonest.filter(row => row[0].startsWith(form)).slice(0, 4 * most);
    return [...new Set(rows.map(row => row[1]))].slice(0, most);
  }

  function tries(row, unknown) {
    const found = [];
    row.forEach((word, place) => {
      if (!word.forms.some(form => unknown.has(form))) return;
      if (!isUnspaced(word.forms[0])) {
        found.push([place, place + 1, word.forms.join('')]);
        return;
      }
      for (let start = Math.max(0, place - WINDOW + 1); start <= place; start += 1) {
        for (let end = place + 1; end <= Math.min(row.length, start + WINDOW); end += 1) {
          found.push([start, end, row.slice(start, end).flatMap(each => each.forms).join('')]);
        }
      }
    });
    return found;
  }

  function nearestOf(form) {
    const most = form.length >= TWO_ERRORS_FROM ? 2 : 1;
    const stem = language.stem(form);
    let best = [most + 1];
    for (const [other, otherStem, documents] of words) {
      if (Math.abs(form.length - other.length) > LONGER_INFLECTED) continue;
      let far = distance(form, other, most);
      if (far > most && stem.length >= SHORTEST) far = distance(stem, otherStem, 1) === 1 ? 1 : most + 1;
      const rank = [far, other[0] !== form[0], -documents, other];
      if (far > 0 && far <= most && less(rank, best)) best = rank;
    }
    return best.length > 1 ? [best[0], best[3]] : null;
  }

  function split(form) {
    let best = null;
    for (let n = 2; n < form.length - 1; n += 1) {
      const [one, other] = [form.slice(0, n), form.slice(n)];
      if (!counts.has(one) || !counts.has(other)) continue;
      const rank = [Math.min(counts.get(one), counts.get(other)), `${one} ${other}`];
      if (!best || less(best, rank)) best = rank;
    }
    return best && [1, best[1]];
  }

  function nearest(forms) {
    const found = new Map();
    for (const form of forms) {
      const least = isUnspaced(form) ? SHORTEST_UNSPACED : SHORTEST;
      if (form.length < least || form.length > LONGEST) continue;
      const near = nearestOf(form) || (isUnspaced(form) ? null : split(form));
      if (near) found.set(form, near);
    }
    return found;
  }

  function putRight(term, row, tried, better) {
    const good = tried.filter(([, , form]) => better.has(form))
      .map(([start, end, form]) => [better.get(form)[0], start - end, start, end, form])
      .sort((one, other) => (less(one, other) ? -1 : 1));
    const taken = new Set();
    const changes = [];
    for (const [, , start, end, form] of good) {
      const range = Array.from({ length: end - start }, (_each, n) => start + n);
      if (range.some(place => taken.has(place))) continue;
      range.forEach(place => taken.add(place));
      changes.push([row[start].start, row[end - 1].end, better.get(form)[1]]);
    }
    let { text } = term;
    for (const [start, end, fresh] of changes.sort((one, other) => other[0] - one[0])) {
      text = text.slice(0, start) + fresh + text.slice(end);
    }
    return { ...term, text };
  }

  const done = new WeakMap(); // activities and chapters are asked the same

  // The terms with every unknown word put right; null where nothing is unknown, or nothing near is known.
  function corrected(asked) {
    if (!done.has(asked)) done.set(asked, better(asked));
    return done.get(asked);
  }

  function better(asked) {
    const rows = asked.map(term => language.words(term.text));
    const forms = [...new Set(rows.flatMap(row => row.flatMap(word => word.forms)))];
    const held = known(forms);
    const unknown = new Set(forms.filter(form => !held.has(form)));
    const tried = rows.map(row => tries(row, unknown));
    const near = nearest(new Set(tried.flatMap(row => row.map(each => each[2]))));
    return near.size ? asked.map((term, n) => putRight(term, rows[n], tried[n], near)) : null;
  }

  return { corrected, beginnings };
}
