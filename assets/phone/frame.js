// An empty phone: a head with the account's name, a screen for the chat, a foot for the rich menu or a keyboard.
import { isDark } from "./chat.js";
import { icon, make } from "./make.js";

const WIDTH = 387; // px, its edge included: what messages are made for. Where there is less room, all of it is smaller.

export function frame(element, { title = "", dark } = {}) {
  element.classList.add("phone");
  element.classList.toggle("is-dark", isDark(dark));
  const head = make("div", "phone-head");
  const name = make("span", "phone-title", title);
  name.dir = "auto";
  head.append(icon("back"), name);
  const screen = make("div", "phone-screen");
  screen.tabIndex = 0; // it scrolls
  const chat = make("div");
  const foot = make("div", "phone-foot");
  screen.append(chat);
  element.replaceChildren(head, screen, foot);
  fit(element);
  return { screen, chat, foot };
}

function fit(element) {
  const around = element.parentElement;
  if (!around || "fits" in element.dataset) return;
  element.dataset.fits = "";
  new ResizeObserver(() => {
    element.style.zoom = around.clientWidth && around.clientWidth < WIDTH ? String(around.clientWidth / WIDTH) : "";
  }).observe(around);
}
