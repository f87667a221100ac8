// Makes what already works without it quicker. No storage, no request to anybody but the hub.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function show(root = document) {
  for (const element of all('[data-script-shows]', root)) element.hidden = false;
  for (const element of all('[data-script-hides]', root)) element.hidden = true;
}

// A list's form: results and counts change in place, the address and the back button stay right.
function live(form) {
  const parts = ['[data-results]', '[data-facets]'];
  let running = null;

  const address = () => {
    const data = new FormData(form);
    const query = new URLSearchParams();
    for (const [name, value] of data) if (value && !(name === 'sort' && isDefault(name))) query.append(name, value);
    const text = query.toString();
    return form.action.split('?')[0] + (text ? `?${text}` : '');
  };

  const isDefault = name => form.elements[name].selectedIndex === 0;

  async function go(url, { push = true } = {}) {
    running?.abort();
    running = new AbortController();
    form.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(url, { signal: running.signal, headers: { Accept: 'text/html' } });
      if (!answer.ok) throw new Error(answer.status);
      replace(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      if (push) history.pushState({ live: true }, '', url);
      for (const link of all('.langs a, .footer a[hreflang]')) {
        link.href = link.pathname + new URL(url, location).search;
      }
    } catch (error) {
      if (error.name !== 'AbortError') location.assign(url);
    } finally {
      form.removeAttribute('aria-busy');
    }
  }

  function replace(page) {
    const focused = document.activeElement;
    const again = focused?.name && focused.value && form.contains(focused)
      ? `[name="${focused.name}"][value="${CSS.escape(focused.value)}"]` : null;
    const open = new Set(all('details[open][data-facet-box]', form).map(box => box.dataset.facetBox));
    for (const part of parts) {
      const old = form.querySelector(part);
      const fresh = page.querySelector(part);
      if (old && fresh) old.replaceWith(fresh);
    }
    for (const box of all('[data-facet-box]', form)) box.open = open.has(box.dataset.facetBox) || box.open;
    const words = page.querySelector('[name="q"]');
    if (words && focused?.name !== 'q') form.elements.q.value = words.value;
    document.title = page.title;
    show(form);
    document.dispatchEvent(new Event('changed'));
    if (again) form.querySelector(again)?.focus();
  }

  form.addEventListener('change', event => { if (event.target.name !== 'q') go(address()); });
  form.addEventListener('submit', event => { event.preventDefault(); go(address()); });
  form.addEventListener('click', event => {
    const link = event.target.closest('.chips a, .pages a, .empty a, .outcome a');
    if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.href).then(() => {
      const title = form.querySelector('[data-results]');
      title?.focus({ preventScroll: !link.closest('.pages') });
    });
  });
  addEventListener('popstate', () => go(location.href, { push: false }));
}

show();
if (matchMedia('(min-width: 60rem)').matches) for (const box of all('details.filter')) box.open = true;
for (const form of all('form[data-live]')) live(form);
// Blanks the page at once and takes its place in the tab's history; what lies before it stays there, and the page says so.
for (const link of all('[data-exit]')) {
  link.addEventListener('click', event => {
    event.preventDefault();
    document.documentElement.hidden = true;
    document.title = ' ';
    location.replace(link.href);
  });
}
for (const button of all('[data-print]')) button.addEventListener('click', () => print());
for (const button of navigator.share ? all('[data-send]') : []) {
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.share({ text: document.getElementById(button.dataset.send).value }).catch(() => {});
  });
}
document.addEventListener('click', event => {
  for (const menu of all('.langs[open]')) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of all('.langs[open]')) { menu.open = false; menu.querySelector('summary').focus(); }
});
