// Stickers, pictures, films, sounds, places and coupons.
import { icon, isObject, make, picture, text } from "./make.js";
import { button, tell } from "./taps.js";

export function drawSticker(message, context) {
  const box = make("div", "phone-sticker");
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", `${context.words.sticker} ${text(message.packageId)} / ${text(message.stickerId)}`);
  box.append(icon("face"), make("small", "", `${text(message.packageId)} / ${text(message.stickerId)}`));
  return box;
}

export function drawImage(message, context) {
  const box = make("div", "phone-media");
  box.append(picture(message.previewImageUrl || message.originalContentUrl, context.words.photo, context.words));
  return box;
}

export function drawVideo(message, context) {
  const box = make("div", "phone-media is-video");
  box.append(picture(message.previewImageUrl, "", context.words), playing(context, context.words.video));
  return box;
}

export function playing(context, label) {
  const play = button({ type: "play" }, context, "phone-play", "");
  play.setAttribute("aria-label", `${context.words.play}: ${label}`);
  play.append(icon("play"));
  return play;
}

export function drawAudio(message, context) {
  const box = make("div", "phone-bubble phone-audio");
  const seconds = Math.max(0, Math.round(Number(message.duration) / 1000)) || 0;
  const wave = make("span", "phone-wave");
  wave.setAttribute("aria-hidden", "true");
  box.append(playing(context, context.words.voice), wave);
  box.append(make("span", "phone-length", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`));
  return box;
}

export function drawLocation(message, context) {
  const box = make("button", "phone-place");
  const map = make("span", "phone-map");
  const { latitude, longitude } = message;
  map.append(icon("location"));
  box.append(map, make("strong", "", text(message.title) || context.words.location), make("span", "", text(message.address)));
  if (Number.isFinite(latitude) && Number.isFinite(longitude)) {
    box.append(make("small", "", `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`));
  }
  box.addEventListener("click", () => tell({ type: "map", latitude, longitude }, context));
  return box;
}

export function drawCoupon(message, context) {
  const known = context.coupons?.[message.couponId];
  const coupon = isObject(known) ? known : {};
  const box = make("div", "phone-coupon");
  if (coupon.image) box.append(picture(coupon.image, "", context.words));
  const words = make("div", "phone-coupon-words");
  words.append(icon("ticket"), make("small", "", context.words.coupon));
  words.append(make("strong", "", text(coupon.title) || text(message.couponId)));
  if (coupon.description) words.append(make("span", "", text(coupon.description)));
  if (coupon.until) words.append(make("small", "", text(coupon.until)));
  const get = { type: "coupon", couponId: text(message.couponId) };
  box.append(words, button(get, context, "phone-action", context.words.getCoupon));
  return box;
}
