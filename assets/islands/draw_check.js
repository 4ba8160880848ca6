// Computes a draw again, here in the browser, from what has been published: as polku/act/rewards/draws/order.py does.
const WHOLE = 2n ** 256n;
const bytes = (text) => new TextEncoder().encode(text);
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (text) => hex(await crypto.subtle.digest("SHA-256", bytes(text)));

// Tickets that win, the first prize first, and after the last prize the reserves.
async function winners(told, text, digest) {
  const key = await crypto.subtle.importKey("raw", bytes(told.secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const left = text.split("\n").filter(Boolean);
  const times = new Map();
  const won = [];
  let taken = 0;
  for (let nth = 0; taken < left.length && won.length < told.prizes + told.reserves; nth += 1) {
    const number = BigInt("0x" + hex(await crypto.subtle.sign("HMAC", key, bytes(`${digest}:${told.mixed}:${nth}`))));
    const count = BigInt(left.length - taken);
    if (number >= WHOLE - (WHOLE % count)) continue;
    const place = taken + Number(number % count);
    [left[taken], left[place]] = [left[place], left[taken]];
    const [ticket, person] = left[taken].split(" ");
    taken += 1;
    if (told.most !== null && (times.get(person) ?? 0) >= told.most) continue;
    times.set(person, (times.get(person) ?? 0) + 1);
    won.push(ticket);
  }
  return won;
}

// Whether each ticket that moved up was the next reserve, for one that had a prize until then.
function followed(won, reserves, moved) {
  const having = new Set(won);
  return moved.every(({ ticket, instead }, nth) => {
    if (ticket !== reserves[nth] || !having.delete(instead)) return false;
    having.add(ticket);
    return true;
  });
}

async function fetched(address, read) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer[read]();
}

function say(claims, holds, sentence) {
  const line = document.createElement("li");
  line.className = holds ? "is-yes" : "is-no";
  line.textContent = `${holds ? claims.dataset.yes : claims.dataset.no} ${sentence}`;
  claims.append(line);
}

for (const box of document.querySelectorAll("[data-check]")) {
  const [button, claims, form] = [box.querySelector("button"), box.querySelector(".claims"), box.querySelector(".find")];
  let told, text;

  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    claims.replaceChildren();
    claims.hidden = false;
    try {
      [told, text] = await Promise.all([fetched(box.dataset.check, "json"), fetched(box.dataset.list, "text")]);
      const digest = await sha256(text);
      say(claims, (await sha256(told.secret)) === told.commitment, claims.dataset.secret);
      say(claims, digest === told.list, claims.dataset.frozen);
      const drawn = await winners(told, text, digest);
      const [won, reserves] = [drawn.slice(0, told.prizes), drawn.slice(told.prizes)];
      say(claims, won.join() === told.winners.join(), claims.dataset.winners);
      if (told.reserves) {
        say(claims, reserves.join() === told.next.join(), claims.dataset.reserves);
        say(claims, followed(won, reserves, told.moved_up), claims.dataset.moved);
      }
      form.hidden = false;
    } catch {
      say(claims, false, claims.dataset.failed);
    }
    button.disabled = false;
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [typed, said] = [form.elements.ticket.value.toUpperCase().replace(/[^0-9A-Z]/g, ""), form.querySelector("[role=status]")];
    const mark = await sha256(`${told.salt}:${(typed.match(/.{1,4}/g) ?? []).join("-")}`);
    const having = new Set(told.winners);
    for (const { ticket, instead } of told.moved_up) having.delete(instead) && having.add(ticket);
    said.textContent = having.has(mark) ? said.dataset.won : told.next.includes(mark) ? said.dataset.reserve : text.includes(`${mark} `) ? said.dataset.there : said.dataset.none;
  });
}
