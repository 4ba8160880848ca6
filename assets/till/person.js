// Whoever stands there: their first name, their coupons and cards, and what staff can do for them.
import { button, icon, make, row, say } from "./made.js";

export function drawPerson(box, person, given) {
  box.hidden = false;
  box.querySelector("[data-name]").textContent = person.first_name || say("somebody");
  box.querySelector("[data-ranks]").replaceChildren(...(person.rank ? [make("span", { class: "pill pill-good" }, person.rank)] : []));
  const rows = [
    ...person.coupons.map((one) => coupon(one, given)),
    ...(person.more ? [make("li", { class: "quiet" }, say("more_coupons", { count: person.more }))] : []),
    ...person.to_give.map((one) => toGive(one, given)),
    ...person.discounts.map((one) => discount(one, given)),
    ...person.balances.flatMap((one) => spending(one, given)),
    ...person.cards.map((one) => card(one, given)),
    ...person.balances.map((one) => points(one, given)),
  ];
  box.querySelector("[data-things]").replaceChildren(...(rows.length ? rows : [make("li", { class: "quiet" }, say("nothing"))]));
}

// Drawn anew under the finger that has just pressed it, a button waits for a moment.
function rested(made, ms) {
  if (!ms || made.disabled) return made;
  made.disabled = true;
  setTimeout(() => (made.disabled = false), ms);
  return made;
}

function coupon(one, { press, restsFor, amount, minorOf }) {
  const box = tookOff(one);
  const left = one.uses_left > 1 && say("uses_left", { count: one.uses_left });
  const told = [one.why || one.line, left, one.until].filter(Boolean).join(" · ");
  const use = button(say("use"), one.is_shown ? "btn-primary" : "btn-quiet", () => {
    const minor = amount();
    if (minor === null) return;
    const off = offIn(box, minorOf);
    if (off === null) return;
    if (press(say("coupon", { name: one.title }), { verb: "use", coupon: one.coupon, amount_minor: minor, off_minor: off }, { coupon: one.coupon })) use.disabled = true;
  }, { "data-coupon": one.coupon, "aria-label": `${say("use")}: ${one.title}`, disabled: Boolean(one.why) });
  return row("ticket", one.title, told, ...box, rested(use, restsFor({ verb: "use", coupon: one.coupon })));
}

// Nobody holds it; staff see that it is meant.
function discount(one, { press, restsFor, amount, minorOf }) {
  const box = tookOff(one);
  const use = button(say("use"), "btn-quiet", () => {
    const minor = amount();
    if (minor === null) return;
    const off = offIn(box, minorOf);
    if (off === null) return;
    if (press(say("discount", { name: one.title }), { verb: "discount", program: one.program, amount_minor: minor, off_minor: off }, { discount: one.program })) use.disabled = true;
  }, { "aria-label": `${say("use")}: ${one.title}`, disabled: Boolean(one.why) });
  return row("discount", one.title, one.why || one.line, ...box, rested(use, restsFor({ verb: "discount", program: one.program })));
}

// What it took off, where the amount alone does not say that: staff may write it.
function tookOff(one) {
  if (!one.asks_off || one.why) return [];
  const box = make("input", { class: "form-control till-points till-off", inputmode: "decimal", maxlength: 15, autocomplete: "off", placeholder: say("took_off"), "aria-label": `${say("took_off")}: ${one.title}` });
  box.addEventListener("input", () => box.setCustomValidity(""));
  return [box];
}

// undefined: nothing is written; null: what is written is no amount, and that is said there.
function offIn([box], minorOf) {
  if (!box?.value.trim()) return undefined;
  const minor = minorOf(box.value);
  if (minor === null) {
    box.setCustomValidity(say("no_off"));
    box.reportValidity();
  }
  return minor;
}

// A coupon that they do not have yet, and staff may give.
function toGive(one, { press, restsFor }) {
  const body = { verb: "give", program: one.program };
  const give = button(say("give"), "btn-quiet", () => {
    if (press(say("give_coupon", { name: one.title }), body, { gives: one.program })) give.disabled = true;
  }, { "aria-label": `${say("give")}: ${one.title}`, disabled: Boolean(one.why) });
  return row("gift", one.title, one.why || one.line, rested(give, restsFor(body)));
}

function card(one, { press, restsFor }) {
  const told = [say("has", { has: one.has, size: one.size }), one.is_by_order && say("by_order")].filter(Boolean).join(" · ");
  if (one.is_by_order) return row("rubber-stamp", one.title, told); // stamped by hand as well, it would be stamped twice
  let count = 1;
  const shown = make("output", {}, "1");
  const turn = (by) => {
    count = Math.min(Math.max(count + by, 1), one.size);
    shown.textContent = count;
  };
  const stamp = button(say("stamp"), "btn-quiet", () => {
    const label = say("stamps", { count, name: one.title });
    if (press(label, { verb: "stamps", program: one.program, count }, { program: one.program })) stamp.disabled = true;
  }, { "data-program": one.program, "aria-label": `${say("stamp")}: ${one.title}` });
  const stepper = make("span", { class: "till-stepper" },
    button(icon("minus"), "btn-quiet", () => turn(-1), { "aria-label": say("fewer") }), shown,
    button(icon("plus"), "btn-quiet", () => turn(1), { "aria-label": say("more") }));
  return row("rubber-stamp", one.title, told, stepper, rested(stamp, restsFor({ verb: "stamps", program: one.program })));
}

const counted = (count, unit) => {
  const shown = count.toLocaleString(document.documentElement.lang);
  return unit ? `${shown} ${unit}` : say("points", { count: shown });
};

// Points for money off, and for what there is for them.
function spending(one, { press, restsFor, needed, money, currency }) {
  const { least, left, title } = one;
  if (!left) return [];
  const rewards = one.rewards.map((reward) => rewarded(one, reward, { press, restsFor }));
  if (least === null || one.currency !== currency) return rewards;
  const isEnough = one.for_money >= least && one.worth_minor > 0;
  const told = isEnough ? say("spend_line", { points: counted(one.for_money, one.unit), amount: money(one.worth_minor) }) : say("spend_least", { points: counted(left, one.unit), least: least.toLocaleString(document.documentElement.lang) });
  const name = `${say("take_off")}: ${title}`;
  const count = make("input", { class: "form-control till-points", type: "number", min: least, max: one.for_money, step: 1, inputmode: "numeric", placeholder: one.for_money, "aria-label": say("how_many", { name: title }), disabled: !isEnough });
  const take = button(say("take_off"), "btn-quiet", () => {
    if (!count.reportValidity()) return count.focus();
    const minor = needed();
    if (!minor) return;
    const wanted = count.value ? Number(count.value) : undefined;
    const label = wanted ? say("points_off", { points: counted(wanted, one.unit), name: title }) : say("all_points_off", { name: title });
    if (press(label, { verb: "spend", program: one.program, points: wanted, amount_minor: minor }, { spent: one.program })) take.disabled = true;
  }, { "aria-label": name, disabled: !isEnough });
  return [row("coins", title, told, count, rested(take, restsFor({ verb: "spend", program: one.program }))), ...rewards];
}

function rewarded(one, reward, { press, restsFor }) {
  const cost = counted(reward.points, one.unit);
  const give = button(say("give"), "btn-quiet", () => {
    const label = say("for_points", { name: reward.title, points: cost });
    if (press(label, { verb: "spend", program: one.program, reward: reward.reward }, { spent: one.program })) give.disabled = true;
  }, { "aria-label": `${say("give")}: ${reward.title}`, disabled: one.left < reward.points });
  return row("gift", reward.title, say("costs", { points: cost }), rested(give, restsFor({ verb: "spend", program: one.program, reward: reward.reward })));
}

function points(one, { press, restsFor }) {
  const name = `${say("give_points")}: ${one.title}`;
  const count = make("input", { class: "form-control till-points", type: "number", min: 1, max: 1_000_000, step: 1, inputmode: "numeric", "aria-label": name });
  const give = button(say("give_points"), "btn-quiet", () => {
    const wanted = Number(count.value);
    if (!count.value || !count.reportValidity()) return count.focus();
    const label = say("some_points", { count: wanted, name: one.title });
    if (press(label, { verb: "points", program: one.program, points: wanted }, { points: one.program })) give.disabled = true;
  }, { "aria-label": name });
  return row("coins", one.title, counted(one.left, one.unit), count, rested(give, restsFor({ verb: "points", program: one.program })));
}

// What a confirmed press has changed of what is shown.
export function changePerson(person, press, answer) {
  if (press.kept.gives) return changeGiven(person, press.kept.gives, say("given"), [...person.coupons, { ...answer, is_shown: false }]);
  const { program, points: given, spent } = press.kept;
  const used = press.kept.coupon ?? answer.coupon; // a shared code does not say which
  if (used) person.coupons = person.coupons.map((one) => (one.coupon === used ? { ...one, uses_left: one.uses_left - 1, why: one.uses_left > 1 ? one.why : say("used") } : one));
  if (program) person.cards = person.cards.map((one) => (one.program === answer.program ? { ...one, has: answer.has } : one));
  if (press.kept.discount) changeDiscount(person, press.kept.discount, say("used"));
  if (given || spent) person.balances = person.balances.map((one) => (one.program === (given ?? spent) ? worthAfter(one, answer.left) : one));
}

// What a press that was undone had changed: a coupon can be used once more, points are there again.
export function changeBack(person, kept) {
  if (kept.gives) return changeGiven(person, kept.gives, "", person.coupons.filter((one) => one.coupon !== kept.coupon));
  if (kept.coupon) person.coupons = person.coupons.map((one) => (one.coupon === kept.coupon ? { ...one, uses_left: one.uses_left + 1, why: "" } : one));
  if (kept.discount) changeDiscount(person, kept.discount, "");
  if (kept.spent) person.balances = person.balances.map((one) => (one.program === kept.spent ? worthAfter(one, one.left + kept.count) : one));
}

// Until they are looked up again: new points are worth what the rate of now says, and what is gone had its share. The server
// knows better, and decides.
function worthAfter(one, left) {
  const more = left - one.left;
  const count = Math.max(0, one.for_money + more);
  const gained = one.rate ? (more * one.rate.minor) / one.rate.points : 0;
  const worth = more > 0 ? one.worth_minor + gained : (one.worth_minor * count) / (one.for_money || 1);
  return { ...one, left, for_money: count, worth_minor: Math.floor(worth) };
}

function changeDiscount(person, program, why) {
  person.discounts = person.discounts.map((one) => (one.program === program ? { ...one, why } : one));
}

function changeGiven(person, program, why, coupons) {
  person.to_give = person.to_give.map((one) => (one.program === program ? { ...one, why } : one));
  person.coupons = coupons;
}
