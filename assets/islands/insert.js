// Buttons that write their data-text into the field named by data-into, where the cursor stands.
export default function insert(box) {
  box.hidden = false;
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-insert]");
    if (!button) return;
    const field = document.getElementById(box.dataset.into);
    field.focus();
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
