// A stand-in for LIFF's own script, for pages that the lab's phones open: answers from the tokens in the fragment.
const given = new URLSearchParams(location.hash.slice(1));
const opener = window.parent === window ? window.opener : window.parent;
const claims = () => {
  try {
    const part = given.get("id_token").split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), (one) => one.charCodeAt(0))));
  } catch {
    return null;
  }
};
const tell = (said) => opener?.postMessage(said, given.get("lab") ?? "*");

window.liff = {
  id: null,
  ready: Promise.resolve(),
  async init({ liffId }) {
    if (!liffId) throw Object.assign(new Error("liffId is necessary for liff.init()"), { code: "INVALID_CONFIG" });
    window.liff.id = liffId;
    // LIFF takes its tokens out of the address, too: they shall not be passed on with a link.
    if (given.get("id_token")) history.replaceState(null, "", location.pathname + location.search);
  },
  getOS: () => "web",
  getLanguage: () => navigator.language,
  getVersion: () => "2.28.0-lab",
  isInClient: () => Boolean(given.get("id_token")),
  isLoggedIn: () => Boolean(given.get("id_token")),
  login: () => {},
  logout: () => {},
  getAccessToken: () => given.get("access_token"),
  getIDToken: () => given.get("id_token"),
  getDecodedIDToken: claims,
  async getProfile() {
    const said = claims();
    if (!said) throw Object.assign(new Error("Need access_token for api call, Please login first"), { code: "UNAUTHORIZED" });
    return { userId: said.sub, displayName: said.name, pictureUrl: said.picture };
  },
  async sendMessages(messages) {
    tell({ liff: "sendMessages", messages });
  },
  openWindow: ({ url }) => void window.open(url, "_blank"),
  closeWindow() {
    tell({ liff: "closeWindow" });
    if (window.parent === window) window.close();
  },
};
