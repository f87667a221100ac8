// A card's address carries the code behind its #, which no server ever sees: put it into the form, and out of the address.

const field = document.querySelector('[data-code]');
const code = decodeURIComponent(location.hash.slice(1));
if (field && /^[0-9a-z-]{26,40}$/i.test(code)) {
  field.value = code;
  history.replaceState(null, '', location.pathname);
}
