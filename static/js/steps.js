// Long forms in steps, made quicker: kept while one types, files one by one, the code copied. Without it everything works.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const json = { Accept: 'application/json' };

// Keeps the form a moment after the last change. What could not be kept is said; the button still sends it.
function autosave(form) {
  const note = form.querySelector('[data-kept]');
  let timer = 0;
  let running = Promise.resolve();
  let leaving = false;

  const say = kept => {
    note.textContent = kept ? note.dataset.keptYes : note.dataset.keptNo;
    note.hidden = false;
  };

  async function save() {
    if (leaving) return;
    try {
      const answer = await fetch(form.action, { method: 'POST', headers: json, body: new FormData(form) });
      const told = await answer.json();
      if (told.kept) {
        form.elements.was.value = told.was;
        for (const place of all('[data-error]', form)) {
          place.textContent = told.errors[place.dataset.error] || '';
          place.hidden = !place.textContent;
        }
      }
      say(told.kept);
    } catch {
      say(false);
    }
  }

  const soon = wait => {
    clearTimeout(timer);
    timer = setTimeout(() => { running = running.then(save); }, wait);
  };
  form.addEventListener('input', () => soon(1500));
  form.addEventListener('change', () => soon(100));
  form.addEventListener('submit', () => { leaving = true; clearTimeout(timer); });
}

// Sends files one after the other, each with its progress; what failed can be sent again. The page that lists them is the
// form's own, or `data-page`.
function upload(form) {
  const input = form.querySelector('input[type=file]');
  const list = form.querySelector('[data-sending-list]');
  const button = form.querySelector('button[type=submit]');

  function line(file) {
    const item = document.createElement('li');
    const name = document.createElement('bdi');
    const bar = document.createElement('progress');
    const words = document.createElement('span');
    name.textContent = file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    words.textContent = form.dataset.sending;
    item.append(name, bar, words);
    list.append(item);
    return { item, bar, words };
  }

  function send(file, { bar }) {
    return new Promise(done => {
      const request = new XMLHttpRequest();
      const data = new FormData(form);
      data.set(input.name, file);
      request.open('POST', form.action);
      request.setRequestHeader('Accept', json.Accept);
      request.upload.addEventListener('progress', event => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener('load', () => {
        try {
          const [refused] = JSON.parse(request.responseText).refused;
          done({ reason: refused?.reason || '' });
        } catch {
          done({ reason: form.dataset.failed, again: true });
        }
      });
      for (const trouble of ['error', 'abort', 'timeout']) {
        request.addEventListener(trouble, () => done({ reason: form.dataset.failed, again: true }));
      }
      request.send(data);
    });
  }

  async function one(file) {
    const shown = line(file);
    const { reason, again } = await send(file, shown);
    if (!reason) {
      shown.item.remove();
      return;
    }
    shown.bar.remove();
    shown.words.textContent = reason;
    if (again) {
      const retry = document.createElement('button');
      retry.type = 'button';
      retry.className = 'button button--quiet';
      retry.textContent = form.dataset.again;
      retry.addEventListener('click', () => { shown.item.remove(); go([file]); });
      shown.item.append(retry);
    }
  }

  async function refresh() {
    try {
      const answer = await fetch(form.dataset.page || form.action, { headers: { Accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      document.querySelector('[data-uploaded]').replaceWith(page.querySelector('[data-uploaded]'));
    } catch {
      // The list is as it was; the next page shows it right.
    }
  }

  async function go(files) {
    button.disabled = true;
    for (const file of files) await one(file);
    button.disabled = false;
    await refresh();
  }

  form.addEventListener('submit', event => {
    if (!input.files.length) return;
    event.preventDefault();
    const files = [...input.files];
    input.value = '';
    go(files);
  });
}

for (const form of all('form[data-autosave]')) autosave(form);
for (const form of all('form[data-upload]')) upload(form);
for (const button of all('[data-copy]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.querySelector('[aria-live]').textContent = button.dataset.copied;
    } catch {
      button.hidden = true;
    }
  });
}
