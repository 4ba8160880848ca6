// What the browser remembers: in localStorage once it may, in memory until then and where there is none.
// One key an event: tabs that write at the same time never lose each other's.
export const PREFIX = "polku:";
const MOST = 300; // events that wait
const YEAR_S = 31_536_000;

let memory = {};
let store = memory;

export const uuid = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

export const read = (name) => store[PREFIX + name];
export const names = (start) =>
  Object.keys(store).filter((key) => key.startsWith(PREFIX + start)).sort().map((key) => key.slice(PREFIX.length));

export function forget(name) {
  delete store[PREFIX + name];
}

export function write(name, value) {
  for (let tries = 0; tries < 3; tries++) {
    try {
      store[PREFIX + name] = value;
      return;
    } catch {
      names("e:").slice(0, 50).forEach(forget); // full: the oldest make room
    }
  }
}

// Events in the order of their time, and of their making within one millisecond; each with the tab that made it.
export let tab = uuid();
export const LAST = "L"; // what is said when a page is left
let made = 1e6;
export function line(event, mark = "") {
  const waiting = names("e:");
  waiting.slice(0, Math.max(0, waiting.length + 1 - MOST)).forEach(forget);
  write(`e:${Date.now().toString(36)}${(++made).toString(36)}:${mark}${tab}`, JSON.stringify(event));
}

// localStorage itself; undefined where it is blocked.
export function disk() {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

// From now on on the disk, with what was held in memory. Where that is blocked this page remembers, and no other.
export function remember() {
  const held = memory;
  store = disk() ?? memory;
  if (store !== held) memory = {};
  for (const key in held) write(key.slice(PREFIX.length), held[key]);
  try {
    tab = sessionStorage[PREFIX + "tab"] ??= tab; // the next page in this tab goes on where this one ends
  } catch {
    // each page is a tab of its own
  }
}

// Everything there is; from now on in memory.
export function forgetAll() {
  for (const kept of [memory, disk() ?? {}, disk() ? sessionStorage : {}]) {
    Object.keys(kept).filter((key) => key.startsWith(PREFIX)).forEach((key) => delete kept[key]);
  }
  store = memory;
}

// A cookie is for shops with several subdomains; its value is the domain, or empty for this host alone.
export const cookie = {
  read: () => /(?:^|; )polku=([\w-]+)/.exec(document.cookie)?.[1],
  write(domain, value) {
    document.cookie = `polku=${value};path=/;samesite=lax;max-age=${value ? YEAR_S : 0}` +
      (domain ? `;domain=${domain}` : "") + (location.protocol === "https:" ? ";secure" : "");
  },
};
