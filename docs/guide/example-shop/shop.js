// Calls that are made before the tracker has loaded are kept, in their order.
window.polku = window.polku || [];
for (const verb of ["track", "page", "identify", "alias", "reset", "consent", "productViewed", "productAdded", "productRemoved",
  "cartViewed", "checkoutStarted", "orderCompleted"]) {
  polku[verb] ??= (...given) => polku.push([verb, ...given]);
}

const cart = JSON.parse(localStorage.cart || "[]");
const all = (selector) => document.querySelectorAll(selector);
const total = () => Math.round(cart.reduce((sum, line) => sum + line.price * line.quantity, 0) * 100) / 100;

function keep() {
  localStorage.cart = JSON.stringify(cart);
  for (const count of all("[data-count]")) count.value = cart.reduce((sum, line) => sum + line.quantity, 0);
}
keep();

// The buttons are marked in the page, so the tracker tells of the click by itself; here only the cart is filled.
for (const button of all("[data-add]")) {
  button.addEventListener("click", () => {
    const { polkuProductId: product_id, polkuName: name, polkuPrice: price } = button.dataset;
    const line = cart.find((one) => one.product_id === product_id);
    if (line) line.quantity += 1;
    else cart.push({ product_id, name, price: Number(price), quantity: 1 });
    keep();
  });
}

const { product, name, price } = document.body.dataset;
if (product) polku.productViewed({ product_id: product, name, price: Number(price), currency: "EUR" });

if ("cart" in document.body.dataset) {
  for (const line of cart) {
    const item = document.createElement("li");
    item.append(`${line.quantity} × ${line.name}`, Object.assign(document.createElement("span"), { textContent: `€${line.price}` }));
    document.querySelector("[data-lines]").append(item);
  }
  document.querySelector("[data-total]").textContent = cart.length ? `€${total()}` : "Nothing in it yet.";
  polku.cartViewed({ products: cart });

  const form = document.querySelector("#order");
  form.addEventListener("focusin", () => polku.checkoutStarted({ value: total(), currency: "EUR", products: cart }), { once: true });
  form.addEventListener("submit", () => {
    const { name, email } = Object.fromEntries(new FormData(form));
    polku.identify(email, { name, email });
    const order_id = `web-${Date.now()}`;
    polku.orderCompleted({ order_id, revenue: total(), currency: "EUR", products: cart });
    cart.length = 0;
    keep();
  });
}

// This shop keeps nothing; a form only leads on, and takes nobody's address into the address bar.
for (const form of all("form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = "thanks.html";
  });
}

// Nothing is stored and nothing is sent before a visitor has said yes.
const ask = document.querySelector(".ask");
addEventListener("load", () => (ask.hidden = !polku.isAwake || polku.consent() || localStorage.asked === "yes"));
ask.addEventListener("click", ({ target }) => {
  if (!target.dataset.answer) return;
  polku.consent(target.dataset.answer === "yes");
  localStorage.asked = "yes";
  ask.hidden = true;
});
