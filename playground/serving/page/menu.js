// A button and the menu that it opens, with the keys that menus have everywhere (WAI-ARIA: menu button).

import { show } from "./elements.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export class Menu {
  constructor(button, list) {
    this.button = button;
    this.list = list;
    button.addEventListener("click", () => (list.hidden ? this.open() : this.close()));
    list.addEventListener("click", () => this.close());
    list.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("pointerdown", (event) => {
      if (!list.contains(event.target) && !button.contains(event.target)) this.toggle(false);
    });
  }

  get items() { return [...this.list.children].filter((item) => !item.hidden); }

  open() {
    this.toggle(true);
    this.items[0].focus();
  }

  close() {
    if (this.list.contains(document.activeElement)) this.button.focus();
    this.toggle(false);
  }

  toggle(open) {
    show(this.list, open);
    this.button.setAttribute("aria-expanded", String(open));
  }

  key(event) {
    const { items } = this;
    const at = items.indexOf(document.activeElement);
    if (event.key === "Tab") return this.close();
    if (event.key === "Escape") this.close();
    else if (event.key in STEPS) items[(at + STEPS[event.key] + items.length) % items.length].focus();
    else if (event.key === "Home") items[0].focus();
    else if (event.key === "End") items.at(-1).focus();
    else return undefined;
    event.stopPropagation();
    return event.preventDefault();
  }
}
