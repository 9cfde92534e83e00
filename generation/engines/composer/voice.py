"""How a shop's voice acts on the composer: what it would rather not choose, and how it spells what was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from generation.contract import Brief, Claim, Fact, Facts, FieldValue, Voice
from generation.engines.composer import lexicon
from generation.engines.composer.sentences import Sentence
from generation.passages import kind_of

T = TypeVar("T")
_YOU = re.compile(r"\b(?:you|your|yours)\b|[你您]", re.I)
_WE = re.compile(r"\b(?:we|our|ours|us)\b|我们|本店", re.I)
_NOTHING = re.compile(r"(?!)")


class Taste:
    """What a voice prefers among ways to say a thing."""

    def __init__(self, voice: Voice) -> None:
        self.person = voice.person
        self.banned = any_of(voice.banned)

    def sift(self, options: Sequence[T], weights: Sequence[float] | None) -> tuple[list[T], list[float] | None]:
        """The options without banned words and without the wrong person, as far as any are left; the right person first."""
        kept = list(range(len(options)))
        kept = self._without(kept, options, self.banned)
        if self.person in ("neutral", "you"):
            kept = self._without(kept, options, _WE)
        if self.person == "neutral":
            kept = self._without(kept, options, _YOU)
        wanted = {"you": _YOU, "we": _WE}.get(self.person)
        if wanted:
            kept.sort(key=lambda place: not wanted.search(_text_of(options[place])))
        return [options[place] for place in kept], [weights[place] for place in kept] if weights is not None else None

    @staticmethod
    def _without(kept: list[int], options: Sequence[T], pattern: re.Pattern[str]) -> list[int]:
        left = [place for place in kept if not pattern.search(_text_of(options[place]))]
        return left or kept


@lru_cache(maxsize=256)
def taste_of(voice: Voice) -> Taste | None:
    """None for a voice that has no say in the choices."""
    return Taste(voice) if voice.person or voice.banned else None


def _text_of(option: object) -> str:
    if isinstance(option, tuple) and option:
        option = option[0]
    return option if isinstance(option, str) else option.text if isinstance(option, Sentence) else ""


@lru_cache(maxsize=256)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words or phrases, as whole words, whatever their case; nothing at all when there are none."""
    found = [_whole(word.strip()) for word in sorted(words, key=len, reverse=True) if word.strip()]
    return re.compile("|".join(found), re.I) if found else _NOTHING


def _whole(word: str) -> str:
    """A word as it stands in a text: a whole word where the language has spaces."""
    left = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    right = r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{left}{re.escape(word)}{right}"


def shielded(facts: Facts, brief: Brief) -> tuple[Facts, dict[str, str]]:
    """Facts whose glossary terms the grammar cannot translate, and what stands for what.

    A term that is spelled in the text's own script takes its place at once. A foreign one (in Chinese copy) travels
    through the grammar as a model number of the same length, which is never translated, until `spelled` puts it back.
    """
    tokens: dict[str, str] = {}
    changes: list[tuple[re.Pattern[str], str]] = []
    for place, (term, spelling) in enumerate(brief.voice.glossary):
        if not term.strip() or not spelling.strip():
            continue
        foreign = lexicon.is_chinese(term) if brief.locale == "en" else not lexicon.is_chinese(spelling)
        pattern = any_of((term,))
        if lexicon.is_chinese(spelling) == (brief.locale != "en") and lexicon.is_chinese(term) != lexicon.is_chinese(
            spelling
        ):
            changes.append((pattern, spelling))
        elif foreign:
            token = f"Q{place}X".ljust(len(spelling), "Z")
            tokens[token] = spelling
            changes.append((pattern, token))
    if not changes:
        return facts, {}

    def said(text: str) -> str:
        for pattern, spelling in changes:
            text = pattern.sub(lambda _match, spelling=spelling: spelling, text)  # type: ignore[misc]
        return text

    items = tuple(
        fact
        if said(fact.key) == fact.key and said(fact.value) == fact.value
        else Fact(fact.id, said(fact.key), said(fact.value), fact.unit, fact.source)
        for fact in facts.items
    )
    options = tuple((name, tuple(said(value) for value in chosen)) for name, chosen in facts.options)
    return replace(
        facts, title=said(facts.title), source_text=said(facts.source_text), options=options, items=items
    ), tokens


def spelled(
    fields: dict[str, FieldValue], claims: tuple[Claim, ...], brief: Brief, tokens: dict[str, str]
) -> tuple[dict[str, FieldValue], tuple[Claim, ...]]:
    """Preferred words in the place of others, glossary terms as they are written, where the limits leave room."""
    changes = [(re.compile(token), spelling) for token, spelling in tokens.items()]
    changes += [(any_of((old,)), new) for old, new in brief.voice.preferred if old.strip() and new.strip()]
    changes += [(any_of((term,)), said) for term, said in brief.voice.glossary if term.strip() and said.strip()]
    if not changes:
        return fields, claims
    made: dict[str, FieldValue] = {}
    placed = list(claims)
    for name, value in fields.items():
        limit = kind_of(brief).spec(name).limit(brief.channel)
        texts = []
        for index, text in enumerate((value,) if isinstance(value, str) else value):
            for pattern, spelling in changes:
                new, moved = _replaced(
                    text, pattern, spelling, [c for c in placed if (c.field, c.index) == (name, index)]
                )
                if (
                    new == text
                    or (limit.max_chars and limit.measured(new) > limit.max_chars)
                    or set(new) & set(limit.forbidden)
                ):
                    continue
                text = new
                placed = [moved.get(claim, claim) for claim in placed]
            texts.append(text)
        made[name] = texts[0] if isinstance(value, str) else tuple(texts)
    return made, tuple(placed)


def _replaced(
    text: str, pattern: re.Pattern[str], spelling: str, claims: Sequence[Claim]
) -> tuple[str, dict[Claim, Claim]]:
    """The text with every match spelled anew (capital kept), and the claims at their new places."""
    pieces: list[str] = []
    edges: list[tuple[int, int]] = []  # (end of the match, how far all behind it moves)
    last = shift = 0
    for match in pattern.finditer(text):
        said = spelling
        if match[0][:1].isupper() and match[0][1:2].islower() and said[:1].islower() and said[1:2].islower():
            said = said[:1].upper() + said[1:]
        pieces += [text[last : match.start()], said]
        shift += len(said) - len(match[0])
        edges.append((match.end(), shift))
        last = match.end()
    if not edges:
        return text, {}

    def at(place: int) -> int:
        return place + next((moved for end, moved in reversed(edges) if place >= end), 0)

    return "".join(pieces) + text[last:], {
        claim: replace(claim, start=at(claim.start), end=at(claim.end)) for claim in claims
    }


def without_banned(
    fields: dict[str, FieldValue], claims: tuple[Claim, ...], brief: Brief
) -> tuple[dict[str, FieldValue], tuple[Claim, ...]]:
    """Without the sentences and items that hold a banned word, as far as the limits allow; a title keeps what it says."""
    banned = any_of(brief.voice.banned)
    made, kept = dict(fields), list(claims)
    for name, value in fields.items():
        spec = kind_of(brief).spec(name)
        limit = spec.limit(brief.channel)
        if isinstance(value, str):
            for claim in sorted((c for c in kept if c.field == name), key=lambda c: -c.start):
                text = str(made[name])
                if not banned.search(text, claim.start, claim.end):
                    continue
                behind = claim.end + len(text[claim.end :]) - len(text[claim.end :].lstrip())
                shorter = (text[: claim.start] + text[behind:]).strip()
                if len(shorter) < max(limit.min_chars, 1):
                    continue
                gone = min(behind, len(text)) - claim.start
                kept = [
                    c
                    if c.field != name or c.start < claim.start
                    else replace(c, start=c.start - gone, end=c.end - gone)
                    for c in kept
                    if c is not claim
                ]
                made[name] = shorter
        elif _may_shrink(brief.kind):
            stay = [index for index, text in enumerate(value) if not banned.search(text)]
            if len(stay) == len(value) or len(stay) < max(limit.min_items, 1):
                continue
            made[name] = tuple(value[index] for index in stay)
            moved = {index: place for place, index in enumerate(stay)}
            kept = [
                c if c.field != name else replace(c, index=moved[c.index])
                for c in kept
                if c.field != name or c.index in moved
            ]
    return made, tuple(kept)


def _may_shrink(kind: str) -> bool:
    """Whether an item of a list may go alone: not where items answer to photos, questions or offers."""
    return kind not in ("alt_text", "qa", "recommendation")


def holds_banned(fields: dict[str, FieldValue], voice: Voice) -> bool:
    banned = any_of(voice.banned)
    return any(banned.search(value if isinstance(value, str) else "\n".join(value)) for value in fields.values())


__all__ = ["Taste", "any_of", "holds_banned", "shielded", "spelled", "taste_of", "without_banned"]
