// The rules of hub/search/swahili.py; its lists and patterns come with the pack.

function swahili(rules) {
  const irregular = new Map(Object.entries(rules.irregular));
  const frozen = new Set(rules.frozen);
  const prefixes = rules.prefixes.map(each => new RegExp(each));
  const plurals = rules.plurals.map(([plural, singular]) => [new RegExp(`^(?:${plural})`), singular]);
  const object = new RegExp(rules.object);
  const notFinite = new RegExp(`^(?:${rules.not_finite})`);
  const adjective = new RegExp(rules.adjective);
  const isLoan = word => rules.loan_verbs.some(each => word.endsWith(each));

  function verb(word) {
    if (notFinite.test(word)) return '';
    for (const prefix of prefixes) {
      const match = prefix.exec(word);
      if (match) {
        const rest = word.slice(match[0].length).replace(object, '');
        return rest.endsWith('i') && !isLoan(rest) ? `${rest.slice(0, -1)}a` : rest;
      }
    }
    return '';
  }

  function singular(word) {
    for (const [plural, one] of plurals) {
      const match = plural.exec(word);
      if (match) return one + word.slice(match[0].length);
    }
    return word;
  }

  function ending(word) {
    let rest = word.replace(/(?<=\w[aeiou]\w)e$|(?<=[aeiou]\w\w)e$|(?<=[aeiou]\w\w\w)e$/, 'a');
    rest = rest.replace(/(?<=\w{3})iana$/, 'ia').replace(/(?<=\w)uliwa$/, 'ua');
    return /[aeiou]\w*[^aeiou]wa$/.test(rest) && rest.length > 5 ? `${rest.slice(0, -2)}a` : rest;
  }

  return written => {
    let word = irregular.get(written) ?? written;
    if (word.endsWith('ni') && !frozen.has(word) && !isLoan(word) && !adjective.test(word)) {
      const rest = word.slice(0, -2);
      if (rest.length >= 4 || /[aeiou].?e$/.test(rest)) word = irregular.get(rest) ?? rest;
    }
    if (frozen.has(word)) return word;
    const match = adjective.exec(word);
    return match ? match[1] : ending(singular(verb(word) || word));
  };
}
