// What was pressed and is not confirmed: kept on this device, sent in order, each with the key it was pressed with.
// A press is one act however often it is sent: the server knows the key.
import { ask } from "./ask.js";

const AGAIN_MS = 5_000;
const REST_MS = 2_000;
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// What is done to the same thing of the same customer, however much of it; "" where there is no such thing.
const same = ({ visit, verb, coupon, program, reward, code }) => (coupon || program || code ? JSON.stringify([visit, verb, coupon, program, reward, code]) : "");

export class Queue {
  #timer = 0;
  #rests = new Map();
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

  // A second tap of the same finger is no second act, though the first is confirmed by then: so long it is not taken.
  restsFor(body) {
    return Math.max((this.#rests.get(same(body)) ?? 0) - Date.now(), 0);
  }

  // False where the very same waits already, or was pressed a moment ago: pressed twice is pressed once.
  press(label, body, kept = {}) {
    const whole = JSON.stringify(body);
    const waiting = this.presses;
    if (this.restsFor(body) || waiting.some((one) => one.state === "waiting" && one.same === whole)) return false;
    if (same(body)) this.#rests.set(same(body), Date.now() + REST_MS);
    waiting.push({ key: newKey(), told_ms: Date.now(), label, body, same: whole, kept, state: "waiting" });
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
    const body = { ...press.body, key: press.key, told_ms: press.told_ms, sent_ms: Date.now() };
    const { said, problem, isSignedOut } = await ask(this.address, { body, token: this.token });
    if (said) {
      this.forget(press.key);
      if (press.body.verb === "undo") this.#rests.clear(); // it is meant to be pressed once more
      this.#say("");
      this.done(press, said);
      return true;
    }
    if (problem && problem.word !== "wait") {
      this.#rests.delete(same(press.body));
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
