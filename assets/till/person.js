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

function coupon(one, { press, restsFor, amount }) {
  const left = one.uses_left > 1 && say("uses_left", { count: one.uses_left });
  const told = [one.why || one.line, left, one.until].filter(Boolean).join(" · ");
  const use = button(say("use"), one.is_shown ? "btn-primary" : "btn-quiet", () => {
    const minor = amount();
    if (minor === null) return;
    if (press(say("coupon", { name: one.title }), { verb: "use", coupon: one.coupon, amount_minor: minor }, { coupon: one.coupon })) use.disabled = true;
  }, { "data-coupon": one.coupon, "aria-label": `${say("use")}: ${one.title}`, disabled: Boolean(one.why) });
  return row("ticket", one.title, told, rested(use, restsFor({ verb: "use", coupon: one.coupon })));
}

// Nobody holds it; staff see that it is meant.
function discount(one, { press, restsFor, amount }) {
  const use = button(say("use"), "btn-quiet", () => {
    const minor = amount();
    if (minor === null) return;
    if (press(say("discount", { name: one.title }), { verb: "discount", program: one.program, amount_minor: minor }, { discount: one.program })) use.disabled = true;
  }, { "aria-label": `${say("use")}: ${one.title}`, disabled: Boolean(one.why) });
  return row("discount", one.title, one.why || one.line, rested(use, restsFor({ verb: "discount", program: one.program })));
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
  const { rate, left, title } = one;
  if (!left) return [];
  const rewards = one.rewards.map((reward) => rewarded(one, reward, { press, restsFor }));
  if (!rate || one.currency !== currency) return rewards;
  const worth = Math.floor((left * rate.minor) / rate.points);
  const isEnough = left >= rate.least && worth > 0;
  const told = isEnough ? say("spend_line", { points: counted(left, one.unit), amount: money(worth) }) : say("spend_least", { points: counted(left, one.unit), least: rate.least.toLocaleString(document.documentElement.lang) });
  const name = `${say("take_off")}: ${title}`;
  const count = make("input", { class: "form-control till-points", type: "number", min: rate.least, max: left, step: 1, inputmode: "numeric", placeholder: left, "aria-label": say("how_many", { name: title }), disabled: !isEnough });
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
  if (given || spent) person.balances = person.balances.map((one) => (one.program === (given ?? spent) ? { ...one, left: answer.left } : one));
}

// What a press that was undone had changed: a coupon can be used once more, points are there again.
export function changeBack(person, kept) {
  if (kept.gives) return changeGiven(person, kept.gives, "", person.coupons.filter((one) => one.coupon !== kept.coupon));
  if (kept.coupon) person.coupons = person.coupons.map((one) => (one.coupon === kept.coupon ? { ...one, uses_left: one.uses_left + 1, why: "" } : one));
  if (kept.discount) changeDiscount(person, kept.discount, "");
  if (kept.spent) person.balances = person.balances.map((one) => (one.program === kept.spent ? { ...one, left: one.left + kept.count } : one));
}

function changeDiscount(person, program, why) {
  person.discounts = person.discounts.map((one) => (one.program === program ? { ...one, why } : one));
}

function changeGiven(person, program, why, coupons) {
  person.to_give = person.to_give.map((one) => (one.program === program ? { ...one, why } : one));
  person.coupons = coupons;
}
