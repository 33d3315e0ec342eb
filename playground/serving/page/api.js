// What the page asks of the playground.

import { say } from "./words.js";

async function ask(method, path, body, headers = { "Content-Type": "application/json" }) {
  const response = await fetch(`/playground/${path}`, { method, body, headers }).catch(hasStopped);
  if (!response.ok) throw new Error((await response.text()) || response.statusText);
  return response.status === 204 ? null : response.json();
}

/** The browser's own words for it (“Failed to fetch”) help nobody. */
function hasStopped() {
  throw new Error(say(document.documentElement.lang, "offline"));
}

const post = (path, body = {}) => ask("POST", path, JSON.stringify(body));

export const act = (phone, what) => post(`phones/${phone}/acts`, what);
export const addPerson = (person) => post("phones", person);
export const pushClock = (seconds) => post("clock", { advance: seconds });
export const whatIsAtStake = () => ask("GET", "start-over");
export const startOver = () => post("start-over");

export const sendFile = (phone, file) =>
  ask("PUT", `phones/${phone}/documents/${encodeURIComponent(file.name)}`, file, {
    "Content-Type": file.type || "application/octet-stream",
  });

export const sendPhoto = (phone, photo, width, height) =>
  ask("PUT", `phones/${phone}/photos/${width}x${height}`, photo, { "Content-Type": photo.type });

/** A file as an address of its own: it is only ever handed out to be saved, and a picture of it is made here. */
export async function asPicture(file) {
  const kept = await (await fetch(file.url)).blob();
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.replace(/^data:[^;,]*/, `data:${file.kind}`));
    reader.readAsDataURL(kept);
  });
}

/** Listens for ever; the browser reconnects by itself and is told everything anew. */
export function listen({ onTable, onPhone, onOnline }) {
  const stream = new EventSource("/playground/live");
  stream.addEventListener("table", (event) => onTable(JSON.parse(event.data)));
  stream.addEventListener("phone", (event) => onPhone(JSON.parse(event.data)));
  stream.addEventListener("open", () => onOnline(true));
  stream.addEventListener("error", () => onOnline(false));
}
