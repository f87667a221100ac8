// The library: words, facets with true counts, and the cards and chapters in the order of the site.

const search = searching(data.search);
const uids = data.search.order.activity.map(([uid]) => uid);
const cards = new Map(all('[data-cards] > li').map(card => [card.dataset.uid, card]));
const chapters = new Map(all('[data-chapters] > li').map(row => [row.dataset.chapterRow, row]));
const FIRST = 3; // chapters that stand there at once
const field = one('#q');
const boxes = all('[data-facets] input');

function chosen() {
  const found = new Map();
  for (const each of boxes.filter(input => input.checked)) found.set(each.name, [...found.get(each.name) || [], each.value]);
  return found;
}

const passes = (uid, filters, but) => [...filters].every(([facet, keys]) => (
  facet === but || keys.some(key => facts[uid].facets[facet].includes(key))
));

function countFacets(base, filters) {
  for (const box of all('[data-facet-box]')) {
    const facet = box.dataset.facetBox;
    const left = base.filter(uid => passes(uid, filters, facet));
    for (const option of all('.option', box)) {
      const count = left.filter(uid => facts[uid].facets[facet].includes(option.dataset.key)).length;
      option.dataset.count = count;
      one('span', option).textContent = count;
    }
  }
}

function chips(filters) {
  const list = one('[data-chips]');
  const inputs = boxes.filter(input => input.checked);
  list.replaceChildren(...inputs.map(input => {
    const chip = one('#chip').content.firstElementChild.cloneNode(true);
    one('bdi', chip).textContent = input.nextSibling.textContent.trim();
    one('button', chip).addEventListener('click', () => { input.checked = false; draw(); field.focus(); });
    return chip;
  }));
  list.hidden = !inputs.length;
  const number = one('[data-filters]');
  number.textContent = inputs.length;
  number.hidden = !inputs.length;
  one('.results__head [data-clear]').hidden = !filters.size && !field.value;
}

function sentenceOf(found) {
  const sentence = words[found.how] || (found.meant ? words.meant : '');
  return filled(sentence, { words: field.value.trim(), ...found });
}

function notify(notice, sentence) {
  notice.hidden = !sentence;
  one('p', notice).textContent = sentence;
}

// What is said of the words: above all that was found, or in each kind where they were found in other ways.
function tell(found, rows, read) {
  const isApart = Boolean(rows.length && read.length && found.chapters.how !== found.how);
  const how = isApart && found.how === 'some' ? 'fewer' : found?.how;
  const own = rows.length ? sentenceOf({ ...found, how }) : '';
  const other = read.length ? sentenceOf(found.chapters) : '';
  one(isApart ? '#kind-activity' : '[data-chips]').after(one('[data-outcome]'));
  notify(one('[data-outcome]'), own || (rows.length ? '' : other));
  notify(one('[data-chapters-outcome]'), isApart ? other : '');
  const picks = one('[data-picks]');
  picks.hidden = !found?.picks.length;
  one('ul', picks).replaceChildren(...(found?.picks || []).map(uid => {
    const row = document.createElement('li');
    row.append(chapters.has(uid) ? one('a', chapters.get(uid)).cloneNode(true) : document.createElement('a'));
    if (cards.has(uid)) leadTo(row.firstChild, uid);
    return row;
  }));
}

// The chapters, first three of them, and the kinds by name where there are both.
function showKinds(read, isFirst, total) {
  const held = new Set(read);
  for (const [uid, row] of chapters) row.hidden = !held.has(uid);
  const rows = read.map(uid => chapters.get(uid));
  one('[data-chapters]').append(...rows.slice(0, FIRST));
  one('[data-chapters-more] ol').append(...rows.slice(FIRST));
  one('[data-chapters-more]').hidden = rows.length <= FIRST;
  one('[data-chapters-more] summary').textContent = filled(words.see_all, { kind: words.handbook, total: rows.length });
  const totals = { handbook: rows.length, activity: total };
  for (const kind of isFirst ? ['handbook', 'activity'] : ['activity', 'handbook']) {
    for (const each of all(`[data-kind="${kind}"]`)) each.parentNode.append(each);
    for (const each of all(`[data-kind="${kind}"] [data-kind-total]`)) each.textContent = totals[kind];
  }
  one('.kinds').hidden = !rows.length || !total;
  one('#kind-activity').hidden = !rows.length;
  one('section[data-kind="handbook"]').hidden = !rows.length;
  one('section[data-kind="activity"]').hidden = !total;
}

function draw() {
  const typed = field.value.trim() ? search(field.value) : null;
  const found = typed?.how === 'empty' ? null : typed;
  const base = found ? found.uids : uids;
  const filters = chosen();
  const rows = base.filter(uid => passes(uid, filters));
  const read = (!filters.size && found?.chapters.uids) || []; // a chapter has nothing that a filter asks for
  const held = new Set(rows);
  one('[data-cards]').append(...rows.map(uid => cards.get(uid)));
  for (const [uid, card] of cards) card.hidden = !held.has(uid);
  const total = rows.length + read.length;
  one('[data-total]').textContent = read.length ? numbered(words.results, total, { total }) : activitiesIn(total);
  one('[data-empty]').hidden = total > 0;
  showKinds(read, Boolean(found?.chapters.isFirst), rows.length);
  countFacets(base, filters);
  chips(filters);
  tell(found, rows, read);
}

function clear() {
  field.value = '';
  for (const each of boxes) each.checked = false;
  draw();
  field.focus();
}

field.addEventListener('input', draw);
one('[data-search]').addEventListener('submit', event => {
  event.preventDefault();
  draw();
  one('[data-total]').scrollIntoView();
});
one('[data-facets]').addEventListener('submit', event => event.preventDefault());
one('[data-facets]').addEventListener('change', draw);
for (const each of all('[data-clear]')) each.addEventListener('click', clear);
