"""`FACT_READER=transformers:MODEL`: a token-classification model whose entities are keys of facts.

Named lines (`Material: steel`) need no model: the embedded reader reads them, and the model the sentences between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from generation.engines.composer import keys
from generation.reading.contract import ReadFact, Source
from generation.reading.facts.lines import Piece, sentences
from generation.reading.facts.naming import name_of
from generation.reading.facts.quantities import split
from generation.reading.facts.reader import merged, named_lines
from generation.reading.pipelines.model import Model


class TransformersFacts(Model):
    @property
    def task(self) -> str:
        return "token-classification"

    def label(self, theirs: str) -> str:
        """The id of a known key: of "B-MATERIAL" and "material" the same."""
        name = theirs.removeprefix("B-").removeprefix("I-")
        mapped = self._labels.get(name.casefold(), name)
        known = keys.find(mapped)
        return known.id if known else ""

    def read(self, texts: Sequence[Source]) -> list[tuple[ReadFact, ...]]:
        self.load()
        return [self._one(source) for source in texts]

    def _one(self, source: Source) -> tuple[ReadFact, ...]:
        found, prose = named_lines(source)
        pieces = [sentence for piece in prose for sentence in sentences(piece)]
        answers = self.run([piece.text for piece in pieces], aggregation_strategy="simple")
        for piece, entities in zip(pieces, answers, strict=True):
            found += (fact for entity in entities if (fact := self._fact(piece, entity, source.chinese_keys)))
        return merged(found)

    def _fact(self, piece: Piece, entity: dict[str, object], chinese: bool) -> ReadFact | None:
        known = keys.KEYS.get(self.label(str(entity["entity_group"])))
        begin, end = int(str(entity["start"])), int(str(entity["end"]))
        said = piece.part(begin, end)
        if known is None or not said.text:
            return None
        value, unit = split(said.text)
        return ReadFact(
            name_of(known, "", chinese), value, unit, said.start, said.end, round(float(str(entity["score"])), 3)
        )
