// One phone: the chat, the typing box, the keyboards, and what pops up over them.

import { act, sendFile } from "./api.js";
import { bubble } from "./bubble.js";
import { format } from "./clock.js";
import { CommandMenu } from "./commands.js";
import { make, show } from "./elements.js";
import { LANGUAGE_NAMES, languageOf, say } from "./words.js";

const TOAST_SECONDS = 3.5;
const NEAR = 80; // pixels from the end that still count as reading the newest

export class Phone {
  constructor(owner, table) {
    this.id = owner.id;
    this.table = table;
    this.messages = new Map();
    this.state = null;
    this.element = document.getElementById("phone-template").content.firstElementChild.cloneNode(true);
    this.element.id = `phone-${owner.id}`;
    this.find = (selector) => this.element.querySelector(selector);
    this.chat = this.find(".chat");
    this.box = this.find("textarea");
    this.commands = new CommandMenu(this.find(".commands"), this.box, (command) => this.write(command));
    this.listen();
    this.meet(owner);
  }

  /** The owner, whose language the phone speaks; also the bot's menu and description. */
  meet(owner) {
    this.owner = owner;
    this.language = owner.language;
    const { bot } = this.table;
    this.find(".owner-name").textContent = owner.name;
    const about = [owner.about, LANGUAGE_NAMES[languageOf(owner.language)]];
    this.find(".owner-about").textContent = about.filter(Boolean).join(" · ");
    this.find(".status-zone").textContent = owner.zone.split("/").pop().replaceAll("_", " ");
    this.find(".bot-name").textContent = bot.name;
    this.find(".bot-about").textContent = this.say("bot");
    this.find(".empty p").textContent = owner.description || this.say("hello");
    this.find(".alert button").textContent = this.say("ok");
    this.box.placeholder = this.say("message");
    this.element.setAttribute("aria-label", owner.name);
    const labels = { ".chat": "chat", textarea: "message", ".send": "send", ".slash": "menu", ".more": "more", ".down": "down", ".attach input": "attach" };
    for (const [selector, key] of Object.entries(labels)) this.find(selector).setAttribute("aria-label", this.say(key));
    this.find(".attach").title = this.say("attach");
    this.commands.offer(owner.menu);
    show(this.find(".slash"), owner.menu.length > 0);
  }

  say(key) { return say(this.language, key); }

  /** Takes what has changed. */
  update(state) {
    const before = this.state;
    const wasNear = this.isNearEnd();
    this.state = state;
    for (const message of state.messages) this.messages.set(message.id, { message, item: null });
    for (const id of [...this.messages.keys()]) if (!state.order.includes(id)) this.messages.delete(id);
    this.arrange(state.order);
    const silent = !state.started || state.blocked;
    show(this.find(".empty"), state.order.length === 0);
    show(this.find(".begin"), silent);
    const begins = this.find(".typing").hidden && !silent;
    show(this.find(".typing"), !silent);
    if (begins && this.table.isWatched(this) && matchMedia("(hover: hover)").matches) this.box.focus();
    this.find(".begin").textContent = this.say(state.blocked ? "restart" : "start");
    this.find(".block").textContent = this.say(state.blocked ? "restart" : "block");
    if (!before || JSON.stringify(before.keyboard) !== JSON.stringify(state.keyboard)) this.showKeyboard(state.keyboard, silent);
    if (state.toast) this.showToast(state.toast);
    if (state.toast || !before) this.element.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    const badge = this.find(".badge");
    show(badge, state.unread > 0);
    badge.textContent = state.unread;
    badge.setAttribute("aria-label", `${state.unread} ${this.say("unread")}`);
    if (wasNear || !before) this.toEnd();
    if (state.unread && this.table.isWatched(this)) this.read();
  }

  arrange(order) {
    const list = this.find(".bubbles");
    const items = [];
    let day = "";
    for (const id of order) {
      const kept = this.messages.get(id);
      if (!kept) continue;
      kept.item ??= bubble(kept.message, this);
      const itsDay = format(new Date(kept.message.date * 1000), this.language, this.owner.zone, { day: "numeric", month: "long" });
      if (itsDay !== day) items.push(make("li", { class: "day" }, make("span", {}, itsDay)));
      day = itsDay;
      items.push(kept.item);
    }
    const firstUnread = this.state.unread ? items.filter((item) => item.classList.contains("is-bot")).at(-this.state.unread) : null;
    if (firstUnread) items.splice(items.indexOf(firstUnread), 0, make("li", { class: "fresh" }, make("span", {}, this.say("newMessages"))));
    items.forEach((item, place) => { if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null); });
    while (list.children.length > items.length) list.lastElementChild.remove();
  }

  showKeyboard(keyboard, silent) {
    const place = this.find(".keyboard");
    show(place, Boolean(keyboard) && !silent);
    this.box.placeholder = keyboard?.input_field_placeholder || this.say("message");
    const rows = (keyboard?.keyboard ?? []).map((row, rowNumber) =>
      make("div", { class: "row" }, ...row.map((button, column) =>
        make("button", {
          type: "button",
          class: `key ${button.style ? `is-${button.style}` : ""} ${button.request_contact ? "is-contact" : ""}`,
          title: button.request_contact ? this.say("shareContact") : undefined,
          onclick: () => this.do({ act: "presses", row: rowNumber, column }),
        }, button.text))));
    place.replaceChildren(...rows);
  }

  showToast(toast) {
    if (!toast.text) return;
    const place = this.find(toast.alert ? ".alert" : ".toast");
    (toast.alert ? place.querySelector("p") : place).textContent = toast.text;
    show(place, true);
    if (toast.alert) {
      if (this.element.contains(document.activeElement)) place.querySelector("button").focus();
      return;
    }
    clearTimeout(this.fading);
    this.fading = setTimeout(() => show(place, false), TOAST_SECONDS * 1000);
  }

  async do(what) {
    try {
      await act(this.id, what);
    } catch (error) {
      this.showToast({ text: error.message, alert: false });
    }
  }

  write(text) {
    this.toEnd();
    return this.do({ act: "writes", text });
  }

  tap(button, message, row, column) {
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), TOAST_SECONDS * 1000);
    return this.do({ act: "taps", message, row, column });
  }

  read() { return this.do({ act: "reads" }); }

  openFile(file) { this.table.openFile(file); }

  /** What follows `start=` in a link to this very bot; null for every other link. */
  deepLink(url) {
    const found = url.match(/^(?:https?:\/\/)?t\.me\/(\w+)\?start=([\w-]*)$/i);
    return found && found[1].toLowerCase() === this.table.bot.username.toLowerCase() ? found[2] : null;
  }

  tick(now) {
    this.find(".status-time").textContent = format(now, this.language, this.owner.zone, { hour: "2-digit", minute: "2-digit" });
  }

  isNearEnd() { return this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < NEAR; }

  toEnd() { requestAnimationFrame(() => { this.chat.scrollTop = this.chat.scrollHeight; }); }

  listen() {
    const form = this.find(".typing");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.box.value.trim();
      if (!text) return;
      this.box.value = "";
      this.fitBox();
      this.commands.close();
      this.write(text);
    });
    this.box.addEventListener("keydown", (event) => {
      if (this.commands.key(event) || event.isComposing) return;
      if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
    });
    this.box.addEventListener("input", () => { this.fitBox(); this.commands.filter(); });
    this.find(".slash").addEventListener("click", () => this.commands.toggle());
    this.find(".attach input").addEventListener("change", (event) => this.attach(event.target));
    this.find(".begin").addEventListener("click", () => (this.state.blocked ? this.do({ act: "unblocks" }) : this.write("/start")));
    this.find(".down").addEventListener("click", () => this.toEnd());
    this.chat.addEventListener("scroll", () => show(this.find(".down"), !this.isNearEnd()), { passive: true });
    this.find(".alert button").addEventListener("click", () => { show(this.find(".alert"), false); this.box.focus(); });
    this.listenToMenu();
    const used = () => { this.table.take(this); if (this.state?.unread) this.read(); };
    this.element.addEventListener("pointerdown", used);
    this.element.addEventListener("focusin", used);
  }

  listenToMenu() {
    const more = this.find(".more");
    const menu = this.find(".more-menu");
    const toggle = (open) => { show(menu, open); more.setAttribute("aria-expanded", String(open)); };
    more.addEventListener("click", () => toggle(menu.hidden));
    this.find(".block").addEventListener("click", () => {
      toggle(false);
      this.do({ act: this.state.blocked ? "unblocks" : "blocks" });
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      toggle(false);
      show(this.find(".alert"), false);
    });
    document.addEventListener("pointerdown", (event) => { if (!this.find(".top").contains(event.target)) toggle(false); });
  }

  fitBox() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 120)}px`;
  }

  async attach(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try {
      await sendFile(this.id, file);
    } catch (error) {
      this.showToast({ text: error.message, alert: false });
    }
  }
}
