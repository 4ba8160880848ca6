// Search from anywhere: "/" or Ctrl+K puts the cursor here, arrows move through what was found, Escape closes it.
export default function find(form) {
  const field = form.querySelector("input");
  const found = form.querySelector("[data-found]");
  const hits = () => [...found.querySelectorAll("a")];
  const show = (open) => {
    found.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
  };

  document.addEventListener("keydown", (event) => {
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target);
    const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!isSlash && !isCommand) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      show(false);
      field.blur();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = [field, ...hits()];
    const here = Math.max(0, all.indexOf(document.activeElement));
    event.preventDefault();
    all[(here + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length].focus();
  });
  field.addEventListener("input", () => show(field.value.trim() !== ""));
  field.addEventListener("focus", () => show(field.value.trim() !== "" && hits().length > 0));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) setTimeout(() => form.contains(document.activeElement) || show(false), 150);
  });
}

export function isWriting(target) {
  return Boolean(target.closest?.("input, textarea, select, [contenteditable]"));
}
