// How well a document matches, by the measure of the database that the site searches with, so that the order is the site's.

const SYNONYMS = 0.3;
const NEARBY = 1;
const operandsOf = choices => [...new Set(choices.flatMap(choice => choice.tokens))];

// SQLite's full text: BM25 over four weighted columns, and what stands near one another again.
function bm25(held, texts) {
  const WEIGHTS = [24, 10, 4, 1];
  const NEAR = 8;
  const { phrase, of, parts, has, idOf } = texts;

  function worth(rows, document, list) {
    const rarity = Math.max(Math.log((held.rows - rows + 0.5) / (rows + 0.5)), 1e-6);
    const often = list.reduce((sum, place) => sum + WEIGHTS[Math.floor(place / COLUMN)], 0);
    return rarity * (often * 2.2) / (often + 1.2 * (0.25 + 0.75 * held.sizes[document] / held.mean));
  }

  const rowsOf = (found, tokens) => found.size + ((tokens.length === 1 && held.more[idOf(tokens[0])]) || 0);

  function ranked(choices, document) {
    let sum = 0;
    for (const choice of choices.filter(each => has(each, document))) {
      for (const tokens of parts(choice)) {
        const found = phrase(tokens);
        sum += worth(rowsOf(found, tokens), document, found.get(document));
      }
    }
    return sum;
  }

  function exactly(name, document) {
    const rows = held.exact.filter(names => names.includes(name)).length + (held.exact_more[name] || 0);
    return held.exact[document].includes(name) ? worth(rows, document, [0]) : 0;
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

  return (asked, document) => {
    const wanted = positive(asked);
    const firsts = wanted.map(clause => clause.alternatives[0]);
    const tokens = firsts.flatMap(each => each.tokens);
    let sum = ranked(firsts, document) + exactly(asked.exact, document);
    sum += SYNONYMS * ranked(wanted.flatMap(clause => clause.alternatives), document);
    if (tokens.length > 1) {
      nearby(tokens, document).forEach((list, n) => {
        if (list.length) sum += NEARBY * worth(rowsOf(of(tokens[n]), [tokens[n]]), document, list);
      });
    }
    return sum;
  };
}

// PostgreSQL's `ts_rank` with the length of the document taken out: the weights of the places of each word, and, where
// all words are asked, how near they stand.
function tsRank(held, texts) {
  const WEIGHTS = [0, 1, 0.4, 0.1];
  const GAP = 10;
  const MOST_PLACES = 200;
  const LAST = 16383;
  const { of } = texts;
  const lengths = new Map();

  const before = document => {
    const columns = held.documents[document].map(column => column.length);
    const first = held.sizes[document] - columns.reduce((sum, length) => sum + length, 0) + GAP;
    return [0, first, first + columns[0] + GAP, first + columns[0] + columns[1] + 2 * GAP];
  };

  function placesOf(token, document) {
    const starts = before(document);
    return (of(token).get(document) || []).slice(0, MOST_PLACES).map(place => {
      const column = Math.floor(place / COLUMN);
      return [Math.min(starts[column] + place % COLUMN + 1, LAST), WEIGHTS[column]];
    });
  }

  function length(document) {
    if (!lengths.has(document)) {
      const columns = held.documents[document].flat();
      const counts = new Map();
      for (const id of columns) counts.set(id, (counts.get(id) || 0) + 1);
      const kept = [...counts.values()].reduce((sum, count) => sum + Math.min(count, MOST_PLACES), 0);
      lengths.set(document, held.sizes[document] - columns.length + kept);
    }
    return Math.log2(lengths.get(document) + 1);
  }

  function any(operands, document) {
    let sum = 0;
    for (const token of operands) {
      const weights = placesOf(token, document).map(place => place[1]);
      if (!weights.length) continue;
      const most = Math.max(...weights);
      const at = weights.indexOf(most) + 1;
      sum += (most + weights.reduce((all, weight, n) => all + weight / (n + 1) ** 2, 0) - most / at ** 2) / 1.64493406685;
    }
    return operands.length ? sum / operands.length : 0;
  }

  const nearness = far => (far > 100 ? 1e-30 : 1 / (1.005 + 0.05 * Math.exp(far / 1.5 - 2)));

  function every(operands, document) {
    if (operands.length < 2) return any(operands, document);
    const lists = operands.map(token => placesOf(token, document));
    let left = 1;
    lists.forEach((list, n) => lists.slice(0, n).forEach(other => {
      for (const [one, weight] of list) {
        for (const [two, also] of other) {
          if (one !== two) left *= 1 - Math.sqrt(weight * also * nearness(Math.abs(one - two)));
        }
      }
    }));
    return 1 - left;
  }

  // A question of one choice whose words all must be there is measured by nearness; any other by its words.
  const rank = (choices, document) => {
    const how = choices.length === 1 && choices[0].tokens.length > 1 ? every : any;
    return how(operandsOf(choices), document) / length(document);
  };

  return (asked, document) => {
    const wanted = positive(asked);
    const firsts = wanted.map(clause => clause.alternatives[0]);
    const choices = wanted.flatMap(clause => clause.alternatives);
    let sum = rank(firsts, document) + (held.exact[document].includes(asked.exact) ? 1 : 0);
    if (firsts.length > 1) sum += every(operandsOf(firsts), document) / length(document);
    return sum + SYNONYMS * rank(choices, document);
  };
}
