// From draft to draft without loading the page anew; the likely next ones are fetched ahead.
const FRESH = 30_000; // ms that a fetched draft is shown without asking again
const pages = new Map();

export const isDraft = (address) => /\/drafts\/\d+\/$/.test(new URL(address, location.href).pathname);
export const forget = () => pages.clear();

async function load(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return answer.text();
}

export function ahead(addresses) {
  for (const address of new Set(addresses)) {
    if (!address || !isDraft(address) || Date.now() - (pages.get(address)?.at ?? 0) < FRESH) continue;
    const html = load(address);
    pages.set(address, { at: Date.now(), html });
    html.then(warm, () => pages.delete(address));
  }
}

// Pictures too, so that a packshot stands there at once.
function warm(html) {
  for (const image of new DOMParser().parseFromString(html, "text/html").querySelectorAll("img:not([loading])")) {
    new Image().src = image.getAttribute("src");
  }
}

export async function bring(address) {
  const kept = pages.get(address);
  pages.delete(address);
  if (kept && Date.now() - kept.at < FRESH) {
    try {
      return await kept.html;
    } catch {
      // fetched ahead in vain: ask again
    }
  }
  return load(address);
}
