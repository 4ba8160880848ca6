// Times as the server tells them: 13:50 by the clock of whoever looks, with the day where that is another one.
const zone = document.querySelector("[data-zone]")?.dataset.zone;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
const date = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", timeZone: zone });

export function timeOf(ms, now = Date.now()) {
  const [day, today] = [ms, now].map((one) => date.format(one));
  return day === today ? clock.format(ms) : `${day} ${clock.format(ms)}`;
}
