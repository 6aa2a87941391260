// Signing with a personal key: asks NCALayer, the program of the national authority on the signer's own computer,
// and puts what it made into the form. The key never comes here. Without this file the form is sent without a key.
const connectPatience = 5000;   // until NCALayer greets, in milliseconds
const answerPatience = 180000;  // until the key is chosen and its password entered
const basics = "kz.gov.pki.knca.basics";
const commonUtils = "kz.gov.pki.knca.commonUtils";
const forSigning = "1.3.6.1.5.5.7.3.4"; // purpose of the keys that the national authority issues for signing

// Why there is no signature: absent, cancelled, unsuitable, slow or failed.
class NoSignature extends Error {
  constructor(why, detail = "") { super(detail || why); this.why = why; this.detail = detail; }
}

// One connection: each question waits for its one answer; pulses and anything that is no JSON are passed over.
class Layer {
  constructor(address) { this.address = address; }

  open() {
    return this.answer(connectPatience, "absent", () => {
      this.socket = new WebSocket(this.address);
      this.socket.onmessage = (event) => this.hear(event.data);
      this.socket.onerror = this.socket.onclose = () => this.fail?.(new NoSignature(this.greeted ? "failed" : "absent"));
    }).then(() => { this.greeted = true; });
  }

  ask(question) {
    return this.answer(answerPatience, "slow", () => this.socket.send(JSON.stringify(question)));
  }

  answer(patience, late, begin) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new NoSignature(late)), patience);
      this.take = (said) => { clearTimeout(timer); resolve(said); };
      this.fail = (error) => { clearTimeout(timer); reject(error); };
      try { begin(); } catch (error) { this.fail(new NoSignature("absent", String(error.message))); }
    });
  }

  hear(data) {
    let said;
    try { said = JSON.parse(data); } catch { return; }
    if (said && typeof said === "object" && Object.keys(said).length) this.take?.(said);
  }

  close() { this.fail = this.take = undefined; this.socket?.close(); }
}

// The present module of NCALayer; an older program that lacks it is asked in the older way.
async function sign(address, content, locale) {
  const layer = new Layer(address);
  try {
    await layer.open();
    const said = await layer.ask({
      module: basics, method: "sign",
      args: {
        allowedStorages: null, format: "cms", data: content, locale: locale === "en" ? "ru" : locale,
        signingParams: { decode: true, encapsulate: false, digested: false, tsaProfile: null },
        signerParams: { extKeyUsageOids: [forSigning] },
      },
    });
    if (said.errorCode === "MODULE_NOT_FOUND") {
      return older(await layer.ask({ module: commonUtils, method: "createCAdESFromBase64", args: ["PKCS12", "SIGNATURE", content, false] }));
    }
    return present(said);
  } finally {
    layer.close();
  }
}

function present(said) {
  if (said.status !== true) throw new NoSignature(reason(said.code, said.message), said.message);
  const found = said.body?.result;
  if (found === undefined) throw new NoSignature("cancelled");
  return whole(Array.isArray(found) ? found[0] : found);
}

function older(said) {
  if (String(said.code) !== "200") throw new NoSignature(reason(said.code, said.message), said.message);
  return whole(said.responseObject);
}

function whole(text) {
  if (typeof text !== "string" || !text.trim()) throw new NoSignature("failed");
  return text.trim();
}

function reason(code, message) {
  if (/cancel/i.test(`${code} ${message}`)) return "cancelled";
  if (/KEY|CERTIFICATE/i.test(String(code)) || /key usage|keyusage|not found|empty key|ExtendedKeyUsage/i.test(String(message))) return "unsuitable";
  return "failed";
}

for (const section of document.querySelectorAll("[data-ncalayer]")) {
  const button = section.querySelector("[data-key-sign]");
  const field = section.querySelector("input[name=cms]");
  const say = (name, detail = "") => {
    for (const el of section.querySelectorAll("[data-say]")) el.hidden = el.dataset.say !== name;
    section.querySelector("[data-detail]").textContent = detail;
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    field.value = "";
    say("connecting");
    const opened = setTimeout(say, 700, "choosing");
    try {
      field.value = await sign(section.dataset.ncalayer, section.querySelector("[data-content]").value, section.dataset.locale);
      clearTimeout(opened);
      say("sending");
      section.closest("form").requestSubmit();
    } catch (error) {
      clearTimeout(opened);
      say(error.why ?? "failed", error.why === "failed" ? error.detail : error.why ? "" : String(error.message));
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}
