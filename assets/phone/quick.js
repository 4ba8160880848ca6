// Quick replies: above the keyboard, until one is tapped or something newer is said.
import { fetched, icon, isObject, list, make } from "./make.js";
import { button } from "./taps.js";

const DRAWN = ["camera", "cameraRoll", "location"];

export function drawQuick(message, context) {
  const items = list(message?.quickReply?.items).filter((item) => isObject(item) && isObject(item.action));
  if (!items.length) return null;
  const bar = make("div", "phone-quick");
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", context.words.replies);
  for (const item of items) {
    const one = button(item.action, context, "phone-reply");
    const address = fetched(item.imageUrl);
    if (address) {
      const image = make("img");
      image.alt = "";
      image.referrerPolicy = "no-referrer";
      image.src = address;
      image.addEventListener("error", () => image.remove(), { once: true });
      one.prepend(image);
    } else if (DRAWN.includes(item.action.type)) one.prepend(icon(item.action.type));
    bar.append(one);
  }
  return bar;
}
