// Thai, which is written without spaces: as few dictionary words as will do, and the words within words (as
// hub/search/thai.py). The dictionary is what of the hub's stands anywhere in the texts of this pack.

function pairs(run) {
  const syllables = run.match(/[\p{L}\p{N}_\u0e40-\u0e44](?:[\u0300-\u036f\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u17b4-\u17d3])*/gu) || [];
  return syllables.length < 2 ? syllables : syllables.slice(1).map((each, place) => syllables[place] + each);
}

function thai(rules) {
  const known = new Set(rules.words);
  const longest = Math.max(0, ...rules.words.map(word => word.length));
  const variants = Object.keys(rules.variants).sort((one, other) => other.length - one.length);
  const variant = new RegExp(variants.join('|'), 'g');
  const clusters = new RegExp(rules.clusters, 'y');

  function spelled(run) {
    let found = run.replace(/([่-์])([ัิ-ฺ็])/g, '$2$1');
    found = found.replace(/([ะ-ฺ็-๎])\1+/g, '$1').replace(/(.)\1{2,}/gu, '$1');
    return found.replace(variant, each => rules.variants[each]);
  }

  // Where a word may end: never within what is written around one consonant.
  function seams(run) {
    const found = new Set();
    for (let place = 0; place < run.length;) {
      clusters.lastIndex = place;
      place += clusters.exec(run)?.[0].length || 1;
      found.add(place);
    }
    return found;
  }

  function ends(run, start, allowed) {
    const found = [];
    for (let end = start + 1; end <= Math.min(run.length, start + longest); end += 1) {
      if (allowed.has(end) && known.has(run.slice(start, end))) found.push(end);
    }
    return found;
  }

  // From a place where nothing is known to the next one where a word of some length is.
  function skipped(run, start, allowed) {
    for (let place = start + 1; place < run.length; place += 1) {
      const isWord = end => !/^[ก-ฮ]{0,2}$/.test(run.slice(place, end));
      if (allowed.has(place) && ends(run, place, allowed).some(isWord)) return place;
    }
    return run.length;
  }

  function path(graph, start, goal) {
    const from = new Map([[start, null]]);
    for (const place of from.keys()) {
      for (const next of graph.get(place) || []) {
        if (next === goal) {
          const row = [goal];
          for (let each = place; each !== start; each = from.get(each)) row.unshift(each);
          return row;
        }
        if (!from.has(next)) from.set(next, place);
      }
    }
    return [goal];
  }

  function cutPart(run) {
    const allowed = seams(run);
    const found = [];
    let open = [0];
    let done = 0;
    let size = 0;
    let graph = new Map();
    while (open[0] < run.length) {
      const place = open.shift();
      const all = ends(run, place, allowed);
      const next = all.slice(0, Math.max(51 - size, 1));
      size += next.length;
      graph.set(place, next);
      open = [...new Set([...open, ...next])].sort((one, other) => one - other);
      if (open.length > 1) continue;
      const row = open.length ? path(graph, done, open[0]) : [skipped(run, place, allowed)];
      let start = open.length ? done : place;
      for (const end of row) {
        found.push(run.slice(start, end));
        start = end;
      }
      done = start;
      open = [done];
      graph = new Map();
      size = 0;
    }
    return found;
  }

  function stem(word) {
    for (const prefix of rules.prefixes) {
      const rest = word.startsWith(prefix) ? word.slice(prefix.length) : '';
      if (rest.length > 1 && known.has(rest)) return stem(rest);
    }
    return word;
  }

  function inner(word) {
    if (word.length < 4) return [];
    const best = [[]];
    for (let end = 1; end <= word.length; end += 1) {
      for (let start = 0; start < end - 1; start += 1) {
        const piece = word.slice(start, end);
        if (!best[start] || piece === word || !known.has(piece)) continue;
        if (!best[end] || best[start].length + 1 > best[end].length) best[end] = [...best[start], piece];
      }
    }
    return best[word.length] || [];
  }

  if (!known.size) return { cut: run => spelled(run).split(/[ๆฯ]+/).flatMap(pairs), stem: word => word, inner: () => [] };
  const cut = run => spelled(run).split(/[ๆฯ]+/).filter(Boolean).flatMap(cutPart).filter(word => word.trim());
  return { cut, stem, inner };
}
