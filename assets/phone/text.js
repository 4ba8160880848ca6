// Texts: lines, links, LINE's emoji, and what stands in for others in textV2.
import { icon, isObject, list, make, text } from "./make.js";
import { tell } from "./taps.js";

const LINK = /https?:\/\/[^\s<>"'（）「」、。]+/g;
const HOLE = /\{\{|\}\}|\{([0-9a-zA-Z_]*)\}/g;

export function drawText(message, context) {
  const bubble = make("div", "phone-bubble");
  bubble.dir = "auto";
  const whole = text(message.text);
  const marks = list(message.emojis).filter(isObject).sort((one, other) => one.index - other.index);
  let from = 0;
  for (const mark of marks) {
    if (whole[mark.index] !== "$" || mark.index < from) {
      bubble.append(make("span", "phone-wrong", `(${context.words.noEmoji})`));
      continue;
    }
    linked(bubble, whole.slice(from, mark.index), context);
    bubble.append(emoji(mark, context));
    from = mark.index + 1;
  }
  linked(bubble, whole.slice(from), context);
  return bubble;
}

export function drawTextV2(message, context) {
  const bubble = make("div", "phone-bubble");
  bubble.dir = "auto";
  const whole = text(message.text);
  let plain = "";
  let from = 0;
  const flush = () => {
    linked(bubble, plain, context);
    plain = "";
  };
  for (const hole of whole.matchAll(HOLE)) {
    plain += whole.slice(from, hole.index);
    from = hole.index + hole[0].length;
    if (hole[1] === undefined) plain += hole[0][0];
    else {
      flush();
      bubble.append(substitute(hole, message.substitution, context));
    }
  }
  plain += whole.slice(from);
  flush();
  return bubble;
}

function substitute(hole, substitution, context) {
  const given = isObject(substitution) && Object.hasOwn(substitution, hole[1]) ? substitution[hole[1]] : null;
  if (given?.type === "emoji") return emoji(given, context);
  if (given?.type === "mention") {
    const whom = isObject(given.mentionee) ? given.mentionee : {};
    const name = whom.type === "all" ? context.words.everybody : text(context.names?.[whom.userId]) || context.words.somebody;
    return make("span", "phone-mention", `@${name}`);
  }
  return make("span", "phone-wrong", hole[0]);
}

function emoji(given, context) {
  const element = make("span", "phone-emoji");
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", context.words.emoji);
  element.title = `${context.words.emoji} ${text(given.productId)} ${text(given.emojiId)}`;
  element.append(icon("face"));
  return element;
}

function linked(parent, words, context) {
  let from = 0;
  for (const found of words.matchAll(LINK)) {
    parent.append(words.slice(from, found.index));
    const link = make("a", "phone-link", found[0]);
    link.href = found[0];
    link.rel = "noopener noreferrer";
    link.addEventListener("click", (event) => {
      event.preventDefault();
      tell({ type: "uri", uri: found[0] }, context);
    });
    parent.append(link);
    from = found.index + found[0].length;
  }
  parent.append(words.slice(from));
}
