// The way to the lab: what is done on the phone goes there, news come from there.

export class Refused extends Error {}

export async function post(address, content = {}) {
  const isFile = content instanceof Blob;
  const headers = { "Content-Type": isFile ? content.type : "application/json" };
  return read(await fetch(address, { method: "POST", headers, body: isFile ? content : JSON.stringify(content) }));
}

export const get = async (address) => read(await fetch(address, { headers: { Accept: "application/json" } }));

async function read(answer) {
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(said.message ?? String(answer.status));
  return said;
}

// Calls `then` when something has come, and once at each new connection, for what came meanwhile. A page that nobody sees
// hears nothing: a browser has six connections to one address, and somebody may have ten phones open.
export function hear(address, then) {
  let source = null;
  const turn = () => {
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource(address);
    source.addEventListener("message", then);
    source.addEventListener("open", then);
  };
  document.addEventListener("visibilitychange", turn);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && turn());
  turn();
}
