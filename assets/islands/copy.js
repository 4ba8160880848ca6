// A button that copies the text of the element named by data-of; data-done is what it then says.
export default function copy(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = document.getElementById(button.dataset.of);
    await navigator.clipboard.writeText((from.value ?? from.textContent).trim());
    const label = button.querySelector("span");
    const before = label.textContent;
    label.textContent = button.dataset.done;
    setTimeout(() => (label.textContent = before), 1500);
  });
}
