// The menu of commands over the typing box: opened by its button or by typing a slash.

import { make, show } from "./elements.js";

export class CommandMenu {
  constructor(list, box, choose) {
    this.list = list;
    this.box = box;
    this.choose = choose;
    this.menu = [];
    this.at = -1;
  }

  offer(menu) { this.menu = menu; }

  toggle() {
    if (!this.list.hidden) return this.close();
    this.open(this.menu);
    return this.box.focus();
  }

  filter() {
    const typed = this.box.value;
    if (!/^\/\w*$/.test(typed)) return this.close();
    return this.open(this.menu.filter(({ command }) => command.startsWith(typed.slice(1))));
  }

  open(commands) {
    this.at = -1;
    this.list.replaceChildren(...commands.map(({ command, description }) =>
      make("li", { role: "option", "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => this.take(command) },
        make("strong", {}, `/${command}`), make("span", {}, description))));
    show(this.list, commands.length > 0);
  }

  close() { show(this.list, false); }

  take(command) {
    this.box.value = "";
    this.close();
    this.choose(`/${command}`);
  }

  /** Handles a key while the menu is open; true if the key was the menu's. */
  key(event) {
    if (this.list.hidden) return false;
    const items = [...this.list.children];
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.mark(items, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && this.at >= 0) items[this.at].click();
    else return false;
    event.preventDefault();
    return true;
  }

  mark(items, step) {
    this.at = (this.at + step + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === this.at)));
    items[this.at].scrollIntoView({ block: "nearest" });
  }
}
