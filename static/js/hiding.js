// Marking areas of a picture by dragging. The number fields hold the truth: what is dragged is written into them, what is
// typed is drawn. Without this script the fields alone do.
const NUMBERS = ["x", "y", "width", "height"];
const SVG = "http://www.w3.org/2000/svg";
const LEAST = 1; // percent; less is a slip of the finger

const field = (area, name) => area.querySelector(`[name$="-${name}"]`);
const isEmpty = (area) => NUMBERS.every((name) => field(area, name).value === "");
const rounded = (number) => Math.round(number * 10) / 10;

function numbersOf(area) {
  const values = NUMBERS.map((name) => parseFloat(field(area, name).value));
  return values.some(Number.isNaN) ? null : values;
}

function write(area, values) {
  NUMBERS.forEach((name, place) => { field(area, name).value = rounded(values[place]); });
}

function shapeFor(area, view) {
  const [x, y, width, height] = numbersOf(area);
  const isEllipse = field(area, "shape").value === "ellipse" && field(area, "way").value !== "crop";
  const points = { x: x * view.width / 100, y: y * view.height / 100, width: width * view.width / 100, height: height * view.height / 100 };
  const shape = document.createElementNS(SVG, isEllipse ? "ellipse" : "rect");
  const attributes = isEllipse
    ? { cx: points.x + points.width / 2, cy: points.y + points.height / 2, rx: points.width / 2, ry: points.height / 2 }
    : points;
  Object.entries(attributes).forEach(([name, value]) => shape.setAttribute(name, value));
  shape.setAttribute("class", "hiding__drawn");
  shape.dataset.way = field(area, "way").value;
  return shape;
}

function start(form) {
  const picture = form.querySelector("[data-hiding-picture]");
  const drawn = form.querySelector("[data-hiding-drawn]");
  const areas = [...form.querySelectorAll("[data-hiding-area]")];
  let begun = null;
  let dragged = null;

  const draw = () => {
    drawn.replaceChildren(...areas.filter(numbersOf).map((area) => shapeFor(area, picture.viewBox.baseVal)));
    const next = areas.find(isEmpty); // one empty area is enough to go on with
    areas.forEach((area) => { area.hidden = isEmpty(area) && area !== next; });
  };
  const place = (event) => {
    const box = picture.getBoundingClientRect();
    const within = (value, size) => Math.min(100, Math.max(0, value / size * 100));
    return [within(event.clientX - box.left, box.width), within(event.clientY - box.top, box.height)];
  };

  picture.addEventListener("pointerdown", (event) => {
    dragged = areas.find(isEmpty);
    if (!dragged || event.button) return;
    event.preventDefault();
    begun = place(event);
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => {
    if (!begun) return;
    const end = place(event);
    const first = [0, 1].map((axis) => Math.min(begun[axis], end[axis]));
    write(dragged, [...first, ...[0, 1].map((axis) => Math.abs(begun[axis] - end[axis]))]);
    draw();
  });
  const finish = () => {
    if (!begun) return;
    begun = null;
    const numbers = numbersOf(dragged);
    if (numbers && (numbers[2] < LEAST || numbers[3] < LEAST)) NUMBERS.forEach((name) => { field(dragged, name).value = ""; });
    draw();
  };
  picture.addEventListener("pointerup", finish);
  picture.addEventListener("pointercancel", finish);
  form.addEventListener("input", draw);

  form.querySelector("[data-hiding-how]").hidden = false;
  form.dataset.hidingReady = "";
  draw();
}

document.querySelectorAll("[data-hiding]").forEach(start);
