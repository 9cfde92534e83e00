// The review desk: decide and go on, by mouse, touch or keys.
import { compare, compareBy, shutCompare } from "./compare.js";
import { cut, cutByKey } from "./cut.js";
import { cancelEdit, countAll, isDirty, openEdit, openForm, watchEdits } from "./edit.js";
import { goOn, isStating, nextFinding, openStating, placeOf, press as pressOfFinding, watchFindings } from "./findings.js";
import { drop, offer, watchKept } from "./keep.js";
import { watchKeys } from "./keys.js";
import { ask, dropReason, faultOfReason, isAsking, keepReason, onReason, stopAsking } from "./reasons.js";
import { watchRewrites } from "./rewrite.js";
import { send } from "./sending.js";
import { watchSupport } from "./support.js";
import { take } from "./take.js";
import { carry, toast } from "./toast.js";
import { claim, startComment, watchTogether } from "./together.js";
import { ahead, back, bring, closeRanks, forget, isDraft, isHere, leave } from "./ways.js";

const root = document.querySelector("[data-desk-root]");
const said = document.querySelector("[data-announce]");
const desk = () => root.querySelector("[data-desk]");
const sheet = () => root.querySelector("[data-sheet]:not([hidden])");
const shownVersion = () => sheet()?.dataset.version ?? "";
const GLANCE = 350; // ms: the second click of a double click, or a key pressed twice, is meant for the draft before
let busy = false;
let sent = Promise.resolve();
let undo = null;
let trips = 0;
let since = 0;

const unsaved = () => isDirty(root) || isStating(root);
const unreachable = () => toast(root.dataset.offline, { tone: "bad" });

// `first`: what the server is asked before anything is asked for this draft, what is fetched into its page included.
async function arrived(first = null) {
  const here = desk();
  document.title = here.dataset.title;
  offer(root);
  await first;
  if (desk() !== here) return;
  window.htmx?.process(root);
  setTimeout(() => ahead([here.dataset.review, here.dataset.after]), 120);
  claim(root);
}

// Of several ways that are gone at once, the last one counts, whichever answer comes first. `meant`: what is thrown away by going.
async function go(address, { push = true, first = null, meant = null } = {}) {
  if (isDirty(root) || (isStating(root) && !meant)) return toast(root.dataset.unsaved, { tone: "warn" });
  if (!isDraft(address)) return location.assign(address);
  const trip = (trips += 1);
  const left = desk().dataset.here;
  try {
    const { html, fetched } = await bring(address);
    if (trip !== trips) return;
    root.innerHTML = html;
    closeRanks(desk(), fetched);
  } catch (error) {
    if (trip !== trips) return;
    if (!(error instanceof TypeError)) return location.assign(address);
    if (!push) history.replaceState({}, "", left); // no connection: what is here stays
    return toast(root.dataset.unreached, { tone: "bad" });
  }
  if (left !== desk().dataset.here) since = performance.now();
  if (push && address !== location.pathname + location.search) history.pushState({}, "", address);
  window.scrollTo(0, 0);
  root.querySelector("[data-scroll]").focus({ preventScroll: true });
  said.textContent = document.querySelector("#desk-title").textContent;
  arrived(first);
}

function on(its) {
  busy = its;
  root.toggleAttribute("data-busy", its);
}

// One at a time: a second click or key while the first is on its way does nothing. `saving`: an edit, which is saved by it; `meant`: a
// form that is answered by it; `place`: of the finding that is mended by it.
async function act(address, data, { onRefused = refused, saving = false, meant = null, place = -1 } = {}) {
  if (busy) return;
  if (!saving && (isDirty(root) || (isStating(root) && !meant))) {
    stopAsking();
    return toast(root.dataset.unsaved, { tone: "warn" });
  }
  on(true);
  const { ok, status, body } = await send(address, data);
  on(false);
  resend(root);
  if (!ok) return onRefused(status, body);
  if (body.gone) leave(desk().dataset);
  if (!body.undo) back();
  // After a decision under the same filter the next draft, fetched ahead, is as it was.
  if (!body.undo || new URL(body.address, location.href).search !== location.search) forget();
  for (const form of root.querySelectorAll("[data-edit]")) {
    if (saving) drop(form);
    form.remove(); // saved: nothing is unsaved any more
  }
  stopAsking();
  dropReason(address);
  told(body);
  await go(body.address, { meant });
  count(body);
  goOn(root, place);
}

// What a double click was kept from sending may be sent again.
const resend = (within) => within.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);

function told(body) {
  const taking = body.undo ? { action: takeBack, label: root.dataset.undo, key: "U", seconds: 10 } : {};
  const note = toast(body.message, { tone: body.tone ?? "good", ...taking });
  undo = body.undo ? { address: body.undo, decision: body.decision, note } : null;
  if (isDraft(body.address)) return;
  const { message, decision } = body;
  carry({ message, decision, undo: body.undo, label: root.dataset.undo, failed: root.dataset.offline });
}

function count(body) {
  if (body.waiting && desk()) desk().querySelector("[data-waiting]").textContent = body.waiting;
}

// A decision that leads on. Where the next draft is here already, it is shown at once, while the word is on its way.
async function decide(address, data, onRefused = refused) {
  if (busy) {
    const meant = desk().dataset.here;
    await sent;
    if (busy || desk().dataset.here !== meant) return;
  }
  const { review, here } = desk().dataset;
  const same = new URL(review, location.href).search === new URL(here, location.href).search;
  sent = same && isHere(review) && !unsaved() ? actAndGo(address, data, review) : act(address, data, { onRefused });
  await sent;
}

// Refused, or unheard, the draft before comes back as it stood, and what was typed stands there again.
async function actAndGo(address, data, next) {
  const before = desk();
  on(true);
  stopAsking();
  undo?.note?.remove(); // what U would take back is not known until the answer is here
  undo = null;
  const answer = send(address, data, true);
  leave(before.dataset);
  await go(next, { first: answer });
  const { ok, status, body } = await answer;
  on(false);
  if (!ok) {
    back();
    forget();
    keepReason(address, data);
    if (unsaved() || isAsking()) return refused(status, { ...body, address: body.address || before.dataset.here });
    trips += 1; // whatever else is on its way, this is shown
    resend(before);
    root.replaceChildren(before.cloneNode(true));
    history.replaceState({}, "", before.dataset.here);
    arrived();
    return refused(status, body);
  }
  dropReason(address);
  told(body);
  // Somebody took that draft in the meantime, or it was the last one: the server knows better where to go on.
  if (body.address !== next && desk().dataset.here === next && !unsaved() && !isAsking()) await go(body.address);
  count(body);
}

function refused(status, body) {
  const text = body.message ?? (status === 0 ? root.dataset.offline : root.dataset.failed);
  const more = body.address ? { action: () => { forget(); go(body.address); }, label: root.dataset.showLabel, seconds: 20 } : {};
  toast(text, { tone: "bad", ...more });
}

function takeBack() {
  if (!undo) return;
  const data = new FormData();
  data.set("decision", undo.decision);
  const { address, note } = undo;
  note?.remove();
  undo = null;
  act(address, data);
}

function save(form, place = -1) {
  const onRefused = (status, body) => {
    if (body.conflict) return conflict(form, body);
    const text = body.message ?? (status === 0 ? root.dataset.offline : root.dataset.failed);
    form.querySelector("[data-edit-error]").textContent = text;
    form.querySelector(body.field ? `[name="${body.field}"]` : "textarea")?.focus();
  };
  act(form.action, new FormData(form), { onRefused, saving: true, place });
}

// The fact that a finding misses, with its source.
function state(form) {
  const onRefused = (status, body) => {
    resend(root);
    const text = body.message ?? (status === 0 ? root.dataset.offline : root.dataset.failed);
    form.querySelector("[data-stating-error]").textContent = text;
    form.querySelector(`[name="${body.field ?? "value"}"]`)?.focus();
  };
  act(form.action, new FormData(form), { onRefused, meant: form, place: placeOf(root, form) });
}

function conflict(form, body) {
  const holder = document.createElement("div");
  holder.innerHTML = body.conflict;
  const fresh = holder.firstElementChild;
  form.replaceWith(fresh);
  countAll(fresh);
  fresh.scrollIntoView({ block: "start" });
  fresh.querySelector("textarea")?.focus({ preventScroll: true });
  said.textContent = body.message;
}

// What stands in the way of an approval that no waiver lifts; the button says so beside it, the key aloud.
const UNAPPROVABLE = ["outdated", "late", "newer"];

function stateOf(sheet, state) {
  if (state === "newer") return state; // whatever is chosen here, there is a newer version
  if (Number(sheet.dataset.outdated)) return "outdated";
  if (sheet.dataset.late) return "late";
  return Number(sheet.dataset.errors) ? "blocked" : Number(sheet.dataset.warnings) ? "warned" : "clean";
}

function setState(form, state) {
  const shut = UNAPPROVABLE.includes(state);
  form.dataset.state = state;
  for (const label of form.querySelectorAll("[data-label]")) label.hidden = label.dataset.label !== (shut ? "clean" : state);
  for (const why of form.querySelectorAll("[data-why]")) why.hidden = why.dataset.why !== state;
  if (shut) form.querySelector("button").setAttribute("aria-disabled", "true");
  else form.querySelector("button").removeAttribute("aria-disabled");
}

async function approve() {
  const form = root.querySelector("[data-approve-form]");
  if (performance.now() - since < GLANCE) return;
  if (busy) {
    const meant = desk().dataset.here;
    await sent;
    return desk().dataset.here === meant && !busy ? approve() : null;
  }
  if (sheet()?.dataset.decided) {
    toast(root.dataset.already, { tone: "info", seconds: 4 });
    return go(desk().dataset.review);
  }
  if (!form) return impossible();
  if (UNAPPROVABLE.includes(form.dataset.state)) {
    toast(form.querySelector(`[data-why="${form.dataset.state}"]`).textContent, { tone: "warn" });
    root.querySelector(".outdated, [data-newer]")?.scrollIntoView({ block: "nearest" });
    return;
  }
  if (Number(sheet().dataset.errors)) {
    toast(root.dataset.blocked, { tone: "warn" });
    sheet().querySelector(".finding-error:not(.finding-waived)")?.focus();
    return;
  }
  await decide(form.action, new FormData(form));
}

function impossible() {
  toast(root.dataset.impossible.replace("{status}", desk().dataset.status), { tone: "warn", seconds: 4 });
}

function press(key) {
  const button = root.querySelector(`[data-key="${key}"]`);
  if (button) button.click();
  else impossible();
}

function choose(number) {
  const tab = root.querySelector(`[data-variant="${number}"]`);
  if (!tab) return;
  if (isDirty(root)) return toast(root.dataset.unsaved, { tone: "warn" });
  const open = openForm(root);
  if (open) cancelEdit(open);
  for (const other of root.querySelectorAll("[data-variant]")) {
    other.setAttribute("aria-selected", String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
  }
  for (const panel of root.querySelectorAll("[data-sheet]")) panel.hidden = panel.id !== `sheet-${number}`;
  const now = sheet();
  for (const other of root.querySelectorAll("[data-alternative]")) other.classList.toggle("alternative-shown", other.dataset.alternative === String(number));
  for (const facts of root.querySelectorAll("[data-facts-of]")) facts.hidden = facts.dataset.factsOf !== now.dataset.version;
  const shown = root.querySelector("[data-shown-version]");
  if (!shown) return;
  shown.value = now.dataset.version;
  setState(shown.form, stateOf(now, shown.form.dataset.state));
}

function sideBySide() {
  const alternatives = root.querySelector("[data-alternatives]");
  if (alternatives) alternatives.open = !alternatives.open;
}

function use(number) {
  choose(number);
  const tab = root.querySelector(`[data-variant="${number}"]`);
  if (tab.getAttribute("aria-selected") !== "true") return; // unsaved changes are in the way
  root.querySelector("[data-alternatives]").open = false;
  tab.focus();
}

function step(way) {
  const address = desk().dataset[way];
  if (address) go(address);
  else toast(way === "after" ? root.dataset.last : root.dataset.first, { tone: "info", seconds: 3 });
}

root.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (at("[data-step]")) { event.preventDefault(); step(at("[data-step]").dataset.step); }
  else if (at("[data-show], [data-take-theirs]")) {
    event.preventDefault();
    if (at("[data-take-theirs]")) {
      drop(at("[data-edit]"));
      at("[data-edit]").remove();
    }
    forget();
    go(at("a")?.getAttribute("href") ?? desk().dataset.here);
  }
  else if (at("[data-ask]")) ask(at("[data-ask]"), at("[data-ask]").dataset.ask, shownVersion());
  else if (at("[data-waive]")) ask(at("[data-waive]"), at("[data-waive]").dataset.waive, shownVersion());
  else if (at("[data-state-fact]")) openStating(root, at("[data-state-fact]"), unreachable);
  else if (at("[data-cut]")) {
    if (unsaved()) return toast(root.dataset.unsaved, { tone: "warn" });
    const place = placeOf(root, at("[data-cut]"));
    cut(at("[data-cut]"), (form) => save(form, place));
  }
  else if (at("[data-take-passage]")) take(root, at("[data-take-passage]"));
  else if (at("[data-edit-open]")) openEdit(sheet());
  else if (at("[data-variant]")) choose(at("[data-variant]").dataset.variant);
  else if (at("[data-choose]")) use(at("[data-choose]").dataset.choose);
  else if (at("[data-compare]")) compare(root, at("[data-compare]").dataset.compare, unreachable);
  else if (at("[data-compare-by]")) compareBy(root, at("[data-compare-by]").dataset.compareBy, unreachable);
  else if (at("[data-compare-close]")) shutCompare(root);
  else if (at("[data-open-help]")) document.querySelector("[data-help]").showModal();
  else if (at("[data-photo]")) photo(at("[data-photo]"));
});

function photo(button) {
  const large = root.querySelector("[data-photo-large]");
  large.href = large.firstElementChild.src = button.dataset.photo;
  for (const other of root.querySelectorAll("[data-photo]")) other.setAttribute("aria-pressed", String(other === button));
}

root.addEventListener("keydown", (event) => cutByKey(root, event));
root.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-act], [data-edit], [data-stating]")) return;
  event.preventDefault();
  if (form.matches("[data-edit]")) save(form);
  else if (form.matches("[data-stating]")) state(form);
  else if (form.matches("[data-approve-form]")) approve();
  else if (form.matches("[data-decides]")) decide(form.action, new FormData(form));
  else act(form.action, new FormData(form));
});

onReason(async (form, finding) => {
  const data = new FormData(form);
  const onRefused = (status, body) => {
    keepReason(form.action, data);
    if (status === 422) return faultOfReason(body.message);
    stopAsking();
    refused(status, body);
  };
  if (finding) await act(form.action, data, { onRefused, place: placeOf(root, finding) });
  else await decide(form.action, data, onRefused);
  delete form.dataset.sent;
});

root.addEventListener("htmx:afterSwap", (event) => {
  const form = root.querySelector("[data-approve-form]");
  if (form && event.target.querySelector("[data-newer]")) setState(form, "newer");
  if (event.target.querySelector("[data-reload]") && !unsaved() && !busy) {
    forget();
    go(desk().dataset.here, { push: false });
  }
});
window.addEventListener("popstate", async () => {
  await sent; // whoever goes back sees what came of the decision
  if (isDraft(location.href)) go(location.pathname + location.search, { push: false });
  else location.reload();
});

async function rewritten(text) {
  if (isDirty(root)) return toast(`${text} ${root.dataset.unsaved}`, { tone: "warn" });
  forget();
  await go(desk().dataset.here, { push: false });
  const undoing = root.querySelector("[data-undo-rewrite]");
  toast(text, undoing ? { action: () => undoing.requestSubmit(), label: root.dataset.undo } : {});
}

const rewrite = watchRewrites(root, { arrived: rewritten });
watchFindings(root);
watchSupport(root);
watchKept(root); // before an edit that is given up closes its form
watchEdits(root);
watchTogether(root);
watchKeys({
  root,
  dialogs: [document.querySelector("[data-reason]"), document.querySelector("[data-help]")],
  editing: () => openForm(root),
  save: () => openForm(root)?.requestSubmit(),
  leave: () => (isDirty(root) ? toast(root.dataset.unsaved, { tone: "warn" }) : cancelEdit(openForm(root))),
  keys: {
    a: approve,
    r: () => press("r"),
    x: () => press("x"),
    e: () => press("e"),
    w: rewrite,
    u: async () => {
      await sent;
      const reopen = root.querySelector('[data-key="u"]');
      if (reopen && !undo?.note?.isConnected) reopen.click();
      else takeBack();
    },
    c: () => startComment(root),
    d: () => compareBy(root, "approved", unreachable),
    l: () => compareBy(root, "live", unreachable),
    n: () => nextFinding(root, () => toast(root.dataset.noFinding, { tone: "info", seconds: 3 })),
    f: () => pressOfFinding(root, "[data-state-fact]", () => toast(root.dataset.noFact, { tone: "info", seconds: 4 })),
    p: () => pressOfFinding(root, "[data-waive]", () => toast(root.dataset.noWaiver, { tone: "info", seconds: 4 })),
    m: () => sheet()?.querySelector("[data-mark-start]")?.click(),
    v: sideBySide,
    j: () => step("after"),
    k: () => step("before"),
    "?": () => document.querySelector("[data-help]").showModal(),
  },
  number: choose,
});
arrived();
root.dataset.ready = ""; // keys are heard from here on
