// Amounts as staff type them, in whole numbers of the currency's smallest unit.
export function toMinor(text, decimals) {
  const typed = text.replace(/[\s\u00a0\u202f]/g, "");
  const plain = decimals === 0 ? typed.replace(/[.,](?=\d{3}(\D|$))/g, "") : typed.replace(",", ".");
  const found = plain.match(/^(\d{1,12})(?:\.(\d+))?$/);
  if (!found || (found[2] ?? "").length > decimals) return null;
  const minor = Number(found[1]) * 10 ** decimals + Number((found[2] ?? "").padEnd(decimals, "0") || 0);
  return minor > 0 ? minor : null;
}

// As it stands in a field: 7.50
export const toField = (minor, decimals) =>
  new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false, minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(minor / 10 ** decimals);

export const toText = (minor, currency, decimals) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency }).format(minor / 10 ** decimals);
