// One view at a time: the library, an activity, the handbook, one of its chapters, the toolkit or the plan, as the address
// after the # says. A place inside of an activity or a chapter opens it there.

const VIEWS = ['library', 'handbook', 'toolkit', 'plan'];
const name = document.title;
const pages = all('[data-activity], [data-chapter]');
let scrolled = 0;
let shown = '';

const placeOf = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

function view() {
  const place = placeOf();
  if (VIEWS.includes(place?.id)) return place.id;
  return place?.closest('[data-activity], [data-chapter]')?.id || 'library';
}

function show(isFirst) {
  if (location.hash === '#content') return;
  const now = view();
  if (shown === 'library' && now !== 'library') scrolled = scrollY;
  for (const each of VIEWS) one(`#${each}`).hidden = each !== now;
  for (const each of pages) each.hidden = each.id !== now;
  for (const link of all('.pack__nav a')) {
    const isHere = link.hash === `#${now}` || (link.hash === '#handbook' && one(`#${now}`).matches('[data-chapter]'));
    if (isHere) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const heading = one(`#${now} h2`);
  document.title = now === 'library' ? name : `${heading.textContent.trim()} – ${name}`;
  shown = now;
  const place = placeOf();
  if (place && place.id !== now) {
    place.scrollIntoView();
    return;
  }
  if (isFirst) return;
  heading.focus({ preventScroll: true });
  scrollTo(0, now === 'library' ? scrolled : 0);
}

for (const each of all('[data-script]')) each.hidden = false;
for (const button of all('[data-print]')) button.addEventListener('click', () => print());
document.body.classList.add('has-script');
addEventListener('hashchange', () => show(false));
