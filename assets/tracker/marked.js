// Clicks on marked elements, and forms: which fields, never what was written into them unless the page says so.
const MARK = "data-polku-";
const NUMBERS = /(price|quantity|revenue|value|total|tax|shipping|discount|position)$/;
const SECRET = /pass|pwd|secret|otp|one-time|cc-|cvc|cvv|card/i;
const NO_FIELD = /^(hidden|submit|button|image|reset|file)$/;
const LETTERS = 300;

// data-polku-product-id="1" → product_id: "1"; amounts become numbers.
function marks(element) {
  const found = {};
  for (const name of element.getAttributeNames()) {
    if (!name.startsWith(MARK)) continue;
    const key = name.slice(MARK.length).replace(/-/g, "_");
    const value = element.getAttribute(name);
    if (key !== "event") found[key] = NUMBERS.test(key) && value.trim() && !isNaN(value) ? +value : value;
  }
  return found;
}

export function followClicks(track) {
  document.addEventListener("click", ({ target }) => {
    const element = target.closest?.(`[${MARK}event]:not(form)`);
    if (element) track(element.getAttribute(MARK + "event"), marks(element));
  }, true);
}

export function followForms(track) {
  document.addEventListener("submit", ({ target: form }) => {
    // getAttribute, here and above: a field called "id" or "attributes" would otherwise stand for the form's own.
    const told = (name) => form.getAttribute(name) || undefined;
    const fields = [], values = {};
    for (const { name, type, autocomplete, value, checked, dataset } of form.querySelectorAll("input,select,textarea")) {
      if (!name || NO_FIELD.test(type) || SECRET.test(`${type} ${autocomplete} ${name}`)) continue;
      if (!fields.includes(name)) fields.push(name);
      if ("polkuValue" in dataset && (checked || !/radio|checkbox/.test(type))) values[name] = value.slice(0, LETTERS);
    }
    const properties = { form_id: told("id"), form_name: told("name"), fields, ...marks(form) };
    if (Object.keys(values).length) properties.values = values;
    track(told(MARK + "event") || "Form Submitted", properties);
  }, true);
}
