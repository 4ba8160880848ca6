// Text in Flex: one run, or spans of different looks.
import { broken, colour, isObject, list, make, text } from "../make.js";
import { area } from "../taps.js";
import { letters } from "./sizes.js";

const SMALLEST = 8; // px, of what shrinks to fit

export function drawWords(given, _parent, context) {
  const box = make("div", "flex-text");
  const line = make("p");
  const isWrapped = given.wrap === true;
  if (isWrapped) line.classList.add("is-wrapped");
  if (Number.isInteger(given.maxLines) && given.maxLines > 0 && isWrapped) {
    line.classList.add("is-cut");
    line.style.webkitLineClamp = String(given.maxLines);
  }
  look(line.style, given);
  const gap = /^\d+(?:\.\d+)?px$/.test(given.lineSpacing ?? "") ? given.lineSpacing : "";
  if (gap) line.style.lineHeight = `calc(1.4em + ${gap})`;
  if (["start", "end", "center"].includes(given.align)) line.style.textAlign = given.align;
  if (Array.isArray(given.contents) && given.contents.length) {
    for (const one of list(given.contents)) line.append(span(one, given, context));
  } else line.textContent = text(given.text);
  box.append(line);
  if (given.adjustMode === "shrink-to-fit" && !isWrapped) context.after.push(() => shrink(line));
  area(box, given.action, context, text(given.action?.label) || text(given.text));
  return box;
}

function look(style, given) {
  style.fontSize = letters(given.size);
  style.color = colour(given.color);
  if (given.weight === "bold") style.fontWeight = "700";
  if (given.weight === "regular") style.fontWeight = "400";
  if (given.style === "italic") style.fontStyle = "italic";
  if (["underline", "line-through"].includes(given.decoration)) style.textDecorationLine = given.decoration;
}

// LINE does not let a span change a decoration that its text has.
function span(given, parent, context) {
  if (!isObject(given) || given.type !== "span") return broken(context.words.brokenPart, text(given?.type));
  const element = make("span", "", text(given.text));
  const isDecorated = ["underline", "line-through"].includes(parent.decoration);
  look(element.style, isDecorated ? { ...given, decoration: "none" } : given);
  return element;
}

function shrink(line) {
  const size = Number.parseFloat(getComputedStyle(line).fontSize);
  const fit = (size * line.clientWidth) / line.scrollWidth;
  if (line.scrollWidth > line.clientWidth) line.style.fontSize = `${Math.max(SMALLEST, Math.floor(fit * 10) / 10)}px`;
}

