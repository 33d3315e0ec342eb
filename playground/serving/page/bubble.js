// One message: its text as a tree, its file or contact, its buttons.

import { make } from "./elements.js";
import { say } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LINKS = /^(https?:|tg:|mailto:)/i;

/** `phone` is what the bubble may ask for: act, write, follow, openFile, language. */
export function bubble(message, phone) {
  const item = make("li", { class: `message ${message.mine ? "is-mine" : "is-bot"}`, "data-id": message.id });
  const inside = make("div", { class: "bubble" });
  if (message.document) inside.append(file(message.document, phone));
  if (message.contact) inside.append(contact(message.contact, phone));
  const text = make("div", { class: "text", dir: "auto" }, ...nodes(message.text, phone));
  const stamp = make("span", { class: "stamp" }, message.edited ? `${say(phone.language, "edited")} ${message.time}` : message.time);
  inside.append(text, stamp);
  item.append(inside);
  if (message.buttons.length) item.append(inlineKeyboard(message, phone));
  return item;
}

function nodes(tree, phone) {
  return tree.map((node, place) => {
    if (typeof node !== "string") return entity(node, phone);
    const endsBlock = place > 0 && BLOCKS.has(tree[place - 1].type);
    return document.createTextNode(endsBlock ? node.replace(/^\n/, "") : node); // the block has ended its line already
  });
}

function entity(node, phone) {
  const inside = nodes(node.inside, phone);
  const text = () => inside.map((child) => child.textContent).join("");
  switch (node.type) {
    case "text_link": return link(node.url, inside, phone);
    case "url": return link(text(), inside, phone);
    case "email": return link(`mailto:${text()}`, inside, phone);
    case "bot_command": return make("button", { type: "button", class: "link", onclick: () => phone.write(text()) }, ...inside);
    case "date_time": return make("time", { datetime: new Date(node.unix_time * 1000).toISOString() }, ...inside);
    case "spoiler": return spoiler(inside);
    case "mention": case "hashtag": return make("span", { class: "link" }, ...inside);
    default: return make(TAGS[node.type] ?? "span", {}, ...inside);
  }
}

function link(url, inside, phone) {
  const start = phone.deepLink(url);
  if (start !== null) return make("button", { type: "button", class: "link", onclick: () => phone.write(`/start ${start}`) }, ...inside);
  const address = LINKS.test(url) ? url : `https://${url}`;
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...inside);
}

function spoiler(inside) {
  const cover = make("button", { type: "button", class: "spoiler", "aria-expanded": "false" }, ...inside);
  cover.addEventListener("click", () => cover.setAttribute("aria-expanded", "true"));
  return cover;
}

function file(document, phone) {
  return make("button", { type: "button", class: "file", onclick: () => phone.openFile(document) },
    make("span", { class: "file-kind", "aria-hidden": "true" }, document.name.split(".").pop().slice(0, 4)),
    make("span", { class: "file-about" },
      make("strong", {}, document.name),
      make("span", {}, `${size(document.size)} · ${say(phone.language, "open")}`)));
}

function contact(person, phone) {
  return make("div", { class: "contact" },
    make("span", { class: "contact-face", "aria-hidden": "true" }, [...person.first_name][0]),
    make("span", { class: "file-about" },
      make("strong", {}, person.first_name),
      make("span", {}, person.phone_number || say(phone.language, "contact"))));
}

function inlineKeyboard(message, phone) {
  const rows = message.buttons.map((row, rowNumber) =>
    make("div", { class: "row" }, ...row.map((button, column) => inlineButton(message, button, rowNumber, column, phone))));
  return make("div", { class: "inline" }, ...rows);
}

function inlineButton(message, button, row, column, phone) {
  const look = `inline-button ${button.style ? `is-${button.style}` : ""}`;
  if (button.url) {
    const leading = link(button.url, [button.text], phone);
    leading.className = `${look} leads-out`;
    return leading;
  }
  return make("button", { type: "button", class: look, onclick: (event) => phone.tap(event.currentTarget, message.id, row, column) }, button.text);
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
