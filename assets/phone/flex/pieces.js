// The small parts of Flex: pictures, icons, buttons, lines and room.
import { colour, isObject, make, picture, text } from "../make.js";
import { area, button, labelOf } from "../taps.js";
import { letters, pictureSize, ratio } from "./sizes.js";

const SIDES = { start: "flex-start", end: "flex-end", center: "center" };

export function drawImage(given, parent, context) {
  const outer = make("div", "flex-image");
  const size = parent.isHero && given.size === undefined ? "100%" : pictureSize(given.size);
  const box = make("div", "flex-image-box");
  box.style.width = size || "100px";
  box.style.aspectRatio = ratio(given.aspectRatio, "1 / 1");
  box.style.backgroundColor = colour(given.backgroundColor);
  if (given.aspectMode === "cover") box.classList.add("is-cover");
  box.append(picture(given.url, text(given.action?.label), context.words));
  outer.style.alignItems = SIDES[given.align] ?? "center";
  if (size.endsWith("%")) outer.classList.add("is-wide");
  outer.append(box);
  area(outer, given.action, context, text(given.action?.label) || context.words.photo);
  return outer;
}

export function drawIcon(given, _parent, context) {
  const box = make("div", "flex-icon");
  box.style.fontSize = letters(given.size) || "16px";
  const image = picture(given.url, "", context.words);
  image.style.aspectRatio = ratio(given.aspectRatio, "1 / 1");
  box.append(image);
  return box;
}

export function drawButton(given, _parent, context) {
  const box = make("div", "flex-button");
  const action = isObject(given.action) ? given.action : {};
  const style = ["primary", "secondary"].includes(given.style) ? given.style : "link";
  const inner = button(action, context, `is-${style}${given.height === "sm" ? " is-small" : ""}`, "");
  inner.append(make("span", "", labelOf(action, context)));
  inner.style[style === "link" ? "color" : "backgroundColor"] = colour(given.color);
  box.append(inner);
  return box;
}

export function drawSeparator(given, parent) {
  const line = make("div", parent.layout === "vertical" ? "flex-line" : "flex-line is-upright");
  line.style.backgroundColor = colour(given.color);
  return line;
}

export const drawFiller = () => make("div", "flex-filler");
