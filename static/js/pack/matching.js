// From the words of a reader to the activities and chapters, in the order of the site (as hub/search/matching.py).

const SUSPICIOUS = 3;
const SHORTEST_BEGINNING = 2;
const BETTER_BY_STAFF = 1.1;
const WAYS = ['none', 'some', 'corrected', 'beginning', 'all']; // of finding, the better the later

// What has the words, of the things of one kind. `rows`: all of them, in the order of staff.
function listing(held, languages, rows) {
  const own = languages.get(held.language);
  const order = new Map(rows.map(([uid, isRecommended], place) => [uid, { place, isRecommended }]));

  const questions = asked => new Map([...languages].map(([code, language]) => [code, question(asked, language)]));

  function found(asked, questions, how, more = {}) {
    const met = [];
    for (const [code, wanted] of questions) {
      const { engine, uids } = languages.get(code);
      if (wanted.clauses.length) met.push(...engine.matches(wanted).map(document => [code, document, uids[document]]));
    }
    const hits = met.filter(([, , uid]) => order.has(uid));
    const way = hits.length ? how : 'none';
    return { asked, questions, hits, isMet: met.length > 0, how: way, began: '', meant: '', ...more };
  }

  function beginning(first) {
    const last = first.asked.at(-1);
    if (last.isPhrase || last.isExcluded) return null;
    const again = new Map();
    let began = '';
    for (const code of new Set([held.language, held.first])) {
      const language = languages.get(code);
      const form = language?.words(last.text).at(-1)?.forms.at(-1) || '';
      began = began || form;
      const stems = form.length >= SHORTEST_BEGINNING ? language.spelling.beginnings(form) : [];
      const clauses = language ? first.questions.get(code).clauses : [];
      if (!stems.length || !clauses.length) continue;
      const whole = sequence([language.stem(form)]);
      const rest = clauses.filter(clause => !clause.alternatives.some(each => same(each, whole)));
      const wanted = { alternatives: stems.map(stem => sequence([stem])), isExcluded: false };
      again.set(code, { clauses: [...rest, wanted], exact: '', isAny: false });
    }
    const other = found(first.asked, again, 'beginning', { began });
    return other.hits.length ? other : null;
  }

  function some(asked) {
    const wanted = [...questions(asked)].map(([code, each]) => [code, { ...inParts(each), isAny: true }]);
    return found(asked, new Map(wanted), 'some');
  }

  const text = asked => asked.map(term => {
    const words = term.isPhrase ? `"${term.text}"` : term.text;
    return term.isExcluded ? `-${words}` : words;
  }).join(' ');

  function nearest(first) {
    const better = first.isMet ? null : own.spelling.corrected(first.asked); // words that another kind has are right
    if (better) {
      const again = found(better, questions(better), 'corrected', { meant: text(better) });
      if (again.hits.length) return again;
    }
    for (const asked of [better, first.asked].filter(Boolean)) {
      if (asked.length > 1 || tokensOf(question(asked, own)).size > 1) {
        const again = some(asked);
        if (again.hits.length) return again;
      }
    }
    return first;
  }

  function matched(asked) {
    const first = found(asked, questions(asked), 'all');
    if (first.hits.length >= SUSPICIOUS) return first;
    if (!first.hits.length) return beginning(first) || nearest(first);
    const better = own.spelling.corrected(asked);
    const isMore = better && found(better, questions(better), 'all').hits.length > 4 * first.hits.length;
    return { ...first, meant: isMore ? text(better) : '' };
  }

  function ordered({ hits, questions }) {
    const rows = hits.map(([code, document, uid]) => {
      const { place, isRecommended } = order.get(uid);
      const rank = positive(questions.get(code)).length ? languages.get(code).engine.score(questions.get(code), document) : 0;
      return { uid, place, isOwn: code === held.language, rank: Math.round(rank * (isRecommended ? BETTER_BY_STAFF : 1) * 1e6) };
    });
    rows.sort((one, other) => other.isOwn - one.isOwn || other.rank - one.rank || one.place - other.place);
    return { uids: rows.map(row => row.uid), best: Math.max(...rows.map(row => row.rank)) };
  }

  return asked => {
    const answer = matched(asked);
    return { how: answer.how, began: answer.began, meant: answer.meant, ...ordered(answer) };
  };
}

// `held`: the search of the pack (hub/planner/packing/index.py). Every answer names the activities in their order, and
// how they were found: all, beginning (of `began`), corrected (to `meant`), some, none, or empty: nothing was asked.
// `chapters` says the same of the handbook, and whether they come first. It names none that were found by less.
function searching(held) {
  const languages = new Map(Object.entries(held.languages).map(([code, each]) => {
    const words = each.words.map(row => row.split(' ')).map(([form, stem, count]) => [form, stem || form, +count]);
    const language = { ...analysis(each.rules, new Map(words)), synonyms: each.synonyms };
    return [code, { ...language, engine: engine(each), spelling: spelling(language, words), uids: each.uids }];
  }));
  const own = languages.get(held.language);
  const activities = listing(held, languages, held.order.activity);
  const handbook = listing(held, languages, held.order.handbook);

  function beside(answer, book) {
    const better = WAYS.indexOf(book.how) - WAYS.indexOf(answer.how);
    if (better < 0) return { ...book, how: 'none', uids: [] };
    return { ...book, isFirst: better > 0 || book.best > answer.best };
  }

  function picks(words) {
    const key = [...new Set(own.words(words).flatMap(word => word.tokens))].sort().join(' ');
    return (Object.hasOwn(held.picks, key) && held.picks[key]) || [];
  }

  return typed => {
    const words = readable(typed);
    const asked = terms(words);
    const isEmpty = ![...languages.values()].some(language => question(asked, language).clauses.length);
    if (isEmpty) return { how: 'empty', uids: [], picks: [] };
    const answer = activities(asked);
    return { ...answer, chapters: beside(answer, handbook(asked)), picks: picks(words) };
  };
}
