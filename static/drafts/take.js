// Words of another variant, selected there, come to the end of the same field of the text at hand, which is opened for editing.
import { countAll, openEdit } from "./edit.js";
import { toast } from "./toast.js";

export function take(root, button) {
  const chosen = window.getSelection();
  const words = chosen.toString().replace(/\s+/g, " ").trim();
  const from = chosen.anchorNode?.parentElement?.closest("[data-of]");
  if (!words || !from || from.closest("[data-alternative]") !== button.closest("[data-alternative]")) {
    return toast(button.dataset.none, { tone: "warn", seconds: 5 });
  }
  const sheet = root.querySelector("[data-sheet]:not([hidden])");
  openEdit(sheet);
  const form = sheet.querySelector("[data-edit]");
  const name = CSS.escape(from.dataset.of);
  if (from.matches("ul")) form.querySelector(`[data-list]:has([name="${name}"]) [data-item-add]`)?.click();
  const area = [...form.querySelectorAll(`textarea[name="${name}"]`)].at(-1);
  const before = area.value.trimEnd();
  // Chinese sentences follow one another without a blank.
  area.value = before + (before && !/[\u3000-\u9fff\uff00-\uffef]$/.test(before) ? " " : "") + words;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  countAll(form);
  area.focus();
  area.setSelectionRange(area.value.length - words.length, area.value.length);
}
