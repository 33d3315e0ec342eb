// The tabs over the phones where one is shown at a time; one of them is in the way of the Tab key, arrows lead to the others.

import { make } from "./elements.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class Tabs {
  constructor(list, choose) {
    this.list = list;
    this.choose = choose;
    this.tabs = new Map();
    list.addEventListener("keydown", (event) => this.key(event));
  }

  /** One for each phone; `used` is the one that is shown. */
  show(phones, used) {
    for (const [phone, tab] of this.tabs) {
      if (phones.includes(phone)) continue;
      tab.remove();
      this.tabs.delete(phone);
    }
    for (const phone of phones) {
      const tab = this.tabs.get(phone) ?? this.add(phone);
      const unread = phone.state?.unread ?? 0;
      tab.setAttribute("aria-selected", String(phone === used));
      tab.tabIndex = phone === used ? 0 : -1;
      tab.replaceChildren(phone.owner.name, ...(unread ? [make("span", { class: "badge" }, String(unread))] : []));
    }
  }

  add(phone) {
    const id = `tab-${phone.id}`;
    const tab = make("button", {
      type: "button", role: "tab", class: "tab", id, "aria-controls": phone.element.id, onclick: () => this.choose(phone),
    });
    this.tabs.set(phone, tab);
    this.list.append(tab);
    return tab;
  }

  key(event) {
    const phones = [...this.tabs.keys()];
    const at = phones.findIndex((phone) => this.tabs.get(phone) === document.activeElement);
    let next = null;
    if (event.key in STEPS) next = phones[(at + STEPS[event.key] + phones.length) % phones.length];
    else if (event.key === "Home") next = phones[0];
    else if (event.key === "End") next = phones.at(-1);
    if (!next) return;
    event.preventDefault();
    this.choose(next);
    this.tabs.get(next).focus();
  }
}
