// A chat: who says what, when, and below it what can be answered at once.
import { drawFlex } from "./flex/bubble.js";
import { drawImagemap } from "./imagemap.js";
import { broken, fetched, isObject, list, make, text } from "./make.js";
import { drawAudio, drawCoupon, drawImage, drawLocation, drawSticker, drawVideo } from "./media.js";
import { drawQuick } from "./quick.js";
import { drawTemplate } from "./templates.js";
import { drawText, drawTextV2 } from "./text.js";
import { wordsOf } from "./words.js";

const KINDS = {
  text: drawText, textV2: drawTextV2, sticker: drawSticker, image: drawImage, video: drawVideo, audio: drawAudio,
  location: drawLocation, imagemap: drawImagemap, template: drawTemplate, flex: drawFlex, coupon: drawCoupon,
};

export function draw(element, messages, options = {}) {
  const words = wordsOf(options.language ?? document.documentElement.lang);
  element.classList.add("phone-chat");
  element.classList.toggle("is-dark", isDark(options.dark));
  // A log is read out as it grows; what is drawn anew at each key is not.
  element.setAttribute("role", options.isLive === false ? "group" : "log");
  element.setAttribute("aria-label", words.chat);
  const shared = { onTap: options.onTap, coupons: options.coupons, names: options.names, words, after: [] };
  const entries = list(messages).map(entryOf);
  const rows = [];
  let before = null;
  for (const [index, entry] of entries.entries()) {
    if (entry.at && dayOf(entry.at) !== dayOf(before?.at)) rows.push(day(entry.at, options.language));
    rows.push(drawEntry(entry, before, { ...shared, message: entry.message, index }, options));
    before = entry;
  }
  const last = before?.from === "account" && !before.isUnsent ? drawQuick(before.message, { ...shared, message: before.message, index: entries.length - 1 }) : null;
  element.replaceChildren(...rows, ...(last ? [last] : []));
  for (const then of shared.after) then();
}

export const isDark = (dark) => dark ?? matchMedia("(prefers-color-scheme: dark)").matches;

function entryOf(given) {
  const entry = isObject(given) && isObject(given.message) ? { ...given } : { message: given };
  if (!["account", "me", "note"].includes(entry.from)) entry.from = "account";
  const at = entry.at === undefined || entry.at === null ? null : new Date(entry.at);
  entry.at = at && !Number.isNaN(at.getTime()) ? at : null;
  return entry;
}

function drawEntry(entry, before, context, options) {
  if (entry.from === "note" || entry.isUnsent) {
    return make("p", "phone-note", entry.isUnsent ? context.words.unsent : text(entry.message?.text));
  }
  const row = make("div", `phone-row is-${entry.from}`);
  const said = make("div", "phone-said");
  if (entry.from === "account") {
    const sender = senderOf(entry, options.account);
    const goesOn = before?.from === "account" && !before.isUnsent && senderOf(before, options.account).name === sender.name;
    row.append(goesOn ? make("span", "phone-avatar is-none") : avatar(sender));
    if (!goesOn && sender.name) {
      const name = make("span", "phone-name", sender.name);
      name.dir = "auto";
      said.append(name);
    }
  }
  const line = make("div", "phone-line");
  line.append(body(entry.message, context), meta(entry, context, options.language));
  said.append(line);
  row.append(said);
  return row;
}

function body(message, context) {
  try {
    if (!isObject(message)) return broken(context.words.brokenMessage);
    if (!Object.hasOwn(KINDS, message.type)) return broken(context.words.unknown, text(message.type));
    return KINDS[message.type](message, context);
  } catch (problem) {
    return broken(context.words.brokenMessage, String(problem?.message ?? ""));
  }
}

function senderOf(entry, account) {
  const own = isObject(entry.message) && isObject(entry.message.sender) ? entry.message.sender : {};
  return { name: text(own.name) || text(account?.name), picture: text(own.iconUrl) || text(account?.picture) };
}

function avatar(sender) {
  const box = make("span", "phone-avatar", [...sender.name][0] ?? "");
  box.setAttribute("aria-hidden", "true");
  const address = fetched(sender.picture);
  if (address) {
    const image = make("img");
    image.alt = "";
    image.referrerPolicy = "no-referrer";
    image.addEventListener("load", () => box.replaceChildren(image), { once: true });
    image.src = address;
  }
  return box;
}

function meta(entry, context, language) {
  const box = make("span", "phone-meta");
  if (entry.isSending) box.append(make("small", "", context.words.sending));
  if (entry.isEdited) box.append(make("small", "", context.words.edited));
  if (entry.isRead) box.append(make("small", "", context.words.read));
  if (entry.at) {
    const time = make("time", "", entry.at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" }));
    time.dateTime = entry.at.toISOString();
    box.append(time);
  }
  return box;
}

const dayOf = (at) => at?.toDateString();

function day(at, language) {
  return make("p", "phone-note is-day", at.toLocaleDateString(language, { weekday: "short", month: "short", day: "numeric" }));
}
