// The builder of rules: its count follows every change; what is typed, chosen or pressed while the server answers is not
// lost; and what the count says of single conditions is put beside them.
export default function builder(form) {
  const look = form.querySelector("#look");
  let sent = null; // what the fields held when the request under way was sent
  let pressed = []; // buttons pressed since
  let isAnswered = false;
  let changed = []; // and what was written or chosen since
  let pressedIn = ""; // the menu in which the button was that sent it: that closes it
  let opened = []; // and those that are open all the same
  let isSelected = false; // all that the field with the keyboard holds: the next key takes its place
  let held = null; // the button or menu under a finger that has not been lifted yet

  form.addEventListener("pointerdown", (event) => (held = event.target.closest("#builder :is(button[hx-post], .menu > summary)")), true);
  document.addEventListener("pointerup", () => {
    // What was put in meanwhile has taken its place: of such a press the browser tells nothing more.
    if (held && !held.isConnected && form.isConnected) {
      if (held.matches("summary")) document.getElementById(held.parentElement.id)?.setAttribute("open", "");
      else press(held.id);
    }
    held = null;
  }, true);
  const press = (id) => (sent ? pressed.push(id) : document.getElementById(id)?.click());

  form.addEventListener("click", (event) => {
    const button = event.target.closest("#builder button[hx-post]");
    if (!button || !sent) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed.push(button.id);
  }, true);
  form.addEventListener("change", (event) => sent && event.target.closest("#builder") && event.stopImmediatePropagation(), true);
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target.id !== "builder") return;
    sent = fields(form);
    pressedIn = event.detail.elt.closest("details.menu")?.id;
    look.dispatchEvent(new Event("htmx:abort")); // it would speak of the rule before
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "builder" || !sent) return;
    isAnswered = true;
    isSelected = isAllSelected(document.activeElement);
    opened = openMenus(form).filter((id) => id !== pressedIn);
    changed = [...fields(form)].filter(([name, value]) => sent.has(name) && sent.get(name) !== value);
  });
  form.addEventListener("htmx:afterSettle", (event) => {
    if (!isAnswered) return; // said once of every part that was put in
    isAnswered = false;
    sent = null;
    const again = changed;
    changed = [];
    for (const id of opened.splice(0)) document.getElementById(id)?.setAttribute("open", "");
    if (isSelected) document.activeElement.select?.();
    for (const [name, value] of again) take(form.elements[name], value);
    const next = pressed.shift();
    if (next) document.getElementById(next)?.click();
    look.dispatchEvent(new Event("recount"));
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.target.id === "builder" && !event.detail.successful) sent = null;
  });
  // Whatever comes between a change and its count: what stands here is counted in the end.
  let counted = null;
  look.addEventListener("htmx:beforeRequest", () => (counted = stand(form)));
  look.addEventListener("htmx:sendAbort", () => (counted = null));
  const watch = setInterval(() => {
    if (!form.isConnected) clearInterval(watch);
    else if (!sent && counted !== stand(form)) look.dispatchEvent(new Event("recount"));
  }, 2000);
  form.addEventListener("htmx:load", () => {
    tell(form);
    // An older question came late and ended this one.
    if (form.querySelector("#found[data-again]")) setTimeout(() => look.dispatchEvent(new Event("recount")), 300);
  });
  tell(form);
}

const fields = (form) =>
  new Map([...form.querySelectorAll("#builder :is(input:not([type=hidden]), select, textarea)[name]")].map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]));

const openMenus = (form) => [...form.querySelectorAll("#builder details.menu[open]")].map((menu) => menu.id);

const stand = (form) => JSON.stringify([...fields(form)]);

// Of a number's field only the document knows the selection.
const isAllSelected = (field) => Boolean(field?.select && field.value) &&
  (field.selectionEnd === null ? getSelection().toString() : field.value.slice(field.selectionStart, field.selectionEnd)) === field.value;

function take(field, value) {
  if (!field) return;
  if (field.type === "checkbox") field.checked = value;
  else field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function tell(form) {
  for (const told of form.querySelectorAll("[data-said]")) {
    document.getElementById(`said-${told.dataset.said}`)?.replaceChildren(...told.cloneNode(true).childNodes);
  }
}
