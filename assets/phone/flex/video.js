// A film at the head of a bubble.
import { isObject, make, picture, text } from "../make.js";
import { playing } from "../media.js";
import { button } from "../taps.js";
import { ratio } from "./sizes.js";

export function drawHeroVideo(given, context) {
  const box = make("div", "phone-media is-video is-hero");
  box.style.aspectRatio = ratio(given.aspectRatio, "1 / 1");
  box.append(picture(given.previewUrl, "", context.words), playing(context, context.words.video));
  if (isObject(given.action)) box.append(button(given.action, context, "phone-video-link", text(given.action.label) || text(given.action.uri)));
  return box;
}
