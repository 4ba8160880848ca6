// Areas drawn on a picture with the mouse or a finger: moved, made larger by their corner, and new ones drawn. Arrow keys
// move the one that has the keyboard, with Shift they change its size, Enter goes to its fields. A <g data-area="b5.">
// is an area whose numbers stand in the fields b5.x, b5.y, b5.width and b5.height. data-add names the button that makes
// another one of what was drawn; without it, what was drawn goes into the first row of fields without numbers.
const SIDES = ["x", "y", "width", "height"];
const LEAST = 10; // pixels of the picture: less is a slip of the hand
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export default function areas(svg) {
  const { width, height } = svg.viewBox.baseVal;
  const form = svg.closest("form");
  let held = null; // the area in hand, where that began, and its bounds then

  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { x: clamp(point.x, width), y: clamp(point.y, height) };
  };
  const now = (event) => {
    const [at, { from, was }] = [place(event), held];
    if (!was) return between(from, at);
    return changed(was, at.x - from.x, at.y - from.y, held.isCorner, width, height);
  };

  svg.addEventListener("pointerdown", (event) => {
    const area = event.target.closest("[data-area]");
    if (event.button || (!area && !canAdd(svg, form))) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    area?.focus({ preventScroll: true });
    held = { area: area ?? begun(svg), from: place(event), was: area && bounds(area), isCorner: event.target.matches(".corner") };
  });
  svg.addEventListener("pointermove", (event) => held && set(held.area, now(event)));
  svg.addEventListener("pointerup", (event) => {
    if (!held) return;
    const [{ area, was }, drawn] = [held, now(event)];
    held = null;
    if (was) write(form, area, drawn);
    else if (drawn.width < LEAST || drawn.height < LEAST) area.remove();
    else add(svg, form, area, drawn);
  });
  svg.addEventListener("pointercancel", () => {
    if (held?.was) set(held.area, held.was);
    else held?.area.remove();
    held = null;
  });
  svg.addEventListener("keydown", (event) => {
    const area = event.target.closest("[data-area]");
    if (!area) return;
    if (event.key === "Enter") {
      event.preventDefault(); // else the field that then has the keyboard would send the form
      form.elements[`${area.dataset.area}x`].select();
    }
    const way = ARROWS[event.key];
    if (!way || event.altKey) return;
    event.preventDefault();
    const step = event.ctrlKey ? 1 : Math.round(width / 100);
    write(form, area, changed(bounds(area), way[0] * step, way[1] * step, event.shiftKey, width, height));
  });
  form.addEventListener("input", function follow(event) {
    if (!svg.isConnected) return form.removeEventListener("input", follow);
    const area = [...svg.querySelectorAll("[data-area]")].find((one) => event.target.name?.startsWith(one.dataset.area));
    if (area && event.target !== form) set(area, read(form, area));
  });
}

const canAdd = (svg, form) => (svg.dataset.add ? document.getElementById(svg.dataset.add) : freeRow(form));

function freeRow(form) {
  return [...form.querySelectorAll('input[name$="-width"]')].find((field) => !field.value)?.name.slice(0, -"width".length);
}

function begun(svg) {
  const area = document.createElementNS(svg.namespaceURI, "g");
  area.append(document.createElementNS(svg.namespaceURI, "rect"));
  area.firstChild.classList.add("does");
  svg.append(area);
  return area;
}

function add(svg, form, area, drawn) {
  const button = canAdd(svg, form);
  if (svg.dataset.add) {
    button.value = `${button.value.split("@")[0]}@${SIDES.map((side) => drawn[side]).join(",")}`;
    return button.click();
  }
  area.dataset.area = button;
  area.tabIndex = 0;
  write(form, area, drawn);
  form.elements[`${button}kind`].focus({ preventScroll: true });
}

function write(form, area, drawn) {
  set(area, drawn);
  const fields = SIDES.map((side) => form.elements[area.dataset.area + side]);
  fields.forEach((field, nth) => (field.value = drawn[SIDES[nth]]));
  fields[0].dispatchEvent(new Event("input", { bubbles: true }));
}

// What stands in the fields; where no number stands, what is drawn.
function read(form, area) {
  const drawn = bounds(area);
  const written = SIDES.map((side) => [side, form.elements[area.dataset.area + side].value.trim()]);
  return { ...drawn, ...Object.fromEntries(written.filter(([, value]) => /^\d+$/.test(value)).map(([side, value]) => [side, Number(value)])) };
}

const bounds = (area) => Object.fromEntries(SIDES.map((side) => [side, Number(area.querySelector("rect").getAttribute(side))]));

function set(area, { x, y, width, height }) {
  const put = (what, values) => Object.entries(values).forEach(([name, value]) => area.querySelector(what)?.setAttribute(name, value));
  put("rect", { x, y, width, height });
  put(".spot", { cx: x + width / 2, cy: y + height / 2 });
  put("text", { x: x + width / 2, y: y + height / 2 });
  put(".corner", { cx: x + width, cy: y + height });
}

function changed(was, across, down, isSize, width, height) {
  if (!isSize) return { ...was, x: clamp(was.x + across, width - was.width), y: clamp(was.y + down, height - was.height) };
  const [most, least] = [{ width: width - was.x, height: height - was.y }, LEAST];
  return { ...was, width: Math.max(least, clamp(was.width + across, most.width)), height: Math.max(least, clamp(was.height + down, most.height)) };
}

function between(one, other) {
  const [left, top] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return { x: left, y: top, width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y) };
}

const clamp = (value, most) => Math.round(Math.min(Math.max(value, 0), Math.max(most, 0)));
