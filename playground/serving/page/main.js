// The table with its phones.

import { listen } from "./api.js";
import { Clock } from "./clock.js";
import { openFile, wireDialogs } from "./dialogs.js";
import { make, show } from "./elements.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";
import { languageOf, say, speak } from "./words.js";

const KEPT_LANGUAGE = "yigong-playground-language";
const NEWS_KEPT = 8;
const ONE_AT_A_TIME = matchMedia("(max-width: 640px), (max-height: 500px)"); // the stylesheets say the same

class Table {
  constructor() {
    this.bot = { name: "", username: "" };
    this.phones = new Map();
    this.used = null; // the phone shown where there is room for one only
    this.inHand = null; // the phone somebody has touched last
    this.language = languageOf(localStorage.getItem(KEPT_LANGUAGE) ?? navigator.language);
    this.clock = new Clock(this.language);
    this.tabs = new Tabs(document.getElementById("tabs"), (phone) => this.choose(phone));
    this.clock.onTick = (now) => this.phones.forEach((phone) => phone.tick(now));
    this.openFile = openFile;
    this.wireLanguage();
    wireDialogs();
    ONE_AT_A_TIME.addEventListener("change", () => this.sayWhatPhonesAre());
    listen({
      onTable: (table) => this.set(table),
      onPhone: (state) => this.update(state),
      onOnline: (online) => show(document.getElementById("offline"), !online),
    });
  }

  set({ bot, clock, phones }) {
    this.bot = bot;
    const here = new Set(phones.map(({ id }) => id));
    for (const [id, phone] of this.phones) {
      if (here.has(id)) continue;
      phone.element.remove();
      this.phones.delete(id);
    }
    const place = document.getElementById("phones");
    for (const owner of phones) {
      const known = this.phones.get(owner.id);
      if (known) { known.meet(owner); continue; }
      const phone = new Phone(owner, this);
      this.phones.set(owner.id, phone);
      place.append(phone.element);
      if (this.used && this.phones.size > 1) phone.element.scrollIntoView({ inline: "end", block: "nearest" });
    }
    this.clock.zone = phones[0]?.zone;
    this.clock.tell(clock);
    if (!this.phones.has(this.used?.id)) this.show(this.phones.values().next().value);
    this.showTabs();
  }

  update(state) {
    this.phones.get(state.id)?.update(state);
    this.showTabs();
  }

  show(phone) {
    if (!phone || this.used === phone) return;
    this.used = phone;
    this.phones.forEach((other) => other.element.classList.toggle("is-shown", other === phone));
    this.showTabs();
    phone.toEnd();
  }

  take(phone) {
    this.show(phone);
    this.inHand = phone;
    this.phones.forEach((other) => other.element.classList.toggle("is-in-hand", other === phone));
  }

  /** Whether what arrives on this phone is seen at once. */
  isWatched(phone) {
    const watched = ONE_AT_A_TIME.matches ? this.used : this.inHand;
    return watched === phone && document.visibilityState === "visible";
  }

  choose(phone) {
    this.take(phone);
    if (phone.state?.unread) phone.read();
  }

  owners() { return [...this.phones.values()].map(({ owner }) => owner); }

  /** To whoever listens; a word a line, since more than one phone may have news at once. */
  announce(text) {
    const place = document.getElementById("news");
    place.append(make("p", {}, text));
    while (place.children.length > NEWS_KEPT) place.firstElementChild.remove();
  }

  /** One at a time they are behind their tabs; side by side there are none. */
  sayWhatPhonesAre() {
    for (const { id, element } of this.phones.values()) {
      element.setAttribute("role", ONE_AT_A_TIME.matches ? "tabpanel" : "region");
      element.setAttribute("aria-labelledby", ONE_AT_A_TIME.matches ? `tab-${id}` : `owner-${id}`);
    }
  }

  showTabs() {
    this.tabs.show([...this.phones.values()], this.used);
    this.sayWhatPhonesAre();
    const unread = [...this.phones.values()].reduce((sum, phone) => sum + (phone.state?.unread ?? 0), 0);
    document.title = `${unread ? `(${unread}) ` : ""}Yigong · ${say(this.language, "playground")}`;
  }

  wireLanguage() {
    const select = document.getElementById("language");
    select.value = this.language;
    speak(this.language);
    select.addEventListener("change", () => {
      this.language = this.clock.language = select.value;
      localStorage.setItem(KEPT_LANGUAGE, select.value);
      speak(select.value);
      this.clock.tick();
      this.showTabs();
    });
  }
}

new Table();
