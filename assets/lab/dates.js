// A date picker's action: asks for a date, a time or both, within the bounds that it has.
import { make } from "../phone/make.js";
import { field, input } from "./pieces.js";

const TYPES = { date: "date", time: "time", datetime: "datetime-local" };

export function pick({ action, words, sheet, then }) {
  const mode = Object.hasOwn(TYPES, action.mode) ? action.mode : "datetime";
  const chosen = input(TYPES[mode], plain(action.initial));
  if (action.min) chosen.min = plain(action.min);
  if (action.max) chosen.max = plain(action.max);
  chosen.required = true;
  chosen.autofocus = true;
  const form = make("form", "lab-form");
  const done = make("button", "lab-primary", words.choose_time);
  done.type = "submit";
  form.append(field(words.when, chosen), done);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sheet.close();
    then({ [mode]: chosen.value });
  });
  sheet.show(action.label || words.when, [form]);
}

// LINE writes 2026-11-30t10:00, browsers 2026-11-30T10:00.
const plain = (value) => String(value ?? "").replace("t", "T");
