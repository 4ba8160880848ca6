// A part of a form that the server makes anew: what is typed, chosen or pressed in it meanwhile is not lost, nor is a press on
// what is replaced under the finger. `on` may say what else is to be done: `sending` (with the element that asks), `answering`
// (before the part is replaced), `settled` (after) and `done` (when what was written meanwhile stands there again).
export default function meanwhile(form, part, on = {}) {
  const button = `#${part} button[hx-post]`;
  let isAsked = false; // a request is under way, or waits for one that is
  let sent = null; // what the fields held when it was sent
  let pressed = []; // buttons pressed since
  let changed = []; // and what was written or chosen since
  let isAnswered = false;
  let held = null; // the button or menu under a finger that has not been lifted yet
  const press = (id) => (isAsked ? pressed.push(id) : document.getElementById(id)?.click());
  const end = () => ((isAsked = false), (sent = null));

  form.addEventListener("pointerdown", (event) => (held = event.target.closest(`${button}, #${part} .menu > summary`)), true);
  document.addEventListener("pointerup", () => {
    // What was put in meanwhile has taken its place: of such a press the browser tells nothing more.
    if (held && !held.isConnected && form.isConnected) {
      if (held.matches("summary")) document.getElementById(held.parentElement.id)?.setAttribute("open", "");
      else press(held.id);
    }
    held = null;
  }, true);
  form.addEventListener("click", (event) => {
    const asks = event.target.closest(button);
    if (!asks || asks.closest("[hx-target]").getAttribute("hx-target") !== `#${part}`) return;
    if (!isAsked) return void (isAsked = true);
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed.push(asks.id);
  }, true);
  form.addEventListener("change", (event) => sent && event.target.matches(`#${part} :not([type=file])`) && event.stopImmediatePropagation(), true);
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target.id !== part) return;
    isAsked = true;
    sent = fields(form, part);
    on.sending?.(event.detail.elt);
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== part || !sent) return;
    isAnswered = true;
    on.answering?.();
    changed = [...fields(form, part)].filter(([name, value]) => sent.has(name) && sent.get(name) !== value);
  });
  form.addEventListener("htmx:afterSettle", () => {
    if (!isAnswered) return; // said once of every part that was put in
    isAnswered = false;
    end();
    const again = changed;
    changed = [];
    on.settled?.();
    for (const [name, value] of again) take(form.elements[name], value);
    const next = pressed.shift();
    if (next) document.getElementById(next)?.click();
    on.done?.();
  });
  form.addEventListener("htmx:afterRequest", (event) => event.detail.target.id === part && !event.detail.successful && end());
  return () => isAsked;
}

// The question that this element has asked is not answered any more. (htmx listens at the body, and reads the detail.)
export const callBack = (one) => one.dispatchEvent(new CustomEvent("htmx:abort", { bubbles: true, detail: {} }));

export const fields = (form, part) =>
  new Map([...form.querySelectorAll(`#${part} :is(input:not([type=hidden], [type=file], [type=radio]:not(:checked)), select, textarea)[name]`)].map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]));

function take(field, value) {
  if (!field) return;
  if (field.type === "checkbox") field.checked = value;
  else field.value = value;
  const told = field instanceof RadioNodeList ? [...field].find((one) => one.checked) : field;
  for (const name of ["input", "change"]) told?.dispatchEvent(new Event(name, { bubbles: true }));
}
