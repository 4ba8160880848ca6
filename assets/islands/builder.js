// The builder of rules: its count follows every change; what is typed, chosen or pressed while the server answers is not
// lost; and what the count says of single conditions is put beside them.
import meanwhile, { callBack, fields } from "./meanwhile.js";

export default function builder(form) {
  const look = form.querySelector("#look");
  let pressedIn = ""; // the menu in which the button was that asks: that closes it
  let opened = []; // and those that are open all the same
  let isSelected = false; // all that the field with the keyboard holds: the next key takes its place
  const isAsked = meanwhile(form, "builder", {
    sending: (asks) => {
      pressedIn = asks.closest("details.menu")?.id;
      callBack(look); // it would speak of the rule before
    },
    answering: () => {
      isSelected = isAllSelected(document.activeElement);
      opened = openMenus(form).filter((id) => id !== pressedIn);
    },
    settled: () => {
      for (const id of opened.splice(0)) document.getElementById(id)?.setAttribute("open", "");
      if (isSelected) document.activeElement.select?.();
    },
    done: () => look.dispatchEvent(new Event("recount")),
  });
  // Whatever comes between a change and its count: what stands here is counted in the end.
  let counted = null;
  look.addEventListener("htmx:beforeRequest", () => (counted = stand(form)));
  look.addEventListener("htmx:sendAbort", () => (counted = null));
  const watch = setInterval(() => {
    if (!form.isConnected) clearInterval(watch);
    else if (!isAsked() && counted !== stand(form)) look.dispatchEvent(new Event("recount"));
  }, 2000);
  form.addEventListener("htmx:load", () => {
    tell(form);
    // An older question came late and ended this one.
    if (form.querySelector("#found[data-again]")) setTimeout(() => look.dispatchEvent(new Event("recount")), 300);
  });
  tell(form);
}

const openMenus = (form) => [...form.querySelectorAll("#builder details.menu[open]")].map((menu) => menu.id);

const stand = (form) => JSON.stringify([...fields(form, "builder")]);

// Of a number's field only the document knows the selection.
const isAllSelected = (field) => Boolean(field?.select && field.value) &&
  (field.selectionEnd === null ? getSelection().toString() : field.value.slice(field.selectionStart, field.selectionEnd)) === field.value;

function tell(form) {
  for (const told of form.querySelectorAll("[data-said]")) {
    document.getElementById(`said-${told.dataset.said}`)?.replaceChildren(...told.cloneNode(true).childNodes);
  }
}
