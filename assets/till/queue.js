// What was pressed and is not confirmed: kept on this device, sent in order, each with the key it was pressed with.
// A press is one act however often it is sent: the server knows the key.
import { ask } from "./ask.js";

const AGAIN_MS = 5_000;
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class Queue {
  #timer = 0;
  #isSending = false;

  // changed(): something is to be drawn again. done(press, answer): one is confirmed.
  // refused(press, problem): true where that has been told, so that it need not stay in the list.
  constructor({ member, address, token, changed, done, refused }) {
    Object.assign(this, { name: `polku till ${member}`, address, token, changed, done, refused, state: "" });
    addEventListener("online", () => this.send());
    addEventListener("storage", (event) => event.key === this.name && this.changed());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
  }

  get presses() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? [];
    } catch {
      return [];
    }
  }

  // False where the very same waits already: pressed twice is pressed once.
  press(label, body, kept = {}) {
    const same = JSON.stringify(body);
    const waiting = this.presses;
    if (waiting.some((one) => one.state === "waiting" && one.same === same)) return false;
    waiting.push({ key: newKey(), told_ms: Date.now(), label, body, same, kept, state: "waiting" });
    this.#keep(waiting);
    this.send();
    return true;
  }

  forget(key) {
    this.#keep(this.presses.filter((one) => one.key !== key));
  }

  async send() {
    if (this.#isSending) return;
    this.#isSending = true;
    clearTimeout(this.#timer);
    try {
      for (let next = this.#next(); next; next = this.#next()) if (!(await this.#sendOne(next))) break;
    } finally {
      this.#isSending = false;
    }
  }

  async #sendOne(press) {
    const body = { ...press.body, key: press.key, told_ms: press.told_ms };
    const { said, problem, isSignedOut } = await ask(this.address, { body, token: this.token });
    if (said) {
      this.forget(press.key);
      this.#say("");
      this.done(press, said);
      return true;
    }
    if (problem && problem.word !== "wait") {
      this.#keep(this.presses.map((one) => (one.key === press.key ? { ...one, state: "refused", sentence: problem.sentence } : one)));
      this.#say("");
      if (this.refused(press, problem)) this.forget(press.key);
      return true;
    }
    this.#keep(this.presses.map((one) => (one.key === press.key ? { ...one, isKept: true } : one)));
    this.#say(problem ? "wait" : isSignedOut ? "signed out" : "lineless", problem?.sentence);
    if (!isSignedOut) this.#timer = setTimeout(() => this.send(), problem ? problem.wait_s * 1_000 : AGAIN_MS);
    return false;
  }

  #next() {
    return this.presses.find((one) => one.state === "waiting");
  }

  #say(state, sentence = "") {
    this.state = state;
    this.sentence = sentence;
    this.changed();
  }

  #keep(presses) {
    localStorage.setItem(this.name, JSON.stringify(presses));
    this.changed();
  }
}
