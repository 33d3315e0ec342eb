// What is asked in front of everything: a new person, starting over, a file.

import { addPerson, startOver, whatIsAtStake } from "./api.js";
import { make, show } from "./elements.js";
import { say } from "./words.js";

export function wireDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }
  document.getElementById("zones").append(...(Intl.supportedValuesOf?.("timeZone") ?? []).map((zone) => make("option", { value: zone })));
  wire("add-person", "person-dialog", async (form) => {
    await addPerson(Object.fromEntries(new FormData(form)));
    form.elements.name.value = "";
  });
  wire("start-over", "over-dialog", () => startOver(), tellWhatIsAtStake);
}

/** Names the file that would be set aside, and offers nothing where the playground didn't make it. */
async function tellWhatIsAtStake(form) {
  const place = form.querySelector("#over-file");
  const submit = form.querySelector("[type=submit]");
  const warning = form.querySelector("[data-say=overText]");
  place.textContent = "";
  show(warning, false);
  show(submit, false);
  const stake = await whatIsAtStake();
  const isOurs = stake?.is_ours ?? true;
  if (stake) {
    const language = document.documentElement.lang;
    const people = stake.people.toLocaleString(language);
    const sentence = say(language, isOurs ? "overFile" : "overNotOurs");
    place.textContent = sentence.replace("{file}", () => stake.file).replace("{people}", () => people);
  }
  show(warning, isOurs);
  show(submit, isOurs);
}

function wire(button, name, submit, prepare = () => null) {
  const dialog = document.getElementById(name);
  const form = dialog.querySelector("form");
  const note = dialog.querySelector(".sheet-note");
  document.getElementById(button).addEventListener("click", async () => {
    note.textContent = "";
    dialog.showModal();
    try {
      await prepare(form);
    } catch (error) {
      note.textContent = error.message;
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await submit(form);
      dialog.close();
    } catch (error) {
      note.textContent = error.message;
    }
  });
}

export async function openFile(file) {
  const dialog = document.getElementById("file-dialog");
  dialog.querySelector("h2").textContent = file.name;
  const save = dialog.querySelector("a");
  save.href = file.url;
  save.download = file.name;
  const text = await (await fetch(file.url)).text();
  dialog.querySelector(".file-inside").replaceChildren(preview(file.name, text));
  dialog.showModal();
}

function preview(name, text) {
  if (name.endsWith(".csv")) return table(text.replace(/^\ufeff/, ""));
  if (!name.endsWith(".json")) return make("pre", {}, text);
  try {
    return make("pre", {}, JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    return make("pre", {}, text);
  }
}

function table(text) {
  const [head = [], ...rows] = csvRows(text);
  return make("table", {},
    make("thead", {}, make("tr", {}, ...head.map((cell) => make("th", { scope: "col" }, cell)))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell))))));
}

function csvRows(text) {
  const rows = [];
  let row = [];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1 || row[0]) rows.push(row);
    row = [];
  }
  return rows;
}
