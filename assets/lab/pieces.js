// Small things that pages are made of.
import { make } from "../phone/make.js";

const SHAPES = {
  plus: "M12 5v14M5 12h14",
  send: "M4 12l16-8-6 16-3-6z",
  close: "M6 6l12 12M18 6L6 18",
  dots: "M12 6h.01M12 12h.01M12 18h.01",
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  location: "M12 21s7-6.5 7-11.5A7 7 0 0 0 5 9.5C5 14.5 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  sticker: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 10h.01M15 10h.01M8.5 14.5c2 2 5 2 7 0",
  window: "M14 4h6v6M20 4l-9 9M10 5H5v14h14v-5",
};

export function drawing(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "phone-icon");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, then) {
  const button = make("button", "lab-icon");
  button.append(drawing(name));
  button.setAttribute("aria-label", label);
  button.title = label;
  button.addEventListener("click", then);
  return button;
}

export function textButton(label, className, then) {
  const button = make("button", className, label);
  button.addEventListener("click", then);
  return button;
}

export function field(label, input) {
  const box = make("label", "lab-field");
  box.append(make("span", "", label), input);
  return box;
}

export function input(type, value = "") {
  const element = make("input");
  element.type = type;
  element.value = value;
  return element;
}
