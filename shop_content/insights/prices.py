"""What a million tokens cost, by `settings.TOKEN_PRICES`."""

from __future__ import annotations

from django.conf import settings

MILLION = 1_000_000


def cost(engine: str, model: str, tokens_in: int, tokens_out: int) -> float:
    """In `settings.TOKEN_CURRENCY`. The price is that of the model, else of the engine ("openai"), else nothing."""
    prices = settings.TOKEN_PRICES
    price_in, price_out = prices.get(model) or prices.get(engine.partition(":")[0]) or (0, 0)
    return (tokens_in * price_in + tokens_out * price_out) / MILLION
