// What one may do with a message of one's own: take it back, or change its words.
import { make } from "../phone/make.js";
import { field, input, textButton } from "./pieces.js";

// The renderer draws one row for each entry; days between them are rows of their own.
export function entryAt(chat, target, entries) {
  const row = target.closest?.(".phone-row");
  if (!row || row.parentElement !== chat) return null;
  const rows = [...chat.children].filter((one) => !one.classList.contains("is-day"));
  return entries[rows.indexOf(row)] ?? null;
}

export function ownMenu({ entry, words, sheet, does }) {
  const form = make("form", "lab-form");
  if (entry.message.type === "text") {
    const text = input("text", entry.message.text);
    text.autofocus = true;
    const save = make("button", "lab-primary", words.save);
    save.type = "submit";
    form.append(field(words.edit, text), save);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      sheet.close();
      does("edit", { id: entry.id, text: text.value });
    });
  }
  const unsend = textButton(words.unsend, "lab-plain", () => {
    sheet.close();
    does("unsend", { id: entry.id });
  });
  sheet.show(words.more, [form, unsend]);
}
