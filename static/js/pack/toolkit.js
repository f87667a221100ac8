// My toolkit: add, order, notes, minutes, and the link that opens it at the hub.

const kit = one('#toolkit');
const kitItems = one('[data-kit-items]');
const has = uid => box.items.some(each => each.uid === uid);

function press(uid) {
  if (has(uid)) box.items = box.items.filter(each => each.uid !== uid);
  else if (box.items.length >= MOST) { say(words.full); return; }
  else box.items.push({ uid, note: '' });
  drawKit();
  changed();
  say(has(uid) ? words.added : words.out);
}

function kitItem(item, place) {
  const row = one('#kit-item').content.firstElementChild.cloneNode(true);
  const mark = one(`#a-${item.uid} .mark`).cloneNode(true);
  const note = one('textarea', row);
  row.prepend(mark);
  row.classList.add(mark.classList[2]);
  leadTo(one('h3 a', row), item.uid);
  const [least, most] = facts[item.uid].minutes;
  one('[data-minutes]', row).textContent = least ? times(least, most) : '–';
  note.id = `note-${item.uid}`;
  one('label', row).htmlFor = note.id;
  one('[data-about]', row).textContent = titleOf(item.uid).textContent;
  note.value = one('.kit__noted', row).textContent = item.note;
  note.addEventListener('input', () => { item.note = one('.kit__noted', row).textContent = note.value; changed(); });
  moves(row, place, box.items, titleOf(item.uid).textContent, drawKit, kitItems);
  return row;
}

function moves(row, place, list, about, redraw, root) {
  one('.kit__does', row).setAttribute('aria-label', about);
  one('[data-move="up"]', row).disabled = place === 0;
  one('[data-move="down"]', row).disabled = place === list.length - 1;
  for (const button of all('[data-move]', row)) {
    button.addEventListener('click', () => move(list, place, button.dataset.move, redraw, root));
  }
}

function drawKit() {
  for (const button of all('[data-keep]')) {
    const isIn = has(button.dataset.keep);
    button.toggleAttribute('data-in', isIn);
    button.setAttribute('aria-pressed', isIn);
  }
  kitItems.replaceChildren(...box.items.map(kitItem));
  one('[data-kit-empty]').hidden = box.items.length > 0;
  one('[data-kit-full]').hidden = !box.items.length;
  one('[data-kit-name]').textContent = box.name || words.toolkit;
  one('#kit-name').value = box.name;
  const timed = box.items.map(item => facts[item.uid].minutes);
  const sums = [0, 1].map(n => timed.reduce((sum, each) => sum + each[n], 0));
  const total = filled(words.altogether, { minutes: times(...sums) });
  one('[data-kit-sum]').textContent = box.items.length ? `${activitiesIn(box.items.length)} · ${total}` : '';
  const link = one('[data-kit-link]');
  link.href = `${data.toolkit}?t=${box.items.map(item => facts[item.uid].key).join('-')}`;
  one('bdi', link).textContent = link.href;
}

for (const button of all('[data-keep]')) button.addEventListener('click', () => press(button.dataset.keep));
one('#kit-name').addEventListener('input', event => {
  box.name = event.target.value.slice(0, 60);
  one('[data-kit-name]').textContent = box.name.trim() || words.toolkit;
  changed();
});
