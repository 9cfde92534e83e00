"""The claim ledger, and finished pictures."""

from __future__ import annotations

from dataclasses import replace

from generation.checks import run_all
from generation.contract import Asset, Brief, Claim, Content, Finding
from tests.generation.briefs import MUG, content

BRIEF = Brief("description", "en", MUG)


def judged(text: str, *claims: Claim) -> list[tuple[str, str, str]]:
    findings = run_all(BRIEF, content(description=text), claims)
    return [(f.rule, f.severity, text[f.start : f.end]) for f in findings if f.rule.startswith("claims")]


def test_a_cited_claim_passes() -> None:
    assert not judged("Holds 350 ml of tea.", Claim("description", 0, 0, 20, ("f2",)))


def test_praise_without_a_fact_is_an_error() -> None:
    text = "Holds 350 ml of tea. The perfect gift."
    claims = (Claim("description", 0, 0, 20, ("f2",)), Claim("description", 0, 21, 38))
    assert judged(text, *claims) == [("claims.unsupported", "error", "The perfect gift.")]


def test_a_neutral_sentence_without_a_fact_is_a_warning() -> None:
    assert judged("Tea time begins here.", Claim("description", 0, 0, 21)) == [
        ("claims.uncited", "warning", "Tea time begins here.")
    ]


def test_a_question_states_nothing_unless_it_praises() -> None:
    assert not judged("Which size is yours?", Claim("description", 0, 0, 20))
    assert judged("Why not the best?", Claim("description", 0, 0, 17))[0][0] == "claims.unsupported"


def test_the_merchants_own_prose_supports_a_sentence() -> None:
    text = "A wide handle for three fingers."
    bare = Brief("description", "en", MUG)
    told = Brief("description", "en", replace(MUG, source_text="Straight sides, with a wide handle for three fingers."))
    findings = [run_all(brief, content(description=text), (Claim("description", 0, 0, 32),)) for brief in (bare, told)]
    assert ["claims.uncited" in {f.rule for f in found} for found in findings] == [True, False]


def test_a_fact_that_is_not_there_supports_nothing() -> None:
    assert judged("Holds 350 ml of tea.", Claim("description", 0, 0, 20, ("f99",)))[0][0] == "claims.unsupported"


def test_a_span_outside_the_text_is_an_error() -> None:
    for claim in (
        Claim("description", 0, 5, 99, ("f2",)),
        Claim("bullets", 0, 0, 1, ("f2",)),
        Claim("description", 0, 5, 5),
    ):
        assert [rule for rule, _, _ in judged("Holds 350 ml of tea.", claim)] == ["claims.bad_span"]


SAME = {"colour_mean": 0.3, "colour_worst": 1.5, "silhouette": 1.0, "structure": 0.99}  # as its photo


def picture(**changes: object) -> list[Finding]:
    asset = {
        "data": b"",
        "media_type": "image/png",
        "width": 1600,
        "height": 1600,
        "digital_source_type": "compositeCapture",
        "measures": {},
    } | changes
    asset["measures"] = {**SAME, "fill": 0.87, "confidence": 0.9, **asset["measures"]}  # type: ignore[dict-item]
    return list(run_all(Brief("packshot", "en", MUG), Content(asset=Asset(**asset)), ()))  # type: ignore[arg-type]


def test_a_good_packshot_passes() -> None:
    assert picture() == []


def test_each_defect_of_a_picture_has_its_finding() -> None:
    assert [f.rule for f in picture(width=900, height=900)] == ["picture.too_small"]
    assert [f.rule for f in picture(width=2000)] == ["picture.not_square"]
    assert [f.params for f in picture(measures={"fill": 0.5})] == [{"fill": 50, "limit": 85}]
    assert [(f.rule, f.severity) for f in picture(measures={"confidence": 0.3})] == [
        ("picture.cutout_doubtful", "error")
    ]
    assert [(f.rule, f.severity) for f in picture(measures={"confidence": 0.8})] == [
        ("picture.cutout_uncertain", "warning")
    ]
    assert [(f.rule, f.params) for f in picture(measures={"scale": 3.04})] == [("picture.enlarged", {"scale": 3.0})]
    assert [f.rule for f in picture(measures={"colour_mean": 1.01})] == ["picture.repainted"]
    assert [f.params for f in picture(measures={"silhouette": 0.9})] == [{"share": 10.0}]
    assert picture(data=b"no picture")[0].rule == "picture.unreadable"
    assert [f.rule for f in picture(digital_source_type="")] == ["picture.undeclared_source"]
    assert [f.rule for f in run_all(Brief("packshot", "en", MUG), Content(), ())] == ["picture.missing"]
