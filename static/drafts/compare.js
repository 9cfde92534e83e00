// What changed: since the last approved version, since the live one, since any other.
const place = (root) => root.querySelector("[data-compare-result]");

export async function compare(root, address, failed) {
  const result = place(root);
  let html = "";
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    html = await answer.text();
  } catch {
    return failed();
  }
  if (!result.isConnected) return; // another draft is shown by now
  const kept = result.contains(document.activeElement) ? document.activeElement.dataset.compare : null;
  result.innerHTML = html;
  result.hidden = false;
  window.htmx?.process(result);
  (kept ? result.querySelector(`[data-compare="${CSS.escape(kept)}"]`) : result)?.focus({ preventScroll: true });
  result.scrollIntoView({ block: "nearest" });
}

export function shutCompare(root) {
  const result = place(root);
  const inside = result.contains(document.activeElement);
  result.hidden = true;
  if (inside) root.querySelector("[data-scroll]").focus({ preventScroll: true });
}

// By a key: the same again shuts it.
export function compareBy(root, since, failed) {
  const result = place(root);
  if (!result?.dataset.address) return;
  if (!result.hidden && result.dataset.by === since) return shutCompare(root);
  result.dataset.by = since;
  compare(root, `${result.dataset.address}?since=${since}`, failed);
}
