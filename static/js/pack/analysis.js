// From text to search tokens, in the way of hub/search/analysis.py and stemming.py.

const MAX_TOKEN = 64;
const INSIDE = '\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff';
const LETTER = '\\p{L}\\p{N}\\p{M}';
const RUN = new RegExp(`[${LETTER}${INSIDE}]+(?:['’ʼ\`´‘＇ʻ‐‑·•\\-][${LETTER}${INSIDE}]+)*`, 'gu');
const PIECE = new RegExp(`[${LETTER}]+`, 'gu');
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+/g;
const THAI = /^[\u0e00-\u0e7f]+$/;
const isUnspaced = text => text.search(UNSPACED) >= 0;
const pieces = text => text.match(PIECE) || [];

// `rules`: what the pack carries of one language (hub/planner/packing/rules.py). `table`: the words of its texts with their
// stems, for a language that no stemmer is here for.
function analysis(rules, table = new Map()) {
  const small = new Set(rules.small);
  const unstemmed = new Set(rules.unstemmed);
  const endings = rules.endings.map(([pattern, to]) => [new RegExp(pattern), to]);
  const own = { ar: arabic, sw: swahili }[rules.code]?.(rules.own);
  const cutter = thai(rules.thai);
  const snowball = rules.snowball ? new STEMMERS[rules.snowball]() : null;
  const kept = new Map();

  function bySnowball(word) {
    const fit = endings.find(([pattern]) => pattern.test(word));
    let rest = fit ? word.replace(fit[0], fit[1]) : word;
    for (let time = 0; time < rules.passes; time += 1) {
      const shorter = snowball.stemWord(rest);
      if (shorter === rest || shorter.length < 3) return shorter.length > 1 ? shorter : rest;
      rest = shorter;
    }
    return rest;
  }

  function made(written) {
    if (rules.code === 'ar') return own(written, rules.irregular);
    const word = Object.hasOwn(rules.irregular, written) ? rules.irregular[written] : written;
    if (unstemmed.has(word) || /^\p{Nd}+$/u.test(word)) return word;
    if (rules.code === 'th') return cutter.stem(word);
    if (own) return own(word);
    return snowball ? bySnowball(word) : table.get(written) ?? word;
  }

  function stem(word) {
    if (!kept.has(word)) kept.set(word, made(word));
    return kept.get(word);
  }

  const token = form => stem(form).slice(0, MAX_TOKEN);

  function forms(part) {
    let text = part;
    if (rules.code === 'fr') text = text.replace(/^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)'/, '');
    else if (rules.code === 'en') text = text.replace(/'s$|(?<=s)'$/, '');
    return pieces(text.replaceAll("'", ''));
  }

  function cut(text) {
    const found = [];
    let place = 0;
    for (const run of text.matchAll(UNSPACED)) {
      found.push(...pieces(text.slice(place, run.index)));
      found.push(...(THAI.test(run[0]) ? cutter.cut(run[0]) : pairs(run[0])));
      place = run.index + run[0].length;
    }
    return [...found, ...pieces(text.slice(place))];
  }

  function unspaced(run, text) {
    let position = 0;
    return cut(text).map(form => {
      const place = text.indexOf(form, position);
      const exact = place >= 0 && text.length === run.length;
      position = place >= 0 ? place + form.length : position;
      const found = token(form);
      const span = exact ? [place, form.length] : [0, run.length];
      return { span, forms: [form], tokens: [found], extras: THAI.test(found) ? cutter.inner(found) : [], whole: '' };
    });
  }

  function analysed(run) {
    const text = folded(run);
    if (isUnspaced(text)) return unspaced(run, text);
    const parts = text.split(/[-·•]/).flatMap(forms);
    if (!parts.length) return [];
    const whole = parts.length > 1 ? token(parts.join('')) : '';
    return [{ span: [0, run.length], forms: parts, tokens: parts.map(token), extras: whole ? [whole] : [], whole }];
  }

  function words(text) {
    const found = [];
    for (const run of text.replaceAll('_', ' ').matchAll(RUN)) {
      for (const { span, ...word } of analysed(run[0])) {
        found.push({ ...word, start: run.index + span[0], end: run.index + span[0] + span[1] });
      }
    }
    return found;
  }

  return { words, stem, isSmall: word => word.forms.every(form => small.has(form)) };
}
