// Sending what waits: some at a time, one tab at a time, again and again until it is taken.
import { forget, LAST, names, read, tab, write } from "./keep.js";

const SOON_MS = 300;
const LONGEST_MS = 300_000;
const FOREIGN_MS = 10_000; // after which another tab's event is taken for left behind
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

  const isOurs = (name) => name.endsWith(tab);
  const isLeftBehind = (name) => Date.now() - parseInt(name.slice(2, 10), 36) > FOREIGN_MS;

  async function send(isEnd) {
    const batch = [], lines = [];
    let size = 0;
    for (const name of mayGo() ? names("e:") : []) {
      const line = read(name); // missing: another tab has just sent it
      if (!line || flying.has(name) || (batch.length && size + line.length > LETTERS)) continue;
      if (!isOurs(name) && (isEnd || !isLeftBehind(name))) continue;
      size += line.length;
      batch.push(name);
      lines.push(line);
    }
    if (!batch.length) return goOn();
    batch.forEach((name) => flying.add(name));
    // Nobody will hear the answer to a good-bye: to say each again on the next page would double them all.
    const isLast = (name) => isEnd && name.includes(":" + LAST);
    batch.filter(isLast).forEach(forget);
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
      batch.forEach((name, index) => isLast(name) && write(name, lines[index]));
      wait = Math.min(LONGEST_MS, wait * 2 || 1_000) * (1 + Math.random() / 4);
      clearTimeout(timer); // of what happened meanwhile: it has to wait as well
      timer = undefined;
    }
    batch.forEach((name) => flying.delete(name));
    goOn();
  }

  function goOn() {
    const left = mayGo() ? names("e:") : [];
    if (left.length) soon(left.some(isOurs) ? undefined : FOREIGN_MS);
  }

  addEventListener("online", () => {
    wait = 0;
    flush();
  });
  // Who leaves cannot wait for the other tabs: what this one has made goes at once.
  return { soon, flush, leave: () => send(true) };
}
