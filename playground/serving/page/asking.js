// What is asked for somebody's thumb: which of the others is meant, which link.

import { make } from "./elements.js";

/** One of the people, or null for none. */
export async function askWhom(title, people) {
  const dialog = document.getElementById("whom-dialog");
  dialog.querySelector("h2").textContent = title;
  let chosen = null;
  dialog.querySelector(".people").replaceChildren(...people.map((person) =>
    make("button", { type: "button", onclick: () => { chosen = person; dialog.close(); } },
      make("strong", {}, person.name), make("span", {}, person.about))));
  await closed(dialog);
  return chosen;
}

/** What was typed or pasted, or an empty text. */
export async function askLink() {
  const dialog = document.getElementById("link-dialog");
  const form = dialog.querySelector("form");
  form.reset();
  let link = "";
  form.onsubmit = (event) => {
    event.preventDefault();
    link = form.elements.link.value.trim();
    dialog.close();
  };
  await closed(dialog);
  return link;
}

function closed(dialog) {
  dialog.showModal();
  return new Promise((resolve) => { dialog.addEventListener("close", resolve, { once: true }); });
}
