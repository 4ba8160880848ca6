// What Flex's keywords mean in pixels, as LINE's own simulator shows them.
const SPACES = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const LETTERS = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const PICTURES = {
  xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220,
};
export const BUBBLES = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 };
export const ROUND = { mega: 17, giga: 5 }; // the others: 10
const NARROW = { header: [10], body: [10], footer: [10] };
const MIDDLE = { header: [11, 14, 13], body: [11, 14, 13], footer: [10] };
const WIDE = { header: [20], body: [19, 20, 20], footer: [10] };
const INSIDE = {
  nano: NARROW, micro: NARROW, deca: MIDDLE, hecto: MIDDLE, mega: WIDE, giga: WIDE,
  kilo: { header: [13], body: [13], footer: [10] },
};

const EXACT = /^-?\d+(?:\.\d+)?(?:px|%)$/;

const length = (value, keywords) => {
  if (Object.hasOwn(keywords, value ?? "")) return `${keywords[value]}px`;
  return typeof value === "string" && EXACT.test(value) ? value : "";
};

export const space = (value) => length(value, SPACES);
export const border = (value) => length(value, BORDERS);
export const letters = (value) => length(value, LETTERS);
export const exact = (value) => length(value, {});
export const pictureSize = (value) => (value === "full" ? "100%" : length(value ?? "md", PICTURES));

// What a block has around its content where it says nothing.
export function inside(size, block, hasFooter) {
  const usual = [...(INSIDE[size] ?? WIDE)[block]];
  if (block === "body" && hasFooter && !["nano", "micro"].includes(size)) {
    const [top, sides = top] = usual;
    return [top, sides, ["mega", "giga"].includes(size) ? 10 : 17];
  }
  return usual;
}

export function ratio(value, usual) {
  const found = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(value ?? "");
  return found && Number(found[1]) > 0 && Number(found[2]) > 0 ? `${found[1]} / ${found[2]}` : usual;
}
