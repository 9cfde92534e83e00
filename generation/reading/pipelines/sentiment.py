"""`SENTIMENT_READER=transformers:MODEL`: a text-classification model of two, three or five moods, or zero-shot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from generation.reading.contract import Label, Sentiment
from generation.reading.pipelines.model import Model


class TransformersSentiment(Model):
    own = ("positive", "neutral", "negative")
    aliases = {
        "pos": "positive",
        "neg": "negative",
        "neu": "neutral",
        "very positive": "positive",
        "very negative": "negative",
    }
    aliases |= {
        "1 star": "negative",
        "2 stars": "negative",
        "3 stars": "neutral",
        "4 stars": "positive",
        "5 stars": "positive",
    }
    aliases |= {"正面": "positive", "负面": "negative", "中性": "neutral", "好评": "positive", "差评": "negative"}
    hypotheses = {
        "positive": "a satisfied customer",
        "neutral": "a customer without an opinion",
        "negative": "a dissatisfied customer",
    }

    def read(self, texts: Sequence[str]) -> list[Sentiment]:
        found = []
        for ranked in self.ask(texts):
            label, confidence = ranked[0] if ranked else ("neutral", 0.0)
            by_label = dict(ranked)
            score = by_label.get("positive", 0.0) - by_label.get("negative", 0.0)
            found.append(Sentiment(cast(Label, label), round(score, 3), round(confidence, 3)))
        return found
