// Keeps a page alive: <body data-live="URL"> hears from the live process that something changed, or asks the address
// itself while that process is not heard, and says so to the fragments of the page. It replaces nothing itself, so it
// can clear no choice. One tab of a browser holds the stream (a browser allows six connections) and tells the others.
import { clock } from "./portal.js";

const calm = 1200;       // between questions, in milliseconds
const longest = 10000;   // between attempts when there is no connection
const silence = 25000;   // the stream gives a sign of life every ten seconds
const rarest = 30000;    // between attempts to open a stream that is refused
const address = document.body.dataset.live;
const live = document.querySelector("meta[name=live]")?.content;
let seen = plain(document.body.dataset.liveEtag);
let latest = null;
let failures = 0;
let timer = null;
let asking = false;
let pushed = false;

// A proxy that packs an answer marks its tag as weak.
function plain(etag) {
  return etag?.replace(/^W\//, "") ?? null;
}

function show(name, isShown) {
  for (const el of document.querySelectorAll(`[data-live-${name}]`)) el.hidden = !isShown;
}

function showLost(isLost) {
  show("lost", isLost);
  if (isLost) show("slow", false);
}

// A clock that is wrong by more than two seconds is corrected.
function setClock(server) {
  if (Number.isNaN(server)) return;
  const offset = server - Date.now();
  if (Math.abs(offset - clock.offset) > 2000) clock.offset = offset;
}

function learn(etag) {
  latest = etag;
  if (document.hidden || etag === seen) return;
  seen = etag;
  document.body.dispatchEvent(new CustomEvent("portal:changed"));
}

function heard(response) {
  failures = 0;
  showLost(false);
  setClock(Date.parse(response.headers.get("Date") ?? "") + 500);
  const etag = plain(response.headers.get("ETag"));
  if (response.status !== 304 && etag) learn(etag);
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
  if (!document.hidden && !pushed) timer = setTimeout(ask, failures ? Math.min(calm * 2 ** failures, longest) : calm);
}

// The stream, held by one tab for all that show the same sitting in the same way.
class Stream {
  constructor() {
    this.name = `portal-live:${address}`;
    this.refused = 0;
    this.channel = new BroadcastChannel(this.name);
    this.channel.onmessage = (event) => this.hear(event.data);
    if (navigator.locks) navigator.locks.request(this.name, () => { this.open(); return new Promise(() => {}); });
    else this.open();
    this.channel.postMessage({ isAsking: true });
  }

  open() {
    this.source = new EventSource(live + address, { withCredentials: true });
    this.source.addEventListener("beat", (event) => { this.refused = 0; this.say({ beat: Number(event.data) }); });
    this.source.addEventListener("word", (event) => this.say({ word: event.data }));
    this.source.addEventListener("end", () => this.again());
    this.source.addEventListener("error", () => {
      this.say({ isLost: true });
      // Refused, not interrupted: the browser gives up, this page does not.
      if (this.source.readyState === EventSource.CLOSED) this.again();
    });
  }

  again() {
    this.source.close();
    this.say({ isLost: true });
    this.refused += 1;
    clearTimeout(this.next);
    this.next = setTimeout(() => this.open(), Math.min(1000 * 2 ** this.refused, rarest));
  }

  say(message) {
    if (message.word) this.word = message.word;
    this.channel.postMessage(message);
    this.hear(message);
  }

  hear(message) {
    if (message.isAsking) {
      if (pushed && this.source && this.word) this.channel.postMessage({ word: this.word });
      return;
    }
    clearTimeout(this.watch);
    if (!message.isLost) {
      this.watch = setTimeout(() => { if (this.source) this.again(); else this.hear({ isLost: true }); }, silence);
    }
    this.follow(!message.isLost);
    if (message.beat) setClock(message.beat);
    if (message.word) learn(`"${message.word}"`);
  }

  // While the stream is heard nothing is asked; else the page asks for itself, and says that it is slower.
  follow(isHeard) {
    const wasHeard = pushed;
    pushed = isHeard;
    show("slow", !isHeard && failures < 2);
    if (isHeard) {
      failures = 0;
      showLost(false);
      clearTimeout(timer);
    } else if (wasHeard) ask();
  }
}

if (address) {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    if (pushed && latest) learn(latest);
    else ask();
  });
  window.addEventListener("online", ask);
  plan();
  if (live && window.EventSource && window.BroadcastChannel) new Stream();
}
