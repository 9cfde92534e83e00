// Single keys, off while somebody types, and off for good if they say so.
const STORED = "single-keys";
export const singleKeys = () => localStorage.getItem(STORED) !== "off";
const typing = (element) => element.matches?.("input, textarea, select, [contenteditable]");
// By the letter; on keyboards of other scripts, by the place of the key.
const letter = (event) => (/^[\x21-\x7e]$/.test(event.key) ? event.key.toLowerCase() : /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : "");

export function watchKeys({ dialogs, editing, save, leave, keys, number, root }) {
  const choice = document.querySelector("[data-single-keys]");
  choice.checked = singleKeys();
  choice.addEventListener("change", () => localStorage.setItem(STORED, choice.checked ? "on" : "off"));

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const dialog = dialogs.find((each) => each.open);
    if (dialog) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) dialog.querySelector("form")?.requestSubmit();
      return;
    }
    if (editing()) {
      if ((event.ctrlKey || event.metaKey) && (letter(event) === "s" || event.key === "Enter")) {
        event.preventDefault();
        save();
      } else if (event.key === "Escape") leave();
      return;
    }
    if (event.target.matches?.("[role=tab]") && ["ArrowLeft", "ArrowRight"].includes(event.key)) return tabs(event, number);
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !choice.checked || event.repeat) return;
    const pressed = letter(event);
    if (/^[1-9]$/.test(pressed)) number(pressed);
    else if (keys[pressed] && root.querySelector("[data-desk]")) {
      event.preventDefault();
      keys[pressed]();
    }
  });
}

function tabs(event, number) {
  const list = [...event.target.parentElement.querySelectorAll("[role=tab]")];
  const next = list.at((list.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : -1)) % list.length);
  number(next.dataset.variant);
  next.focus();
}
