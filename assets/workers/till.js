// Keeps the till's page and what it is made of, for when there is no line. With a line everything comes from the server,
// so a newer version is there at once; nothing that is asked about a customer is ever kept.
const OURS = "polku till ";
const NAME = OURS + new URL(location.href).searchParams.get("v"); // of one build
const PAGE = registration.scope;
const PATIENCE_MS = 4_000;
const LINELESS = [502, 503, 504];
const lineless = new Set(); // pages that were opened from what is kept

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("message", (event) => event.waitUntil(keepAll([PAGE, ...event.data])));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || new URL(url).origin !== location.origin) return;
  if (mode !== "navigate") isPiece(url) && event.respondWith(piece(event));
  else if (new URL(url).pathname === new URL(PAGE).pathname) event.respondWith(page(event));
});

const isPiece = (url) => new URL(url).pathname.startsWith("/static/");
const rest = (ms) => new Promise((go) => setTimeout(go, ms));
const opened = () => caches.open(NAME);

// What earlier builds have kept goes.
async function begin() {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== NAME) await caches.delete(name);
  await clients.claim();
}

async function keepAll(addresses) {
  const known = new Set((await (await opened()).keys()).map((one) => one.url));
  const missing = addresses.filter((one) => !known.has(one));
  await Promise.all(missing.map((one) => fetch(one).then((answer) => keep(one, answer), () => {})));
}

// A page behind the sign-in is nobody's who is signed out.
async function keep(address, answer) {
  if (answer.redirected || answer.type === "opaqueredirect") return (await opened()).delete(address);
  if (answer.ok && answer.type === "basic") return (await opened()).put(address, answer);
}

// From the server; where it does not answer in time, what is kept.
async function fresh(event, address) {
  const asked = fetch(event.request).then((answer) => {
    event.waitUntil(keep(address, answer.clone()));
    return answer;
  });
  event.waitUntil(asked.catch(() => {}));
  const answer = await Promise.race([asked.catch(() => null), rest(PATIENCE_MS)]);
  if (answer && !LINELESS.includes(answer.status)) return { answer };
  const kept = await (await opened()).match(address);
  return kept ? { answer: kept, isKept: true } : { answer: answer ?? (await asked) };
}

async function page(event) {
  const { answer, isKept } = await fresh(event, PAGE);
  if (isKept) lineless.add(event.resultingClientId);
  return answer;
}

async function piece(event) {
  const { url } = event.request;
  const kept = lineless.has(event.clientId) && (await (await opened()).match(url));
  return kept || (await fresh(event, url)).answer;
}
