// Sending what waits: some at a time, one tab at a time, again and again until it is taken.
import { forget, names, read, tab } from "./keep.js";

const SOON_MS = 300;
const LONGEST_MS = 300_000;
const LETTERS = 20_000; // of a request: what outlives a page may have 64 kB, and a letter three bytes
const PATIENCE_MS = 15_000;

export function sender({ address, writeKey, mayGo }) {
  const flying = new Set();
  let timer, wait = 0;

  function soon(after = wait || SOON_MS) {
    timer ??= setTimeout(flush, after);
  }

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    // Only one tab at a time, where the browser can tell; elsewhere the messageId makes the second sending harmless.
    return mayGo() && (navigator.locks ? navigator.locks.request("polku", () => send()) : send());
  }

  async function send(ending = "") {
    const batch = [], lines = [];
    let size = 0;
    for (const name of mayGo() ? names("e:") : []) {
      const line = read(name); // missing: another tab has just sent it
      if (!line || !name.endsWith(ending) || flying.has(name) || (batch.length && size + line.length > LETTERS)) continue;
      size += line.length;
      batch.push(name);
      lines.push(line);
    }
    if (!batch.length) return;
    batch.forEach((name) => flying.add(name));
    try {
      const { ok, status } = await fetch(address, {
        method: "POST",
        body: `{"writeKey":${JSON.stringify(writeKey)},"sentAt":"${new Date().toISOString()}","batch":[${lines}]}`,
        keepalive: size < LETTERS,
        credentials: "omit",
        signal: AbortSignal.timeout?.(PATIENCE_MS),
      });
      if (!ok && (status >= 500 || status === 429 || status === 408)) throw status;
      batch.forEach(forget); // taken, or refused for good
      wait = 0;
    } catch {
      wait = Math.min(LONGEST_MS, wait * 2 || 1_000) * (1 + Math.random() / 4);
    }
    batch.forEach((name) => flying.delete(name));
    if (mayGo() && names("e:").length) soon();
  }

  addEventListener("online", () => {
    wait = 0;
    flush();
  });
  // Who leaves cannot wait for the other tabs: what this one has made goes at once.
  return { soon, flush, leave: () => send(tab) };
}
