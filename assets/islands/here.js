// A strip that is wider than the screen begins where one is, and says on which sides there is more:
// <nav data-island="here">…<a aria-current="page">….
const SLIP = 2; // pixels: places of scrolling are not whole

export default function here(strip) {
  const current = strip.querySelector("[aria-current]");
  if (current && strip.scrollWidth > strip.clientWidth) {
    const entry = current.getBoundingClientRect();
    const seen = strip.getBoundingClientRect();
    strip.scrollLeft += (entry.left + entry.right - seen.left - seen.right) / 2;
  }
  strip.addEventListener("scroll", () => tell(strip), { passive: true });
  new ResizeObserver(() => tell(strip)).observe(strip);
}

function tell(strip) {
  const start = strip.scrollLeft > SLIP;
  const end = strip.scrollLeft + strip.clientWidth < strip.scrollWidth - SLIP;
  if (start || end) strip.dataset.further = [start && "start", end && "end"].filter(Boolean).join(" ");
  else delete strip.dataset.further;
}
