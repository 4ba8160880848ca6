// What one can send besides words: a sticker, a picture, a place.
import { make } from "../phone/make.js";
import { drawing, field, iconButton, input, textButton } from "./pieces.js";

// Of LINE's published list of stickers that anybody may send; their pictures are LINE's own, so there are none here.
const STICKERS = [["446", "1988"], ["446", "1993"], ["789", "10855"], ["789", "10872"], ["11537", "52002734"], ["11538", "51626494"]];

export function trays({ words, places, sheet, does }) {
  const picker = input("file");
  picker.accept = "image/png,image/jpeg,image/gif,image/webp";
  picker.hidden = true;
  picker.setAttribute("aria-label", words.picture);
  picker.addEventListener("change", () => {
    if (picker.files[0]) does("picture", picker.files[0]);
    picker.value = "";
  });

  const kinds = { sticker: showStickers, picture: () => picker.click(), location: showPlaces };
  function showMore() {
    const box = make("div", "lab-choices");
    for (const [kind, then] of Object.entries(kinds)) {
      const button = textButton("", "lab-choice", () => (kind === "picture" && sheet.close(), then()));
      button.append(drawing(kind), make("span", "", words[kind]));
      box.append(button);
    }
    sheet.show(words.more, [box]);
  }

  function showStickers() {
    const box = make("div", "lab-stickers");
    for (const [packageId, stickerId] of STICKERS) {
      const button = iconButton("sticker", `${words.sticker} ${packageId} / ${stickerId}`, () => {
        sheet.close();
        does("sticker", { packageId, stickerId });
      });
      button.append(make("small", "", `${packageId} / ${stickerId}`));
      box.append(button);
    }
    sheet.show(words.sticker, [box]);
  }

  function showPlaces() {
    const share = (place) => {
      sheet.close();
      does("location", place);
    };
    const near = make("div", "lab-places");
    for (const place of places) near.append(textButton(place.title, "lab-place", () => share(place)));
    const form = make("form", "lab-form");
    const title = input("text");
    const latitude = input("number", "35.68124");
    const longitude = input("number", "139.76712");
    for (const number of [latitude, longitude]) number.step = "any";
    const send = make("button", "lab-primary", words.share);
    send.type = "submit";
    form.append(field(words.place_title, title), field(words.latitude, latitude), field(words.longitude, longitude), send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      share({ title: title.value, latitude: Number(latitude.value), longitude: Number(longitude.value) });
    });
    sheet.show(words.location, [near, form]);
  }
  return { showMore, showPlaces, pickPicture: () => picker.click(), picker };
}
