// Wakes the islands of a page, and of every part that htmx brings in: <… data-island="copy">.
const islands = {
  copy: () => import("./copy.js"),
  insert: () => import("./insert.js"),
  menu: () => import("./menu.js"),
  slash: () => import("./slash.js"),
  trim: () => import("./trim.js"),
};

async function wake(root) {
  const found = [...root.querySelectorAll("[data-island]:not([data-awake])")];
  if (root.matches?.("[data-island]:not([data-awake])")) found.push(root);
  for (const element of found) {
    element.dataset.awake = "";
    for (const name of element.dataset.island.split(" ")) (await islands[name]()).default(element);
  }
}

wake(document.body);
document.body.addEventListener("htmx:load", (event) => wake(event.target));
