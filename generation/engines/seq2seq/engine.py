"""`seq2seq:MODEL`: any encoder-decoder translation model (NLLB, M2M100, mBART, Marian, MADLAD, T5), from the hub or a folder.

It translates approved texts sentence by sentence, so that paragraphs, bullet points and what each sentence cites stay what they are.
MODEL may hold `{from}` and `{to}` (`Helsinki-NLP/opus-mt-{from}-{to}`): then each direction has a model of its own.

Options: `from`, `to` (one of `contract.LOCALES`: serves only that direction), `prefix` (what stands before every text, for T5),
`dtype` (auto, float32, bfloat16, float16), `device` (auto, cpu, cuda, cuda:0, mps), `beams` (4), `batch` (beams at once over all
sentences), `revision` (of a hub model). Threads on the CPU: `TORCH_THREADS`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generation.contract import Content, Control, Provenance, Request, Result
from generation.engines.base import EngineSetting
from generation.engines.seq2seq import model
from generation.engines.seq2seq.directions import Direction, models_of
from generation.engines.seq2seq.placeholders import SIGNS, Hidden, hide
from generation.engines.seq2seq.sentences import Unit, ended_alike, put_together, taken_apart
from generation.engines.seq2seq.writing import Line, Written, write
from generation.errors import Cancelled, GenerationError, Refused, Retryable
from generation.kinds import KINDS
from generation.translation.glossary import Term, terms_of

PROMPT_VERSION = "1"
_OPTIONS = ("from", "to", "prefix", "dtype", "device", "beams", "batch", "revision")
_DTYPES = ("auto", "float32", "bfloat16", "float16")
_BEAMS, _MOST_BEAMS = 4, 16
_BATCH_CPU, _BATCH_GPU, _BATCH_MOST = 32, 256, 2048


@dataclass(slots=True)
class _Said:
    """One sentence on its way: its best translation so far, and how many protected words that lost."""

    unit: Unit
    answer: str = ""
    lost: int = -1  # -1: not translated yet
    hidden: Hidden = field(default_factory=lambda: Hidden(""))
    error: GenerationError | None = None

    @property
    def open(self) -> bool:
        return self.unit.said and self.error is None and self.lost != 0


@dataclass(slots=True)
class _Text:
    """One request on its way."""

    place: int
    request: Request
    direction: Direction
    terms: tuple[Term, ...]
    sentences: list[_Said]
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0

    @property
    def rank(self) -> int:
        """A further variant, and an answer after one that was refused, are the next best that the model knows."""
        return self.request.variant + bool(self.request.corrections)


class Seq2Seq:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`; nothing is loaded yet."""
        parsed = EngineSetting.parse(setting, _OPTIONS)
        if not parsed.target:
            raise Refused("engine.setting", f"{setting!r} names no model; expected seq2seq:NAME or seq2seq:FOLDER")
        self.setting = parsed.text
        self.models = models_of(parsed)
        self._dtype = parsed.choice("dtype", "auto", _DTYPES)
        self._device = parsed.options.get("device", "auto")
        self._prefix = parsed.options.get("prefix", "")
        self._revision = parsed.options.get("revision", "main")
        self._beams = parsed.whole_number("beams", _BEAMS, 1, _MOST_BEAMS)
        self._batch = parsed.whole_number("batch", 0, 0 if "batch" not in parsed.options else 1, _BATCH_MOST)
        self._translators: dict[str, model.Translator] = {}
        self._lock = threading.Lock()

    def load(self) -> None:
        """Raises `Refused` for a model that is missing, damaged or serves none of the directions, `Retryable` when memory is short."""
        with self._lock:
            if self._translators:
                return
            names = dict.fromkeys(self.models.values())
            loaded = {name: model.load(name, self._revision, self._dtype, self._device, self._prefix) for name in names}
            refusals = []
            for direction, name in self.models.items():
                try:
                    loaded[name].speech(direction)
                except Refused as refusal:
                    refusals.append(refusal)
            if len(refusals) == len(self.models):
                raise refusals[0]
            self._translators = loaded

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """Sentences of all requests in batches of like length. Raises `Cancelled` between two tokens."""
        self.load()
        answers: list[Result | Exception | None] = [self._refusal(request) for request in requests]
        texts = [_text(place, request) for place, request in enumerate(requests) if answers[place] is None]
        if control.cancelled():
            raise Cancelled()
        with self._lock:
            for direction in dict.fromkeys(text.direction for text in texts):
                mine = [text for text in texts if text.direction == direction]
                for text in self._translated(direction, mine, control):
                    answers[text.place] = self._result(text)
                    control.progress(sum(answer is not None for answer in answers) / len(requests))
        return [answer for answer in answers if answer is not None]

    def _refusal(self, request: Request) -> Refused | None:
        brief = request.brief
        kind, original = KINDS.get(brief.kind), brief.original
        if kind is None or kind.medium != "text":
            return Refused("engine.kind", f"{brief.kind!r} is not a text kind")
        if brief.locale not in kind.instructions:
            known = ", ".join(kind.instructions)
            return Refused("engine.locale", f"{brief.locale!r} is not a language of this kind; known: {known}")
        if original is None or not original.fields:
            return Refused("original.missing", "there is no approved text to translate")
        if (original.locale, brief.locale) not in self.models:
            return Refused("engine.direction", f"{self.setting} does not translate {original.locale} to {brief.locale}")
        return None

    def _translated(self, direction: Direction, texts: Sequence[_Text], control: Control) -> Iterator[_Text]:
        """Sentences that lost a protected word are asked for again with other signs; the least bad is kept."""
        translator = self._translators[self.models[direction]]
        size = self._batch or (_BATCH_CPU if translator.device == "cpu" else _BATCH_GPU)
        for way in range(len(SIGNS)):
            asked = [(text, said) for text in texts for said in text.sentences if said.open]
            lines = []
            for place, (text, said) in enumerate(asked):
                said.hidden = hide(said.unit.text, text.terms, way)
                beams = max(self._beams, text.request.sampling.beams, text.rank + 1)
                lines.append(Line(place, said.hidden.text, beams, text.rank))
            try:
                for written in write(translator, direction, lines, size, control):
                    _take(*asked[written.place], written)
            except Refused as refusal:
                for _, said in asked:
                    said.error = refusal
        yield from texts

    def _result(self, text: _Text) -> Result | GenerationError:
        error = next((said.error for said in text.sentences if said.error), None)
        if error:
            return error
        request, original = text.request, text.request.brief.original
        assert original is not None
        said = [one.answer if one.unit.said else one.unit.text for one in text.sentences]
        if not all(said):
            return Retryable("engine.malformed", "the model answered a sentence with nothing")
        fields, claims = put_together(original, [one.unit for one in text.sentences], said, request.brief.locale)
        known = {fact.id for fact in request.brief.sources()}
        claims = tuple(replace(claim, fact_ids=tuple(pk for pk in claim.fact_ids if pk in known)) for claim in claims)
        translator = self._translators[self.models[text.direction]]
        made = Provenance(
            engine=self.setting,
            model=translator.name,
            revision=translator.revision,
            prompt_version=PROMPT_VERSION,
            prompt=_read(text),
            seed=request.sampling.seed,
            sampling={"beams": max(self._beams, request.sampling.beams, text.rank + 1), "variant": request.variant},
            tokens_in=text.tokens_in,
            tokens_out=text.tokens_out,
            seconds=text.seconds,
        )
        return Result(Content(fields), claims, made)


def _text(place: int, request: Request) -> _Text:
    brief = request.brief
    assert brief.original is not None
    sentences = [_Said(unit) for unit in taken_apart(brief.original)]
    terms = terms_of(brief)
    for one in sentences:
        if one.unit.said:
            _copied(one, terms)
    return _Text(place, request, (brief.original.locale, brief.locale), terms, sentences)


def _copied(said: _Said, terms: Sequence[Term]) -> None:
    """What is nothing but protected words needs no model."""
    hidden = hide(said.unit.text, terms, 0)
    rest = hidden.text
    for sign, _ in hidden.signs:
        rest = rest.replace(sign, "")
    if not any(character.isalpha() for character in rest):
        said.answer, said.lost = hidden.shown(hidden.text)


def _take(text: _Text, said: _Said, written: Written) -> None:
    text.tokens_in += written.tokens_in
    text.tokens_out += written.tokens_out
    text.seconds += written.seconds
    if isinstance(written.answer, GenerationError):
        said.error = written.answer
        return
    answer, lost = said.hidden.shown(ended_alike(said.unit.text, written.answer))
    if said.lost < 0 or lost < said.lost:
        said.answer, said.lost = answer, lost


def _read(text: _Text) -> str:
    """What the model read, a sentence a line, and what the signs in it stand for."""
    lines = [one.hidden.text or one.unit.text for one in text.sentences if one.unit.said]
    signs = dict.fromkeys(f"{sign} = {said}" for one in text.sentences for sign, said in one.hidden.signs)
    return "\n".join([f"{text.direction[0]} → {text.direction[1]}", *lines, *(["", *signs] if signs else [])])
