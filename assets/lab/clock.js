// The phone's clock: the lab's time, which may run faster than ours.

export function clock(shown, language) {
  let known = null;
  const tick = () => {
    if (!known) return;
    const now = new Date(known.now_ms + (performance.now() - known.at) * known.speed);
    for (const one of shown) {
      const form = one.dataset.long === undefined ? { hour: "2-digit", minute: "2-digit" } : { dateStyle: "medium", timeStyle: "short" };
      one.textContent = now.toLocaleString(language, form);
    }
  };
  setInterval(tick, 1_000);
  return (said) => {
    known = { ...said, at: performance.now() };
    tick();
  };
}

export function jumps(then) {
  for (const button of document.querySelectorAll("[data-jump]")) {
    button.addEventListener("click", async () => {
      const jump_s = Number(button.dataset.jump);
      await fetch("/lab/clock", { method: "PUT", body: JSON.stringify({ jump_s }) });
      then();
    });
  }
}
