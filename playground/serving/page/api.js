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

/** Listens for ever; the browser reconnects by itself and is told everything anew. */
export function listen({ onTable, onPhone, onOnline }) {
  const stream = new EventSource("/playground/live");
  stream.addEventListener("table", (event) => onTable(JSON.parse(event.data)));
  stream.addEventListener("phone", (event) => onPhone(JSON.parse(event.data)));
  stream.addEventListener("open", () => onOnline(true));
  stream.addEventListener("error", () => onOnline(false));
}
