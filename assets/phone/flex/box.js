// Boxes: what holds other parts, in a row, in a column, or on one line of letters.
import { colour, isObject, list, make } from "../make.js";
import { area } from "../taps.js";
import { drawPart } from "./part.js";
import { border, exact, space } from "./sizes.js";

const LAYOUTS = ["horizontal", "vertical", "baseline"];
const SPREAD = ["center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly"];
const DEEPEST = 30; // nobody nests deeper by hand, and a browser's stack is finite

export function drawBox(given, _parent, context) {
  const depth = (context.depth ?? 0) + 1;
  if (depth > DEEPEST) throw new Error("too deep");
  const layout = LAYOUTS.includes(given.layout) ? given.layout : "vertical";
  const box = make("div", `flex-box is-${layout}`);
  const parent = { layout, spacing: given.spacing };
  let isFirst = true;
  for (const one of list(given.contents)) {
    box.append(drawPart(one, parent, { ...context, depth }, isFirst));
    if (one?.position !== "absolute") isFirst = false;
  }
  look(box.style, given);
  if (!list(given.contents).length) box.classList.add("is-empty");
  area(box, given.action, context);
  return box;
}

function look(style, given) {
  for (const name of ["width", "maxWidth", "height", "maxHeight"]) style[name] = exact(given[name]);
  if (space(given.paddingAll)) style.padding = space(given.paddingAll);
  const sides = { paddingTop: "paddingTop", paddingBottom: "paddingBottom", paddingInlineStart: "paddingStart", paddingInlineEnd: "paddingEnd" };
  for (const [side, name] of Object.entries(sides)) if (space(given[name])) style[side] = space(given[name]);
  style.backgroundColor = colour(given.backgroundColor);
  style.backgroundImage = gradient(given.background);
  const width = border(given.borderWidth);
  if (width) {
    style.borderStyle = "solid";
    style.borderWidth = width;
    style.borderColor = colour(given.borderColor) || "#d4d6da";
  }
  style.borderRadius = space(given.cornerRadius);
  if (SPREAD.includes(given.justifyContent)) style.justifyContent = given.justifyContent;
  if (SPREAD.slice(0, 3).includes(given.alignItems)) style.alignItems = given.alignItems;
}

function gradient(given) {
  if (!isObject(given) || given.type !== "linearGradient") return "";
  const angle = /^\d+(?:\.\d+)?deg$/.test(given.angle ?? "") ? given.angle : "0deg";
  const [start, end] = [colour(given.startColor), colour(given.endColor)];
  if (!start || !end) return "";
  const middle = colour(given.centerColor);
  const at = /^\d+(?:\.\d+)?%$/.test(given.centerPosition ?? "") ? given.centerPosition : "50%";
  return `linear-gradient(${angle}, ${start}${middle ? `, ${middle} ${at}` : ""}, ${end})`;
}
