// The clock in the bar, and the time of every phone.

import { pushClock } from "./api.js";
import { localeOf, say } from "./words.js";

const NOTE_SECONDS = 4;

export class Clock {
  constructor(language) {
    this.language = language;
    this.told = null;
    this.zone = undefined;
    this.face = document.getElementById("clock");
    this.note = document.getElementById("clock-note");
    this.isPushed = false;
    this.onTick = () => {};
    for (const button of document.querySelectorAll("[data-advance]")) {
      button.addEventListener("click", () => this.push(button));
    }
    setInterval(() => this.tick(), 1000);
  }

  tell(told) {
    this.told = { ...told, at: performance.now() };
    this.tick();
  }

  now() {
    if (!this.told) return null;
    const passed = this.told.running ? (performance.now() - this.told.at) / 1000 : 0;
    return new Date((this.told.now + passed) * 1000);
  }

  tick() {
    const now = this.now();
    if (!now) return;
    this.face.dateTime = now.toISOString();
    this.face.textContent = format(now, this.language, this.zone, {
      weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
    });
    this.onTick(now);
  }

  async push(button) {
    if (this.isPushed) return;
    this.isPushed = true;
    const buttons = document.querySelectorAll("[data-advance]");
    buttons.forEach((other) => other.setAttribute("aria-disabled", "true")); // disabled outright they would lose the focus
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await pushClock(button.dataset.advance ? Number(button.dataset.advance) : null);
      this.tell({ ...this.told, ...answer });
      if (!answer.moved) this.remark(say(this.language, "nothingDue"));
      if (!answer.lived) this.remark(say(this.language, "notLived"));
    } catch (error) {
      this.remark(error.message);
    } finally {
      this.isPushed = false;
      buttons.forEach((other) => other.removeAttribute("aria-disabled"));
      button.removeAttribute("aria-busy");
    }
  }

  remark(text) {
    this.note.textContent = text;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => { this.note.textContent = ""; }, NOTE_SECONDS * 1000);
  }
}

export function format(moment, language, zone, parts) {
  return new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, hourCycle: "h23", ...parts }).format(moment);
}
