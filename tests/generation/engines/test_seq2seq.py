"""Real, tiny translation models of three families behind `seq2seq:`: sentences, what they cite, protected words, candidates, refusals."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generation import pipeline
from generation.contract import Claim, Content, Control, Original, Request, Result, Sampling, Voice
from generation.engines.registry import directions_of, kinds_of
from generation.engines.seq2seq.engine import Seq2Seq
from generation.engines.seq2seq.placeholders import SIGNS, hide
from generation.engines.seq2seq.sentences import put_together, taken_apart
from generation.engines.weights import settings_of
from generation.errors import Cancelled, GenerationError, Refused
from generation.translation.glossary import Term
from tests.generation.tiny_models import answer_of
from tests.generation.tiny_translators import brief_of, build_marian, build_t5, facts_about


@pytest.fixture(scope="module")
def engine(translation_model: Path) -> Seq2Seq:
    made = Seq2Seq(f"seq2seq:{translation_model}?batch=16")
    made.load()
    return made


def answered(engine: Seq2Seq, *requests: Request) -> list[Result]:
    results = engine.generate(requests, Control())
    assert all(isinstance(result, Result) for result in results), results
    return [result for result in results if isinstance(result, Result)]


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
@pytest.mark.parametrize("kind", ["title", "bullets", "description", "seo"])
def test_every_field_and_entry_is_translated(engine: Seq2Seq, kind: str, locale: str) -> None:
    (result,) = answered(engine, Request(brief_of(kind, locale, thing=3)))
    good = answer_of(kind, locale, facts_about(locale, 3))
    assert dict(result.content.fields) == {
        name: value if isinstance(value, str) else tuple(value) for name, value in good.items()
    }


def test_each_sentence_cites_what_its_original_cites(engine: Seq2Seq) -> None:
    brief = brief_of("description", "en", thing=1)
    assert brief.original
    (result,) = answered(engine, Request(brief))
    text = result.content.fields["description"]
    assert [text[claim.start : claim.end] for claim in result.claims] == [
        "The Norra lamp is made of brass.",
        "It is 13 cm high.",
    ]
    assert [claim.fact_ids for claim in result.claims] == [claim.fact_ids for claim in brief.original.claims]


def test_what_it_answers_passes_the_checks(engine: Seq2Seq) -> None:
    (outcome,) = pipeline.run([Request(brief_of("description", "zh-Hans", thing=2))], engine, Control())
    assert isinstance(outcome, pipeline.Outcome)
    assert not [finding for finding in outcome.findings if finding.rule.startswith("translation.")]
    asked = outcome.result.provenance.asked
    assert (asked["from"], asked["original"]) == ("en", "7")


def test_paragraphs_lists_and_tags_stay_what_they_are() -> None:
    text = "<p>One mug. It holds tea.</p>\n\n<p>- Made of oak</p>\n- 12 × 30"
    original = Original("1", "en", {"description": text, "bullets": ("A.", "B")}, (Claim("bullets", 1, 0, 1, ("f1",)),))
    units = taken_apart(original)
    assert [unit.text for unit in units if unit.said] == ["One mug.", "It holds tea.", "Made of oak", "A.", "B"]
    fields, claims = put_together(original, units, [unit.text for unit in units], "en")
    assert fields == dict(original.fields)
    assert claims == original.claims
    chinese, _ = put_together(original, units, [unit.text.replace("One mug.", "一只杯。") for unit in units], "zh-Hans")
    assert chinese["description"].startswith("<p>一只杯。It holds tea.</p>\n\n<p>- ")


@pytest.mark.parametrize("way", range(len(SIGNS)))
def test_protected_words_are_hidden_and_shown_again(way: int) -> None:
    terms = (Term("Norra", "Norra"), Term("stoneware", "炻瓷"))
    hidden = hide("Norra's stoneware mug, model KX-200, by norra", terms, way)
    assert [written for _, written in hidden.signs] == ["Norra", "炻瓷", "KX-200"]
    text, lost = hidden.shown(hidden.text)
    assert (text, lost) == ("Norra's 炻瓷 mug, model KX-200, by Norra", 0)
    mangled = hidden.text.lower().replace(hidden.signs[2][0].lower(), "")
    assert hidden.shown(mangled)[1] == 1


def test_a_glossary_is_obeyed_though_the_model_never_saw_its_words(engine: Seq2Seq) -> None:
    brief = brief_of("title", "zh-Hans", thing=0, voice=Voice(glossary=(("Norra", "诺拉"),)))
    (result,) = answered(engine, Request(brief))
    assert result.content.fields["title"] == "诺拉 不锈钢水壶 12 厘米"
    assert "XQA = 诺拉" in result.provenance.prompt


def test_a_lost_sign_is_asked_for_again_and_then_is_a_finding(engine: Seq2Seq) -> None:
    """The lessons hold no second sign: the model drops or garbles it."""
    brief = brief_of("title", "zh-Hans", thing=0, voice=Voice(glossary=(("Kettle", "电热壶"),)))
    (outcome,) = pipeline.run([Request(brief)], engine, Control())
    assert isinstance(outcome, pipeline.Outcome)
    lost = "电热壶" not in str(outcome.result.content.fields)
    assert lost is any(finding.rule == "translation.term_lost" for finding in outcome.findings)
    assert not lost or outcome.result.provenance.tries > 1 or outcome.result.provenance.corrections == ()


def test_what_is_nothing_but_a_name_needs_no_model(engine: Seq2Seq) -> None:
    brief = brief_of("title", "zh-Hans")
    original = Original("1", "en", {"title": "Norra KX-200"})
    (result,) = answered(engine, Request(replace(brief, original=original)))
    assert (result.content.fields["title"], result.provenance.tokens_out) == ("Norra KX-200", 0)


def test_variants_are_the_next_best(engine: Seq2Seq) -> None:
    first, second = answered(engine, *(Request(brief_of("title", "zh-Hans"), variant=number) for number in (0, 1)))
    assert first.content != second.content
    again = answered(engine, Request(brief_of("title", "zh-Hans"), Sampling(seed=9, beams=6)))[0]
    assert again.content == first.content
    assert again.provenance.sampling["beams"] == 6


def test_it_stops_between_two_tokens(engine: Seq2Seq) -> None:
    looks = iter([False, False, True])
    with pytest.raises(Cancelled):
        engine.generate([Request(brief_of("description", "en"))], Control(cancelled=lambda: next(looks, True)))


def test_short_memory_halves_the_batch(engine: Seq2Seq, monkeypatch: pytest.MonkeyPatch) -> None:
    from generation.engines.seq2seq import writing

    whole = writing._batch
    sizes = []

    def small(translator: object, first: object, rows: list[object], control: Control) -> object:
        sizes.append(len(rows))
        if len(rows) > 2:
            raise RuntimeError("CUDA out of memory")
        return whole(translator, first, rows, control)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "_batch", small)
    results = answered(engine, *(Request(brief_of("seo", "zh-Hans", thing)) for thing in range(2)))
    assert len(results) == 2
    assert sizes[0] == 4 and set(sizes[1:]) <= {1, 2}


def test_marian_is_loaded_by_pair(tmp_path: Path) -> None:
    build_marian(tmp_path / "opus-mt-en-zh")
    build_marian(tmp_path / "opus-mt-zh-en", "zh", "en")
    engine = Seq2Seq(f"seq2seq:{tmp_path}/opus-mt-{{from}}-{{to}}?beams=2")
    there, back = engine.generate([Request(brief_of("title", "zh-Hans")), Request(brief_of("title", "en"))], Control())
    assert isinstance(there, Result) and there.provenance.model.endswith("en-zh"), there
    assert isinstance(back, Result) and back.provenance.model.endswith("zh-en"), back


def test_a_pair_the_other_way_round_is_refused(tmp_path: Path) -> None:
    build_marian(tmp_path)
    engine = Seq2Seq(f"seq2seq:{tmp_path}?beams=1")
    (refusal,) = engine.generate([Request(brief_of("title", "en"))], Control())
    assert isinstance(refusal, Refused) and refusal.code == "engine.direction"
    assert "from en to zh" in refusal.detail


def test_t5_is_told_by_a_token_or_a_phrase(tmp_path: Path) -> None:
    madlad = Seq2Seq(f"seq2seq:{build_t5(tmp_path / 'madlad', ('<2zh>', '<2en>'))}?beams=1")
    assert isinstance(madlad.generate([Request(brief_of("title", "zh-Hans"))], Control())[0], Result | GenerationError)
    plain = build_t5(tmp_path / "t5")
    with pytest.raises(Refused, match="does not say which languages"):
        Seq2Seq(f"seq2seq:{plain}").load()
    told = Seq2Seq(f"seq2seq:{plain}?from=en&to=zh-Hans&prefix=translate English to Chinese:")
    told.load()
    assert told._translators[str(plain)].speech(("en", "zh-Hans")).prefix == "translate English to Chinese: "


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("seq2seq:", "engine.setting"),
        ("seq2seq:x?beams=0", "engine.setting"),
        ("seq2seq:x?from=en&to=en", "engine.setting"),
        ("seq2seq:x?to=fr", "engine.setting"),
        ("seq2seq:/no/such/folder", "engine.model_missing"),
    ],
)
def test_a_wrong_setting_is_refused(setting: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Seq2Seq(setting).load()
    assert refused.value.code == code


def test_a_damaged_model_is_refused(translation_model: Path, tmp_path: Path) -> None:
    shutil.copytree(translation_model, tmp_path / "torn")
    (tmp_path / "torn" / "model.safetensors").write_bytes(b"torn")
    with pytest.raises(Refused) as refused:
        Seq2Seq(f"seq2seq:{tmp_path / 'torn'}").load()
    assert refused.value.code == "engine.model_unusable"


def test_there_must_be_something_to_translate(engine: Seq2Seq) -> None:
    brief = brief_of("title", "en")
    missing, empty = engine.generate(
        [Request(replace(brief, original=None)), Request(replace(brief, original=Original("", "zh-Hans")))], Control()
    )
    assert isinstance(missing, Refused) and isinstance(empty, Refused)
    assert missing.code == empty.code == "original.missing"


def test_what_a_setting_serves_is_known_before_it_is_loaded() -> None:
    assert directions_of("") == frozenset()
    assert directions_of("seq2seq:x") == {("en", "zh-Hans"), ("zh-Hans", "en")}
    assert directions_of("seq2seq:x?to=en") == {("zh-Hans", "en")}
    assert directions_of("transformers:x") == {("en", "zh-Hans"), ("zh-Hans", "en")}
    assert kinds_of("seq2seq:x") == frozenset()
    assert settings_of("seq2seq:a/b-{from}-{to}?beams=2") == ("seq2seq:a/b-en-zh?beams=2", "seq2seq:a/b-zh-en?beams=2")
    with pytest.raises(Refused, match="translates nothing"):
        directions_of("composer:")


def test_content_is_what_was_translated(engine: Seq2Seq) -> None:
    (result,) = answered(engine, Request(brief_of("bullets", "en", thing=4)))
    assert result.content == Content({"bullets": ("Made of cotton", "16 cm high")})
