// One view at a time: the library, an activity, the toolkit or the plan, as the address after the # says.

const VIEWS = ['library', 'toolkit', 'plan'];
const name = document.title;
const activities = all('[data-activity]');
let scrolled = 0;
let shown = '';

function view() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (VIEWS.includes(wanted)) return wanted;
  return activities.some(each => each.id === wanted) ? wanted : 'library';
}

function show(isFirst) {
  if (location.hash === '#content') return;
  const now = view();
  if (shown === 'library' && now !== 'library') scrolled = scrollY;
  for (const each of VIEWS) one(`#${each}`).hidden = each !== now;
  for (const each of activities) each.hidden = each.id !== now;
  for (const link of all('.pack__nav a')) {
    if (link.hash === `#${now}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const heading = one(`#${now} h2`);
  document.title = now === 'library' ? name : `${heading.textContent.trim()} – ${name}`;
  shown = now;
  if (isFirst) return;
  heading.focus({ preventScroll: true });
  scrollTo(0, now === 'library' ? scrolled : 0);
}

for (const each of all('[data-script]')) each.hidden = false;
for (const button of all('[data-print]')) button.addEventListener('click', () => print());
document.body.classList.add('has-script');
addEventListener('hashchange', () => show(false));
