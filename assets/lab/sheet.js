// What slides up over the phone: a question, a form, a page. One at a time; Escape and the cross close it.
import { make } from "../phone/make.js";
import { iconButton } from "./pieces.js";

export function sheets(phone, words) {
  const dialog = make("dialog", "lab-sheet");
  phone.append(dialog);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  function show(title, content, { isWhole = false, tools = [] } = {}) {
    const head = make("header");
    const name = make("h2", "", title);
    head.append(name, ...tools, iconButton("close", words.close, () => dialog.close()));
    dialog.className = isWhole ? "lab-sheet is-whole" : "lab-sheet";
    dialog.replaceChildren(head, ...content);
    name.id = "sheet-title";
    dialog.setAttribute("aria-labelledby", name.id);
    // Not modal: it belongs to the phone, what is beside the phone can still be used.
    if (!dialog.open) dialog.show();
    (dialog.querySelector("[autofocus]") ?? head.lastChild).focus();
  }

  dialog.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close());
  return { show, close: () => dialog.close(), onClose: (then) => dialog.addEventListener("close", then, { once: true }) };
}

export function toaster(phone) {
  const toast = make("p", "lab-toast");
  toast.setAttribute("role", "status");
  phone.append(toast);
  let until = 0;
  return (sentence) => {
    toast.textContent = sentence;
    toast.classList.add("is-shown");
    clearTimeout(until);
    until = setTimeout(() => toast.classList.remove("is-shown"), 4_000);
  };
}
