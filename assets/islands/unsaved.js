// A form whose words are not lost by leaving: the browser asks first. data-unsaved: what it shows is not kept yet.
// The names below are of the preview, which nobody minds losing.
const PREVIEW = ["csrfmiddlewaretoken", "as_query", "reader", "sketch", "screen", "scheme", "gone", "past", "to_tester", "testers_shown"];
const isWords = (name) => !PREVIEW.includes(name) && !name.endsWith(".open") && !name.endsWith(".file");

export default function unsaved(form) {
  const words = () => JSON.stringify([...new FormData(form)].filter(([name]) => isWords(name)));
  const kept = "unsaved" in form.dataset ? "" : words();
  let isSent = false;
  form.addEventListener("submit", () => (isSent = true));
  window.addEventListener("pageshow", () => (isSent = false)); // come back to by the browser's "back"
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && words() !== kept) event.preventDefault();
  });
}
