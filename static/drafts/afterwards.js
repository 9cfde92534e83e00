// After the last decision of a queue: what was decided is said on the page that it led to, and can be taken back from there.
import { singleKeys } from "./keys.js";
import { carried, toast } from "./toast.js";

const SECONDS = 10;

async function takeBack({ undo, decision, failed }) {
  const data = new FormData();
  data.set("decision", decision);
  const headers = { "HX-Request": "true", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content };
  try {
    const answer = await fetch(undo, { method: "POST", body: data, headers });
    const { message, address } = await answer.json();
    if (answer.ok) location.assign(address);
    else toast(message, { tone: "bad" });
  } catch {
    toast(failed, { tone: "bad" });
  }
}

const news = carried(SECONDS);
if (news) {
  let note = null;
  const back = () => {
    note?.remove();
    note = null;
    takeBack(news);
  };
  note = toast(news.message, news.undo ? { action: back, label: news.label, key: "U", seconds: SECONDS } : {});
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "u" || event.ctrlKey || event.metaKey || event.altKey || !singleKeys()) return;
    if (news.undo && note?.isConnected && !event.target.closest?.("input, textarea, select")) back();
  });
}
