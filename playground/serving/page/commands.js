// The menu of commands over the typing box: opened by its button or by typing a slash.

import { make, show } from "./elements.js";

export class CommandMenu {
  constructor(list, box, button, choose) {
    this.list = list;
    this.box = box;
    this.button = button;
    this.choose = choose;
    this.menu = [];
    this.at = -1;
    box.addEventListener("blur", () => this.close());
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the box stays what is typed into
    button.addEventListener("click", () => this.toggle());
    button.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-controls", list.id);
  }

  offer(menu) { this.menu = menu; }

  toggle() {
    if (!this.list.hidden) return this.close();
    this.box.focus();
    return this.open(this.menu);
  }

  filter() {
    const typed = this.box.value;
    if (!/^\/\w*$/.test(typed)) return this.close();
    return this.open(this.menu.filter(({ command }) => command.startsWith(typed.slice(1))));
  }

  open(commands) {
    this.at = -1;
    this.box.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...commands.map(({ command, description }) =>
      make("li", { role: "option", id: `${this.list.id}-${command}`, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => this.take(command) },
        make("strong", {}, `/${command}`), make("span", {}, description))));
    this.show(commands.length > 0);
  }

  close() {
    this.box.removeAttribute("aria-activedescendant");
    this.show(false);
  }

  show(open) {
    show(this.list, open);
    this.button.setAttribute("aria-expanded", String(open));
  }

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
    this.at = this.at < 0 && step < 0 ? items.length - 1 : (this.at + step + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === this.at)));
    this.box.setAttribute("aria-activedescendant", items[this.at].id);
    items[this.at].scrollIntoView({ block: "nearest" });
  }
}
