// Passkeys: the browser makes or reads one, the form carries the answer. Everything else works without this file.

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withBytes = (known = []) => known.map((one) => ({ ...one, id: toBytes(one.id) }));

async function make({ publicKey }) {
  const credential = await navigator.credentials.create({ publicKey: {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials),
    // Kept on the device where it can be: then the passkey opens the portal without an address or a password.
    authenticatorSelection: { ...publicKey.authenticatorSelection, residentKey: "preferred", requireResidentKey: false },
  } });
  return { ...plain(credential), response: {
    clientDataJSON: toText(credential.response.clientDataJSON),
    attestationObject: toText(credential.response.attestationObject),
    transports: credential.response.getTransports?.() ?? [],
  } };
}

async function read({ publicKey }) {
  const credential = await navigator.credentials.get({ publicKey: {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    allowCredentials: withBytes(publicKey.allowCredentials),
  } });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return { ...plain(credential), response: {
    clientDataJSON: toText(clientDataJSON),
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  } };
}

const plain = (credential) => ({
  type: credential.type,
  id: credential.id,
  rawId: toText(credential.rawId),
  clientExtensionResults: credential.getClientExtensionResults(),
});

// Who is not signed in gets the question at the moment of pressing: the page itself carries none.
async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).request_options;
}

function ready(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (failed) failed.hidden = true;
    try {
      const options = await optionsOf(form);
      const credential = await (form.dataset.passkey === "make" ? make(options) : read(options));
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      if (failed) failed.hidden = false;
    }
  });
}

if (window.PublicKeyCredential) for (const form of document.querySelectorAll("form[data-passkey]")) ready(form);
