// A sentence that a finding is about, taken out with one key: an edit like any other, saved as a new version.
import { openEdit } from "./edit.js";

export function cut(button, save) {
  const sheet = button.closest("[data-sheet]");
  const { field, index, start, end, words } = button.dataset;
  openEdit(sheet);
  const form = sheet.querySelector("[data-edit]");
  const area = form.querySelectorAll(`[name="${CSS.escape(field)}"]`)[Number(index)];
  const points = [...area.value]; // places are counted in code points, as by the server
  if (points.slice(Number(start), Number(end)).join("") !== words) return area.focus();
  const before = points.slice(0, Number(start)).join("");
  const after = points.slice(Number(end)).join("");
  area.value = (!before || /\s$/.test(before) ? before + after.replace(/^[ \t]+/, "") : before + after).trim();
  if (!area.value) area.closest("[data-item]")?.remove();
  save(form);
}

// Delete on a finding, or on a sentence with one.
export function cutByKey(root, event) {
  if (event.key !== "Delete" || event.target.closest("input, textarea, select")) return;
  const sentence = event.target.closest(".seg[data-findings]");
  const [first] = sentence?.dataset.findings.split(" ") ?? [];
  const finding = event.target.closest("[data-finding]") ?? (first && sentence.closest("[data-sheet]").querySelector(`[data-finding="${first}"]`));
  finding?.querySelector?.("[data-cut]")?.click();
}
