// What is not confirmed, and what was done today.
import { button, icon, make, row, say } from "./made.js";
import { timeOf } from "./times.js";

export function drawWaiting(section, queue) {
  const presses = queue.presses;
  section.hidden = !presses.length;
  const isAnyWaiting = presses.some((one) => one.state === "waiting");
  section.querySelector("[data-waits-head]").textContent = say(isAnyWaiting ? "unconfirmed" : "refused");
  section.querySelector("[data-waits]").replaceChildren(...presses.map((one) => waiting(one, queue)));
}

function waiting(one, queue) {
  const isRefused = one.state === "refused";
  const state = make("span", { class: `pill ${isRefused ? "pill-bad" : "pill-warm"}` }, isRefused ? say("refused") : say("waiting"));
  const remove = isRefused && button(icon("x"), "btn-quiet", () => queue.forget(one.key), { "aria-label": say("dismiss") });
  return row(isRefused ? "alert-triangle" : "clock-pause", one.label, [timeOf(one.told_ms), one.sentence].filter(Boolean).join(" · "), state, remove || "");
}

const ICONS = { use: "ticket", give: "gift", stamps: "rubber-stamp", points: "coins", spend: "coins", purchase: "receipt", friend: "users", undo: "arrow-back-up" };

// Nothing is known of today without a line.
export const drawUnknown = (list) => list.replaceChildren(make("li", { class: "quiet" }, say("later")));

export function drawToday(list, acts, undo) {
  const rows = acts.map((one) => {
    const told = one.told && say("told", { time: one.told });
    const small = [one.time, one.first_name, say("by", { name: one.by }), told].filter(Boolean).join(" · ");
    const end = one.is_undone
      ? make("span", { class: "pill" }, say("undone"))
      : one.can_undo ? button(say("undo"), "btn-quiet", () => undo(one), { "aria-label": say("undoing", { what: one.sentence }) }) : "";
    const item = row(ICONS[one.kind], one.sentence, small, end);
    item.classList.toggle("is-undone", one.is_undone);
    return item;
  });
  list.replaceChildren(...(rows.length ? rows : [make("li", { class: "quiet" }, say("empty"))]));
}
