// The camera: QR codes and barcodes, by the browser itself where it can.
const FORMATS = ["qr_code", "code_128", "ean_13", "ean_8", "code_39"];
const EVERY_MS = 150;

async function detector() {
  if ("BarcodeDetector" in window) {
    const known = await BarcodeDetector.getSupportedFormats();
    if (known.includes("qr_code")) {
      const own = new BarcodeDetector({ formats: FORMATS.filter((one) => known.includes(one)) });
      return async (video) => (await own.detect(video))[0]?.rawValue;
    }
  }
  return (await import("./read.js")).reader();
}

// Opens the dialog; gives what was read, or "" where it was closed. Throws where there is no camera.
export async function scan(dialog) {
  const video = dialog.querySelector("[data-video]");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  const close = () => dialog.close();
  dialog.querySelector("[data-close]").addEventListener("click", close, { once: true });
  video.srcObject = stream;
  dialog.showModal();
  try {
    const [read] = await Promise.all([detector(), video.play()]);
    while (dialog.open) {
      const found = await read(video).catch(() => "");
      if (found) {
        navigator.vibrate?.(60);
        return found;
      }
      await new Promise((go) => setTimeout(go, EVERY_MS));
    }
    return "";
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    dialog.close();
  }
}
