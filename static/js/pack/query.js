// What a reader typed, as clauses: words, "phrases", -without, and synonyms (as hub/search/query.py).

const MAX_TERMS = 12;
const MAX_TOKENS = 24;
const sequence = (tokens, isPhrase = false) => ({ tokens, isPhrase });
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const once = rows => rows.filter((row, place) => rows.findIndex(other => same(row, other)) === place);
const positive = asked => asked.clauses.filter(clause => !clause.isExcluded);
const negative = asked => asked.clauses.filter(clause => clause.isExcluded);

function readable(text) {
  const visible = text.replace(/\p{Cf}/gu, '').replace(/[\p{C}\p{Z}]/gu, ' ');
  return visible.slice(0, 200).split(' ').filter(Boolean).slice(0, 12).join(' ');
}

function terms(text) {
  const found = [];
  const plain = text.replace(/[“”„‟«»＂″]/g, '"');
  for (const { groups } of plain.matchAll(/(?<out>(?<!\S)[-−])?(?:"(?<phrase>[^"]*)"|(?<word>[^\s"]+))/g)) {
    const isPhrase = groups.phrase !== undefined;
    const term = { text: isPhrase ? groups.phrase : groups.word, isPhrase, isExcluded: groups.out !== undefined };
    if (term.text.trim()) found.push(term);
  }
  return found.slice(0, MAX_TERMS);
}

const isPlain = term => !term.isPhrase && !term.isExcluded;

function rowsOf(asked) {
  const rows = [];
  for (const term of asked) {
    if (isPlain(term) && rows.length && isPlain(rows.at(-1)[0])) rows.at(-1).push(term);
    else rows.push([term]);
  }
  return rows;
}

function synonymsAt(words, place, synonyms) {
  for (let length = Math.min(4, words.length - place); length > 0; length -= 1) {
    const key = words.slice(place, place + length).flatMap(word => word.tokens).join(' ');
    if (Object.hasOwn(synonyms, key)) return [length, synonyms[key].map(each => sequence(each, each.length > 1))];
  }
  return [1, []];
}

function ownOf(part) {
  const tokens = part.flatMap(word => word.tokens).slice(0, MAX_TOKENS);
  if (part.length > 1) return [sequence(tokens, true)];
  const other = part[0].whole ? [part[0].whole] : part[0].extras;
  return [sequence(tokens), ...(other.length ? [sequence(other)] : [])];
}

function clausesOf(row, language) {
  const words = row.flatMap(term => language.words(term.text)).slice(0, MAX_TOKENS * row.length);
  if (!isPlain(row[0])) {
    const tokens = words.flatMap(word => word.tokens).slice(0, MAX_TOKENS);
    const { isExcluded } = row[0];
    if (!tokens.length) return [];
    const clause = { alternatives: [sequence(tokens, tokens.length > 1)], isExcluded };
    return [{ clause, isSmall: false, tokens: isExcluded ? [] : tokens }];
  }
  const found = [];
  for (let place = 0; place < words.length;) {
    const [length, choices] = synonymsAt(words, place, language.synonyms);
    const part = words.slice(place, place + length);
    found.push({
      clause: { alternatives: once([...ownOf(part), ...choices]), isExcluded: false },
      isSmall: part.every(language.isSmall) && !choices.length,
      tokens: part.flatMap(word => word.tokens),
    });
    place += length;
  }
  return found;
}

function question(asked, language) {
  const found = rowsOf(asked).flatMap(row => clausesOf(row, language));
  let clauses = found.filter(each => !each.isSmall).map(each => each.clause);
  if (clauses.every(clause => clause.isExcluded)) {
    clauses = [...clauses, ...found.filter(each => each.isSmall).map(each => each.clause)];
  }
  return { clauses: once(clauses), exact: exact(found.flatMap(each => each.tokens)), isAny: false };
}

const exact = tokens => tokens.join('\ue003').slice(0, 120);

function inParts(asked) {
  const clauses = asked.clauses.flatMap(clause => {
    const [first, ...others] = clause.alternatives;
    if (clause.isExcluded || others.length || first.isPhrase) return [clause];
    return first.tokens.map(token => ({ alternatives: [sequence([token])], isExcluded: false }));
  });
  return { ...asked, clauses: once(clauses) };
}

const tokensOf = asked => new Set(positive(asked).flatMap(each => each.alternatives.flatMap(one => one.tokens)));
