// Short news with, where there is one, a way back.
const place = () => document.querySelector("[data-toasts]");

export function toast(text, { tone = "good", action = null, label = "", key = "", seconds = 8 } = {}) {
  const list = place();
  if (!list || !text) return null;
  for (const old of [...list.children].slice(0, -1)) old.remove();
  const note = document.createElement("div");
  note.className = `notice notice-${tone} row row-between row-nowrap`;
  note.setAttribute("role", tone === "bad" ? "alert" : "status");
  const said = document.createElement("span");
  said.textContent = text;
  note.append(said);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-s nowrap";
    button.textContent = label;
    if (key) {
      const hint = document.createElement("kbd");
      hint.textContent = key;
      button.append(" ", hint);
    }
    button.addEventListener("click", () => {
      note.remove();
      action();
    });
    note.append(button);
  }
  list.append(note);
  setTimeout(() => note.remove(), seconds * 1000);
  return note;
}

// News that leads to another page is told there.
const STORED = "told-on-the-next-page";

export const carry = (news) => sessionStorage.setItem(STORED, JSON.stringify({ ...news, at: Date.now() }));

export function carried(seconds) {
  const news = JSON.parse(sessionStorage.getItem(STORED) ?? "null");
  sessionStorage.removeItem(STORED);
  return news && Date.now() - news.at < seconds * 1000 ? news : null;
}
