// Times of a call or gathering on the reader's own clock too. Nothing is stored or sent.

const language = document.documentElement.lang;

const said = (form, at, until) => (until ? form.formatRange(at, new Date(until)) : form.format(at));

for (const line of document.querySelectorAll('[data-own-time]')) {
  const at = new Date(line.dataset.ownTime);
  const form = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
  line.querySelector('[data-own-time-said]').textContent = said(new Intl.DateTimeFormat(language, form), at, line.dataset.ownUntil);
  line.hidden = false;
}
