// The till: find who stands there, press, and go on; what is pressed without a line is kept and sent later.
import { ask } from "../till/ask.js";
import { drawToday, drawWaiting } from "../till/lists.js";
import { button, icon, make, notice, say } from "../till/made.js";
import { toField, toMinor, toText } from "../till/money.js";
import { changePerson, drawPerson } from "../till/person.js";
import { Queue } from "../till/queue.js";

const PERSON = /^\s*p\W*k/i;
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

  const queue = new Queue({ member, address: acts, token, changed: draw, done, refused });
  const amount = () => toMinor(amountBox.value, decimals) ?? undefined;
  const here = () => store?.value ?? "";
  const tell = (...pieces) => status.replaceChildren(...pieces);
  const press = (label, body, kept) => queue.press(label, { store: here(), visit: person?.visit ?? "", ...body }, { ...kept, visit: person?.visit });

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

  function signedOut() {
    return notice("warning", icon("alert-triangle"), make("span", {}, `${say("signed_out")} `, make("a", { href: signIn }, say("sign_in"))));
  }

  function done(one, answer) {
    if (person && one.kept.visit === person.visit) {
      changePerson(person, one, answer);
      drawPerson(box, person, { press, amount });
    }
    const { rewards = [], missed = [] } = answer;
    const more = [
      answer.off_minor ? say("off", { amount: toText(answer.off_minor, answer.currency, decimals) }) : "",
      takeOff(one, answer),
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
    if (!answer.off_minor || !before || answer.currency !== currency) return "";
    const left = Math.max(before - answer.off_minor, 0);
    if (person && one.kept.visit === person.visit && amount() === before) amountBox.value = left ? toField(left, decimals) : "";
    return say("to_pay", { amount: toText(left, currency, decimals) });
  }

  // Said at once and forgotten, where whoever pressed still stands before it; else it stays in the list.
  function refused(one, problem) {
    if (one.isKept || one.told_ms < begun) return false;
    if (person && one.kept.visit === person.visit) drawPerson(box, person, { press, amount });
    tell(notice("error", icon("alert-triangle"), make("span", {}, `${say("refused_now", { what: one.label })} · ${problem.sentence}`)));
    if (problem.word === "amount" && person) amountBox.focus();
    return true;
  }

  async function showToday() {
    const { said } = await ask(`${today}?store=${encodeURIComponent(here())}`);
    if (said) drawToday(at("done"), said.acts, (one) => queue.press(say("undoing", { what: one.sentence }), { verb: "undo", act: one.act, store: here() }));
  }

  async function look(typed) {
    tell(make("p", { class: "quiet" }, say("looking")));
    const { said, problem, isSignedOut } = await ask(customer, { body: { code: typed, store: here() }, token });
    if (said) {
      tell();
      person = said;
      amountBox.value = "";
      drawPerson(box, person, { press, amount });
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
    person = null; // what is pressed now would be for whoever stood there before
    box.hidden = true;
    if (problem) tell(notice("error", icon("alert-triangle"), make("span", {}, problem.sentence)));
    else if (isSignedOut) tell(signedOut());
    else tell(lineless(typed));
  }

  function lineless(typed) {
    const isPerson = PERSON.test(typed) && typed.replace(/\W/g, "").length >= A_PERSONS;
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
    const minor = amount();
    const wrong = at("amount-problem");
    wrong.hidden = Boolean(minor);
    if (!minor) {
      wrong.textContent = say("no_amount", { sample: root.dataset.sample });
      amountBox.focus();
    } else if (press(say("amount", { amount: toText(minor, currency, decimals) }), { verb: "purchase", amount_minor: minor })) amountBox.value = "";
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
  draw();
  queue.send();
  showToday();
  if (hasKeyboard) code.focus();
}
