// Keeps a page alive: <body data-live="URL"> asks the address whether anything changed and says so to the
// fragments of the page. It replaces nothing itself, so it can clear no choice.
import { clock } from "./portal.js";

const calm = 1200;       // between questions, in milliseconds
const longest = 10000;   // between attempts when there is no connection
const address = document.body.dataset.live;
let seen = document.body.dataset.liveEtag || null;
let failures = 0;
let timer = null;
let asking = false;

function showLost(isLost) {
  for (const el of document.querySelectorAll("[data-live-lost]")) el.hidden = !isLost;
}

// The answer's Date is whole seconds: it corrects a clock that is wrong by more than two of them.
function setClock(stated) {
  const server = Date.parse(stated ?? "");
  if (Number.isNaN(server)) return;
  const offset = server + 500 - Date.now();
  if (Math.abs(offset - clock.offset) > 2000) clock.offset = offset;
}

function heard(response) {
  failures = 0;
  showLost(false);
  setClock(response.headers.get("Date"));
  const etag = response.headers.get("ETag");
  if (response.status === 304 || !etag || etag === seen) return;
  seen = etag;
  document.body.dispatchEvent(new CustomEvent("portal:changed"));
}

async function ask() {
  if (asking || document.hidden) return;
  asking = true;
  try {
    const headers = { Accept: "application/json" };
    if (seen) headers["If-None-Match"] = seen;
    const response = await fetch(address, { headers, cache: "no-store", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(8000) });
    if (!response.ok && response.status !== 304) throw new Error(String(response.status));
    heard(response);
  } catch {
    failures += 1;
    if (failures > 1) showLost(true);
  } finally {
    asking = false;
    plan();
  }
}

function plan() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(ask, failures ? Math.min(calm * 2 ** failures, longest) : calm);
}

if (address) {
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  window.addEventListener("online", ask);
  plan();
}
