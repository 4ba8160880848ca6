// Keys for going places: "g" and then the letter of a link's data-key; "?" opens the page of keys.
import { isWriting } from "./find.js";

const WAIT_MS = 1500;

export default function keys(frame) {
  let begun = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (event.key === "?") {
      location.assign(frame.dataset.keys);
    } else if (event.key === "g") {
      begun = Date.now();
    } else if (Date.now() - begun < WAIT_MS) {
      begun = 0;
      const link = [...frame.querySelectorAll("a[data-key]")].find((one) => one.dataset.key === event.key);
      if (link) {
        event.preventDefault();
        link.click();
      }
    }
  });
}
