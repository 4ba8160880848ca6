// The camera: a QR code is an address, so one may paste it; where the browser can read codes, a picture will do.
import { make } from "../phone/make.js";
import { field, input } from "./pieces.js";

export function camera({ words, sheet, opens, toast }) {
  const form = make("form", "lab-form");
  const address = input("text");
  address.inputMode = "url";
  address.autofocus = true;
  address.required = true;
  const open = make("button", "lab-primary", words.open);
  open.type = "submit";
  form.append(make("p", "lab-note", words.camera_about), field(words.address, address));
  if ("BarcodeDetector" in window) form.append(field(words.qr_picture, reader(words, toast, (found) => (address.value = found))));
  form.append(open);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sheet.close();
    opens(address.value.trim());
  });
  sheet.show(words.camera, [form]);
}

function reader(words, toast, then) {
  const picture = input("file");
  picture.accept = "image/*";
  picture.addEventListener("change", async () => {
    const codes = await new window.BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(picture.files[0]));
    if (codes.length) then(codes[0].rawValue);
    else toast(words.no_qr);
  });
  return picture;
}
