// A wheel that turns, a card that is scratched: on top of what has been decided and is on the page already.
const TURNS = 5;
const SPIN_MS = 4_500;
const ENOUGH = 0.45; // of the card: then the rest is taken off
const BRUSH = 26;

const game = document.querySelector("[data-game]");
const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
// Shown once: whoever loads the page again sees what came of it.
const seen = `seen ${location.pathname}${location.search}`;
const isNew = game && !isCalm && !sessionStorage.getItem(seen);

if (isNew && game.dataset.game === "wheel") spin(game.querySelector("[data-wheel]"), game.querySelector("[data-came]"));
if (isNew && game.dataset.game === "scratch") cover(game.querySelector("[data-came]"));

function spin(wheel, came) {
  const stop = Number(wheel.dataset.wheel);
  came.classList.add("is-waiting");
  const frames = [{ transform: "rotate(0deg)" }, { transform: `rotate(${TURNS * 360 + stop}deg)` }];
  const turning = wheel.animate(frames, { duration: SPIN_MS, easing: "cubic-bezier(0.12, 0.7, 0.1, 1)" });
  turning.finished.finally(() => show(came));
}

function show(came) {
  came.classList.remove("is-waiting");
  came.classList.add("is-shown");
  sessionStorage.setItem(seen, "1");
}

function cover(came) {
  const [canvas, button] = [document.createElement("canvas"), document.createElement("button")];
  const { width, height } = came.getBoundingClientRect();
  [canvas.width, canvas.height] = [Math.round(width), Math.round(height)];
  canvas.setAttribute("aria-hidden", "true");
  const paint = canvas.getContext("2d", { willReadFrequently: true });
  foil(paint, canvas);
  Object.assign(button, { type: "button", className: "button under", textContent: game.dataset.again });
  came.append(canvas);
  came.after(button);
  came.classList.add("is-covered");

  const take = () => {
    canvas.remove();
    button.remove();
    came.classList.remove("is-covered");
    show(came);
  };
  button.addEventListener("click", take);
  paint.globalCompositeOperation = "destination-out";
  [paint.lineWidth, paint.lineCap] = [BRUSH * 2, "round"];
  let last = null;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = at(event, canvas);
    scratch(paint, last, last);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const here = at(event, canvas);
    scratch(paint, last, here);
    last = here;
  });
  canvas.addEventListener("pointerup", () => {
    last = null;
    if (bare(paint, canvas) > ENOUGH) take();
  });
}

function foil(paint, { width, height }) {
  const shine = paint.createLinearGradient(0, 0, width, height);
  for (const [place, tone] of [[0, "#b9c0c4"], [0.35, "#e6eaec"], [0.6, "#a8b0b5"], [1, "#d5dadd"]]) shine.addColorStop(place, tone);
  paint.fillStyle = shine;
  paint.fillRect(0, 0, width, height);
  paint.fillStyle = "rgb(255 255 255 / 35%)";
  for (let x = 14; x < width; x += 28) for (let y = 14; y < height; y += 28) paint.fillRect(x, y, 3, 3);
}

function at(event, canvas) {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height];
}

function scratch(paint, from, to) {
  paint.beginPath();
  paint.moveTo(...from);
  paint.lineTo(to[0] + 0.1, to[1]);
  paint.stroke();
}

// The share that has been scratched off, by every 40th point.
function bare(paint, { width, height }) {
  const { data } = paint.getImageData(0, 0, width, height);
  let [clear, all] = [0, 0];
  for (let place = 3; place < data.length; place += 160) {
    all += 1;
    if (!data[place]) clear += 1;
  }
  return clear / all;
}
