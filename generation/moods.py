"""What a mood picture is to show, in words: of the product's category and the occasion, never of the product itself.

Painters read English, whatever the shop's language.
"""

from __future__ import annotations

from generation.contract import Brief

AVOID = "text, letters, logo, watermark, packaging, people, hands"

ATMOSPHERES = {
    "new_year": "a clear winter morning, fresh and bright",
    "spring_festival": "red and gold paper lanterns, plum blossom, warm evening light",
    "valentines_day": "rose petals and candles, soft pink light",
    "womens_day": "a bunch of mimosa in spring light",
    "easter": "spring flowers and willow twigs, pale morning light",
    "mothers_day": "a bunch of peonies beside an open window",
    "childrens_day": "paper garlands and balloons in happy colours",
    "618": "bold colours and clean forms, bright even light",
    "fathers_day": "dark wood and leather in warm afternoon light",
    "summer": "sunlight and the shadow of leaves, blue sky",
    "back_to_school": "a tidy desk in early autumn light",
    "qixi": "a starry summer night with paper lanterns",
    "mid_autumn": "a full moon, osmanthus flowers, warm lantern light",
    "halloween": "pumpkins and dry leaves in candle light",
    "singles_day": "bold red and bright spotlights",
    "black_friday": "black paper with one hard light from the side",
    "christmas": "fir twigs and small warm lights in the dark",
}


def described(brief: Brief) -> str:
    """The prompt where nobody wrote one."""
    path = [step.strip().lower().replace("&", "and") for step in brief.facts.category.split(">") if step.strip()]
    place = f"a place for {path[min(1, len(path) - 1)]}" if path else "a calm interior"
    atmosphere = ATMOSPHERES.get(brief.occasion, "soft natural light, calm colours")
    return f"editorial photograph of {place}, {atmosphere}, shallow depth of field, empty space for words"
