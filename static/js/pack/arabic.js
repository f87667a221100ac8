// The light stemmer of hub/search/arabic.py; its lists and patterns come with the pack.

function arabic(rules) {
  const set = name => new Set(rules[name]);
  const match = name => new RegExp(`^(?:${rules[name]})`);
  const [noParticle, noPronoun, endsInT, noEnding] = ['no_particle', 'no_pronoun', 'ends_in_t', 'no_ending'].map(set);
  const [noArticle, lWords, taf3il] = ['no_article', 'l_words', 'taf3il'].map(match);
  const without = (word, end) => (word.endsWith(end) ? word.slice(0, -end.length) : word);

  function withoutHamza(word) {
    const shorter = word.replaceAll('ء', '');
    return shorter.length >= 3 ? shorter : word;
  }

  function withoutParticle(word) {
    if (noParticle.has(word) || lWords.test(word)) return word;
    if (word[0] === 'و' && word.length >= 5) return word.slice(1);
    if ('فبكل'.includes(word[0]) && word.length >= 6) return word.slice(1);
    return word[0] === 'س' && 'يتن'.includes(word[1]) && word.length >= 5 ? word.slice(1) : word;
  }

  function withoutArticleOrParticle(word) {
    if (noArticle.test(word)) return word;
    for (const article of rules.articles) {
      if (word.startsWith(article) && word.length - article.length >= 2) return word.slice(article.length);
    }
    for (const particle of rules.for_the) {
      if (word.startsWith(particle) && word.length - particle.length >= 3) {
        const rest = word.slice(particle.length);
        return lWords.test(`ل${rest}`) ? `ل${rest}` : rest;
      }
    }
    return withoutParticle(word);
  }

  function withoutPerson(word) {
    if (word[0] === 'ي' && word.length >= 4 && !rules.no_person.some(each => word.startsWith(each))) {
      const rest = without(without(word.slice(1), 'ون'), 'وا');
      return rest.length >= 3 ? rest : word;
    }
    if (!word.endsWith('وا') || word.length < 6) return word;
    return word[0] === 'ا' && word.length === 6 ? word.slice(1, -2) : word.slice(0, -2);
  }

  function withoutPronoun(word) {
    if (noPronoun.has(word) || noParticle.has(word)) return word;
    for (const pronoun of rules.pronouns) {
      const rest = without(word, pronoun);
      if (rest === word || rest.length < 3) continue;
      return rest.endsWith('ت') && !endsInT.has(rest) && !rest.endsWith('ات') ? `${rest.slice(0, -1)}ه` : rest;
    }
    return word;
  }

  function withoutEnding(word) {
    if (noEnding.has(word) || taf3il.test(word)) return word;
    for (const ending of rules.endings) {
      const rest = without(word, ending);
      if (rest !== word && rest.length >= (ending === 'ان' ? 4 : 3)) return rest;
    }
    return word;
  }

  const steps = [withoutArticleOrParticle, withoutPerson, withoutPronoun, withoutEnding];
  return function stem(word, table = {}) {
    if (word.length < 3 || word[0] < '\u0600' || word[0] > '\u06ff') return word;
    let rest = withoutHamza(word);
    for (const step of steps) {
      if (Object.hasOwn(table, rest)) return stem(table[rest]);
      rest = step(rest);
    }
    return Object.hasOwn(table, rest) ? stem(table[rest]) : rest;
  };
}
