// What every page needs: the narrow screen's menu, CSRF for htmx, copy buttons, dialogs, one submit per form.
const token = document.querySelector("meta[name=csrf-token]")?.content;

document.addEventListener("htmx:configRequest", (event) => {
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

// A failed request must never look like a dead button.
const toasts = document.querySelector("[data-toasts]");
const toast = (text, tone = "bad") => {
  if (!toasts || !text) return;
  const note = document.createElement("div");
  note.className = `notice notice-${tone}`;
  note.setAttribute("role", tone === "bad" ? "alert" : "status");
  note.textContent = text;
  toasts.append(note);
  setTimeout(() => note.remove(), 7000);
};
document.addEventListener("htmx:sendError", () => toast(toasts?.dataset.offline));
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  toast(status === 403 ? toasts?.dataset.forbidden : status === 404 ? toasts?.dataset.missing : toasts?.dataset.failed);
});
document.addEventListener("toast", (event) => toast(event.detail.value ?? event.detail.text, event.detail.tone ?? "good"));

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-menu-toggle], [data-copy], [data-copy-from], [data-open-dialog], [data-close-dialog]");
  if (!target) {
    for (const open of document.querySelectorAll("details.dropdown[open]")) if (!open.contains(event.target)) open.open = false;
    return;
  }
  if (target.hasAttribute("data-menu-toggle")) {
    const open = target.closest(".sidebar").toggleAttribute("data-open");
    target.setAttribute("aria-expanded", String(open));
  }
  const copied = target.dataset.copyFrom ? document.getElementById(target.dataset.copyFrom)?.textContent : target.dataset.copy;
  if (copied !== undefined) {
    navigator.clipboard?.writeText(copied).then(() => toast(target.dataset.copied, "good"));
  }
  if (target.dataset.openDialog) document.getElementById(target.dataset.openDialog)?.showModal();
  if (target.hasAttribute("data-close-dialog")) target.closest("dialog")?.close();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const open of document.querySelectorAll("details.dropdown[open]")) open.open = false;
});

// A second click on the same submit button does nothing; the page comes back fresh from the history.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("data-hx-post") || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});
