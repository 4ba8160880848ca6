// The key "/" puts the cursor into this field, unless one is writing elsewhere. A page's own search comes first.
export default function slash(field) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    (document.querySelector("main [data-first-search]") ?? field).focus();
  });
}
