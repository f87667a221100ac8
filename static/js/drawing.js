// Looks closely at a large drawing. All words come from the page; only tiles in view are fetched.

const SETTLED = 120; // ms without movement before tiles are fetched
const STEP = 1.5; // one press on + or −
const PAN = 0.15; // of the stage, for one press on an arrow
const ENOUGH = 0.35; // how much of a level may be missing before the next one is fetched
const BLUR = 0.6; // how many points for each CSS pixel do for the whole drawing, so that it opens without any tile
const FINGER = 24; // CSS pixels: the least size of what can be pressed
const still = matchMedia('(prefers-reduced-motion: reduce)');
const within = (low, value, high) => Math.min(Math.max(value, low), Math.max(low, high));

class Viewer {
  constructor(root) {
    this.root = root;
    this.width = +root.dataset.width;
    this.height = +root.dataset.height;
    this.tile = +root.dataset.tile;
    this.top = root.dataset.levels - 1;
    this.dialog = root.querySelector('dialog');
    this.stage = root.querySelector('.viewer__stage');
    this.sheet = root.querySelector('[data-sheet]');
    this.note = root.querySelector('.viewer__note');
    this.lost = root.querySelector('[data-lost]');
    this.parts = [...this.stage.querySelectorAll('[data-box]')];
    this.boxes = this.parts.map(part => {
      const [x, y, w, h] = part.dataset.box.split(' ').map(Number);
      return [x * this.width / 100, y * this.height / 100, w * this.width / 100, h * this.height / 100];
    });
    // A part within another one lies above it, so that both can be reached.
    const area = n => this.boxes[n][2] * this.boxes[n][3];
    const order = this.boxes.map((box, n) => n).sort((a, b) => area(b) - area(a));
    order.forEach((n, above) => { this.parts[n].style.zIndex = above + 1; });
    this.words = [...root.querySelectorAll('[data-words]')];
    this.tiles = new Map();
    this.fingers = new Map();
    this.chosen = -1;
    this.listen();
  }

  listen() {
    const on = (selector, act) => {
      for (const found of this.root.querySelectorAll(selector)) found.addEventListener('click', event => act(event, found));
    };
    on('[data-look], picture', (event, opener) => this.open(opener.closest('picture') ? null : opener));
    on('[data-part]', (event, link) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open(link);
      this.choose(link.dataset.part - 1);
    });
    on('[data-zoom]', (event, button) => this.zoom(button.dataset.zoom));
    on('[data-close]', () => this.dialog.close());
    on('[data-again]', () => this.again());
    on('[data-step]', (event, button) => {
      this.choose((this.chosen + +button.dataset.step + this.parts.length) % this.parts.length);
    });
    on('[data-hide]', () => this.choose(-1));
    this.parts.forEach((part, n) => {
      part.addEventListener('click', () => this.choose(n));
      part.addEventListener('focus', () => part.matches(':focus-visible') && this.reveal(this.boxes[n]));
    });
    this.dialog.addEventListener('keydown', event => this.key(event));
    this.dialog.addEventListener('close', () => this.closed());
    this.stage.addEventListener('wheel', event => this.wheel(event), { passive: false });
    for (const name of ['down', 'move', 'up', 'cancel']) {
      this.stage.addEventListener(`pointer${name}`, event => this[name](event));
    }
    this.stage.addEventListener('click', event => this.dragged && (event.preventDefault(), event.stopPropagation()), true);
    new ResizeObserver(() => this.dialog.open && this.resized()).observe(this.stage);
    addEventListener('online', () => this.again());
    this.root.classList.add('recording--looked-at');
  }

  // Opening and closing -----------------------------------------------------------------------------------------------
  open(opener) {
    this.opener = opener || this.root.querySelector('[data-look]');
    if (!this.base) {
      this.base = this.sheet.appendChild(new Image());
      this.base.alt = '';
      this.base.src = this.root.querySelector('picture img').currentSrc;
    }
    this.dialog.showModal();
    this.measure();
    this.go(this.whole(), false);
    this.stage.focus();
  }

  closed() {
    cancelAnimationFrame(this.moving);
    clearTimeout(this.settling);
    for (const image of this.tiles.values()) image.remove();
    this.tiles.clear();
    this.fingers.clear();
    this.mark(-1);
    this.lost.hidden = true;
    this.opener.focus();
  }

  measure() {
    this.wide = this.stage.clientWidth;
    this.tall = this.stage.clientHeight;
    this.least = Math.min(this.wide / this.width, this.tall / this.height);
    this.most = Math.max(2, this.least * 2);
  }

  resized() {
    const was = this.least;
    this.measure();
    if (!this.going) this.show({ ...this.at, scale: this.at.scale === was ? this.least : this.at.scale });
  }

  // The place looked at: the drawing's point in the middle of the stage, and CSS pixels for one of its points -------------
  whole() {
    return { x: this.width / 2, y: this.height / 2, scale: this.least };
  }

  allowed({ x, y, scale }) {
    scale = within(this.least, scale, this.most);
    const middle = (value, seen, all) => seen >= all ? all / 2 : within(seen / 2, value, all - seen / 2);
    return {
      x: middle(x, this.wide / scale, this.width),
      y: middle(y, this.tall / scale, this.height),
      scale,
    };
  }

  go(to, gently = true) {
    cancelAnimationFrame(this.moving);
    to = this.allowed(to);
    this.going = gently && !still.matches;
    if (!this.going) return this.show(to);
    const from = this.at;
    const begun = performance.now();
    const frame = now => {
      const part = within(0, (now - begun) / 220, 1);
      const soft = part * (2 - part);
      const between = (a, b) => a + (b - a) * soft;
      this.going = part < 1;
      this.show({
        x: between(from.x, to.x), y: between(from.y, to.y),
        scale: Math.exp(between(Math.log(from.scale), Math.log(to.scale))),
      });
      if (this.going) this.moving = requestAnimationFrame(frame);
    };
    this.moving = requestAnimationFrame(frame);
  }

  zoomAt(factor, left, top, gently) {
    const { x, y, scale } = this.at;
    const dx = left - this.wide / 2;
    const dy = top - this.tall / 2;
    const next = within(this.least, scale * factor, this.most);
    this.go({ x: x + dx / scale - dx / next, y: y + dy / scale - dy / next, scale: next }, gently);
  }

  zoom(how) {
    if (how === 'whole') this.go(this.whole());
    else this.zoomAt(how === 'in' ? STEP : 1 / STEP, this.wide / 2, this.tall / 2, true);
  }

  reveal([x, y, w, h]) {
    const { scale } = this.at;
    const outside = Math.abs(x + w / 2 - this.at.x) * scale > (this.wide - w * scale) / 2
      || Math.abs(y + h / 2 - this.at.y) * scale > (this.tall - h * scale) / 2;
    if (outside) this.go({ x: x + w / 2, y: y + h / 2, scale }, false);
  }

  // Parts -------------------------------------------------------------------------------------------------------------
  choose(n) {
    const before = this.chosen;
    this.mark(n);
    this.measure();
    if (n < 0) {
      this.parts[before]?.focus();
      return;
    }
    const [x, y, w, h] = this.boxes[n];
    const scale = Math.min(this.wide / w, this.tall / h) * 0.92;
    this.go({ x: x + w / 2, y: y + h / 2, scale });
  }

  mark(n) {
    this.chosen = n;
    this.parts.forEach((part, other) => part.setAttribute('aria-pressed', other === n));
    this.note.hidden = n < 0;
    const words = this.note.querySelector('.viewer__words');
    words.replaceChildren(...n < 0 ? [] : [this.words[n].cloneNode(true)]);
    this.note.querySelector('.viewer__count').textContent = this.parts[n]?.ariaLabel ?? '';
    this.note.scrollTop = 0;
  }

  // Drawing what is seen ------------------------------------------------------------------------------------------------
  show(at) {
    this.at = this.allowed(at);
    const { scale } = this.at;
    this.left = this.wide / 2 - this.at.x * scale;
    this.above = this.tall / 2 - this.at.y * scale;
    this.place(this.base, 0, 0, this.width, this.height);
    const finger = FINGER / scale;
    this.parts.forEach((part, n) => {
      const [x, y, w, h] = this.boxes[n];
      const [wide, tall] = [Math.max(w, finger), Math.max(h, finger)];
      this.place(part, x + (w - wide) / 2, y + (h - tall) / 2, wide, tall);
    });
    for (const image of this.tiles.values()) this.place(image, ...image.area);
    this.stage.dataset.scale = scale.toFixed(4);
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.fetch(), SETTLED);
  }

  // Edges are rounded, not sizes, so that no gap shows between two tiles.
  place(element, x, y, w, h) {
    const { scale } = this.at;
    const left = Math.round(this.left + x * scale);
    const top = Math.round(this.above + y * scale);
    element.style.transform = `translate(${left}px, ${top}px)`;
    element.style.width = `${Math.round(this.left + (x + w) * scale) - left}px`;
    element.style.height = `${Math.round(this.above + (y + h) * scale) - top}px`;
  }

  level() {
    const sharp = this.at.scale * Math.min(devicePixelRatio, 2);
    return within(0, Math.ceil(this.top + Math.log2(sharp) - ENOUGH), this.top);
  }

  wanted() {
    const level = this.level();
    const share = 2 ** (this.top - level);
    const isWhole = this.at.scale <= this.least * 1.01;
    if (isWhole && this.base.naturalWidth >= BLUR * this.least * this.width) return [];
    if (this.base.naturalWidth * share >= this.width) return [];
    const side = this.tile * share;
    const range = (middle, seen, all) => [
      Math.max(0, Math.floor((middle - seen / 2) / side)),
      Math.floor((Math.min(all, middle + seen / 2) - 1) / side),
    ];
    const [x0, x1] = range(this.at.x, this.wide / this.at.scale, this.width);
    const [y0, y1] = range(this.at.y, this.tall / this.at.scale, this.height);
    const found = [];
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) found.push({ level, x, y, side, share });
    return found;
  }

  fetch() {
    const wanted = this.wanted();
    const keys = new Set(wanted.map(({ level, x, y }) => `${level}/${x}_${y}`));
    for (const each of this.lost.hidden ? wanted : []) this.add(each);
    this.tidy = () => {
      if ([...keys].some(key => !this.tiles.get(key)?.ready)) return;
      for (const [key, image] of this.tiles) if (!keys.has(key)) this.drop(key, image);
    };
    this.tidy();
  }

  add({ level, x, y, side, share }) {
    const key = `${level}/${x}_${y}`;
    if (this.tiles.has(key)) return;
    const image = new Image();
    image.alt = '';
    image.draggable = false;
    image.decoding = 'async';
    image.onload = () => {
      if (this.tiles.get(key) !== image) return;
      image.ready = true;
      image.area = [x * side, y * side, image.naturalWidth * share, image.naturalHeight * share];
      this.place(image, ...image.area);
      this.sheet.append(image);
      this.tidy();
    };
    image.onerror = () => {
      if (this.tiles.get(key) !== image) return;
      this.drop(key, image);
      this.lost.hidden = false;
    };
    image.area = [0, 0, 0, 0];
    this.tiles.set(key, image);
    image.src = this.root.dataset.tiles.replace('{level}', level).replace('{x}', x).replace('{y}', y);
  }

  drop(key, image) {
    this.tiles.delete(key);
    image.remove();
  }

  again() {
    if (!this.dialog.open || this.lost.hidden) return;
    if (this.lost.contains(document.activeElement)) this.stage.focus();
    this.lost.hidden = true;
    this.fetch();
  }

  // Keys, wheel, fingers ------------------------------------------------------------------------------------------------
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onStage = this.stage.contains(event.target);
    const [dx, dy] = onStage && { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [];
    const how = { '+': 'in', '=': 'in', '-': 'out', '−': 'out', _: 'out', 0: 'whole' }[event.key];
    if (how) this.zoom(how);
    else if (dx !== undefined) {
      const { x, y, scale } = this.at;
      this.go({ x: x + dx * PAN * this.wide / scale, y: y + dy * PAN * this.tall / scale, scale }, false);
    } else return;
    event.preventDefault();
  }

  spot(event) {
    const box = this.stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  wheel(event) {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode ? 20 : 1);
    this.zoomAt(Math.exp(-within(-200, pixels, 200) * (event.ctrlKey ? 0.01 : 0.003)), ...this.spot(event), false);
  }

  down(event) {
    if (event.button) return;
    this.going = false;
    cancelAnimationFrame(this.moving);
    if (!this.fingers.size) {
      this.dragged = false;
      this.began = this.spot(event);
    }
    this.fingers.set(event.pointerId, this.spot(event));
  }

  move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = this.spot(event);
    if (!this.dragged && this.fingers.size < 2 && Math.hypot(now[0] - this.began[0], now[1] - this.began[1]) < 6) return;
    if (!this.dragged) this.stage.classList.add('is-held');
    this.dragged = true;
    this.stage.setPointerCapture(event.pointerId);
    const middle = () => [0, 1].map(n => [...this.fingers.values()].reduce((sum, spot) => sum + spot[n], 0) / this.fingers.size);
    const apart = () => {
      const [a, b] = this.fingers.values();
      return b ? Math.max(10, Math.hypot(a[0] - b[0], a[1] - b[1])) : 1;
    };
    const from = middle();
    const span = apart();
    this.fingers.set(event.pointerId, now);
    const to = middle();
    const { x, y, scale } = this.at;
    this.show({ x: x - (to[0] - from[0]) / scale, y: y - (to[1] - from[1]) / scale, scale });
    this.zoomAt(apart() / span, ...to, false);
  }

  up(event) {
    if (!this.fingers.delete(event.pointerId)) return;
    if (this.fingers.size) return;
    this.stage.classList.remove('is-held');
    if (this.dragged || event.target.closest('[data-box]')) return;
    const spot = this.spot(event);
    const twice = this.tapped && event.timeStamp - this.tapped.when < 320
      && Math.hypot(spot[0] - this.tapped.spot[0], spot[1] - this.tapped.spot[1]) < 30;
    this.tapped = twice ? null : { when: event.timeStamp, spot };
    if (twice) this.zoomAt(2.5, ...spot, true);
  }

  cancel(event) {
    this.fingers.delete(event.pointerId);
    this.stage.classList.remove('is-held');
  }
}

for (const root of document.querySelectorAll('[data-drawing]')) new Viewer(root);
