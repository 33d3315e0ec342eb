// Where somebody is on a phone. What they tapped is another button a moment later; they are still where it was.

const CONTROLS = "button, a";

/** Makes a change; whoever was on something that it took away is put on what is there now, or on what is `otherwise`. */
export function keepPlace(element, change, otherwise) {
  const was = document.activeElement;
  const place = element.contains(was) ? placeOf(was) : null;
  change();
  if (!place || (was === document.activeElement && was.getClientRects().length > 0)) return;
  (findPlace(element, place) ?? otherwise()).focus({ preventScroll: true });
}

/** Says whether the Tab key goes to what can be tapped in a message. */
export function reach(message, reachable) {
  for (const control of message?.querySelectorAll(CONTROLS) ?? []) control.tabIndex = reachable ? 0 : -1;
}

function placeOf(control) {
  const message = control.closest(".message")?.dataset.id;
  const row = control.closest(".row");
  if (!row) return { message };
  return { message, row: [...row.parentElement.children].indexOf(row), column: [...row.children].indexOf(control) };
}

function findPlace(element, { message, row = 0, column = 0 }) {
  const item = message && element.querySelector(`.message[data-id="${message}"]`);
  if (!item) return null;
  const rows = item.querySelectorAll(".row");
  const buttons = rows[Math.min(row, rows.length - 1)]?.children ?? [];
  return buttons[Math.min(column, buttons.length - 1)] ?? item;
}
