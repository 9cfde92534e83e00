// Canned reasons: one click writes it, another adds to what stands there.
for (const pills of document.querySelectorAll("[data-reasons]")) {
  const area = document.getElementById(pills.dataset.reasons);
  pills.addEventListener("click", (event) => {
    const pill = event.target.closest(".pill");
    if (!pill) return;
    area.value = area.value.trim() ? `${area.value.trimEnd()} ${pill.textContent}` : pill.textContent;
    area.focus();
  });
}
