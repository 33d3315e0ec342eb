// One phone: the chat, the typing box, the keyboards, and what pops up over them.

import { Alert } from "./alert.js";
import { act } from "./api.js";
import { askLink, askWhom } from "./asking.js";
import { Attaching } from "./attaching.js";
import { bubble } from "./bubble.js";
import { format } from "./clock.js";
import { CommandMenu } from "./commands.js";
import { make, show } from "./elements.js";
import { Menu } from "./menu.js";
import { PassedOn } from "./passed.js";
import { keepPlace, reach } from "./place.js";
import { LANGUAGE_NAMES, languageOf, say, tagOf } from "./words.js";

const TOAST_SECONDS = 3.5;
const NEAR = 80; // pixels from the end that still count as reading the newest

export class Phone {
  constructor(owner, table) {
    this.id = owner.id;
    this.table = table;
    this.messages = new Map();
    this.days = new Map();
    this.state = null;
    this.element = document.getElementById("phone-template").content.firstElementChild.cloneNode(true);
    this.element.id = `phone-${owner.id}`;
    this.find = (selector) => this.element.querySelector(selector);
    this.chat = this.find(".chat");
    this.box = this.find("textarea");
    this.at = null; // the message whose buttons the Tab key goes to
    this.find(".owner-name").id = `owner-${owner.id}`;
    this.find(".commands").id = `commands-${owner.id}`;
    this.commands = new CommandMenu(this.find(".commands"), this.box, this.find(".slash"), (command) => this.write(command));
    this.attaching = new Attaching(this);
    this.alert = new Alert(this);
    this.passedOn = new PassedOn(this);
    this.listen();
    this.meet(owner);
  }

  /** The owner, whose language the phone speaks; also the bot's menu and description. */
  meet(owner) {
    this.owner = owner;
    this.language = owner.language;
    this.element.lang = tagOf(owner.language);
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
    const labels = {
      ".chat": "chat", textarea: "message", ".send": "send", ".slash": "menu", ".commands": "menu", ".more": "more",
      ".more-menu": "more", ".down": "down", ".attach": "attach", ".passed-on": "fromFriends",
    };
    for (const [selector, key] of Object.entries(labels)) this.find(selector).setAttribute("aria-label", this.say(key));
    this.find(".open-link").textContent = this.say("openLink");
    this.find(".link-instead").textContent = this.say("openLink");
    this.attaching.meet();
    this.commands.offer(owner.menu);
    show(this.find(".slash"), owner.menu.length > 0);
  }

  say(key) { return say(this.language, key); }

  /** Takes what has changed. */
  update(state) {
    if (this.state) this.announce(state.messages);
    keepPlace(this.element, () => this.change(state), () => (canType() && this.box.offsetParent ? this.box : this.chat));
  }

  /** Says what the bot has said, to whoever listens instead of looking. */
  announce(messages) {
    for (const message of messages) {
      const text = plain(message.text);
      const known = this.messages.get(message.id);
      if (message.mine || (known && plain(known.message.text) === text)) continue;
      this.table.announce(`${this.owner.name}: ${text}`);
    }
  }

  change(state) {
    const before = this.state;
    const wasNear = this.isNearEnd();
    this.state = state;
    for (const message of state.messages) this.messages.set(message.id, { message, item: null });
    for (const id of [...this.messages.keys()]) if (!state.order.includes(id)) this.messages.delete(id);
    const hasMore = state.order.at(-1) !== before?.order.at(-1);
    this.arrange(state.order);
    this.reachNewest(hasMore);
    const silent = !state.started || state.blocked;
    show(this.find(".empty"), state.order.length === 0);
    show(this.find(".begin"), silent);
    show(this.find(".link-instead"), !state.started);
    this.passedOn.show(state.passed_on, !before);
    const begins = this.find(".typing").hidden && !silent;
    show(this.find(".typing"), !silent);
    if (begins && this.table.isWatched(this) && canType()) this.box.focus();
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
      if (itsDay !== day) items.push(this.day(itsDay));
      day = itsDay;
      items.push(kept.item);
    }
    const firstUnread = this.state.unread ? items.filter((item) => item.classList.contains("is-bot")).at(-this.state.unread) : null;
    if (firstUnread) items.splice(items.indexOf(firstUnread), 0, make("li", { class: "fresh" }, make("span", {}, this.say("newMessages"))));
    const kept = new Set(items);
    for (const item of [...list.children]) if (!kept.has(item)) item.remove(); // first, so that nothing that stays is moved
    items.forEach((item, place) => { if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null); });
  }

  day(text) {
    if (!this.days.has(text)) this.days.set(text, make("li", { class: "day" }, make("span", {}, text)));
    return this.days.get(text);
  }

  /** The Tab key goes to the newest buttons, unless somebody is at others: the way to the typing box is short. */
  reachNewest(hasMore) {
    const items = [...this.find(".bubbles").children];
    const kept = this.at && items.find((item) => item.dataset.id === this.at.dataset.id);
    const newest = items.findLast((item) => item.classList.contains("is-bot") && item.querySelector("button, a"));
    this.goTo((hasMore ? null : kept) ?? newest ?? null);
  }

  goTo(message) {
    if (this.at !== message) reach(this.at, false);
    this.at = message;
    reach(message, true);
  }

  /** From message to message, as in a feed. */
  turn(event) {
    if (event.key !== "PageUp" && event.key !== "PageDown") return;
    const items = [...this.element.querySelectorAll(".message")];
    const here = items.indexOf(event.target.closest(".message"));
    const next = event.key === "PageUp" ? items.at(here < 0 ? -1 : Math.max(here - 1, 0)) : items[here + 1];
    event.preventDefault();
    if (here < 0 && event.key === "PageDown") return;
    (next ?? this.box).focus();
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
    if (toast.alert) { this.alert.show(toast.text); return; }
    const place = this.find(".toast");
    place.textContent = toast.text;
    show(place, true);
    this.table.announce(toast.text);
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

  open(link) {
    this.toEnd();
    return this.do({ act: "opens", text: link });
  }

  /** Whether it leads to a chat with this very bot. */
  isOwnLink(url) {
    const found = url.match(/^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=[\w-]*)?$/i);
    return found?.[1].toLowerCase() === this.table.bot.username.toLowerCase();
  }

  async passOn(message, row, column) {
    const whom = await askWhom(this.say("passOn"), this.others());
    if (whom) await this.do({ act: "passes_on", message, row, column, whom: whom.id });
  }

  others() { return this.table.owners().filter(({ id }) => id !== this.id); }

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
    this.find(".begin").addEventListener("click", () => (this.state.blocked ? this.do({ act: "unblocks" }) : this.write("/start")));
    this.find(".down").addEventListener("click", () => this.toEnd());
    this.chat.addEventListener("scroll", () => show(this.find(".down"), !this.isNearEnd()), { passive: true });
    this.chat.addEventListener("focusin", (event) => this.goTo(event.target.closest(".message") ?? this.at));
    this.chat.addEventListener("keydown", (event) => this.turn(event));
    this.listenToMenu();
    const used = () => { this.table.take(this); if (this.state?.unread) this.read(); };
    this.element.addEventListener("pointerdown", used);
    this.element.addEventListener("focusin", used);
  }

  listenToMenu() {
    new Menu(this.find(".more"), this.find(".more-menu"));
    const openLink = async () => {
      const link = await askLink();
      if (link) await this.open(link);
    };
    this.find(".open-link").addEventListener("click", openLink);
    this.find(".link-instead").addEventListener("click", openLink);
    this.find(".block").addEventListener("click", () => this.do({ act: this.state.blocked ? "unblocks" : "blocks" }));
    this.element.addEventListener("keydown", (event) => { if (event.key === "Escape") this.alert.close(); });
  }

  fitBox() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 120)}px`;
  }
}

const canType = () => matchMedia("(hover: hover)").matches;

const plain = (tree) => tree.map((node) => (typeof node === "string" ? node : plain(node.inside))).join("");
