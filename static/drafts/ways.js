// From draft to draft without loading the page anew; the likely next ones are fetched ahead.
const FRESH = 30_000; // ms that a fetched draft is shown without asking again
const pages = new Map();
const gone = new Map(); // drafts that a decision took from the queue, with those that stood beside them

export const isDraft = (address) => /\/drafts\/\d+\/$/.test(new URL(address, location.href).pathname);
export const forget = () => pages.clear();

// A page fetched ahead of the decision still names the draft as its neighbour: the ranks close around it.
export const leave = ({ here, before, after }) => gone.set(here, { before, after, at: Date.now() });
export const back = () => gone.clear();
export const isHere = (address) => Date.now() - (pages.get(address)?.at ?? 0) < FRESH;

function beside(address, way, fetched) {
  let there = address;
  for (let steps = gone.size; steps && gone.get(there)?.at >= fetched; steps -= 1) there = gone.get(there)[way];
  return there;
}

export function closeRanks(desk, fetched) {
  for (const way of ["before", "after"]) {
    const address = beside(desk.dataset[way], way, fetched);
    if (address === desk.dataset[way]) continue;
    desk.dataset[way] = address;
    for (const link of desk.querySelectorAll(`[data-step="${way}"]`)) {
      link.toggleAttribute("href", Boolean(address));
      if (address) link.href = address;
      else link.setAttribute("aria-disabled", "true");
    }
  }
}

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

// The desk's HTML, and when it was asked for.
export async function bring(address) {
  const kept = pages.get(address);
  pages.delete(address);
  if (kept && Date.now() - kept.at < FRESH) {
    try {
      return { html: await kept.html, fetched: kept.at };
    } catch {
      // fetched ahead in vain: ask again
    }
  }
  const fetched = Date.now();
  return { html: await load(address), fetched };
}
