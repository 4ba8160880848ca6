// One phone: the chat as its owner sees it, and everything that they can do there.
import { draw, drawMenu } from "../phone/phone.js";
import { make } from "../phone/make.js";
import { browser } from "./browser.js";
import { camera } from "./camera.js";
import { clock, jumps } from "./clock.js";
import { compose } from "./compose.js";
import { entryAt, ownMenu } from "./own.js";
import { iconButton, textButton } from "./pieces.js";
import { sheets, toaster } from "./sheet.js";
import { taps } from "./taps.js";
import { trays } from "./trays.js";
import { get, hear, post } from "./wire.js";

const phone = document.getElementById("phone");
const given = JSON.parse(phone.dataset.phone);
const { words, base, language } = given;
const isDark = matchMedia("(prefers-color-scheme: dark)");

const status = make("div", "lab-status");
const now = make("time");
status.append(now);
const head = make("div", "phone-head");
const title = make("strong", "phone-title", given.account.name);
title.dir = "auto";
const screen = make("div", "phone-screen");
screen.tabIndex = 0;
const chat = make("div");
screen.append(chat);
const foot = make("div", "phone-foot");
const menuPlace = make("div");
const note = make("div", "lab-state");

phone.replaceChildren(status, head, screen, foot);
const sheet = sheets(phone, words);
const toast = toaster(phone);
const setClock = clock([now, ...document.querySelectorAll("#clock")], language);
document.getElementById("clock").dataset.long = "";

let shown = { entries: [], state: "friend" };
let drawn = "";
let drawnMenu = "";
let newMenu = ""; // has come onto the screen, and has not been told of yet

async function does(verb, content) {
  try {
    return await post(`${base}/${verb}`, content);
  } catch (problem) {
    toast(problem instanceof TypeError ? words.gone : words.refused.replace("{why}", problem.message));
    return null;
  } finally {
    look();
  }
}

const opensPage = browser({
  words, sheet,
  hears: (said) => said.liff === "sendMessages" && said.messages.forEach((one) => one.type === "text" && does("says", { text: one.text })),
});

// An address that was tapped, scanned or came with the page.
async function opens(uri) {
  const found = await does("open", { uri });
  if (!found) return;
  if (found.kind === "page") opensPage(found.url, found.can_frame);
  else if (found.kind === "add" && found.account === given.account.id) asksToAdd();
  else if (found.kind === "add") location.assign(`/phones/${given.number}/${found.account}?add=${found.account}`);
  else if (found.kind === "chat" && (found.account || given.account.id) === given.account.id) writes.fill(found.text);
  else if (found.kind === "chat") location.assign(`/phones/${given.number}/${found.account}?text=${encodeURIComponent(found.text)}`);
  else if (found.kind === "location") tray.showPlaces();
  else if (found.kind === "call") toast(words.call.replace("{number}", found.number));
  else toast(words.not_reached.replace("{why}", found.why));
}

function asksToAdd() {
  if (shown.state === "friend") return toast(words.friend);
  const add = textButton(words.add, "lab-primary", () => (sheet.close(), does("add")));
  add.autofocus = true;
  const about = make("p", "lab-note", words.add_about.replace("{account}", given.account.name));
  const later = textButton(words.not_now, "lab-plain", sheet.close);
  sheet.show(words.add_question.replace("{account}", given.account.name), [about, add, later]);
}

const tray = trays({ words, places: given.places, sheet, does });
const writes = compose({ words, more: tray.showMore, says: (text) => does("says", { text }) });
const onTap = taps({ words, sheet, toast, does, opens, tray, writes, shown: () => shown, menu: (isOpen) => richMenu?.[isOpen ? "open" : "close"]() });
let richMenu = null;

head.append(
  Object.assign(make("a", "lab-icon", "‹"), { href: "/phones", title: words.back, ariaLabel: words.back }),
  title,
  iconButton("camera", words.camera, () => camera({ words, sheet, opens, toast })),
  iconButton("dots", words.more, showAccount),
);
foot.append(note, menuPlace, writes.form, tray.picker);

function showAccount() {
  const isFriend = shown.state === "friend";
  const verb = isFriend ? "block" : shown.state === "blocked" ? "unblock" : "add";
  const change = textButton(words[verb], isFriend ? "lab-plain" : "lab-primary", () => (sheet.close(), does(verb)));
  const others = make("div", "lab-places");
  for (const one of given.accounts.filter((other) => other.id !== given.account.id)) {
    others.append(Object.assign(make("a", "lab-place", one.name), { href: `/phones/${given.number}/${one.id}` }));
  }
  sheet.show(given.account.name, [make("p", "lab-note", given.account.basic_id), others, change]);
}

function drawState() {
  const sentence = { blocked: words.blocked_note, stranger: words.stranger_note }[shown.state];
  note.hidden = !sentence;
  if (!sentence) return note.replaceChildren();
  const verb = shown.state === "blocked" ? "unblock" : "add";
  note.replaceChildren(make("p", "", sentence), textButton(words[verb], "lab-primary", () => does(verb)));
}

// Asks for the chat and draws it where something is new; what waited unseen has been seen then.
let asked = null;
async function look() {
  if (asked) return (asked.again = true);
  asked = { again: false };
  try {
    shown = await get(`${base}/chat`);
    setClock(shown.clock);
    drawAll();
    if (!document.hidden) post(`${base}/sees`, newMenu ? { menu: newMenu } : {}).catch(() => {});
    newMenu = "";
  } catch {
    toast(words.gone);
  }
  const again = asked.again;
  asked = null;
  if (again) look();
}

function drawAll() {
  drawState();
  const menu = JSON.stringify([shown.state === "friend" && shown.menu, isDark.matches]);
  if (menu !== drawnMenu) drawRichMenu();
  drawnMenu = menu;
  const entries = JSON.stringify([shown.entries, isDark.matches]);
  if (entries === drawn) return;
  const isAtEnd = !drawn || screen.scrollHeight - screen.scrollTop - screen.clientHeight < 200;
  drawn = entries;
  phone.classList.toggle("is-dark", isDark.matches);
  draw(chat, shown.entries, { onTap, language, dark: isDark.matches, account: given.account, coupons: shown.coupons });
  for (const row of chat.querySelectorAll(".phone-row.is-me")) {
    const entry = entryAt(chat, row, shown.entries);
    if (entry?.id) row.querySelector(".phone-meta").prepend(iconButton("dots", words.more, () => ownMenu({ entry, words, sheet, does })));
  }
  if (isAtEnd) screen.scrollTop = screen.scrollHeight;
}

function drawRichMenu() {
  menuPlace.replaceChildren();
  menuPlace.className = "";
  richMenu = null;
  if (shown.state !== "friend" || !shown.menu) return;
  const { menu, image, menus } = shown.menu;
  newMenu = menu.richMenuId;
  richMenu = drawMenu(menuPlace, menu, { onTap, image, menus, language, dark: isDark.matches });
}

isDark.addEventListener("change", look);
hear(`${base}/live`, look);
jumps(look);
await look();
if (given.does.add) asksToAdd();
if (given.does.text) writes.fill(given.does.text);
if (given.does.open) opens(given.does.open);
