// What the call's clock shows, on the reader's own clock too, where that differs. Nothing is stored or sent.

const language = document.documentElement.lang;

for (const line of document.querySelectorAll('[data-own-time]')) {
  const at = new Date(line.dataset.ownTime);
  const form = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
  line.querySelector('[data-own-time-said]').textContent = new Intl.DateTimeFormat(language, form).format(at);
  line.hidden = false;
}
