// What friends have passed on to this phone, each with its link.

import { make, show } from "./elements.js";

export class PassedOn {
  constructor(phone) {
    this.phone = phone;
    this.list = phone.find(".passed-on");
  }

  show(passed, isFirst) {
    const { phone, list } = this;
    const hasMore = passed.length > list.children.length;
    list.replaceChildren(...passed.map((one) => this.item(one)));
    show(list, passed.length > 0);
    if (hasMore && !isFirst) phone.table.announce(`${phone.owner.name}: ${passed.at(-1).by}: ${passed.at(-1).text}`);
  }

  item({ by, text, link }) {
    const { phone } = this;
    return make("li", { class: "passed" },
      make("p", {}, make("strong", {}, by), make("span", {}, text), make("span", { class: "passed-link" }, link)),
      make("button", { type: "button", class: "is-main", onclick: () => phone.open(link) }, phone.say("open")),
      make("button", { type: "button", onclick: () => phone.do({ act: "ignores", text: link }) }, phone.say("ignore")));
  }
}
