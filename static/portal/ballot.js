// Sends an open ballot so that a lost network costs nothing: the choice stays on the device and is sent again
// until the server answers. The server counts one ballot per voter, so repeating is safe.
// Without this file the form is sent in the ordinary way.
const waits = [1, 2, 4, 8, 10]; // seconds
const patience = 10000;         // one attempt, in milliseconds

class Sending {
  constructor(form) {
    this.form = form;
    this.body = new FormData(form);
    this.attempt = 0;
    this.notice = document.querySelector("[data-ballot-lost]");
    this.retry = this.notice?.querySelector("[data-ballot-retry]");
    this.retry?.addEventListener("click", () => this.now());
    window.addEventListener("online", () => this.now());
  }

  async send() {
    this.busy = true;
    try {
      // The redirect is not followed here: what the server says would be spent on an answer nobody sees.
      const response = await fetch(this.form.action, { method: "POST", body: this.body, credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(patience) });
      if (response.status >= 500) throw new Error(String(response.status));
      this.done = true;
      window.location.assign(this.form.dataset.after ?? window.location.href);
    } catch {
      this.later();
    } finally {
      this.busy = false;
    }
  }

  later() {
    const wait = waits[Math.min(this.attempt, waits.length - 1)];
    this.attempt += 1;
    if (this.notice) {
      this.notice.hidden = false;
      this.form.hidden = true;
      const state = this.notice.querySelector("[data-ballot-attempt]");
      if (state) state.textContent = state.dataset.say.replace("{n}", this.attempt + 1).replace("{s}", wait);
    }
    this.timer = setTimeout(() => this.send(), wait * 1000);
  }

  now() {
    if (this.busy || this.done) return;
    clearTimeout(this.timer);
    this.send();
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-ballot]:not([data-ballot-own])");
  if (!form) return;
  event.preventDefault();
  if (form.dataset.sent !== undefined || !form.querySelector("input[name=choice]:checked")) return;
  form.dataset.sent = "";
  form.querySelector("button[type=submit]")?.setAttribute("aria-disabled", "true");
  new Sending(form).send();
});
