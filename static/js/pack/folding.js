// Letters: one case and one form for what people type in different ways (as hub/search/folding.py).

const SHORT_I = '\ue010';
const MARKS = /[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u0640]/g;
const LETTERS = { ß: 'ss', œ: 'oe', æ: 'ae', ı: 'i', ø: 'o', ł: 'l', đ: 'd', ς: 'σ' };
[...'أإآٱىةؤئکیھہۀے'].forEach((letter, place) => { LETTERS[letter] = [...'اااايهويكيهههي'][place]; });
for (const mark of '’ʼ`´‘＇ʻ') LETTERS[mark] = "'";
for (const dash of '‐‑‒–−') LETTERS[dash] = '-';
const DIGIT = /\p{Nd}/u;

function digit(letter) {
  if (letter < '\x80') return letter;
  let code = letter.codePointAt(0);
  const own = code;
  while (DIGIT.test(String.fromCodePoint(code - 1))) code -= 1;
  return String((own - code) % 10);
}

function folded(text) {
  let found = text.normalize('NFKC').toLowerCase().replace(/\p{Cf}/gu, '').replace(/й/g, SHORT_I);
  found = found.normalize('NFKD').replace(MARKS, '').normalize('NFC');
  found = found.replace(/[^\0-\x5f\x61-\x7f]/gu, letter => LETTERS[letter] ?? letter);
  found = found.replace(/\p{Nd}/gu, digit).replaceAll(SHORT_I, 'й');
  if (found.includes('า')) found = found.replace(/([่-๋]?)ํ([่-๋]?)า/g, '$1$2ำ').replace(/ำ([่-๋])/g, '$1ำ');
  return found.replaceAll('เเ', 'แ');
}
