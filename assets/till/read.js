// QR codes and barcodes in browsers that cannot read them by themselves. Loaded with the camera, and only there.
// Each file by itself: the whole library is much more.
import BinaryBitmap from "@zxing/library/esm/core/BinaryBitmap.js";
import DecodeHintType from "@zxing/library/esm/core/DecodeHintType.js";
import RGBLuminanceSource from "@zxing/library/esm/core/RGBLuminanceSource.js";
import HybridBinarizer from "@zxing/library/esm/core/common/HybridBinarizer.js";
import Code128Reader from "@zxing/library/esm/core/oned/Code128Reader.js";
import EAN13Reader from "@zxing/library/esm/core/oned/EAN13Reader.js";
import QRCodeReader from "@zxing/library/esm/core/qrcode/QRCodeReader.js";

const LARGEST = 800; // dots on a side: more takes longer and reads no better

export function reader() {
  const hints = new Map([[DecodeHintType.TRY_HARDER, true]]);
  const readers = [new QRCodeReader(), new Code128Reader(), new EAN13Reader()];
  const canvas = document.createElement("canvas");
  const drawn = canvas.getContext("2d", { willReadFrequently: true });

  return async (video) => {
    const scale = Math.min(1, LARGEST / Math.max(video.videoWidth, video.videoHeight, 1));
    canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
    canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
    drawn.drawImage(video, 0, 0, canvas.width, canvas.height);
    const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey(drawn, canvas), canvas.width, canvas.height)));
    for (const one of readers) {
      try {
        return one.decode(bitmap, hints).getText();
      } catch {
        one.reset(); // nothing of this kind
      }
    }
    return "";
  };
}

function grey(drawn, { width, height }) {
  const { data } = drawn.getImageData(0, 0, width, height);
  const dots = new Uint8ClampedArray(width * height);
  for (let at = 0; at < dots.length; at++) dots[at] = (data[4 * at] * 306 + data[4 * at + 1] * 601 + data[4 * at + 2] * 117) >> 10;
  return dots;
}
