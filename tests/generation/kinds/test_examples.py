"""The examples that a language model is shown are true to their facts: our own checks find nothing in them."""

from __future__ import annotations

import json
import re

import pytest

from generation.checks import run_all
from generation.contract import LOCALES, Brief, Content, Fact, Facts, Photo, Question, Review
from generation.kinds import KINDS
from generation.occasions import OCCASIONS

TEXT = [kind.name for kind in KINDS.values() if kind.medium == "text"]


def brief_of(kind: str, locale: str, line: str) -> Brief:
    """The brief that an example's line of facts stands for."""
    pairs = [tuple(part.strip() for part in pair.split(":", 1)) for pair in line.split("; ")]
    named = dict(pairs)
    reviews, offers, items = [], [], []
    for number, (key, value) in enumerate(pairs, 1):
        review = re.fullmatch(r"review ?(\d*) \((\d)\)", key)
        if review:
            reviews.append(Review(f"review:{number}", value, int(review[2])))
        elif key.startswith("offer"):
            name, _, fact = value.replace("，", ", ").partition(", ")
            offers.append(
                Facts(f"O{number}", name, "Norra" if "Norra" in name else "Oda", items=(Fact("f1", "detail", fact),))
            )
        elif key not in ("title", "brand", "photos", "occasion", "question"):
            items.append(Fact(f"f{number}", key, value))
    occasion = next((key for key, names in OCCASIONS.items() if named.get("occasion") == names[locale]), "")
    photos = tuple(Photo(f"photo:{n}", str(n), b"") for n in range(int(named.get("photos", 0))))
    question = Question("question:1", named["question"]) if "question" in named else None
    facts = Facts("S", named["title"], named.get("brand", ""), items=tuple(items))
    return Brief(
        kind,
        locale,
        facts,
        occasion=occasion,
        photos=photos,
        reviews=tuple(reviews),
        offers=tuple(offers),
        question=question,
    )


@pytest.mark.parametrize("kind", TEXT)
def test_there_are_two_or_three_and_no_check_finds_an_error_in_them(kind: str) -> None:
    for locale in LOCALES:
        examples = KINDS[kind].examples[locale]
        assert 2 <= len(examples) <= 3
        for line, answer in examples:
            fields = {
                name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(answer).items()
            }
            found = run_all(brief_of(kind, locale, line), Content(fields), ())
            assert [(f.rule, dict(f.params)) for f in found if f.severity == "error"] == [], answer
