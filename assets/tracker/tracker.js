// polku's tracker: what visitors of a shop do, by Segment's specification, to the polku that this file came from.
// <script async src="https://polku.example/v1/tracker.js" data-write-key="wk_…"></script>; see docs/guide/tracker.md.
import { cookie, disk, forget, forgetAll, line, PREFIX, read, remember, uuid, write } from "./keep.js";
import { followClicks, followForms } from "./marked.js";
import { campaign, followPages, here, readingTime } from "./pages.js";
import { sender } from "./send.js";

const SHOP = [
  "Product Viewed", "Product Added", "Product Removed", "Cart Viewed", "Checkout Started", "Order Completed",
];
const script = document.currentScript ?? document.querySelector("script[data-write-key]");
const { writeKey, consent: asked, dnt, auto = "pages clicks forms heartbeat", hash, cookie: domain } = script.dataset;
const isRequired = asked === "required";
const isOff = dnt !== undefined && (navigator.doNotTrack === "1" || navigator.globalPrivacyControl === true);
const decided = disk()?.[PREFIX + "consent"];

let isRefused = isOff || (!isRequired && decided === "no"); // nothing is even held
let isAllowed = !isRefused && (!isRequired || decided === "yes"); // it may be stored and sent
const { soon, flush, leave } = sender({
  address: new URL("batch", script.src).href,
  writeKey,
  mayGo: () => isAllowed,
});

function anonymousId() {
  const id = (domain !== undefined && isAllowed && cookie.read()) || read("id") || uuid();
  if (read("id") !== id) write("id", id);
  if (domain !== undefined && isAllowed && cookie.read() !== id) cookie.write(domain, id);
  return id;
}

function firstTouch() {
  if (!read("first")) {
    const { url, referrer } = here();
    write("first", JSON.stringify({ campaign: campaign(), url, referrer, at: new Date().toISOString() }));
  }
  return JSON.parse(read("first"));
}

function make(given, page) {
  const context = {
    page: page ?? here(),
    campaign: campaign(),
    userAgent: navigator.userAgent,
    locale: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    library: { name: "polku.js", version: "1" },
  };
  const first = firstTouch();
  if (given.type !== "track") context.firstTouch = first;
  const timestamp = new Date().toISOString();
  return { messageId: uuid(), timestamp, anonymousId: anonymousId(), userId: read("user"), context, ...given };
}

function tell(given) {
  if (isRefused) return;
  line(make(given));
  soon();
}

function startAnew() {
  ["id", "user", "first"].forEach(forget);
  if (domain !== undefined && isAllowed) cookie.write(domain, "");
}

const polku = {
  track: (event, properties = {}) => tell({ type: "track", event, properties }),
  page(name, properties) {
    if (typeof name === "object") [name, properties] = [undefined, name];
    tell({ type: "page", name, properties: { ...here(), ...properties } });
  },
  identify(user, traits) {
    if (typeof user === "object") [user, traits] = [undefined, user];
    if (isRefused) return;
    if (user !== undefined && user !== null) {
      // Another person at the same browser: what they do is not of the one before.
      if (read("user") && read("user") !== String(user)) startAnew();
      write("user", String(user));
    }
    tell({ type: "identify", traits });
  },
  alias(userId, previousId = read("user") ?? anonymousId()) {
    if (isRefused) return;
    write("user", String(userId));
    tell({ type: "alias", userId: String(userId), previousId });
  },
  reset: startAnew,
  consent(isGiven) {
    if (isGiven !== undefined && !isOff) (isGiven ? allow : refuse)();
    return isAllowed;
  },
};
for (const name of SHOP) {
  polku[name[0].toLowerCase() + name.slice(1).replace(" ", "")] = (properties) => polku.track(name, properties);
}

function allow() {
  isRefused = false;
  if (isAllowed) return;
  isAllowed = true;
  remember();
  write("consent", "yes");
  anonymousId(); // its cookie
  flush();
}

function refuse() {
  isAllowed = false;
  isRefused = true;
  if (domain !== undefined) cookie.write(domain, "");
  forgetAll();
  if (!isRequired && disk()) disk()[PREFIX + "consent"] = "no"; // the refusal is all that is kept
}

// A shop goes on, whatever happens to its tracker.
const guard = (call) => (...given) => {
  try {
    return call(...given);
  } catch (problem) {
    console.warn("polku:", problem);
  }
};

function begin() {
  // What the page has called before this file had loaded: polku = [["track", "…"], …].
  const stub = (window.polku ??= []);
  if (stub.isAwake) return;
  if (isAllowed) remember();
  const guarded = {};
  for (const verb in polku) guarded[verb] = guard(polku[verb]);
  const calls = stub.splice?.(0) ?? [];
  Object.assign(stub, guarded, { isAwake: true, push: ([verb, ...given]) => guarded[verb]?.(...given) });
  calls.forEach(stub.push);

  const does = (what) => auto.split(" ").includes(what);
  const reading = does("heartbeat") && !isOff ? readingTime({ make, isSilent: () => isRefused }) : undefined;
  function goodBye() {
    reading?.leave();
    leave();
  }
  if (does("clicks")) followClicks(guarded.track);
  if (does("forms")) followForms(guarded.track);
  if (does("pages") || reading) {
    followPages({
      withHash: hash !== undefined,
      left: () => reading?.leave(),
      arrived() {
        if (does("pages")) guarded.page();
        reading?.begin();
      },
    });
  }
  addEventListener("pagehide", goodBye);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? goodBye() : reading?.beat()));
  // Other tabs of the same visitor.
  addEventListener("storage", ({ key, newValue }) => key === PREFIX + "consent" && guarded.consent(newValue === "yes"));
  soon(); // what other pages have left behind
}

guard(begin)();
