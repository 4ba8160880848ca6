// The page can be opened without a line: its worker keeps what it is made of, and nothing of any customer.
export async function keepPage({ worker, built, pieces }) {
  if (!navigator.serviceWorker) return; // not where the address does not begin with https
  if (document.readyState !== "complete") await new Promise((go) => addEventListener("load", go, { once: true }));
  try {
    const kept = await navigator.serviceWorker.register(worker + new URL(built, location.href).search, { scope: location.pathname });
    const loaded = performance.getEntriesByType("resource").map((one) => one.name);
    const ours = loaded.filter((one) => new URL(one).pathname.startsWith(pieces) && new URL(one).origin === location.origin);
    (kept.installing ?? kept.waiting ?? kept.active)?.postMessage(ours);
  } catch {
    // Forbidden, or no line just now: it is tried again when the page is opened next.
  }
}
