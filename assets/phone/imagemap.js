// A picture with areas, and a film upon it.
import { isObject, list, make, picture, text } from "./make.js";
import { playing } from "./media.js";
import { button } from "./taps.js";

const SERVED = 700; // one of the widths that LINE asks the server for; enough for a phone drawn this large

export function drawImagemap(message, context) {
  const size = isObject(message.baseSize) ? message.baseSize : {};
  const width = Number(size.width) > 0 ? Number(size.width) : 1040;
  const height = Number(size.height) > 0 ? Number(size.height) : 1040;
  const box = make("div", "phone-imagemap");
  box.style.aspectRatio = `${width} / ${height}`;
  box.append(picture(message.baseUrl ? `${text(message.baseUrl)}/${SERVED}` : "", text(message.altText), context.words));
  if (isObject(message.video)) {
    const film = make("div", "phone-media is-video");
    film.append(picture(message.video.previewImageUrl, "", context.words), playing(context, context.words.video));
    box.append(placed(film, message.video.area, width, height));
  }
  list(message.actions).filter(isObject).forEach((action, nth) => {
    const label = text(action.label) || text(action.text) || text(action.linkUri) || `${context.words.area} ${nth + 1}`;
    const area = button(action, context, "phone-area", "");
    area.setAttribute("aria-label", label);
    area.title = label;
    box.append(placed(area, action.area, width, height));
  });
  return box;
}

export function placed(element, bounds, width, height) {
  const at = isObject(bounds) ? bounds : {};
  const percent = (value, whole) => `${(100 * (Number(value) || 0)) / whole}%`;
  element.style.position = "absolute";
  element.style.left = percent(at.x, width);
  element.style.top = percent(at.y, height);
  element.style.width = percent(at.width, width);
  element.style.height = percent(at.height, height);
  return element;
}
