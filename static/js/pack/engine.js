// Which documents have the words, and how well they match: the measure of SQLite's full text (BM25 over four weighted
// columns), with the counts of the whole hub, so that the order is the site's.

const WEIGHTS = [24, 10, 4, 1];
const SYNONYMS = 0.3;
const NEARBY = 1;
const NEAR = 8;
const COLUMN = 1e6; // places of one column are this far from those of the next

// `held`: documents of one language, as hub/planner/packing/index.py writes them.
function engine(held) {
  const ids = new Map(held.tokens.map((token, id) => [token, id]));
  const places = new Map(); // token id → document → places
  held.documents.forEach((columns, document) => columns.forEach((column, at) => column.forEach((id, place) => {
    if (!places.has(id)) places.set(id, new Map());
    const found = places.get(id);
    if (!found.has(document)) found.set(document, []);
    found.get(document).push((at + 1) * COLUMN + place);
  })));
  const none = new Map();
  const of = token => places.get(ids.get(token)) || none;
  const everywhere = held.documents.map((_columns, document) => document);

  // Document → the places where the tokens stand one after the other.
  function phrase(tokens) {
    const found = new Map();
    for (const [document, starts] of of(tokens[0])) {
      const rest = tokens.slice(1).map(token => new Set(of(token).get(document)));
      const good = starts.filter(start => rest.every((held, by) => held.has(start + by + 1)));
      if (good.length) found.set(document, good);
    }
    return found;
  }

  const parts = each => (each.isPhrase ? [each.tokens] : each.tokens.map(token => [token]));
  const has = (each, document) => parts(each).every(tokens => phrase(tokens).has(document));

  function matches(asked) {
    const holds = (clause, document) => clause.alternatives.some(each => has(each, document));
    const wanted = positive(asked);
    const out = negative(asked);
    if (!wanted.length && !out.length) return [];
    const how = asked.isAny && wanted.length ? 'some' : 'every';
    return everywhere.filter(document => (
      wanted[how](clause => holds(clause, document)) && !out.some(clause => holds(clause, document))
    ));
  }

  function worth(found, more, document, list) {
    const rows = found.size + more;
    const rarity = Math.max(Math.log((held.rows - rows + 0.5) / (rows + 0.5)), 1e-6);
    const often = list.reduce((sum, place) => sum + WEIGHTS[Math.floor(place / COLUMN)], 0);
    const length = held.sizes[document] / held.mean;
    return rarity * (often * 2.2) / (often + 1.2 * (0.25 + 0.75 * length));
  }

  const more = tokens => (tokens.length === 1 && held.more[ids.get(tokens[0])]) || 0;

  function ranked(choices, document) {
    let sum = 0;
    for (const choice of choices.filter(each => has(each, document))) {
      for (const tokens of parts(choice)) {
        const found = phrase(tokens);
        sum += worth(found, more(tokens), document, found.get(document));
      }
    }
    return sum;
  }

  function exactly(name, document) {
    const own = held.exact.map((names, place) => (names.includes(name) ? place : -1)).filter(place => place >= 0);
    if (!own.includes(document)) return 0;
    return worth({ size: own.length }, held.exact_more[name] || 0, document, [0]);
  }

  // The places that take part where all tokens stand within eight of one another, one list for each token.
  function nearby(tokens, document) {
    const lists = tokens.map(token => of(token).get(document) || []);
    const kept = tokens.map(() => []);
    if (lists.some(list => !list.length)) return kept;
    const at = tokens.map(() => 0);
    for (;;) {
      let last = lists[0][at[0]];
      for (let good = false; !good;) {
        good = true;
        for (let n = 0; n < lists.length; n += 1) {
          const least = last - 1 - NEAR;
          if (lists[n][at[n]] >= least && lists[n][at[n]] <= last) continue;
          good = false;
          while (lists[n][at[n]] < least) {
            at[n] += 1;
            if (at[n] >= lists[n].length) return kept;
          }
          last = Math.max(last, lists[n][at[n]]);
        }
      }
      lists.forEach((list, n) => { if (kept[n].at(-1) !== list[at[n]]) kept[n].push(list[at[n]]); });
      let next = 0;
      const ahead = n => lists[n][at[n] + 1] ?? Infinity;
      for (let n = 1; n < lists.length; n += 1) if (ahead(n) < ahead(next)) next = n;
      at[next] += 1;
      if (at[next] >= lists[next].length) return kept;
    }
  }

  function score(asked, document) {
    const wanted = positive(asked);
    const firsts = wanted.map(clause => clause.alternatives[0]);
    const tokens = firsts.flatMap(each => each.tokens);
    let sum = ranked(firsts, document) + exactly(asked.exact, document);
    sum += SYNONYMS * ranked(wanted.flatMap(clause => clause.alternatives), document);
    if (tokens.length > 1) {
      nearby(tokens, document).forEach((list, n) => {
        if (list.length) sum += NEARBY * worth(of(tokens[n]), more([tokens[n]]), document, list);
      });
    }
    return sum;
  }

  return { matches, score };
}
