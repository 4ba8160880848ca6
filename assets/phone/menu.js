// A rich menu: a picture with areas at the foot of a chat, and the bar that opens and closes it.
import { isDark } from "./chat.js";
import { placed } from "./imagemap.js";
import { fetched, icon, isObject, list, make, picture, text } from "./make.js";
import { button, labelOf, tell } from "./taps.js";
import { wordsOf } from "./words.js";

export function drawMenu(element, richMenu, options = {}) {
  const words = wordsOf(options.language ?? document.documentElement.lang);
  const menu = isObject(richMenu) ? richMenu : {};
  const context = { words, message: menu, index: 0, onTap: (action, told) => tapped(action, told, element, options) };
  element.classList.add("phone-menu");
  element.classList.toggle("is-dark", isDark(options.dark));
  const field = drawField(menu, options.image ?? menu.imageUrl, context, list(options.marks));
  const bar = make("button", "phone-bar");
  bar.append(icon("menu"), make("span", "", text(menu.chatBarText) || words.menu));
  const show = (isOpen) => {
    field.hidden = !isOpen;
    bar.setAttribute("aria-expanded", String(isOpen));
    bar.title = isOpen ? words.close : words.open;
  };
  bar.addEventListener("click", () => show(field.hidden));
  show(options.isOpen ?? menu.selected === true);
  element.replaceChildren(field, bar);
  return { open: () => show(true), close: () => show(false) };
}

// `marks`: what is written on each area, in their order.
function drawField(menu, image, context, marks) {
  const size = isObject(menu.size) ? menu.size : {};
  const width = Number(size.width) > 0 ? Number(size.width) : 2500;
  const height = Number(size.height) > 0 ? Number(size.height) : 843;
  const hasImage = Boolean(fetched(image));
  const field = make("div", hasImage ? "phone-menu-field" : "phone-menu-field is-bare");
  field.style.aspectRatio = `${width} / ${height}`;
  field.setAttribute("role", "group");
  field.setAttribute("aria-label", context.words.menu);
  if (hasImage) field.append(picture(image, "", context.words));
  list(menu.areas).filter(isObject).forEach((one, nth) => {
    const action = isObject(one.action) ? one.action : {};
    const label = text(action.label) || (action.type ? labelOf(action, context) : `${context.words.area} ${nth + 1}`);
    const area = button(action, context, "phone-area", hasImage ? "" : label);
    area.setAttribute("aria-label", label);
    if (text(marks[nth])) area.append(make("span", "phone-mark", text(marks[nth])));
    field.append(placed(area, one.bounds, width, height));
  });
  return field;
}

function tapped(action, told, element, options) {
  const other = action.type === "richmenuswitch" ? options.menus?.[action.richMenuAliasId] : null;
  if (isObject(other)) drawMenu(element, other.menu, { ...options, image: other.image, isOpen: true });
  tell(action, { onTap: options.onTap, message: told.message, index: 0 });
}
