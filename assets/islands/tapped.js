// A rich menu as a phone shows it, each area with its number and how often it was tapped; the table beside it says the same.
import { drawMenu } from "../phone/phone.js";

export default function tapped(box) {
  const theme = document.documentElement.dataset.bsTheme;
  const phone = document.createElement("div");
  drawMenu(phone, JSON.parse(box.dataset.menu), {
    image: box.dataset.image,
    marks: JSON.parse(box.dataset.marks),
    language: box.dataset.language,
    dark: theme ? theme === "dark" : undefined,
    isOpen: true,
  });
  phone.inert = true;
  box.replaceChildren(phone);
}
