// Small conveniences of every page. Each page works without them.

// Difference between the server's clock and this device's, in milliseconds; live pages correct it.
export const clock = { offset: 0 };
const stated = Date.parse(document.body?.dataset.now ?? "");
if (!Number.isNaN(stated)) clock.offset = stated - Date.now();

// Countdown: <time data-until="2026-11-26T11:29:00+05:00">02:14</time>. Speaks only at 60, 30 and 10 seconds.
const spoken = [60, 30, 10];
function count(el) {
  if (!el.isConnected) return;
  const left = Math.max(0, Math.round((Date.parse(el.dataset.until) - Date.now() - clock.offset) / 1000));
  const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  el.textContent = parts.slice(parts[0] ? 0 : 1).map((part) => String(part).padStart(2, "0")).join(":");
  const voice = document.querySelector("[data-countdown-voice]");
  if (voice && spoken.includes(left)) voice.textContent = voice.dataset.say.replace("{n}", left);
  if (left) setTimeout(count, 1000, el);
  else document.body.dispatchEvent(new CustomEvent("portal:changed"));
}

// Ballot: the button names the choice; a choice survives any refresh of the page or of a part of it. The choice
// of a secret ballot (data-secret) is kept in memory only; the page that says "you have voted" forgets either.
const inMemory = new Map();
const kept = {
  get: (form) => form.dataset.secret === undefined ? sessionStorage.getItem(`ballot:${form.dataset.ballot}`) : inMemory.get(form.dataset.ballot),
  set: (form, value) => form.dataset.secret === undefined ? sessionStorage.setItem(`ballot:${form.dataset.ballot}`, value) : inMemory.set(form.dataset.ballot, value),
  forget: (name) => { sessionStorage.removeItem(`ballot:${name}`); inMemory.delete(name); },
};
function nameChoice(form) {
  const picked = form.querySelector("input[name=choice]:checked");
  const button = form.querySelector("button[type=submit]");
  if (!button) return;
  button.textContent = picked ? picked.dataset.act : form.dataset.idle;
  button.setAttribute("aria-disabled", String(!picked));
  if (picked) kept.set(form, picked.value);
}
function readyBallot(form) {
  const value = kept.get(form);
  const input = value && form.querySelector(`input[name=choice][value="${CSS.escape(value)}"]`);
  if (input && !form.querySelector("input[name=choice]:checked")) input.checked = true;
  nameChoice(form);
}

// Long texts keep a draft in this tab: through an error, an expired sign-in, a lost network.
const draftFields = "textarea[name], input[type=text][name]";
const draftKey = (form, el) => `draft:${form.dataset.draft}:${el.name}`;
function readyDraft(form) {
  for (const el of form.querySelectorAll(draftFields)) {
    const draft = sessionStorage.getItem(draftKey(form, el));
    if (draft && el.value === el.defaultValue && !form.querySelector("[aria-invalid=true]")) el.value = draft;
  }
}
function keepDraft(el) {
  const form = el.closest("form[data-draft]");
  if (!form || !el.matches(draftFields)) return;
  sessionStorage.setItem(draftKey(form, el), el.value);
  const note = form.querySelector("[data-draft-note]");
  if (note) note.textContent = note.dataset.say;
}
function forgetDraft(name) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(`draft:${name}:`)) sessionStorage.removeItem(key);
}

// Everything above, for a page or for a part that has just been put into it. Safe to repeat.
function ready(root) {
  for (const el of root.querySelectorAll("[data-until]:not([data-ticking])")) { el.dataset.ticking = ""; count(el); }
  for (const form of root.querySelectorAll("form[data-ballot]")) readyBallot(form);
  for (const form of root.querySelectorAll("form[data-draft]")) readyDraft(form);
  for (const el of root.querySelectorAll("[data-ballot-done]")) kept.forget(el.dataset.ballotDone);
  for (const el of root.querySelectorAll("[data-draft-done]")) forgetDraft(el.dataset.draftDone);
}
ready(document);
document.addEventListener("htmx:afterSwap", () => ready(document));

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-ballot]");
  if (form) nameChoice(form);
});
document.addEventListener("input", (event) => keepDraft(event.target));

// A popover closes by Escape and by a click outside it.
const popovers = "details.deadline[open]:not([data-keep]), details.person-menu[open]";
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const el of document.querySelectorAll(popovers)) { el.open = false; el.firstElementChild.focus(); }
});
document.addEventListener("click", (event) => {
  for (const el of document.querySelectorAll(popovers)) if (!el.contains(event.target)) el.open = false;
});
