// The in-app browser: a page within the phone where that page allows it, else in a window as narrow as a phone.
import { make } from "../phone/make.js";
import { iconButton, textButton } from "./pieces.js";

export function browser({ words, sheet, hears }) {
  let own = null;
  const inWindow = (url) => (own = window.open(url, "lab-browser", "popup,width=400,height=780"));

  addEventListener("message", (event) => {
    const frame = document.querySelector(".lab-page");
    const isOurs = event.source && (event.source === frame?.contentWindow || event.source === own);
    if (!isOurs || typeof event.data?.liff !== "string") return;
    if (event.data.liff === "closeWindow") {
      sheet.close();
      own?.close();
    } else hears(event.data);
  });

  return (url, canFrame) => {
    const address = make("p", "lab-address", url.split("#")[0]);
    const tool = iconButton("window", words.own_tab, () => inWindow(url));
    if (canFrame) {
      const frame = make("iframe", "lab-page");
      frame.title = words.browser;
      frame.src = url;
      sheet.show(words.browser, [address, frame], { isWhole: true, tools: [tool] });
      return;
    }
    sheet.show(words.browser, [address, make("p", "lab-note", words.own_window), textButton(words.own_tab, "lab-primary", () => inWindow(url))]);
    inWindow(url);
  };
}
