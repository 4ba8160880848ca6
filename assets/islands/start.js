// Wakes the islands of a page, and of every part that htmx brings in: <… data-island="copy">.
// These are small and come with this file, so that they answer from the first moment; large ones are to be import()ed.
import areas from "./areas.js";
import away from "./away.js";
import blocks from "./blocks.js";
import builder from "./builder.js";
import copy from "./copy.js";
import facts from "./facts.js";
import find from "./find.js";
import here from "./here.js";
import insert from "./insert.js";
import keys from "./keys.js";
import lengths from "./lengths.js";
import menu from "./menu.js";
import plan from "./plan.js";
import trim from "./trim.js";
import unsaved from "./unsaved.js";
import tellZone from "./zone.js";

const chat = async (element) => (await import("./chat.js")).default(element);
const sample = async (element) => (await import("./chat.js")).sample(element);
const tapped = async (element) => (await import("./tapped.js")).default(element);
const till = async (element) => (await import("./till.js")).default(element);
const islands = { areas, away, blocks, builder, chat, copy, facts, find, here, insert, keys, lengths, menu, plan, sample, tapped, till, trim, unsaved };

function wake(root) {
  const found = [...root.querySelectorAll("[data-island]:not([data-awake])")];
  if (root.matches?.("[data-island]:not([data-awake])")) found.push(root);
  for (const element of found) {
    element.dataset.awake = "";
    for (const name of element.dataset.island.split(" ")) islands[name](element);
  }
}

tellZone();
wake(document.body);
document.body.addEventListener("htmx:load", (event) => wake(event.target));
