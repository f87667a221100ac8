// A simple plan: what, how long, and at what time if it begins at a time. It has no date, so a clock is all it needs.

const planItems = one('[data-plan-items]');
const clock = minutes => [Math.floor(minutes / 60) % 24, minutes % 60].map(each => String(each).padStart(2, '0')).join(':');
const begin = () => (box.plan.start ? box.plan.start.split(':').reduce((hours, minutes) => hours * 60 + +minutes, 0) : null);

function planItem(item, place) {
  const row = one('#plan-item').content.firstElementChild.cloneNode(true);
  const [link, own, said] = ['[data-activity-link]', '[data-own]', '[data-own-said]'].map(each => one(each, row));
  const minutes = one('[type=number]', row);
  const named = () => (item.uid ? titleOf(item.uid).textContent : item.title);
  link.hidden = !item.uid;
  own.hidden = Boolean(item.uid);
  if (item.uid) leadTo(link, item.uid);
  own.value = said.textContent = item.uid ? '' : item.title;
  own.addEventListener('input', () => { item.title = said.textContent = own.value; changed(); });
  minutes.value = item.minutes;
  minutes.addEventListener('input', () => { item.minutes = minutesOf(minutes.value); clocks(); changed(); });
  moves(row, place, box.plan.items, named(), drawPlan, planItems);
  return row;
}

// The times alone, so that whoever types minutes goes on typing.
function clocks() {
  let now = begin();
  const first = now;
  [...planItems.children].forEach((row, place) => {
    const { minutes } = box.plan.items[place];
    one('[data-from]', row).textContent = now === null ? place + 1 : clock(now);
    if (now !== null) now += minutes;
  });
  const total = box.plan.items.reduce((sum, item) => sum + item.minutes, 0);
  const minutes = times(total, total);
  const from = { from: first === null ? '' : clock(first), to: first === null ? '' : clock(now), minutes };
  const sentence = first === null ? words.altogether : words.until;
  one('[data-plan-sum]').textContent = box.plan.items.length ? filled(sentence, from) : '';
}

function drawPlan() {
  planItems.replaceChildren(...box.plan.items.map(planItem));
  one('#plan-name').value = box.plan.name;
  one('#plan-start').value = box.plan.start;
  one('[data-plan-name]').textContent = box.plan.name || words.plan;
  clocks();
}

const planned = uid => ({ uid, title: '', minutes: facts[uid].minutes[1] });

function more(what) {
  const { items } = box.plan;
  const held = new Set(items.map(item => item.uid));
  if (what === 'kit') items.push(...box.items.filter(item => !held.has(item.uid)).map(item => planned(item.uid)));
  else items.push({ uid: '', title: what === 'break' ? words.break : '', minutes: 10 });
  drawPlan();
  changed();
  if (what !== 'kit') one('[data-own]', planItems.lastElementChild).focus();
}

for (const button of all('[data-plan-add]')) button.addEventListener('click', () => more(button.dataset.planAdd));
one('[data-plan-from]').addEventListener('click', () => {
  if (!box.plan.name) box.plan.name = box.name;
  more('kit');
  location.hash = '#plan';
});
one('#plan-name').addEventListener('input', event => {
  box.plan.name = event.target.value.slice(0, 60);
  one('[data-plan-name]').textContent = box.plan.name.trim() || words.plan;
  changed();
});
one('#plan-start').addEventListener('input', event => { box.plan.start = event.target.value.slice(0, 5); clocks(); changed(); });
one('[data-forget]').addEventListener('click', () => {
  forget();
  drawKit();
  drawPlan();
  one('#plan-title').focus();
});

drawKit();
drawPlan();
draw();
changed();
show(true);
