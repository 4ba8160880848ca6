// A chat as a phone shows it, in the light or in the dark; what a tap would do is told below it.
import { draw, frame } from "../phone/phone.js";

export default function chat(box) {
  const messages = JSON.parse(box.dataset.messages);
  const words = JSON.parse(box.dataset.words);
  const coupons = JSON.parse(box.dataset.coupons || "{}");
  const around = box.closest(".seen");
  const told = around.querySelector("[data-told]");
  const phone = document.createElement("div");
  box.replaceChildren(phone);

  const show = () => {
    const dark = around.querySelector("[name=scheme]:checked")?.value === "dark";
    const look = { title: box.dataset.title, language: box.dataset.language, dark };
    const { chat } = frame(phone, look);
    draw(chat, messages, { ...look, coupons, isLive: false, account: { name: look.title }, onTap: (action) => (told.textContent = saying(action, words)) });
  };
  around.addEventListener("change", (event) => event.target.name === "scheme" && show());
  show();
}

// A layout's first look, small and for the eyes only: what it is called stands beside it.
export function sample(box) {
  const chat = document.createElement("div");
  box.inert = true;
  box.replaceChildren(chat);
  draw(chat, JSON.parse(box.dataset.messages), { language: box.dataset.language, dark: false, isLive: false });
}

// "uri" -> "Opens {what}": the sentence of the action's kind, with what it opens, says or tells.
function saying(action, words) {
  const what = action.uri ?? action.linkUri ?? action.text ?? action.displayText ?? action.clipboardText ?? action.data ?? "";
  return (words[action.data] ?? words[action.type] ?? words.other).replace("{what}", () => what);
}
