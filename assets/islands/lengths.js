// How long a field is, as the platform counts it there: in UTF-16 units, or in letters as one sees them.
const CODE = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g; // of facts: what they become is counted for each person
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export default function lengths(box) {
  box.addEventListener("input", (event) => {
    const told = event.target.id && box.querySelector(`output[for="${CSS.escape(event.target.id)}"][data-most]`);
    if (!told) return;
    const fixed = event.target.value.replace(CODE, "");
    const now = told.dataset.way === "units" ? fixed.length : [...letters.segment(fixed)].length;
    const [as, most] = [(number) => number.toLocaleString(document.documentElement.lang), Number(told.dataset.most)];
    told.textContent = `${as(now)}${fixed === event.target.value ? "" : "+"} / ${as(most)}`;
    told.classList.toggle("is-over", now > most);
  });
}
