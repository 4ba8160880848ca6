// The builder of rules: its count follows every change, what is typed while the server answers stays, and what the count
// says of single conditions is put beside them.
export default function builder(form) {
  let sent = new Map();

  form.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.closest("#builder")) return;
    sent = texts(form);
    document.getElementById("found").dispatchEvent(new Event("htmx:abort")); // it would speak of the rule before
  });
  form.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "builder") return;
    for (const [name, value] of typed) {
      const field = form.elements[name];
      if (field) field.value = value;
    }
    document.getElementById("found").dispatchEvent(new Event("recount"));
  });
  let typed = [];
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "builder") typed = [...texts(form)].filter(([name, value]) => sent.has(name) && sent.get(name) !== value);
  });
  form.addEventListener("htmx:load", () => tell(form));
  tell(form);
}

const texts = (form) => new Map([...form.querySelectorAll("#builder input:not([type]), #builder textarea")].map((one) => [one.name, one.value]));

function tell(form) {
  for (const told of form.querySelectorAll("[data-said]")) {
    document.getElementById(`said-${told.dataset.said}`)?.replaceChildren(...told.cloneNode(true).childNodes);
  }
}
