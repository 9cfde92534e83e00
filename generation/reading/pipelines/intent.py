"""`INTENT_READER=transformers:MODEL`: a text-classification model of shoppers' questions, or zero-shot."""

from __future__ import annotations

from collections.abc import Sequence

from generation.reading.contract import INTENTS, Intent
from generation.reading.intent import asked_key
from generation.reading.pipelines.model import Model


class TransformersIntent(Model):
    own = INTENTS
    aliases = {
        "shipping": "delivery",
        "return": "returns",
        "refund": "returns",
        "sizing": "size",
        "usage": "care",
        "availability": "stock",
    }
    hypotheses = {
        "fact": "a property of the product",
        "compatibility": "whether it works with or fits another product",
        "size": "advice on which size to buy",
        "delivery": "the delivery",
        "returns": "a return, an exchange or a refund",
        "price": "the price or a discount",
        "stock": "whether it is in stock",
        "care": "how to use, clean or care for it",
        "safety": "whether it is safe or healthy",
        "complaint": "a complaint about a problem",
        "other": "something else",
    }

    def read(self, texts: Sequence[str]) -> list[Intent]:
        found = []
        for text, ranked in zip(texts, self.ask(texts), strict=True):
            name, confidence = ranked[0] if ranked else ("other", 0.0)
            found.append(Intent(name, round(confidence, 3), asked_key(text) if name == "fact" else ""))
        return found
