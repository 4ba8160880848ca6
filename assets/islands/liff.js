// Within LINE: the token that tells who is looking goes to our server, and the page that was meant opens. Where LIFF does not
// know, LINE Login in the browser does.
const form = document.getElementById("liff");

try {
  await window.liff.init({ liffId: form.dataset.app });
  const token = window.liff.isLoggedIn() && window.liff.getIDToken();
  if (!token) throw new Error("nobody is logged in");
  form.elements.id_token.value = token;
  form.submit();
} catch {
  location.replace(form.dataset.else);
}
