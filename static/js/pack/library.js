// The library: words, facets with true counts, and the cards in the order of the site.

const search = searching(data.search);
const uids = data.search.order.map(([uid]) => uid);
const cards = new Map(all('[data-cards] > li').map(card => [card.dataset.uid, card]));
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

function tell(found, total) {
  const notice = one('[data-outcome]');
  const sentence = found && total ? words[found.how] || (found.meant ? words.meant : '') : '';
  notice.hidden = !sentence;
  one('p', notice).textContent = filled(sentence, { words: field.value.trim(), ...found });
  const picks = one('[data-picks]');
  picks.hidden = !found?.picks.length;
  one('ul', picks).replaceChildren(...(found?.picks || []).map(uid => {
    const row = document.createElement('li');
    row.append(document.createElement('a'));
    leadTo(row.firstChild, uid);
    return row;
  }));
}

function draw() {
  const typed = field.value.trim() ? search(field.value) : null;
  const found = typed?.how === 'empty' ? null : typed;
  const base = found ? found.uids : uids;
  const filters = chosen();
  const rows = base.filter(uid => passes(uid, filters));
  const held = new Set(rows);
  one('[data-cards]').append(...rows.map(uid => cards.get(uid)));
  for (const [uid, card] of cards) card.hidden = !held.has(uid);
  one('[data-total]').textContent = activitiesIn(rows.length);
  one('[data-empty]').hidden = rows.length > 0;
  countFacets(base, filters);
  chips(filters);
  tell(found, rows.length);
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
