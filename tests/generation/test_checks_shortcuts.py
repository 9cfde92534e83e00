"""What makes the checks quick must not change what they find: every shortcut against the plain way."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from generation.checks import brands, evidence, heads, names, prices, screens
from generation.checks.evidence import evidence_of, narrow
from generation.contract import Facts

PIECES = (
    *(
        "stainless steel",
        "steels",
        "stainlesssteel",
        "pu leather",
        "PU皮",
        "925银",
        "no.1",
        "#1",
        "不锈钢",
        "竹",
        "实木",
        "oak",
    ),
    *(
        "olive green",
        "UV resistant",
        "made in the U.S.A.",
        "Bosch's",
        "apple pie",
        "20% off",
        "US$12.99",
        "¥199",
        "包邮",
        "ﬁ",
    ),
    *(
        "İstanbul",
        "ſale",
        "K",
        "Σίσυφος",
        "x",
        "s",
        "es",
        "é",
        "–",
        "-",
        " ",
        "\n",
        "2,5",
        "3 cm",
        "ＰＵ",
        "（",
        "不",
        "non-",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).flatmap(
    lambda parts: st.sampled_from(["", " ", "，"]).map(lambda gap: gap.join(parts))
)


def plainly(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """What `Names` finds, by one alternation of all names tried at every place."""
    gap = r"(?:[\s\-‐‑–'’.%]|% |'s )?"
    alternatives = []
    for name in wanted:
        if name.isascii() and name[0].isalnum():
            parts = gap.join(map(re.escape, re.findall(r"[a-z0-9]+", name)))
            alternatives.append((len(name), rf"(?<![a-z0-9]){parts}(?:e?s)?(?![a-z0-9])"))
        else:
            start = r"(?<![a-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
            end = r"(?![a-z0-9])" if name[-1].isascii() else ""
            alternatives.append((len(name), rf"{start}{re.escape(name)}{end}"))
    whole = re.compile("|".join(pattern for _, pattern in sorted(alternatives, reverse=True)))
    return [found.span() for found in whole.finditer(text)]


NAMES = [
    "steel",
    "stainless steel",
    "pu leather",
    "pu皮",
    "925银",
    "不锈钢",
    "钢",
    "竹",
    "oak",
    "olive green",
    "uv resistant",
    "u.s.a.",
    "no 1",
]
FOUND = names.Names(NAMES)


@given(TEXTS)
def test_names_are_found_as_by_one_alternation_of_them_all(text: str) -> None:
    plain = narrow(text)
    assert [found[:2] for found in FOUND.find(plain)] == plainly(plain, NAMES)


MIXED = screens.Screened(
    r"steel|stainless[ -]?steel|(?<!o)les|\boak\b|皮|K\b|\d+%? off|es s|not ?a ?name", re.IGNORECASE
)


BEGUN = screens.Screened(r"\b(?:U|st(?:ain|eel)|oaks?)\b|(?<![\w-])no(?:n|t)?[- ]|\b\d{1,2} (?:x|cm)", re.IGNORECASE)
NAMED = screens.Screened(r"\b(?P<first>pu|stainless|[iks]s?)\b.?|(?P<other>皮)", re.IGNORECASE)


@given(TEXTS)
def test_a_screen_never_hides_a_match(text: str) -> None:
    for screened in (brands._KNOWN, prices._AMOUNT, prices._OFFER, MIXED, BEGUN, NAMED):
        plainly = [found.span() for found in screened.pattern.finditer(text)]
        assert [found.span() for found in screened.finditer(text)] == plainly


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:made|cut|sewn)(?: by hand)? in\b", {"made", "cut", "sewn"}),
        (r"\b[Ff]its?\b", {"fit", "fits"}),
        (r"\bsooth(?:e?s|ing|e)? your", {"sooth", "sooths", "soothes", "soothing", "soothe"}),
        (r"(?<![\w-])an?(?!\w)", {"a", "an"}),
        (r"\b(?:self-)?made ", {"self", "made"}),
        (r"\b[12]\d%", {f"{one}{two}" for one in "12" for two in "0123456789"}),
        (r"\bluxur\w+", None),  # there is no end of words that go on so
        (r"\bdiscount", None),  # nor of these
        (r"discount\b", None),  # it may begin within a word
        (r"\b(?: |x)y\b", None),
        (r"\b[a-z]+ly\b", None),
    ],
)
def test_the_words_with_which_a_match_begins_are_read_from_the_pattern(pattern: str, words: set[str] | None) -> None:
    assert heads.heads_of(pattern, re.IGNORECASE) == words


def test_the_branches_of_a_pattern_are_its_alternatives() -> None:
    assert screens.branches_of(r"a\|b|(?:c|d)[|)]|[]|]e|f") == [r"a\|b", "(?:c|d)[|)]", "[]|]e", "f"]


@given(TEXTS)
def test_narrowing_a_text_is_narrowing_its_characters(text: str) -> None:
    assert narrow(text) == "".join(map(narrow, text)) and len(narrow(text)) == len(text)


@pytest.mark.parametrize(
    ("pattern", "demands"),
    [
        (r"\bmiracle (?:cure|cream)\b|miraculous", [{"miracle c", "miraculous"}]),
        (r"(?:best|finest) of", [{"best", "finest"}]),
        (r"最(?:高级|顶级)", [{"高级", "顶级"}, {"最"}]),
        (r"[$€]\s?\d+", [{"$", "€"}]),
        (r"(?:cheap)?\d+", []),
        (r"cheap|\d+", []),
        (r"x\d+ off", [{" off"}]),
        (r"[Cc]heap\d|[Ff]ree of", [{"cheap", "free of"}]),
        (r"made (?:in|of) \w+", [{"made "}]),
        (r"STRASSE", [{"strasse"}]),
    ],
)
def test_what_every_match_must_hold_is_read_from_the_pattern(pattern: str, demands: list[set[str]]) -> None:
    assert list(screens.demands_of(pattern, re.IGNORECASE)) == demands


@pytest.mark.parametrize(
    "pattern", [r"(?:cheap){e<=1}", r"[[:alpha:]]cheap", r"(?x) ch eap", r"\p{L}cheap", r"(a)\1", "(cheap"]
)
def test_what_regex_may_understand_otherwise_lets_every_text_pass(pattern: str) -> None:
    assert screens.demands_of_any(pattern) == ()
    assert screens.Index([[frozenset({"cheap"})], screens.demands_of_any(pattern)]).passing("nothing of it") == [1]


def test_an_index_lets_pass_what_meets_all_demands() -> None:
    index = screens.Index(
        [[frozenset({"heap", "fine"}), frozenset({"off"})], [frozenset({"cheap"})], [frozenset({"of"})]]
    )
    assert (
        index.passing("cheap offer") == [0, 1, 2] and index.passing("a fine day of") == [2] and index.passing("") == []
    )


@pytest.mark.parametrize("letter", "sikäßσfK")
def test_folding_brings_together_whatever_matches_regardless_of_case(letter: str) -> None:
    everything = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x11000)]))
    for found in (*re.findall(letter, everything, re.I), *regex.findall(letter, everything, regex.I)):
        assert screens.fold(found) == screens.fold(letter)


def test_a_phrase_stands_in_the_facts_whole() -> None:
    known = evidence_of(Facts(sku="S", title="Mug", source_text="Holds  1.5\nlitres of PureWater, 12 cups."))
    assert known.says("1.5 litres") and known.says("purewater") and known.says("12 Cups")
    assert not known.says("5 litres") and not known.says("water") and not known.says("2 cups") and not known.says("")


def test_equal_facts_are_read_once_and_others_are_not_taken_for_them() -> None:
    mug, same, lamp = Facts("S", "Mug"), Facts("S", "Mug"), Facts("S", "Lamp")
    assert evidence_of(mug) is evidence_of(same)
    assert evidence_of(lamp).says("lamp") and not evidence_of(mug).says("lamp")
    assert evidence.narrow("ＭＵＧ") == "mug" and names.Names(["mug"]).find("mugs")[0][:2] == (0, 4)
