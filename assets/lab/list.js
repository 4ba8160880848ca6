// The list of phones: times in the reader's own way, and what is new without asking.
const found = document.getElementById("found");
const language = document.documentElement.lang;

function tellTimes() {
  for (const time of found.querySelectorAll("time[data-at]")) {
    const at = new Date(Number(time.dataset.at));
    const isToday = at.toDateString() === new Date().toDateString();
    time.dateTime = at.toISOString();
    time.textContent = isToday
      ? at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" })
      : at.toLocaleDateString(language, { month: "short", day: "numeric" });
  }
}

async function lookAgain() {
  // Whoever reads a row by keys would lose their place.
  if (document.hidden || found.contains(document.activeElement)) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  found.replaceChildren(...page.getElementById("found").childNodes);
  tellTimes();
}

tellTimes();
setInterval(lookAgain, 4_000);
document.querySelector(".search").addEventListener("change", (event) => event.currentTarget.requestSubmit());
