// The account's pages: passkeys, showing a password, printing. All else there works without script.

const all = selector => [...document.querySelectorAll(selector)];

const toBytes = text => {
  const raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(raw, letter => letter.charCodeAt(0));
};

const toText = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const withBytes = list => (list || []).map(each => ({ ...each, id: toBytes(each.id) }));

// What a passkey answers, as the server reads it.
function described(credential) {
  const response = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function add(options, isPasskey) {
  const { publicKey } = options;
  const wishes = { ...publicKey.authenticatorSelection, residentKey: isPasskey ? 'required' : 'discouraged', requireResidentKey: isPasskey };
  if (isPasskey) wishes.userVerification = 'required';
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      authenticatorSelection: wishes,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    },
  });
}

async function use(options) {
  const { publicKey } = options;
  return navigator.credentials.get({
    publicKey: { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: withBytes(publicKey.allowCredentials) },
  });
}

async function askedFor(form) {
  if (form.dataset.passkey === 'add') {
    return add(JSON.parse(form.dataset.options), form.elements.passwordless?.checked ?? false);
  }
  if (form.dataset.passkey === 'use') return use(JSON.parse(form.dataset.options));
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(answer.status);
  return use((await answer.json()).request_options);
}

for (const form of all('[data-passkey]')) {
  if (!window.PublicKeyCredential) continue;
  for (const button of form.querySelectorAll('button[data-script-shows]')) button.hidden = false;
  const trouble = form.querySelector('[role="alert"]');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(described(await askedFor(form)));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}

for (const button of all('[data-shows]')) {
  const field = document.getElementById(button.dataset.shows);
  const show = button.textContent;
  button.hidden = false;
  button.addEventListener('click', () => {
    const isShown = field.type === 'text';
    field.type = isShown ? 'password' : 'text';
    button.textContent = isShown ? show : button.dataset.hide;
    field.focus();
  });
}

for (const button of all('[data-print]')) button.addEventListener('click', () => window.print());
