// Which documents have the words.

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

  const seen = new Map(); // while one question is answered, the same is asked of every document

  // Document → the places where the tokens stand one after the other.
  function phrase(tokens) {
    const key = tokens.join(' ');
    if (seen.size > 500) seen.clear();
    if (!seen.has(key)) seen.set(key, standing(tokens));
    return seen.get(key);
  }

  function standing(tokens) {
    const found = new Map();
    for (const [document, starts] of of(tokens[0])) {
      const rest = tokens.slice(1).map(token => new Set(of(token).get(document)));
      const good = starts.filter(start => rest.every((at, by) => at.has(start + by + 1)));
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

  const texts = { of, phrase, parts, has, idOf: token => ids.get(token) };
  return { matches, score: { bm25, tsRank }[held.measure](held, texts) };
}
