"""E-mail to subscribers: a subject, a preview that goes on where it ends, and two to four short paragraphs."""

from __future__ import annotations

from itertools import pairwise

from generation.contract import Request
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.families import theme_place
from generation.engines.composer.plans.grouping import grouped
from generation.engines.composer.plans.plan import HINT, Answer, Script, fits
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, length, paragraphs, plain
from generation.errors import Refused

_THEMES = {
    "measure": "figures",
    "energy": "figures",
    "perform": "figures",
    "care": "care",
    "supply": "care",
    "other": "care",
}
_SECTION_SIZES = {"short": (2, 0, 0), "standard": (3, 3, 0), "long": (5, 5, 3)}  # attributes of make, figures and care


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    subject = _subject(script)
    preview = _preview(script, subject)
    body, claims = paragraphs(_body(script), "body", script.joint)
    if not fits(body, script.limit("body")):
        raise Refused("facts.thin", HINT)
    head, tease = plain(subject, "subject"), plain(preview, "preview")
    return {"subject": head[0], "preview": tease[0], "body": body}, (*head[1], *tease[1], *claims)


def _subject(script: Script) -> Sentence:
    limit = script.limit("subject")
    said = script.say("occasion_subject", limit) if script.words["occasion"] else None
    facts = [said for said in script.facts(script.points()[:4])[:3] if not set(said.text) & set(":：")]
    found = [said for fact in facts for said in script.options("subject", fact=fact) if fits(said.text, limit)]
    found += [said for said in script.options("bare_subject") if fits(said.text, limit)] if not found else []
    said = said or (script.chooser.pick(found) if found else None)
    if said is None:
        raise Refused("limits.too_tight", "shorten the product's title")
    return said


def _preview(script: Script, subject: Sentence) -> Sentence:
    """Facts that the subject does not say, joined; else a plain line."""
    limit = script.limit("preview")
    facts = script.facts(a for a in script.points()[:7] if not set(a.ids) <= set(subject.ids))
    pairs = [said for one, two in pairwise(facts) for said in script.options("preview", fact=one, other=two)]
    singles = [said for one in facts for said in script.options("preview", fact=one, other=None)]
    found = [said for said in [*pairs[:6], *singles[:3]] if fits(said.text, limit)]
    found = found or [said for said in script.options("bare_preview") if fits(said.text, limit)]
    if not found:
        raise Refused("limits.too_tight", "shorten the product's title")
    return script.chooser.pick(found)


def _body(script: Script) -> list[list[Sentence]]:
    """Greeting or scene, who the product is; its make; its figures; what it comes in, and where to read on."""
    writer, product = script.writer, script.product
    opener, used = writer.opener(product.attributes)
    first = script.say("occasion") if script.words["occasion"] else None
    first = first or script.say("audience") or (script.scene() if script.tone in ("warm", "playful") else None)
    rest = [a for a in product.attributes if a not in used]
    make, figures, care = _sections(script, rest)
    groups: list[list[Sentence]] = [[*([first] if first else []), opener]]
    groups.append([said for group in grouped(make, writer) for said in writer.about(group)])
    measured = [said for group in grouped(figures, writer) for said in writer.about(group)]
    lead = script.say("figures") if len(figures) > 1 else None  # one alone is told without more ado
    groups.append([*([lead] if lead else []), *measured])
    last = [
        *(said for a in care for said in writer.about([a])),
        *(writer.choices() if script.brief.length != "short" else []),
    ]
    end = script.say("close")
    groups.append([*last, *([end] if end else [])])
    limit = script.limit("body")
    if length(groups, script.joint) < limit.min_chars:
        groups[0] = [said for said in (first or script.scene(), opener, writer.category()) if said]
    kept = [group for group in groups if group]
    most = limit.max_chars
    while len(kept) > 2 and length(kept, script.joint) > most:
        longest = max(kept[1:], key=lambda group: sum(len(said.text) for said in group))
        longest.pop(-2 if longest is kept[-1] and len(longest) > 1 else -1)
        kept = [group for group in kept if group]
    return _woven(kept)


def _woven(groups: list[list[Sentence]]) -> list[list[Sentence]]:
    """A paragraph of one sentence joins the one before it, but for the end."""
    made: list[list[Sentence]] = []
    for place, group in enumerate(groups):
        lonely = len(group) == 1 and 0 < place < len(groups) - 1
        if made and lonely:
            made[-1] = [*made[-1], *group]
        else:
            made.append(list(group))
    return made


def _sections(script: Script, rest: list[Attribute]) -> tuple[list[Attribute], list[Attribute], list[Attribute]]:
    sizes = _SECTION_SIZES[script.brief.length]
    ordered = sorted(rest, key=lambda a: theme_place(a.key.theme, script.product.family))
    sections: dict[str, list[Attribute]] = {"make": [], "figures": [], "care": []}
    for attribute in ordered:
        sections[_THEMES.get(attribute.key.theme, "make")].append(attribute)
    said = [sections[name][:size] for name, size in zip(("make", "figures", "care"), sizes, strict=True)]
    if not said[0]:
        said[0], said[1] = said[1], []
    return said[0], said[1], said[2]
