"""`TOPIC_READER=transformers:MODEL`: a model that gives each topic its own probability, or zero-shot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generation.reading.contract import TOPICS, Topic
from generation.reading.pipelines.model import Model

SURE = 0.5  # probability from which a topic counts


class TransformersTopics(Model):
    own = TOPICS
    aliases = {
        "color": "colour",
        "size": "fit",
        "shipping": "delivery",
        "ease of use": "ease_of_use",
        "value": "price",
        "odour": "smell",
    }
    hypotheses = {
        "quality": "the quality of the product",
        "fit": "its size and how it fits",
        "delivery": "the delivery",
        "packaging": "the packaging",
        "price": "the price",
        "colour": "the colour",
        "smell": "the smell",
        "durability": "how long it lasts",
        "ease_of_use": "how easy it is to use",
        "service": "the customer service",
        "safety": "health or safety",
    }

    def read(self, texts: Sequence[str]) -> list[tuple[Topic, ...]]:
        return [
            tuple(Topic(name, 0, 0, round(score, 3)) for name, score in ranked if score >= SURE)
            for ranked in self.ask(texts)
        ]

    def run(self, texts: Sequence[str], **options: Any) -> list[Any]:
        """A review has several topics: each is judged by itself."""
        several = {"multi_label": True} if self.by == "entailment" else {"function_to_apply": "sigmoid"}
        return super().run(texts, **(options | several))
