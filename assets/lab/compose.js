// The line in which one writes.
import { make } from "../phone/make.js";
import { iconButton } from "./pieces.js";

export function compose({ words, more, says }) {
  const form = make("form", "lab-compose");
  const text = make("textarea");
  text.rows = 1;
  text.maxLength = 5_000;
  text.placeholder = words.write;
  text.setAttribute("aria-label", words.write);
  const send = iconButton("send", words.send, () => {});
  send.type = "submit";
  form.append(iconButton("plus", words.more, more), text, send);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = text.value.trim();
    text.value = "";
    if (said) says(said);
    text.focus();
  });
  // Return sends, as on a phone; together with Shift, or within an input method, it does what it always does.
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  const fill = (value) => {
    text.value = value;
    text.focus();
  };
  return { form, fill };
}
