// Pieces of the till's page, made of what the server said: text is text, never markup.
export const words = JSON.parse(document.getElementById("till-words")?.textContent ?? "{}");

// say("off", {amount: "€1.00"}) → €1.00 off
export const say = (name, given = {}) => words[name].replace(/\{(\w+)\}/g, (_all, key) => given[key] ?? "");

export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${document.querySelector("[data-icons]").dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

export const notice = (kind, ...children) => make("div", { class: `notice notice-${kind}` }, ...children);

export const row = (name, title, small, ...end) =>
  make("li", {}, icon(name), make("span", { class: "words" }, make("span", {}, title), small ? make("small", {}, small) : ""), make("span", { class: "end" }, ...end));

export const button = (label, kind, onclick, given = {}) => make("button", { type: "button", class: `btn ${kind}`, onclick, ...given }, label);
