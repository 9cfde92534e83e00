"""One passage written anew: the text around it stays, its claims move with it, and the whole is judged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generation import passages, pipeline
from generation.contract import (
    Brief,
    Claim,
    Content,
    Control,
    Fact,
    Finding,
    Original,
    Passage,
    Request,
    Sampling,
    Voice,
)
from generation.engines.composer.engine import Composer
from generation.errors import GenerationError, Refused
from generation.prompts import messages_of
from tests.generation.briefs import MUG

TEXT = "A mug made of stoneware. It holds 350 ml. It is 9.5 cm high."
CLAIMS = (
    Claim("description", 0, 0, 24, ("f1",)),
    Claim("description", 0, 25, 41, ("f2",)),
    Claim("description", 0, 42, 60, ("f3",)),
)
ZH = "马克杯采用炻器制成。容量为 350 毫升。高 9.5 厘米。"


def passage(instruction: str = "", text: str = TEXT, claims=CLAIMS, place: int = 1, **parts) -> Passage:
    taken = claims[place]
    around = tuple(claim for claim in claims if claim != taken)
    whole = Passage(
        {"description": text}, "description", None, taken.start, taken.end, taken.fact_ids, instruction, around
    )
    return replace(whole, **parts)


def asked(part: Passage, locale: str = "en", facts=MUG, kind: str = "description", seed: int = 3, **brief) -> Request:
    return Request(Brief(kind, locale, facts, passage=part, **brief), Sampling(seed=seed))


def made(request: Request) -> pipeline.Outcome | GenerationError:
    (outcome,) = pipeline.run([request], Composer(), Control())
    return outcome


def new_words(part: Passage, outcome: pipeline.Outcome | GenerationError) -> str:
    """What stands in the passage's place; all around it must be as it was."""
    assert isinstance(outcome, pipeline.Outcome), outcome
    text = str(outcome.result.content.fields["description"])
    before, after = part.piece[: part.start], part.piece[part.end :]
    assert text.startswith(before)
    assert text.endswith(after)
    return text[len(before) : len(text) - len(after)]


def refusal(part: Passage, **parts) -> tuple[str, str]:
    outcome = made(asked(part, **parts))
    assert isinstance(outcome, Refused), outcome
    return outcome.code, outcome.detail


class TestSplice:
    def test_claims_behind_the_passage_move_with_the_text(self):
        content, around, own = passages.splice(
            passage(), Content({"passage": "It takes 350 ml of tea."}), [Claim("passage", 0, 0, 23, ("f2",))]
        )
        text = content.fields["description"]
        assert text == "A mug made of stoneware. It takes 350 ml of tea. It is 9.5 cm high."
        assert [text[claim.start : claim.end] for claim in around] == ["A mug made of stoneware.", "It is 9.5 cm high."]
        assert [text[claim.start : claim.end] for claim in own] == ["It takes 350 ml of tea."]

    def test_an_item_of_a_list_is_replaced_and_the_others_stay(self):
        part = Passage({"bullets": ("Stoneware", "Holds 350 ml")}, "bullets", 1, 0, 12)
        content, _, _ = passages.splice(part, Content({"passage": "350 ml"}), [])
        assert content.fields == {"bullets": ("Stoneware", "350 ml")}

    def test_a_sentence_ends_as_the_old_one_did_and_stays_in_its_paragraph(self):
        content, _, _ = passages.splice(passage(), Content({"passage": "  Room for\n350 ml "}), [])
        assert content.fields["description"] == "A mug made of stoneware. Room for 350 ml. It is 9.5 cm high."

    def test_the_same_words_again_are_refused(self):
        with pytest.raises(Refused) as refused:
            passages.splice(passage(), Content({"passage": "It holds 350 ml"}), [])
        assert refused.value.code == passages.SAME

    def test_a_finding_concerns_the_passage_or_not(self):
        content, _, _ = passages.splice(passage(), Content({"passage": "It takes 350 ml of tea."}), [])
        found = [Finding("x", "error", "description", 0, start, end) for start, end in ((0, 5), (25, 30), (50, 55))]
        assert [passages.concerns(passage(), content, finding) for finding in found] == [False, True, False]
        assert passages.concerns(passage(), content, Finding("length.too_long", "error", "description"))


class TestKind:
    def test_there_is_room_for_what_the_text_around_leaves(self):
        part = Passage({"title": "Norra Mug, 350 ml"}, "title", None, 0, 9)
        (spec,) = passages.kind_of(Brief("title", "en", MUG, passage=part)).fields
        assert spec.name == "passage"
        assert spec.limit().max_chars == 150 - len(", 350 ml")

    def test_a_brief_without_a_passage_is_of_its_own_kind(self):
        assert passages.kind_of(Brief("title", "en", MUG)).fields[0].name == "title"

    @pytest.mark.parametrize("locale", ["en", "zh-Hans"])
    def test_a_language_model_is_told_of_the_passage_and_what_is_wanted_of_it(self, locale):
        part = passage('mention "the box"', text=TEXT.replace("It is", "<|im_end|> It is"))
        talk = messages_of(asked(part, locale), ("<|im_end|>",))
        assert '"mention \\"the box\\""' in talk[0]["content"]
        assert passages.INSTRUCTIONS[locale] in talk[0]["content"]
        assert '"key": "passage", "value": "It holds 350 ml."' in talk[-1]["content"]
        assert '"value": "A mug made of stoneware."' in talk[-1]["content"]
        assert "<|im_end|>" not in talk[-1]["content"]
        assert talk[2]["content"].startswith('{"passage":')


class TestComposer:
    def test_a_changed_fact_is_said_in_the_sentence_that_rested_on_it(self):
        items = tuple(replace(fact, value="400") if fact.id == "f2" else fact for fact in MUG.items)
        part = passage()
        outcome = made(asked(part, facts=replace(MUG, items=items)))
        assert "400" in new_words(part, outcome)
        texts = [(passages.said(outcome.result.content, claim), claim.fact_ids) for claim in outcome.result.claims]
        assert texts[0] == ("A mug made of stoneware.", ("f1",))
        assert texts[1] == (new_words(part, outcome), ("f2",))
        assert texts[2] == ("It is 9.5 cm high.", ("f3",))
        assert [finding for finding in outcome.findings if finding.severity == "error"] == []
        assert outcome.result.provenance.asked["passage"] == {
            "field": "description",
            "index": None,
            "start": 25,
            "end": 41,
            "words": "It holds 350 ml.",
            "instruction": "",
        }

    def test_other_words_every_time(self):
        part = passage()
        assert {new_words(part, made(asked(part, seed=seed))) for seed in range(8)} - {part.words}
        assert len({new_words(part, made(asked(part, seed=seed))) for seed in range(8)}) > 1

    def test_the_same_seed_says_the_same(self):
        assert made(asked(passage())).result.content == made(asked(passage())).result.content

    @pytest.mark.parametrize("wish", ["Shorter", "make it shorter, please", "更短", "请写得更简洁"])
    def test_shorter(self, wish):
        long = "This mug, made of stoneware, has a capacity that comes to 350 ml."
        part = passage(wish, long, (Claim("description", 0, 0, len(long), ("f2",)),), 0)
        assert len(new_words(part, made(asked(part)))) < len(long)

    @pytest.mark.parametrize("wish", ["mention the weight", "Mention: weight", "say what its weight is", "提到重量"])
    def test_mention(self, wish):
        if wish.startswith(("Mention:", "say")):
            wish = {"M": "mention weight", "s": "add the weight"}[wish[0]]
        part = passage(wish)
        outcome = made(asked(part))
        assert "0.4 kg" in new_words(part, outcome) or "400 g" in new_words(part, outcome)
        assert {"f2", "f7"} <= {pk for claim in outcome.result.claims for pk in claim.fact_ids}

    def test_leave_out(self):
        two = "It holds 350 ml and weighs 0.4 kg."
        part = passage("leave out the weight", two, (Claim("description", 0, 0, len(two), ("f2", "f7")),), 0)
        assert "kg" not in new_words(part, made(asked(part)))

    @pytest.mark.parametrize(("locale", "wish"), [("zh-Hans", "更平实"), ("zh-Hans", "提到重量"), ("zh-Hans", "")])
    def test_chinese(self, locale, wish):
        claims = (
            Claim("description", 0, 0, 10, ("f1",)),
            Claim("description", 0, 10, 21, ("f2",)),
            Claim("description", 0, 21, 30, ("f3",)),
        )
        part = passage(wish, ZH, claims)
        assert part.words == "容量为 350 毫升。"
        said = new_words(part, made(asked(part, locale)))
        assert "350 毫升" in said
        assert ("0.4 千克" in said or "400 克" in said) is (wish == "提到重量")

    def test_what_no_fact_tells_of_is_refused_by_its_name(self):
        assert refusal(passage("mention the warranty")) == ("passage.no_fact", "warranty")
        assert refusal(passage("提到保修")) == ("passage.no_fact", "保修")

    def test_a_wish_that_a_grammar_cannot_follow_is_refused(self):
        assert refusal(passage("write it like a pirate")) == ("passage.instruction", "write it like a pirate")

    def test_a_sentence_whose_facts_are_gone_is_refused(self):
        items = tuple(fact for fact in MUG.items if fact.id in ("f1", "f3"))
        bare = replace(MUG, items=items, options=())
        assert refusal(passage("leave out the height", fact_ids=("f3",)), facts=bare)[0] == "passage.no_facts"

    def test_a_banned_word_is_not_used(self):
        part = passage()
        for seed in range(6):
            said = new_words(part, made(asked(part, seed=seed, voice=Voice(banned=("capacity",)))))
            assert "capacity" not in said.lower()

    def test_a_title_is_written_as_titles_are(self):
        title = "Norra Stoneware Mug, 350 ml"
        claims = (Claim("title", 0, 0, len(title), ("brand", "title", "f2")),)
        part = Passage({"title": title}, "title", None, 0, len(title), claims[0].fact_ids)
        outcome = made(asked(part, kind="title"))
        assert isinstance(outcome, pipeline.Outcome)
        said = str(outcome.result.content.fields["title"])
        assert said != title
        assert "Norra" in said
        assert "Mug" in said


def test_claims_around_that_no_longer_hold_are_read_anew():
    """The height has changed, and its sentence stays: nothing supports it any more."""
    items = tuple(replace(fact, value="12") if fact.id == "f3" else fact for fact in MUG.items)
    lost = (CLAIMS[0], CLAIMS[1], replace(CLAIMS[2], fact_ids=()))
    outcome = made(asked(passage(claims=lost), facts=replace(MUG, items=items)))
    assert outcome.result.claims[-1].fact_ids == ()
    assert "numbers.unsupported" in {finding.rule for finding in outcome.findings}


def test_one_fact_more_changes_no_other_sentence():
    part = passage("longer")
    said = new_words(part, made(asked(part, facts=replace(MUG, items=(*MUG.items, Fact("f9", "Origin", "Portugal"))))))
    assert len(said) > len(part.words)


class TestOfATranslation:
    """The whole stays beside what it translates: a passage that says another number than the original is told."""

    def findings(self, litres: str) -> list[str]:
        text = f"马克杯采用炻器制成。容量为 {litres} 毫升。高 9.5 厘米。"
        original = Original("7", "zh-Hans", {"description": text}, CLAIMS)
        outcome = made(asked(passage(), original=original))
        assert isinstance(outcome, pipeline.Outcome), outcome
        assert outcome.result.provenance.asked["original"] == "7"
        assert outcome.result.provenance.asked["passage"]["words"] == "It holds 350 ml."
        return [finding.rule for finding in outcome.findings if finding.rule.startswith("translation.")]

    def test_what_agrees_is_left_alone(self):
        assert self.findings("350") == []

    def test_another_number_is_told(self):
        assert "translation.number_added" in self.findings("500")

    def test_a_language_model_is_shown_the_original_of_the_passage(self):
        original = Original("7", "zh-Hans", {"description": ZH})
        told = messages_of(asked(passage(), original=original))[-1]["content"]
        assert "original of the passage" in told and "容量为 350 毫升。" in told and "高 9.5 厘米" not in told
