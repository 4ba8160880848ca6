// Tools for the text in which one was last: marks around what is selected, facts of a person where the cursor stands.
let last = null;
document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-facts]")) last = event.target;
});

export default function facts(box) {
  box.hidden = false;
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const field = button && target("data-marks");
    if (field) mark(field, button.dataset);
  });
  box.querySelector("[data-facts-picker]").addEventListener("change", (event) => {
    const field = target("data-facts");
    if (field && event.target.value) write(field, event.target.value, 0);
    event.target.value = "";
  });
}

// The field one was in last, while it is still there and takes this; else the first in an open block that does.
function target(kind) {
  if (last?.isConnected && last.hasAttribute(kind)) return last;
  return [...document.querySelectorAll(`[data-block] [${kind}]`)].find((field) => !field.closest("details:not([open])"));
}

function mark(field, { before = "", after = "", line = "" }) {
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
  if (line) {
    const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    field.setSelectionRange(start, Math.max(field.selectionEnd, start));
    const lines = field.value.slice(start, field.selectionEnd).split("\n");
    write(field, lines.map((one) => line + one).join("\n"), 0);
  } else write(field, before + chosen + after, chosen ? 0 : after.length);
}

// `back`: how far before its end the cursor then stands.
function write(field, text, back) {
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.setSelectionRange(field.selectionEnd - back, field.selectionEnd - back);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
