// What happens when something in the chat is tapped. LINE's actions go to the lab, which says what the phone does next.
import { make } from "../phone/make.js";
import { pick } from "./dates.js";
import { textButton } from "./pieces.js";

export function taps({ words, sheet, toast, does, opens, tray, writes, shown, menu }) {
  const local = {
    play: (action, told) => plays(told.message),
    map: (action) => toast(`${action.latitude}, ${action.longitude}`),
    coupon: (action) => showsCoupon(shown().coupons?.[action.couponId]),
    camera: () => tray.pickPicture(),
    cameraRoll: () => tray.pickPicture(),
    location: () => tray.showPlaces(),
  };

  async function tells(action, told, params = {}) {
    const at = told.message.richMenuId
      ? { menu: told.message.richMenuId, area: told.message.areas.findIndex((one) => one.action === told.action) }
      : { message: shown().entries[told.index]?.id ?? "" };
    const next = await does("tap", { action, params, ...at });
    if (!next) return;
    if (next.copies) navigator.clipboard?.writeText(next.copies).then(() => toast(words.copied), () => toast(next.copies));
    if (next.opens) opens(next.opens);
    if (next.shows === "richmenu") menu(true);
    if (["close", "keyboard", "voice"].includes(next.shows)) menu(false);
    if (next.shows === "keyboard") writes.fill(next.fills_in);
  }

  // As one shows it in the store. A draw is always won here.
  function showsCoupon(coupon) {
    if (!coupon) return toast(words.refused.replace("{why}", "404"));
    const picture = (src, name) => {
      const drawn = Object.assign(make("img", name), { src, alt: "" });
      drawn.addEventListener("error", () => drawn.remove());
      return drawn;
    };
    const parts = [make("p", "lab-coupon-state", words[`coupon_${coupon.state || "got"}`])];
    if (coupon.image) parts.unshift(picture(coupon.image, "lab-coupon"));
    parts.push(make("p", "", words.coupon_until.replace("{day}", coupon.until)));
    for (const said of [coupon.description, coupon.condition]) if (said) parts.push(make("p", "lab-lines", said));
    if (coupon.code) parts.push(make("p", "lab-coupon-code", coupon.code));
    if (coupon.barcode) parts.push(picture(coupon.barcode, "lab-coupon-barcode"));
    sheet.show(coupon.title, parts);
  }

  function plays(message) {
    const url = message.originalContentUrl ?? message.url;
    const player = make(message.type === "audio" ? "audio" : "video", "lab-player");
    player.controls = true;
    player.src = url;
    const ends = () => message.trackingId && does("video", { trackingId: message.trackingId });
    player.addEventListener("ended", ends);
    // A made-up film may not exist: whoever watched it to its end can say so.
    sheet.show(words.video, [player, textButton(words.played, "lab-plain", () => (sheet.close(), ends()))]);
  }

  return (action, message) => {
    const told = { ...message, action };
    if (Object.hasOwn(local, action.type)) return local[action.type](action, told);
    if (action.type === "datetimepicker") return pick({ action, words, sheet, then: (params) => tells(action, told, params) });
    const uri = action.linkUri ?? action.uri;
    return tells(action.type === "uri" ? { type: "uri", uri } : action, told);
  };
}
