// What can be tapped: by finger, by mouse and by key, and what is told of it.
import { isObject, make, text } from "./make.js";

// `context.onTap(action, {message, index})`: the action as LINE has it. Beside LINE's kinds there are ours: `play` (a video
// or a sound), `map` (a location) and `coupon`.
export function tell(action, context) {
  context.onTap?.(action, { message: context.message, index: context.index });
}

export const labelOf = (action, context) =>
  text(action.label) || text(action.text) || text(action.linkUri ?? action.uri) || context.words.tap;

export function button(action, context, className, label = labelOf(action, context)) {
  const element = make("button", className, label);
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    tell(action, context);
  });
  return element;
}

// A part that holds others and can be tapped as a whole: a hidden button stands for it where one goes by keys.
export function area(element, action, context, label = "") {
  if (!isObject(action) || !action.type) return;
  const stands = make("button", "phone-tap", label || labelOf(action, context));
  element.classList.add("is-tappable");
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    tell(action, context);
  });
  element.prepend(stands);
}
