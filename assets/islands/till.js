// The till: find who stands there, press, and go on; what is pressed without a line is kept and sent later.
import { ask } from "../till/ask.js";
import { drawToday, drawUnknown, drawWaiting } from "../till/lists.js";
import { button, icon, make, notice, say } from "../till/made.js";
import { toField, toMinor, toText } from "../till/money.js";
import { changeBack, changePerson, drawPerson } from "../till/person.js";
import { Queue } from "../till/queue.js";
import { Taken } from "../till/taken.js";
import { keepPage } from "../till/without.js";

const PERSON = /^pk/i;
const A_PERSONS = 37; // letters of a person's code

export default function till(root) {
  const at = (name) => root.querySelector(`[data-${name}]`);
  const { customer, acts, today, signIn, member, currency } = root.dataset;
  const decimals = Number(root.dataset.decimals);
  const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
  const [find, code, store, status, box] = [at("find"), root.querySelector("#till-code"), at("store"), at("status"), at("person")];
  const amountBox = root.querySelector("#till-amount");
  const hasKeyboard = matchMedia("(hover: hover)").matches;
  const begun = Date.now();
  let person = null;
  let isKnown = false; // what was done today
  const taken = new Taken(amountBox);

  const queue = new Queue({ member, address: acts, token, changed: draw, done, refused });
  const minorOf = (text) => toMinor(text, decimals, JSON.parse(root.dataset.signs));
  const written = () => (amountBox.value.trim() ? minorOf(amountBox.value) : undefined);
  const here = () => store?.value ?? "";
  const tell = (...pieces) => status.replaceChildren(...pieces);
  const money = (minor) => toText(minor, currency, decimals);
  const theirs = (body) => ({ store: here(), visit: person?.visit ?? "", ...body });
  const press = (label, body, kept) => queue.press(label, theirs(body), { ...kept, visit: person?.visit });
  const restsFor = (body) => queue.restsFor(theirs(body));

  function draw() {
    drawWaiting(at("waiting"), queue);
    const said = {
      "lineless": () => notice("warning", icon("wifi-off"), make("span", {}, `${say("no_line")} ${say("kept")}`)),
      "signed out": signedOut,
      "wait": () => notice("warning", icon("clock-pause"), make("span", {}, queue.sentence)),
    }[queue.state];
    if (said) tell(said());
    else if (status.dataset.of === "queue") tell();
    status.dataset.of = said ? "queue" : "";
  }

  const show = () => drawPerson(box, person, { press, restsFor, amount, needed, money, currency, minorOf });

  // Undefined where none is written; null where it is not understood: then that is said, and nothing is guessed.
  function amount() {
    const minor = written();
    if (minor === null) wrong(say("no_such_amount", { text: amountBox.value.trim(), currency }));
    return minor;
  }

  // The amount, or that one is to be written.
  function needed() {
    const minor = amount();
    if (!minor && minor !== null) wrong(say("no_amount", { sample: root.dataset.sample }));
    return minor;
  }

  function wrong(sentence) {
    at("amount-problem").textContent = sentence;
    at("amount-problem").hidden = false;
    amountBox.focus();
  }

  function signedOut() {
    return notice("warning", icon("alert-triangle"), make("span", {}, `${say("signed_out")} `, make("a", { href: signIn }, say("sign_in"))));
  }

  function done(one, answer) {
    const isTheirs = person && one.kept.visit === person.visit;
    const left = takeOff(one, answer);
    if (isTheirs) changePerson(person, one, answer);
    if (one.body.verb === "undo") giveBack(answer);
    if (person && (isTheirs || one.body.verb === "undo")) show();
    const { rewards = [], missed = [] } = answer;
    const more = [
      answer.off_minor ? say("off", { amount: toText(answer.off_minor, answer.currency, decimals) }) : "",
      left,
      answer.filled ? say("full") : "",
      rewards.length ? say("earned", { rewards: rewards.join(", ") }) : "",
      one.body.verb === "friend" ? say("noted") : "",
    ];
    const told = notice("success", icon("circle-check"), make("span", {}, [say("done", { what: one.label }), ...more.filter(Boolean)].join(" · ")));
    const lost = missed.length && notice("warning", icon("alert-triangle"), make("span", {}, say("missed", { rewards: missed.join(", ") })));
    tell(told, lost || "");
    showToday();
  }

  // What is left to pay takes the amount's place, and is what Record takes.
  function takeOff(one, answer) {
    const before = one.body.amount_minor;
    const kept = { ...one.kept, coupon: one.kept.coupon ?? answer.coupon, count: answer.points };
    taken.note(answer.act, kept);
    if (!answer.off_minor || !before || answer.currency !== currency) return "";
    const left = Math.max(before - answer.off_minor, 0);
    const isTheirs = person && one.kept.visit === person.visit;
    if (isTheirs && written() === before) taken.take(answer.act, answer.off_minor, left ? toField(left, decimals) : "", kept);
    return say("to_pay", { amount: money(left) });
  }

  // What was used can be used once more, and what it had taken off is to be paid again.
  function giveBack({ undone }) {
    const kept = taken.back(undone, (off) => toField((written() ?? 0) + off, decimals));
    if (person && kept?.visit === person.visit) changeBack(person, kept);
  }

  // Said at once and forgotten, where whoever pressed still stands before it; else it stays in the list.
  function refused(one, problem) {
    if (one.isKept || one.told_ms < begun) return false;
    if (person && one.kept.visit === person.visit) show();
    tell(notice("error", icon("alert-triangle"), make("span", {}, `${say("refused_now", { what: one.label })} · ${problem.sentence}`)));
    if (problem.word === "amount" && person) amountBox.focus();
    return true;
  }

  async function showToday() {
    const { said, isLineless } = await ask(`${today}?store=${encodeURIComponent(here())}`);
    if (said) isKnown = true;
    else if (isLineless && !isKnown) opened();
    if (said) drawToday(at("done"), said.acts, (one) => queue.press(say("undoing", { what: one.sentence }), { verb: "undo", act: one.act, store: here() }));
  }

  // The page was opened without a line.
  function opened() {
    drawUnknown(at("done"));
    if (!status.childElementCount) tell(notice("warning", icon("wifi-off"), make("span", {}, `${say("no_line")} ${say("opened")}`)));
  }

  async function look(typed) {
    tell(make("p", { class: "quiet" }, say("looking")));
    const { said, problem, isSignedOut } = await ask(customer, { body: { code: typed, store: here() }, token });
    if (said) {
      tell();
      person = said;
      amountBox.value = "";
      taken.over();
      show();
      find.reset();
      (hasKeyboard ? code : box.querySelector("[data-name]")).focus(); // a scanner that types goes on with the next
      return;
    }
    if (problem?.word === "friend" && person) {
      tell();
      find.reset();
      press(say("friend"), { verb: "friend", code: typed }, {});
      return;
    }
    if (problem?.word === "shared" && person) {
      tell();
      find.reset();
      const minor = amount();
      if (minor !== null) press(say("coupon", { name: typed }), { verb: "use", code: typed, amount_minor: minor }, {});
      return;
    }
    person = null; // what is pressed now would be for whoever stood there before
    box.hidden = true;
    if (problem) tell(notice("error", icon("alert-triangle"), make("span", {}, problem.sentence)));
    else if (isSignedOut) tell(signedOut());
    else tell(lineless(typed));
  }

  function lineless(typed) {
    const letters = typed.normalize("NFKC").replace(/[\W_]/g, "");
    const isPerson = PERSON.test(letters) && letters.length >= A_PERSONS;
    const keep = button(say("as_coupon"), "btn-primary", () => {
      queue.press(say("coupon", { name: typed }), { verb: "use", code: typed, store: here() });
      next();
    });
    const told = make("span", {}, `${say("no_line")} ${say(isPerson ? "changes" : "no_person")}`);
    return make("div", {}, notice("warning", icon("wifi-off"), told), isPerson ? "" : keep);
  }

  function next() {
    person = null;
    box.hidden = true;
    find.reset();
    code.focus();
  }

  find.addEventListener("submit", (event) => {
    event.preventDefault();
    if (code.value.trim()) look(code.value.trim());
  });
  at("next").addEventListener("click", () => {
    tell();
    next();
  });
  at("scan").addEventListener("click", async () => {
    try {
      if (!navigator.mediaDevices) throw new Error(say("not_secure"));
      const found = await (await import("../till/scan.js")).scan(at("camera"));
      if (!found) return;
      code.value = found;
      look(found);
    } catch (problem) {
      const sentence = navigator.mediaDevices ? say("no_camera") : problem.message;
      tell(notice("warning", icon("alert-triangle"), make("span", {}, sentence)));
    }
  });
  amountBox.addEventListener("input", () => (at("amount-problem").hidden = true));
  at("amount").addEventListener("submit", (event) => {
    event.preventDefault();
    const minor = needed();
    if (!minor || !press(say("amount", { amount: money(minor) }), { verb: "purchase", amount_minor: minor })) return;
    amountBox.value = "";
    taken.over();
  });
  const kept = `polku till store ${member}`;
  if (store?.tagName === "SELECT") {
    const before = localStorage.getItem(kept);
    if ([...store.options].some((option) => option.value === before)) store.value = before;
    store.addEventListener("change", () => {
      localStorage.setItem(kept, store.value);
      tell();
      next();
      showToday();
    });
  }
  addEventListener("online", () => {
    if (isKnown) return;
    tell();
    showToday();
  });
  keepPage(root.dataset);
  draw();
  queue.send();
  showToday();
  if (hasKeyboard) code.focus();
}
