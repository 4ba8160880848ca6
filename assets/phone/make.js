// Elements, made without ever reading what somebody wrote as HTML: texts by textContent, looks by the CSSOM.

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  if (tag === "button") element.type = "button";
  return element;
}

export const text = (value) => (typeof value === "string" ? value : Number.isFinite(value) ? String(value) : "");
export const list = (value) => (Array.isArray(value) ? value : []);
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// The address of a picture or a sound that may be fetched; "" for anything else, "javascript:" among it.
export function fetched(value) {
  if (!/^(?:https?:\/\/|\/(?!\/))/i.test(text(value))) return "";
  try {
    const url = new URL(text(value), document.baseURI);
    const isNear = url.origin === location.origin || ["127.0.0.1", "localhost"].includes(url.hostname);
    return url.protocol === "https:" || (url.protocol === "http:" && isNear) ? url.href : "";
  } catch {
    return "";
  }
}

export const colour = (value) => (/^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value ?? "") ? value : "");

const LINES = {
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  cameraRoll: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  location: "M12 21s7-6.5 7-11.5A7 7 0 0 0 5 9.5C5 14.5 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  play: "M8 5l11 7-11 7z",
  ticket: "M4 7h16v3.5a1.8 1.8 0 0 0 0 3.5V17.5H4V14a1.8 1.8 0 0 0 0-3.5zM14 7v10",
  warning: "M12 4l9 16H3zM12 10v4M12 17h.01",
  back: "M15 5l-7 7 7 7",
  menu: "M4 7h16M4 12h16M4 17h16",
  face: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 10h.01M15 10h.01M8.5 14.5c2 2 5 2 7 0",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "phone-icon");
  path.setAttribute("d", LINES[name] ?? LINES.warning);
  svg.append(path);
  return svg;
}

// What cannot be shown says so, in its place.
export function broken(sentence, detail = "") {
  const note = make("div", "phone-broken");
  note.append(icon("warning"), make("span", "", detail ? `${sentence}: ${detail}` : sentence));
  return note;
}

// A picture in a box; one that does not come leaves a note where it would have been.
export function picture(address, alt, told) {
  const image = make("img", "phone-picture");
  image.alt = alt;
  image.loading = "lazy";
  image.decoding = "async";
  image.referrerPolicy = "no-referrer";
  const missing = () => {
    const note = make("span", "phone-picture is-missing");
    note.setAttribute("role", "img");
    note.setAttribute("aria-label", alt || told.missing);
    note.append(icon("cameraRoll"), make("small", "", told.missing));
    note.style.cssText = image.style.cssText;
    return note;
  };
  const source = fetched(address);
  if (!source) return missing();
  image.addEventListener("error", () => image.replaceWith(missing()), { once: true });
  image.src = source;
  return image;
}
