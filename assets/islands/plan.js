// Things of the calendar that can be moved are dragged from one day to another; the form that is there for it is sent.
// Without a mouse: each has a form of its own, behind it in the list, and on its page.
export default function plan(calendar) {
  const form = document.getElementById(calendar.dataset.form);
  let held = null;

  calendar.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-what]");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.what);
    held.classList.add("is-dragged");
  });
  calendar.addEventListener("dragend", () => {
    held?.classList.remove("is-dragged");
    held = null;
    mark(null);
  });
  calendar.addEventListener("dragover", (event) => {
    const day = event.target.closest("[data-day]");
    if (!held || !day) return;
    event.preventDefault();
    mark(day);
  });
  calendar.addEventListener("drop", (event) => {
    const day = event.target.closest("[data-day]");
    if (!held || !day) return;
    event.preventDefault();
    if (day === held.closest("[data-day]")) return;
    form.elements.what.value = held.dataset.what;
    form.elements.day.value = day.dataset.day;
    form.requestSubmit();
  });

  const mark = (day) => {
    for (const marked of calendar.querySelectorAll(".is-there")) if (marked !== day) marked.classList.remove("is-there");
    day?.classList.add("is-there");
  };
}
