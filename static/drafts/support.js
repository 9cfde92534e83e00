// What supports what, and what translates what: point at a sentence and its facts light up; at a fact, and its sentences do; at a finding, and its place does.
const names = (element, key) => (element.dataset[key] ?? "").split(" ").filter(Boolean);

const scope = (element) => {
  const sheet = element.closest("[data-sheet]");
  const version = sheet?.dataset.version ?? element.closest("[data-facts-of]")?.dataset.factsOf;
  const desk = element.closest("[data-desk]");
  return {
    desk,
    sheet: sheet ?? desk?.querySelector(`[data-sheet][data-version="${version}"]`),
    facts: desk?.querySelector(`[data-facts-of="${version}"]`),
  };
};

function clear(desk) {
  for (const element of desk?.querySelectorAll(".on, .dim") ?? []) element.classList.remove("on", "dim");
  for (const strip of desk?.querySelectorAll("[data-support]") ?? []) {
    strip.querySelector("[data-support-facts]").hidden = true;
    strip.querySelector(".support-hint").hidden = false;
  }
}

function lightSentence(segment, root) {
  const { desk, sheet, facts } = scope(segment);
  const claims = names(segment, "claims");
  const cited = new Set();
  for (const other of sheet.querySelectorAll(".seg")) {
    if (!names(other, "claims").some((claim) => claims.includes(claim)) && other !== segment) continue;
    other.classList.add("on");
    names(other, "facts").forEach((fact) => cited.add(fact));
  }
  const said = [];
  for (const fact of facts?.querySelectorAll("[data-fact]") ?? []) {
    const on = cited.has(fact.dataset.fact);
    fact.classList.toggle("on", on);
    if (on) said.push(fact.dataset.said);
  }
  for (const words of desk?.querySelectorAll("[data-words]") ?? []) words.classList.toggle("on", cited.has(words.dataset.words));
  for (const finding of names(segment, "findings")) sheet.querySelector(`[data-finding="${finding}"]`)?.classList.add("on");
  for (const mate of sheet.querySelectorAll("[data-mates]")) {
    mate.classList.toggle("on", names(mate, "mates").some((claim) => claims.includes(claim)));
  }
  if (claims.length) tell(sheet, said.length ? `${root.dataset.supports}: ${said.join(" · ")}` : root.dataset.none, said.length > 0);
  return facts?.querySelector(".fact.on");
}

function tell(sheet, text, supported) {
  const strip = sheet.querySelector("[data-support]");
  if (!strip) return;
  const line = strip.querySelector("[data-support-facts]");
  line.textContent = text;
  line.classList.toggle("unsupported", !supported);
  line.hidden = false;
  strip.querySelector(".support-hint").hidden = true;
}

// A sentence of the original lights up those of the translation that say it.
function lightMate(mate) {
  const { sheet } = scope(mate);
  mate.classList.add("on");
  for (const segment of sheet.querySelectorAll(".seg")) {
    segment.classList.add(names(segment, "claims").some((claim) => names(mate, "mates").includes(claim)) ? "on" : "dim");
  }
}

function lightFact(fact) {
  const { sheet } = scope(fact);
  fact.classList.add("on");
  for (const segment of sheet?.querySelectorAll(".seg") ?? []) {
    segment.classList.add(names(segment, "facts").includes(fact.dataset.fact) ? "on" : "dim");
  }
}

function lightFinding(finding) {
  const { sheet } = scope(finding);
  finding.classList.add("on");
  for (const segment of sheet.querySelectorAll(".seg")) {
    if (names(segment, "findings").includes(finding.dataset.finding)) segment.classList.add("on");
  }
}

export function watchSupport(root) {
  const light = (event) => {
    const target = event.target.closest(".seg, [data-fact], [data-finding], [data-mates]");
    const desk = root.querySelector("[data-desk]");
    clear(desk);
    if (!target) return;
    if (target.matches(".seg")) {
      const fact = lightSentence(target, root);
      if (event.type === "focusin") fact?.scrollIntoView({ block: "nearest" });
    } else if (target.matches("[data-fact]")) lightFact(target);
    else if (target.matches("[data-mates]")) lightMate(target);
    else lightFinding(target);
  };
  root.addEventListener("mouseover", light);
  root.addEventListener("focusin", light);
  root.addEventListener("mouseleave", () => clear(root.querySelector("[data-desk]")));
}
