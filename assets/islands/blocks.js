// Blocks of a mail: what is open stays open when the server has its say, and Alt with an arrow moves the block one is in.
import meanwhile, { callBack } from "./meanwhile.js";

export default function blocks(form) {
  const looking = new Set(); // what has asked for the preview and has no answer yet
  let again = [];
  form.addEventListener("htmx:beforeRequest", (event) => event.detail.target.id === "preview" && looking.add(event.detail.elt));
  form.addEventListener("htmx:afterRequest", (event) => looking.delete(event.detail.elt));
  meanwhile(form, "message", {
    answering: () => {
      // Such an answer would speak of what stood here before; the part that comes brings its own.
      again = [...looking];
      for (const one of [form, ...form.querySelectorAll("#blocks")]) callBack(one);
    },
    settled: () => again.forEach((one) => one.isConnected && one.dispatchEvent(new Event("input"))),
  });
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
