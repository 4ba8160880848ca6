// Flex: bubbles, alone or side by side.
import { broken, colour, isObject, list, make, text } from "../make.js";
import { area } from "../taps.js";
import { across } from "../templates.js";
import { drawPart } from "./part.js";
import { BUBBLES, ROUND, inside } from "./sizes.js";
import { drawHeroVideo } from "./video.js";

const BLOCKS = ["header", "hero", "body", "footer"];

export function drawFlex(message, context) {
  const contents = isObject(message.contents) ? message.contents : {};
  if (contents.type === "bubble") return bubble(contents, context);
  if (contents.type !== "carousel") return broken(context.words.unknown, text(contents.type) || "flex");
  const rail = across(context, "is-flex");
  for (const one of list(contents.contents)) {
    rail.append(isObject(one) && one.type === "bubble" ? bubble(one, context) : broken(context.words.brokenPart));
  }
  return rail;
}

function bubble(given, context) {
  const size = Object.hasOwn(BUBBLES, given.size ?? "") ? given.size : "mega";
  const box = make("div", "phone-flex");
  box.dir = given.direction === "rtl" ? "rtl" : "ltr";
  box.style.width = `${BUBBLES[size]}px`;
  box.style.borderRadius = `${ROUND[size] ?? 10}px`;
  let isFirst = true;
  for (const name of BLOCKS) {
    if (!isObject(given[name])) continue;
    box.append(block(name, given, size, isFirst, context));
    isFirst = false;
  }
  if (isFirst) box.append(broken(context.words.brokenPart, "bubble"));
  area(box, given.action, context);
  return box;
}

function block(name, given, size, isFirst, context) {
  const look = isObject(given.styles?.[name]) ? given.styles[name] : {};
  const outer = make("div", `flex-block is-${name}`);
  outer.style.backgroundColor = colour(look.backgroundColor);
  if (look.separator === true && !isFirst) {
    outer.classList.add("is-parted");
    outer.style.borderTopColor = colour(look.separatorColor) || "#d4d6da";
  }
  if (name === "hero" && given.hero.type === "video") outer.append(drawHeroVideo(given.hero, context));
  else {
    const part = drawPart(given[name], { layout: "vertical", isHero: name === "hero" }, context);
    if (name !== "hero" && given[name].type === "box") pad(part, given[name], inside(size, name, isObject(given.footer)));
    outer.append(part);
  }
  return outer;
}

// What the box says of its padding counts, side by side with what is usual.
function pad(part, box, usual) {
  if (box.paddingAll !== undefined) return;
  const [top, sides = top, bottom = top] = usual;
  part.style.paddingTop ||= `${top}px`;
  part.style.paddingInlineStart ||= `${sides}px`;
  part.style.paddingInlineEnd ||= `${sides}px`;
  part.style.paddingBottom ||= `${bottom}px`;
}
