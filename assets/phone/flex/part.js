// One part of a Flex message: which it is, how much room it takes, and where it stands.
import { broken, isObject, text } from "../make.js";
import { drawBox } from "./box.js";
import { drawButton, drawFiller, drawIcon, drawImage, drawSeparator } from "./pieces.js";
import { exact, space } from "./sizes.js";
import { drawWords } from "./words.js";

const PARTS = {
  box: drawBox, text: drawWords, image: drawImage, icon: drawIcon, button: drawButton, separator: drawSeparator,
  filler: drawFiller, spacer: drawFiller,
};

// `parent`: {layout, spacing, isHero}; `isFirst`: nothing stands before it.
export function drawPart(given, parent, context, isFirst = true) {
  let element;
  try {
    element =
      isObject(given) && Object.hasOwn(PARTS, given.type)
        ? PARTS[given.type](given, parent, context)
        : broken(context.words.brokenPart, text(given?.type));
  } catch (problem) {
    element = broken(context.words.brokenPart, String(problem?.message ?? ""));
  }
  if (isObject(given)) place(element, given, parent, isFirst);
  return element;
}

function place(element, given, parent, isFirst) {
  const { style } = element;
  const isRow = parent.layout !== "vertical";
  const before = space(given.margin) || (isFirst ? "" : space(parent.spacing));
  if (given.position === "absolute") {
    style.position = "absolute";
    if (given.offsetTop === undefined && given.offsetBottom === undefined) style.top = "0";
    if (given.offsetStart === undefined && given.offsetEnd === undefined) style.insetInlineStart = "0";
  } else {
    style[isRow ? "marginInlineStart" : "marginTop"] = before;
    style.flex = share(given, isRow);
  }
  style.top ||= space(given.offsetTop);
  style.bottom ||= space(given.offsetBottom);
  style.insetInlineStart ||= space(given.offsetStart);
  style.insetInlineEnd ||= space(given.offsetEnd);
  if (isRow && given.gravity === "center") style.alignSelf = "center";
  if (isRow && given.gravity === "bottom") style.alignSelf = "flex-end";
}

// How a part shares the room: in a row by its number, in a column by what it holds.
function share(given, isRow) {
  if (given.type === "separator" || (given.type === "icon" && given.flex === undefined)) return "none";
  if (isRow && given.type === "box" && exact(given.width)) return "none";
  const parts = Number.isInteger(given.flex) && given.flex >= 0 ? given.flex : null;
  const usual = given.type === "filler" || isRow ? 1 : 0;
  const number = parts ?? usual;
  if (number === 0) return "none";
  return isRow ? `${number} 1 0px` : `${number} 0 auto`;
}
