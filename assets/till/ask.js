// Asking the server: what it said, or that it was not reached, or that we are signed out.
const PATIENCE_MS = 12_000;
const LINELESS = [408, 425, 500, 502, 503, 504];

export async function ask(address, { body, token } = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      method: body ? "POST" : "GET",
      body: body && JSON.stringify(body),
      headers: body ? { "Content-Type": "application/json", "X-CSRFToken": token } : {},
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return { isLineless: true };
  }
  if (LINELESS.includes(answer.status)) return { isLineless: true };
  const isOurs = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  if (answer.redirected || !isOurs) return { isSignedOut: true }; // the sign-in's page, or a form of before it
  try {
    const said = await answer.json();
    return answer.ok ? { said } : { problem: said.problem };
  } catch {
    return { isLineless: true }; // the line went while it spoke
  }
}
