// What can be sent besides a text: a photo, a voice message, a sticker, a place, somebody's contact, a file.

import { sendFile, sendPhoto } from "./api.js";
import { askWhom } from "./asking.js";
import { Menu } from "./menu.js";

const PHOTO_SIDE = 1280; // pixels, at the most; photos are made smaller before they are sent, as Telegram does

export class Attaching {
  constructor(phone) {
    this.phone = phone;
    this.menu = new Menu(phone.find(".attach"), phone.find(".attach-menu"));
    const [photo, file] = [phone.find(".photo-input"), phone.find(".file-input")];
    const act = (what) => phone.do({ act: what });
    const ways = {
      photo: () => photo.click(), voice: () => act("speaks"), sticker: () => act("sticks"), location: () => act("locates"),
      contact: () => this.shareContact(), file: () => file.click(),
    };
    for (const [name, way] of Object.entries(ways)) {
      phone.find(`[data-attach=${name}]`).addEventListener("click", way);
    }
    photo.addEventListener("change", () => this.send(photo, sendAsPhoto));
    file.addEventListener("change", () => this.send(file, sendFile));
  }

  meet() {
    for (const item of this.menu.list.children) item.querySelector("span").textContent = this.phone.say(item.dataset.attach);
    this.menu.list.setAttribute("aria-label", this.phone.say("attach"));
  }

  async shareContact() {
    const whom = await askWhom(this.phone.say("whoseContact"), this.phone.others());
    if (whom) await this.phone.do({ act: "shares", whom: whom.id });
  }

  async send(input, how) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try {
      await how(this.phone.id, file);
    } catch (error) {
      this.phone.showToast({ text: error.message || this.phone.say("noPhoto"), alert: false });
    }
  }
}

async function sendAsPhoto(phone, file) {
  const picture = await createImageBitmap(file).catch(() => { throw new Error(); });
  const scale = Math.min(1, PHOTO_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const photo = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", .87); });
  await sendPhoto(phone, photo, canvas.width, canvas.height);
}
