// Which page is looked at, where its reader came from, and for how long it was really visible.
import { forget, LAST, line, names, read, uuid, write } from "./keep.js";

const BEAT_MS = 15_000;
const LEAST_MS = 500;
const STALE_MS = 4 * BEAT_MS; // a page that has not beaten for so long is gone, and could not say good-bye
const UTM = ["source", "medium", "term", "content"];

let referrer = document.referrer;

export const here = () => {
  const { pathname: path, search, href: url } = location;
  return { path, search, url, title: document.title, referrer };
};

export function campaign() {
  const given = new URLSearchParams(location.search);
  const found = {};
  for (const part of UTM) if (given.get("utm_" + part)) found[part] = given.get("utm_" + part);
  if (given.get("utm_campaign")) found.name = given.get("utm_campaign");
  return Object.keys(found).length ? found : undefined;
}

// Calls `arrived` whenever another page is shown, `left` before; also in pages that change without loading.
export function followPages({ withHash, arrived, left }) {
  const where = () => (withHash ? location.href : location.pathname + location.search);
  let last = where(), url = location.href;
  function moved() {
    if (where() !== last) {
      left();
      referrer = url;
      last = where();
      url = location.href;
      setTimeout(arrived, 50); // the page sets its title after its address
    }
  }
  for (const verb of ["pushState", "replaceState"]) {
    const own = history[verb];
    history[verb] = function () {
      own.apply(this, arguments);
      moved();
    };
  }
  addEventListener("popstate", moved);
  addEventListener("hashchange", moved);
  addEventListener("pageshow", (event) => event.persisted && arrived());
  if (document.prerendering) document.addEventListener("prerenderingchange", arrived, { once: true });
  else arrived();
}

// How long the page was visible. Every beat is written down, so that a page that is killed has been read as well.
export function readingTime({ make, isSilent }) {
  const own = "h:" + uuid();
  let visible_ms = 0, since = 0, page;

  const isWorthTelling = () => page && visible_ms >= LEAST_MS && !isSilent();
  const isVisible = () => document.visibilityState === "visible";
  const event = () =>
    make({ type: "track", event: "Page Left", properties: { ...page, seconds: Math.round(visible_ms / 1000) } }, page);

  function beat() {
    const now = performance.now();
    // A machine that slept has beaten less often than it should.
    if (since) visible_ms += Math.min(now - since, 2 * BEAT_MS);
    since = isVisible() ? now : 0;
    if (isWorthTelling()) write(own, JSON.stringify(event()));
  }
  function leave() {
    beat();
    if (isWorthTelling()) line(event(), LAST);
    forget(own);
    visible_ms = 0;
  }

  setInterval(beat, BEAT_MS);
  for (const name of names("h:")) {
    const told = JSON.parse(read(name));
    if (Date.now() - Date.parse(told.timestamp) < STALE_MS) continue;
    forget(name);
    line(told);
  }
  return {
    leave,
    beat,
    begin() {
      page = here();
      since = isVisible() ? performance.now() : 0;
    },
  };
}
