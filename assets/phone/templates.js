// LINE's templates: buttons, a question with two answers, and two kinds of carousel.
import { broken, colour, isObject, list, make, picture, text } from "./make.js";
import { area, button, labelOf, tell } from "./taps.js";

export function drawTemplate(message, context) {
  const template = isObject(message.template) ? message.template : {};
  const kinds = { buttons, confirm, carousel, image_carousel: imageCarousel };
  if (!Object.hasOwn(kinds, template.type)) return broken(context.words.unknown, text(template.type));
  return kinds[template.type](template, context);
}

export function across(context, className = "") {
  const rail = make("div", `phone-across ${className}`);
  rail.tabIndex = 0;
  rail.setAttribute("role", "group");
  rail.setAttribute("aria-label", context.words.more);
  return rail;
}

const buttons = (template, context) => card(template, template, context);

function confirm(template, context) {
  const box = make("div", "phone-card is-confirm");
  const row = make("div", "phone-choice");
  for (const action of list(template.actions).filter(isObject)) row.append(button(action, context, "phone-action"));
  box.append(worded(make("p", "phone-card-text"), template.text), row);
  return box;
}

function carousel(template, context) {
  const rail = across(context);
  for (const column of list(template.columns).filter(isObject)) rail.append(card(column, template, context));
  return rail;
}

function imageCarousel(template, context) {
  const rail = across(context);
  for (const column of list(template.columns).filter(isObject)) {
    const action = isObject(column.action) ? column.action : {};
    const tile = make("button", "phone-tile");
    tile.setAttribute("aria-label", labelOf(action, context));
    tile.append(picture(column.imageUrl, "", context.words));
    if (text(action.label)) tile.append(make("span", "phone-tile-label", text(action.label)));
    tile.addEventListener("click", () => tell(action, context));
    rail.append(tile);
  }
  return rail;
}

// `look`: the template that says how pictures stand, for all columns of a carousel.
function card(given, look, context) {
  const box = make("div", "phone-card");
  if (given.thumbnailImageUrl) {
    const top = make("div", "phone-thumb");
    if (look.imageAspectRatio === "square") top.classList.add("is-square");
    if (look.imageSize === "contain") top.classList.add("is-whole");
    top.style.backgroundColor = colour(given.imageBackgroundColor);
    top.append(picture(given.thumbnailImageUrl, "", context.words));
    box.append(top);
  }
  const words = make("div", "phone-card-words");
  if (given.title) words.append(worded(make("strong"), given.title));
  words.append(worded(make("p", "phone-card-text"), given.text));
  box.append(words);
  for (const action of list(given.actions).filter(isObject)) box.append(button(action, context, "phone-action"));
  area(box, given.defaultAction, context);
  return box;
}

function worded(element, words) {
  element.dir = "auto";
  element.textContent = text(words);
  return element;
}
