// What has to be read first: while it is there, nothing else on the phone can be reached.

import { show } from "./elements.js";

export class Alert {
  constructor(phone) {
    this.phone = phone;
    this.place = phone.find(".alert");
    this.was = null; // where somebody was before
    const text = this.place.querySelector("p");
    text.id = `alert-${phone.id}`;
    this.place.setAttribute("aria-labelledby", text.id);
    this.place.querySelector("button").addEventListener("click", () => this.close());
  }

  show(text) {
    this.place.querySelector("p").textContent = text;
    this.was = document.activeElement;
    const isHere = this.phone.element.contains(this.was);
    show(this.place, true);
    this.shut(true);
    if (isHere) this.place.querySelector("button").focus();
  }

  close() {
    if (this.place.hidden) return;
    const isHere = this.place.contains(document.activeElement);
    show(this.place, false);
    this.shut(false);
    if (isHere) (this.was.isConnected ? this.was : this.phone.box).focus();
  }

  shut(isShut) {
    for (const other of this.place.parentElement.children) other.inert = isShut && other !== this.place;
  }
}
