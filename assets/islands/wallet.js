// What a customer's own page does by itself while it is looked at. Everything is there without it, by loading the page again.
const COUPON_MS = 4_000;
const MINE_MS = 25_000; // a code holds for half a minute, and somewhat longer

const coupon = document.querySelector("[data-asks]");
if (coupon) whileSeen(COUPON_MS, look);
if (document.querySelector("[data-mine]")) whileSeen(MINE_MS, renew);

// Whoever came by scanning has done what there is to do.
document.querySelector("form[data-goes]")?.requestSubmit();

// On a phone the tabs are wider than the page: the open one is seen.
const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;

// Used at the till: the page says so within seconds.
async function look() {
  const answer = await fetch(coupon.dataset.asks, { headers: { accept: "application/json" }, redirect: "manual" });
  if (answer.ok && (await answer.json()).state !== coupon.dataset.state) location.reload();
}

async function renew() {
  const shown = document.querySelector("[data-mine]");
  const answer = await fetch(shown.dataset.mine, { redirect: "manual" });
  if (!answer.ok) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-mine]");
  if (made) shown.replaceWith(document.adoptNode(made));
}

// A link is handed on by the phone's own list of programs; without one it is copied.
for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { share: url, text, done } = button.dataset;
    if (navigator.share) return navigator.share({ text, url }).catch(() => {});
    await copy(url, button.closest("article")?.querySelector(".link-field"));
    button.querySelector("span").textContent = done;
  });
}

// Messengers' own browsers have no clipboard, or refuse it: then the field is copied as by hand.
async function copy(url, field) {
  try {
    await navigator.clipboard.writeText(url);
  } catch {
    field?.select();
    document.execCommand("copy");
  }
}

// Every so often while the page is seen, and at once when it is seen again. A phone without a connection tries again later.
function whileSeen(pause, act) {
  const again = () => document.visibilityState === "visible" && act().catch(() => {});
  setInterval(again, pause);
  document.addEventListener("visibilitychange", again);
  addEventListener("pageshow", (event) => event.persisted && again());
}
