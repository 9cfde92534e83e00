// Why: the dialog that asks for the reason of a decision or a waiver, with reasons ready at hand. What did not arrive stands there again.
const dialog = document.querySelector("[data-reason]");
const form = dialog.querySelector("[data-reason-form]");
const unsent = new Map(); // by the whole address that it was sent to
let finding = null; // that is to be waived

export const isAsking = () => dialog.open;
export const stopAsking = () => dialog.close();
export const keepReason = (address, data) => data.has("reason") && unsent.set(address, data.get("reason"));
export const dropReason = (address) => unsent.delete(address);
export const faultOfReason = (text) => (dialog.querySelector("[data-reason-error]").textContent = text);

export function ask(button, address, version) {
  form.reset();
  form.action = address;
  finding = button.hasAttribute("data-waive") ? button.closest(".finding") : null;
  form.elements.version.value = version;
  form.elements.status.value = button.closest("[data-status]")?.dataset.status ?? "";
  form.elements.reason.value = unsent.get(form.action) ?? "";
  dialog.querySelector("[data-reason-title]").textContent = button.dataset.title;
  const about = dialog.querySelector("[data-reason-about]");
  about.textContent = finding?.querySelector("strong").textContent ?? "";
  about.hidden = !finding;
  dialog.querySelector("[data-reason-label]").textContent = button.dataset.label;
  dialog.querySelector("[data-reason-submit]").textContent = button.dataset.submit;
  faultOfReason("");
  dialog.querySelector("[data-reason-suggestions]").replaceChildren(...button.dataset.suggestions.split("|").map(pill));
  dialog.showModal();
  form.elements.reason.focus();
}

function pill(text, place) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "pill";
  const key = document.createElement("kbd");
  key.textContent = `Alt ${place + 1}`;
  made.append(text, " ", key);
  made.addEventListener("click", () => {
    const area = form.elements.reason;
    area.value = area.value ? `${area.value.trimEnd()} ${text}` : text;
    area.focus();
  });
  return made;
}

dialog.addEventListener("keydown", (event) => {
  const digit = event.altKey && !event.ctrlKey && !event.metaKey && /^Digit[1-9]$/.test(event.code) ? Number(event.code[5]) : 0;
  const chosen = digit && dialog.querySelectorAll("[data-reason-suggestions] .pill")[digit - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.click();
});

export function onReason(given) {
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    given(form, finding);
  });
}
