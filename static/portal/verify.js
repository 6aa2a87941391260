// Verifying a file: its SHA-256 is computed here, on the reader's device, and only the checksum is asked about.

const drop = document.querySelector("[data-drop]");
const form = document.querySelector("form[data-verify]");
const say = drop?.querySelector("[data-say]");

async function checksum(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function verify(file) {
  if (!file) return;
  say.textContent = say.dataset.computing;
  drop.setAttribute("aria-busy", "true");
  try {
    form.elements.q.value = await checksum(file);
    form.requestSubmit();
  } catch {
    say.textContent = say.dataset.failed;
  } finally {
    drop.removeAttribute("aria-busy");
  }
}

// Without a secure connection the browser has no WebCrypto: the page then offers the other ways only.
if (drop && form && globalThis.crypto?.subtle) {
  const input = drop.querySelector("input[type=file]");
  drop.hidden = false;
  input.addEventListener("change", () => verify(input.files[0]));
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.dataset.over = ""; });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => delete drop.dataset.over);
  drop.addEventListener("drop", (event) => { event.preventDefault(); verify(event.dataTransfer.files[0]); });
}
