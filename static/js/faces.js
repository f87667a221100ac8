// Hiding faces before a picture leaves the device: what is sent is drawn anew, with the areas in it and nothing of the camera.
// A tap hides a round place, dragging with a mouse one of any size; with the keyboard arrows move, Enter hides. Without this
// script nothing changes: the team hides areas before it publishes.
const SHOWN = 720; // long side on the screen
const SENT = 4000; // long side of what is drawn anew: more than is ever shown, and old phones can still do it
const FIRST = 0.14; // size of a tapped place, as a part of the short side
const LEAST = 0.02;
const PATCHES = 4;
const STEP = 0.02;

const within = (value, least, most) => Math.min(most, Math.max(least, value));

function scaled(bitmap, longest) {
  const factor = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * factor));
  canvas.height = Math.max(1, Math.round(bitmap.height * factor));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// Nothing of the area is left but a few patches of its colours, or nothing at all.
function hide(canvas, { x, y, width, height, way }) {
  const pen = canvas.getContext('2d');
  const box = [x * canvas.width, y * canvas.height, Math.max(1, width * canvas.width), Math.max(1, height * canvas.height)];
  pen.save();
  pen.beginPath();
  pen.ellipse(box[0] + box[2] / 2, box[1] + box[3] / 2, box[2] / 2, box[3] / 2, 0, 0, 2 * Math.PI);
  pen.clip();
  if (way === 'blur') {
    const patches = document.createElement('canvas');
    patches.width = PATCHES;
    patches.height = PATCHES;
    const small = patches.getContext('2d');
    small.imageSmoothingQuality = 'high';
    // Only what lies in the picture: what lies outside would let its edge shine through. By halves: in one step a browser
    // would only pick points.
    const [left, top] = [Math.max(0, box[0]), Math.max(0, box[1])];
    const inside = [left, top, Math.min(canvas.width, box[0] + box[2]) - left, Math.min(canvas.height, box[1] + box[3]) - top];
    let from = canvas;
    let part = inside;
    for (let size = 64; size > PATCHES; size /= 2) {
      const half = document.createElement('canvas');
      half.width = size;
      half.height = size;
      half.getContext('2d').drawImage(from, ...part, 0, 0, size, size);
      from = half;
      part = [0, 0, size, size];
    }
    small.drawImage(from, ...part, 0, 0, PATCHES, PATCHES);
    pen.drawImage(patches, 0, 0, PATCHES, PATCHES, ...inside);
  } else {
    pen.fillStyle = '#1b1b1b';
    pen.fillRect(...box);
  }
  pen.restore();
}

function start(form) {
  const input = form.elements.pictures;
  const panel = form.querySelector('[data-faces]');
  const list = panel.querySelector('ol');
  const pattern = panel.querySelector('template');
  let chosen = []; // [{ file, areas }]
  let drawing = false;

  function show(one, number) {
    const item = pattern.content.firstElementChild.cloneNode(true);
    const canvas = item.querySelector('canvas');
    const said = item.querySelector('[data-said]');
    const cursor = { x: 0.5, y: 0.5 };
    let clean = null;
    let begun = null;

    canvas.setAttribute('aria-label', `${canvas.getAttribute('aria-label')} ${number}`);
    list.append(item);

    const draw = (passing = null) => {
      const pen = canvas.getContext('2d');
      pen.drawImage(clean, 0, 0);
      [...one.areas, ...(passing ? [passing] : [])].forEach(area => hide(canvas, area));
      if (canvas.matches(':focus-visible')) {
        pen.lineWidth = 3;
        for (const [colour, wider] of [['#000', 2], ['#fff', 0]]) {
          pen.strokeStyle = colour;
          pen.lineWidth = 3 + 2 * wider;
          pen.beginPath();
          pen.arc(cursor.x * canvas.width, cursor.y * canvas.height, 14, 0, 2 * Math.PI);
          pen.stroke();
        }
      }
    };
    const told = () => {
      said.textContent = said.dataset.said.replace('0', one.areas.length);
      item.querySelectorAll('[data-do]').forEach(button => { button.disabled = !one.areas.length; });
      draw();
    };
    const way = () => form.elements.hide_as.value;
    const round = (x, y) => {
      const size = FIRST * Math.min(canvas.width, canvas.height);
      const [width, height] = [size / canvas.width, size / canvas.height];
      return { x: x - width / 2, y: y - height / 2, width, height, way: way() };
    };
    const add = area => { one.areas.push(area); told(); };
    const resize = factor => {
      const last = one.areas.at(-1);
      if (!last) return;
      const [width, height] = [within(last.width * factor, LEAST, 1), within(last.height * factor, LEAST, 1)];
      Object.assign(last, { x: last.x + (last.width - width) / 2, y: last.y + (last.height - height) / 2, width, height });
      told();
    };
    const back = () => { one.areas.pop(); told(); };
    const place = event => {
      const box = canvas.getBoundingClientRect();
      return [within((event.clientX - box.left) / box.width, 0, 1), within((event.clientY - box.top) / box.height, 0, 1)];
    };
    const between = (a, b) => ({
      x: Math.min(a[0], b[0]), y: Math.min(a[1], b[1]), width: Math.abs(a[0] - b[0]), height: Math.abs(a[1] - b[1]), way: way(),
    });

    canvas.addEventListener('pointerdown', event => {
      if (event.pointerType === 'touch' || event.button) return;
      begun = place(event);
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', event => { if (begun) draw(between(begun, place(event))); });
    canvas.addEventListener('pointercancel', () => { begun = null; draw(); });
    canvas.addEventListener('click', event => {
      const end = place(event);
      const area = begun && between(begun, end);
      begun = null;
      add(area && Math.min(area.width, area.height) >= LEAST ? area : round(...end));
    });
    const keys = {
      ArrowLeft: () => { cursor.x = within(cursor.x - STEP, 0, 1); },
      ArrowRight: () => { cursor.x = within(cursor.x + STEP, 0, 1); },
      ArrowUp: () => { cursor.y = within(cursor.y - STEP, 0, 1); },
      ArrowDown: () => { cursor.y = within(cursor.y + STEP, 0, 1); },
      Enter: () => add(round(cursor.x, cursor.y)),
      ' ': () => add(round(cursor.x, cursor.y)),
      '+': () => resize(1.25),
      '-': () => resize(0.8),
      Backspace: back,
      Delete: back,
    };
    canvas.addEventListener('keydown', event => {
      const act = !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
      draw();
    });
    for (const event of ['focus', 'blur']) canvas.addEventListener(event, () => draw());
    const buttons = { larger: () => resize(1.25), smaller: () => resize(0.8), back };
    for (const [name, act] of Object.entries(buttons)) item.querySelector(`[data-do=${name}]`).addEventListener('click', act);

    createImageBitmap(one.file, { imageOrientation: 'from-image' }).then(bitmap => {
      clean = scaled(bitmap, SHOWN);
      bitmap.close();
      canvas.width = clean.width;
      canvas.height = clean.height;
      canvas.hidden = false;
      item.dataset.ready = '';
      told();
    }).catch(() => {
      said.textContent = said.dataset.cannot;
      item.querySelectorAll('[data-do]').forEach(button => button.remove());
      canvas.remove();
    });
  }

  async function drawn({ file, areas }) {
    if (!areas.length) return file;
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const canvas = scaled(bitmap, SENT);
    bitmap.close();
    areas.forEach(area => hide(canvas, area));
    const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.9));
    if (!blob) throw new Error('not drawn');
    return new File([blob], `${file.name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg' });
  }

  input.addEventListener('change', () => {
    chosen = [...input.files].map(file => ({ file, areas: [] }));
    list.replaceChildren();
    panel.hidden = !chosen.length;
    chosen.forEach((one, place) => show(one, place + 1));
  });

  // Before anything else hears of it. What could not be drawn is not sent as it was: that would show the face.
  document.addEventListener('submit', async event => {
    if (event.target !== form || !chosen.some(one => one.areas.length)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (drawing) return; // a second click
    drawing = true;
    const held = new DataTransfer();
    const failed = [];
    for (const one of chosen) {
      try {
        held.items.add(await drawn(one));
      } catch {
        failed.push(one);
      }
    }
    input.files = held.files;
    chosen = [];
    drawing = false;
    panel.querySelector('[data-failed]').hidden = !failed.length;
    list.replaceChildren();
    panel.hidden = !failed.length;
    if (held.files.length) form.requestSubmit();
  }, true);
  form.addEventListener('submit', () => {
    chosen = [];
    list.replaceChildren();
    panel.hidden = panel.querySelector('[data-failed]').hidden;
  });
}

document.querySelectorAll('form[data-upload]').forEach(start);
