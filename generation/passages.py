"""One passage of a finished text, written anew: what an engine is asked for, and how its answer goes back into the text.

An engine that is given a brief with a `passage` answers with a single field, `passage`, whatever the kind; the pipeline
puts it back, so that checks and scores see the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from generation.contract import Brief, Claim, Content, Finding, Passage
from generation.errors import Refused
from generation.kinds import KINDS, FieldSpec, Kind, Limit

FIELD = "passage"
SAME = "passage.same"  # code of the refusal of an answer that says what stood there before
_SHORTEST = 12  # characters that a passage is given even where the text around it fills its field
_LEAST_TOKENS = 24
_ENDED = re.compile(r"[.!?…。！？]['\"”’」』)）]*$")

INSTRUCTIONS = {
    "en": (
        "The text is finished but for one passage. The passage, what comes before it and what comes after it stand among the facts. "
        "Write the passage anew, and nothing else: from the facts as they are now, in other words than before, "
        "without repeating what the text around it says."
    ),
    "zh-Hans": (
        "全文已经写好,只有一个片段需要重写。该片段及其前文、后文列在事实之中。"
        "只重写这个片段:依据现在的事实,换一种说法,不重复前后文已有的内容。"
    ),
}
_EXAMPLES = {
    "en": (
        (
            "title: Kettle; capacity: 1.7 l; material: steel; text before: The Norra kettle is made of steel."
            "; passage: It holds 1.5 l.; passage rests on: e2",
            '{"passage":"There is room for 1.7 l of water."}',
        ),
    ),
    "zh-Hans": (
        (
            "title: 水壶; capacity: 1.7 l; material: 不锈钢; text before: Norra 水壶采用不锈钢制成。"
            "; passage: 容量为 1.5 升。; passage rests on: e2",
            '{"passage":"一次可装 1.7 升水。"}',
        ),
    ),
}


def kind_of(brief: Brief) -> Kind:
    """The kind that an engine answers: the brief's own, or for a passage one of a single field with the room that is left."""
    kind, passage = KINDS[brief.kind], brief.passage
    if passage is None:
        return kind
    limit = kind.spec(passage.field).limit(brief.channel)
    return replace(
        kind,
        fields=(FieldSpec(FIELD, {"": _left(limit, passage)}),),
        instructions=INSTRUCTIONS,
        examples=_EXAMPLES,
        expected_tokens=max(_LEAST_TOKENS, len(passage.words) // 2),
    )


def _left(limit: Limit, passage: Passage) -> Limit:
    around = limit.measured(passage.piece) - limit.measured(passage.words)
    most = max(limit.max_chars - around, _SHORTEST) if limit.max_chars else 0
    return replace(limit, min_chars=max(limit.min_chars - around, 2), max_chars=most, min_items=0, max_items=0)


def splice(
    passage: Passage, answer: Content, claims: Iterable[Claim]
) -> tuple[Content, tuple[Claim, ...], tuple[Claim, ...]]:
    """The whole text with the answer in the passage's place, the claims around it, and the answer's own, all where they now stand.

    Raises `Refused("passage.same")` when the text would say what it said before.
    """
    given = str(answer.fields[FIELD])
    words, lead = _fitted(given, passage)
    piece = passage.piece[: passage.start] + words + passage.piece[passage.end :]
    if piece == passage.piece:
        raise Refused("passage.same", passage.words[:200])
    value = passage.fields[passage.field]
    items = list(value) if not isinstance(value, str) else []
    if items:
        items[passage.index or 0] = piece
    content = Content({**passage.fields, passage.field: tuple(items) if items else piece})
    grown = len(words) - (passage.end - passage.start)
    around = [_moved(claim, passage, grown) for claim in passage.claims if not _touches(claim, passage)]
    shift = passage.start - lead
    own = [
        Claim(
            passage.field,
            passage.index or 0,
            max(claim.start + shift, passage.start),
            min(claim.end + shift, passage.start + len(words)),
            claim.fact_ids,
        )
        for claim in claims
    ]
    return content, tuple(around), tuple(own)


def _fitted(text: str, passage: Passage) -> tuple[str, int]:
    """The answer as one passage, ended as the old one was; and how many characters were taken off its front."""
    words = re.sub(r"\s*\n\s*", " ", text.strip()) if "\n" not in passage.words else text.strip()
    mark = _ENDED.search(passage.words)
    if mark and not _ENDED.search(words):
        words += passage.words[mark.start()]
    return words, len(text) - len(text.lstrip())


def _here(field: str, index: int, passage: Passage) -> bool:
    return field == passage.field and index == (passage.index or 0)


def _touches(claim: Claim, passage: Passage) -> bool:
    return _here(claim.field, claim.index, passage) and claim.start < passage.end and claim.end > passage.start


def _moved(claim: Claim, passage: Passage, grown: int) -> Claim:
    if _here(claim.field, claim.index, passage) and claim.start >= passage.end:
        return replace(claim, start=claim.start + grown, end=claim.end + grown)
    return claim


def said(content: Content, claim: Claim) -> str:
    value = content.fields[claim.field]
    return (value if isinstance(value, str) else value[claim.index])[claim.start : claim.end]


def concerns(passage: Passage, content: Content, finding: Finding) -> bool:
    """Whether a finding about the whole text is about its new passage: within it, or about the piece as a whole."""
    if finding.field and not _here(finding.field, finding.index, passage):
        return False
    value = content.fields[passage.field]
    piece = value if isinstance(value, str) else value[passage.index or 0]
    end = len(piece) - (len(passage.piece) - passage.end)
    return finding.end <= finding.start or (finding.start < end and finding.end > passage.start)
