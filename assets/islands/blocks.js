// Blocks of a mail: what is open stays open when the server has its say, and Alt with an arrow moves the block one is in.
import meanwhile from "./meanwhile.js";

export default function blocks(form) {
  meanwhile(form, "message");
  form.addEventListener(
    "toggle",
    (event) => {
      const kept = event.target.closest("[data-block]")?.querySelector(":scope > [data-open]");
      if (kept) kept.value = event.target.open ? "1" : "";
    },
    true,
  );
  form.addEventListener("keydown", (event) => {
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const block = event.altKey && way && event.target.closest("[data-block]");
    if (!block) return;
    event.preventDefault();
    document.getElementById(`${block.id}-${way}`)?.click();
  });
  form.addEventListener("input", () => measure(form));
  document.body.addEventListener("htmx:afterSwap", () => measure(form));
  measure(form);
}

function measure(form) {
  const told = form.querySelector("[data-length]");
  const subject = form.querySelector("input[name=subject][data-facts]");
  if (told && subject?.value) told.textContent = `${[...subject.value].length} ${told.dataset.length}`;
}
