// Amounts as staff type them, read as the office reads them (kit/typed_money.py): 12,50 · 1.234,50 € · ¥1,250 · １２５０
// To the whole number of the smallest unit; null where it is no amount of this currency.
const SIGN = "((?:\\p{L}+\\.?|[^\\p{L}\\p{M}\\p{N}_\\s.,'’٫٬-])*)"; // kr. · R$ · €
const WRITTEN = new RegExp(`^${SIGN}\\s*([.,]?\\p{Nd}[\\p{Nd}.,'’٫٬]*)\\s*${SIGN}$`, "u");
const APART = /(?<=\p{Nd})\s(?=\p{Nd}{3}(?!\p{Nd}))/gu; // 1 250 000
const GROUPED = /^\d{1,3}(?:[.,'’٬]\d{3})+$/;

// `signs`: what may stand beside a number of this currency, in small letters.
export function toMinor(text, places, signs) {
  const found = text.normalize("NFKC").replace(/\p{Cf}/gu, "").trim().replace(APART, "").match(WRITTEN);
  if (!found || ![found[1], found[3]].every((sign) => !sign || signs.includes(sign.toLowerCase().replace(/\.$/, "")))) return null;
  const [whole, fine] = parts(latin(found[2]), places);
  if (!/^\d{1,16}$/.test(whole) || !/^\d*$/.test(fine) || fine.length > places) return null;
  const minor = Number(whole + fine.padEnd(places, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}

// What stands before the decimal sign, and after. A sign alone before three digits sets thousands apart, unless the
// currency has so many decimals.
function parts(plain, places) {
  const signs = plain.match(/\D/g) ?? [];
  if (!signs.length) return [plain, ""];
  const last = signs.at(-1);
  const at = plain.lastIndexOf(last);
  const [head, tail] = [plain.slice(0, at), plain.slice(at + 1)];
  const isDecimal = new Set(signs).size === 2 && signs.filter((one) => one === last).length === 1;
  const isAlone = signs.length === 1 && (tail.length !== 3 || places === 3);
  if (!isDecimal && !isAlone) return [joined(plain), ""];
  return [head ? joined(head) : "0", tail || "-"];
}

// 1,250,000 → 1250000; "" where it is grouped in no way that is known.
function joined(grouped) {
  if (/^\d+$/.test(grouped)) return grouped;
  const isOne = new Set(grouped.replace(/\d/g, "")).size === 1;
  return isOne && GROUPED.test(grouped) ? grouped.replace(/\D/g, "") : "";
}

// ١٢ → 12: digits of a script stand in a row that begins at …0 or at …6.
function latin(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const row = digit.codePointAt(0) & 15;
    const isFromZero = /\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - row));
    return String(isFromZero ? row : row - 6);
  });
}

// As it stands in a field: 7.50
export const toField = (minor, decimals) =>
  new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false, minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(minor / 10 ** decimals);

export const toText = (minor, currency, decimals) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency }).format(minor / 10 ** decimals);
