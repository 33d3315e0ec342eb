// One message: its text as a tree, what it holds besides, its buttons.

import { asPicture } from "./api.js";
import { drawing, make } from "./elements.js";
import { reach } from "./place.js";
import { say } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LINKS = /^(https?:|tg:|mailto:)/i;
const SHARING = /^https:\/\/t\.me\/share\/url\?/i;
const PIN = "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z";

/** `phone` is what the bubble may ask for: tap, write, open, passOn, openFile, deepLink, language. */
export function bubble(message, phone) {
  const item = make("li", { class: `message ${message.mine ? "is-mine" : "is-bot"}`, "data-id": message.id, tabindex: -1 });
  const inside = make("div", { class: "bubble" });
  if (message.document) inside.append(file(message.document, phone));
  if (message.contact) inside.append(contact(message.contact, phone));
  if (message.picture) inside.append(picture(message.picture, phone));
  if (message.voice) inside.append(about("M4 10v4M8 6v12M12 3v18M16 7v10M20 10v4", say(phone.language, "voice"), length(message.voice)));
  if (message.location) inside.append(about(PIN, say(phone.language, "location"), message.location));
  const text = make("div", { class: "text", dir: "auto" }, ...nodes(message.text, phone));
  const stamp = make("span", { class: "stamp" }, message.edited ? `${say(phone.language, "edited")} ${message.time}` : message.time);
  inside.append(text, stamp);
  item.append(inside);
  if (message.buttons.length) item.append(inlineKeyboard(message, phone));
  reach(item, false);
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
  if (phone.isOwnLink(url)) return make("button", { type: "button", class: "link", onclick: () => phone.open(url) }, ...inside);
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

function picture(file, phone) {
  const image = make("img", { class: file.is_sticker ? "sticker" : "photo", alt: say(phone.language, file.is_sticker ? "sticker" : "photo"), width: file.width, height: file.height });
  asPicture(file).then((address) => { image.src = address; });
  return image;
}

function about(icon, what, more) {
  return make("div", { class: "contact" },
    make("span", { class: "contact-face" }, drawing(icon)),
    make("span", { class: "file-about" }, make("strong", {}, what), make("span", {}, more)));
}

const length = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function inlineKeyboard(message, phone) {
  const rows = message.buttons.map((row, rowNumber) =>
    make("div", { class: "row" }, ...row.map((button, column) => inlineButton(message, button, rowNumber, column, phone))));
  return make("div", { class: "inline" }, ...rows);
}

function inlineButton(message, button, row, column, phone) {
  const look = `inline-button ${button.style ? `is-${button.style}` : ""}`;
  if (button.url && SHARING.test(button.url)) {
    return make("button", { type: "button", class: `${look} leads-out`, title: button.text, onclick: () => phone.passOn(message.id, row, column) }, button.text);
  }
  if (button.url) {
    const leading = link(button.url, [button.text], phone);
    leading.className = `${look} leads-out`;
    return leading;
  }
  return make("button", { type: "button", class: look, title: button.text, onclick: (event) => phone.tap(event.currentTarget, message.id, row, column) }, button.text);
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
