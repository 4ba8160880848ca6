// A strip that is wider than the screen begins where one is: <nav data-island="here">…<a aria-current="page">….
export default function here(strip) {
  const current = strip.querySelector("[aria-current]");
  if (!current || strip.scrollWidth <= strip.clientWidth) return;
  const entry = current.getBoundingClientRect();
  const seen = strip.getBoundingClientRect();
  strip.scrollLeft += (entry.left + entry.right - seen.left - seen.right) / 2;
}
