"""Questions made of facts, for the question-and-answer pairs of a product page, and answers in full sentences."""

from __future__ import annotations

import re
from dataclasses import replace

from generation.engines.composer import phrases
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.writer import ChineseWriter
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.phrases import plural_label
from generation.engines.composer.english.words import number_of
from generation.engines.composer.english.writer import EnglishWriter
from generation.engines.composer.phrases import Words
from generation.engines.composer.sentences import Sentence

Writer = EnglishWriter | ChineseWriter
_AUXILIARY = re.compile(r"(is|are|was|were|can|has|have|needs|need) (?:not )?(.+)")
_CAN_ZH = re.compile(r"(?:不)?可(?!选)")
_NOT_YET = re.compile(r"\bno ")


def question(attribute: Attribute, writer: Writer, chooser: Chooser, words: Words) -> Sentence | None:
    """ "How much does this mug hold?"; None where the attribute makes no natural question."""
    if attribute.inclusion or attribute.key.id == "trait":
        return None
    if attribute.value.polarity:
        text = _of_flag(attribute, writer, str(words["this"].text if words["this"] else ""))
        return Sentence(text, attribute.ids) if text else None
    label = Sentence(attribute.label)
    known: dict[str, Sentence | None] = {**words, "label": label, "labels": Sentence(plural_label(attribute.label))}
    for slot in _slots(attribute, writer):
        frames = phrases.frames("qa", writer.product.locale, slot, writer.tone)
        found = phrases.filled(frames, known, many=writer.product.many, locale=writer.product.locale)
        if found:
            text = chooser.pick(found).text
            return Sentence(writer.say.spelled(text) if isinstance(writer, EnglishWriter) else text, attribute.ids)
    return None


def _slots(attribute: Attribute, writer: Writer) -> list[str]:
    key = attribute.key
    if attribute.choice:
        return [f"{key.id}_choice"] if key.id in ("colour", "size") else ["choice"]
    if key.id:
        slots = [key.id]
        if key.kind == "measure":
            slots.append("general_measure")
        return [*slots, "general"] if key.kind in ("measure", "text") and key.theme not in ("other",) else slots
    if any(mark in attribute.label for mark in "?？/()") or len(attribute.label) > 30:
        return []
    if isinstance(writer, EnglishWriter):
        if not attribute.label.isascii() or attribute.label.split()[0].lower() in (
            "what",
            "how",
            "is",
            "are",
            "with",
            "for",
        ):
            return []
        return ["general_many"] if number_of(attribute.label) == "many" else ["general"]
    return ["general_measure" if attribute.value.text[:1].isdigit() else "general"] if not attribute.foreign else []


def _of_flag(attribute: Attribute, writer: Writer, this: str) -> str | None:
    if isinstance(writer, ChineseWriter):
        clause = writer.say.flag(replace(attribute, value=replace(attribute.value, polarity="yes")))
        return f"{this}{clause.removeprefix('为')}吗？" if clause and 1 < len(clause) < 14 else None
    predicate = writer.say.predicate(attribute)
    match = _AUXILIARY.fullmatch(predicate or "")
    if not match:
        return None
    verb, rest = match[1], _NOT_YET.sub("", match[2])
    many = writer.product.many
    if verb in ("has", "have", "needs", "need"):
        thing = (
            match[2]
            if not match[2].startswith("no ")
            else f"a {match[2][3:]}"
            if number_of(match[2]) == "one"
            else match[2][3:]
        )
        if verb.startswith("need"):
            thing = rest
        return f"{'Do' if many else 'Does'} {this} {verb.removesuffix('s') if verb.startswith('need') else 'have'} {thing}?"
    return f"{verb.capitalize()} {this} {rest}?"


def answer(attribute: Attribute, writer: Writer) -> Sentence:
    """The fact in a full sentence; "Yes, " or "No, " before what is yes or no."""
    made = writer.choices_of(attribute) if attribute.choice else writer.about([attribute])[0]
    if not attribute.value.polarity or attribute.inclusion:
        return made
    return Sentence(_agreed(made.text, attribute.value.polarity, english=isinstance(writer, EnglishWriter)), made.ids)


def _agreed(text: str, polarity: str, *, english: bool) -> str:
    if ":" in text or "：" in text:  # "Care: hand wash" makes no clause
        return f"Yes. {text}" if english else f"是的。{text}"
    if english:
        first = text.split(" ", 1)[0]
        low = text[:1].lower() + text[1:] if first[1:].islower() or len(first) == 1 else text
        return f"{'Yes' if polarity == 'yes' else 'No'}, {low}"
    bare = re.sub(r"^(?:它|该产品|本品)", "", text)
    if polarity == "yes":
        return f"{'可以' if _CAN_ZH.match(re.sub(r'^(?:这款|该)[一-鿿]{1,6}?(?=可)', '', bare)) else '是的'}，{bare}"
    return f"不，{bare}" if not bare.startswith("不") else bare


def confirmed(said: Sentence, *, english: bool) -> Sentence:
    """ "Yes, it is made of oak.": for a question that names what the fact says."""
    return Sentence(_agreed(said.text, "yes", english=english), said.ids)


__all__ = ["answer", "confirmed", "question"]
