"""Rules of what a text says of its product: numbers, names, materials, features, promises."""

from __future__ import annotations

from generation.checks.rules.rule import Rule

RULES = (
    # numbers.py
    Rule(
        "numbers.unsupported",
        "error",
        ("quantity",),
        "No fact says “%(quantity)s”. Add the fact to the product if it is true; else remove the number.",
    ),
    Rule(
        "numbers.wrong_thing",
        "error",
        ("quantity",),
        "The facts state “%(quantity)s”, but of something else. Say what it is the measure of, or take the right number.",
    ),
    Rule(
        "numbers.overstated",
        "error",
        ("quantity",),
        "The facts give “%(quantity)s” as a limit the other way round: “up to” is not “at least”. Say it as they do.",
    ),
    # counts.py
    Rule(
        "counts.wrong",
        "error",
        ("text",),
        "The facts count differently: “%(text)s”. Take their number, or correct the fact.",
    ),
    # prices.py
    Rule(
        "prices.unsupported",
        "error",
        ("amount",),
        "“%(amount)s” is not the product's price. Remove it: a price in the text goes stale and must be a fact.",
    ),
    Rule(
        "prices.discount",
        "error",
        ("text",),
        "“%(text)s” promises an offer that no fact states. Remove it, or add the offer as a fact.",
    ),
    # brands.py
    Rule(
        "brands.foreign",
        "error",
        ("brand",),
        "“%(brand)s” is another company's brand and in none of the facts. Remove it.",
    ),
    Rule(
        "brands.unknown_name",
        "warning",
        ("name",),
        "“%(name)s” reads like a name that no fact mentions. Check it.",
    ),
    # materials.py, colours.py, origins.py
    Rule(
        "materials.unsupported",
        "error",
        ("material",),
        "No fact says “%(material)s”. Add the material to the facts if it is true; else remove it.",
    ),
    Rule(
        "colours.unsupported",
        "error",
        ("colour",),
        "No fact says “%(colour)s”. Add the colour to the facts if it is true; else remove it.",
    ),
    # sights.py
    Rule(
        "sights.colour",
        "error",
        ("colour", "seen"),
        "The text says “%(colour)s”, but the photos show %(seen)s. Correct it, or add a photo that shows it.",
    ),
    Rule(
        "sights.colour_of_fact",
        "error",
        ("colour", "seen"),
        "The facts say “%(colour)s”, but the photos show %(seen)s. Correct the facts, or replace the photos.",
    ),
    Rule(
        "sights.amount",
        "warning",
        ("quantity", "read"),
        "The text says “%(quantity)s”, but “%(read)s” is printed on the product in the photo. Correct the one that is wrong.",
    ),
    Rule(
        "sights.other_kind",
        "warning",
        ("kind", "seen"),
        "The text says “%(kind)s”, but the photos are recognised as %(seen)s. Correct the one that is wrong.",
    ),
    # drafts/consistency, once the version is stored
    Rule(
        "consistency.low",
        "warning",
        ("percent", "limit", "text"),
        "By a model that compares both, words and picture belong together by %(percent)s %%, less than %(limit)s %%.",
    ),
    Rule(
        "origins.unsupported",
        "error",
        ("text",),
        "No fact states this origin: “%(text)s”. Add it to the facts if it is true; else remove it.",
    ),
    Rule(
        "materials.wrong_part",
        "error",
        ("material",),
        "The facts say that this part is of another material than “%(material)s”. Name the right one.",
    ),
    # features.py
    Rule(
        "features.unsupported",
        "error",
        ("text",),
        "No fact says that the product has, does or is “%(text)s”. Add the fact if it is true; else remove it.",
    ),
    Rule(
        "claims.contradicted",
        "error",
        ("text",),
        "The facts say otherwise about “%(text)s”. Say what they say, or correct the fact.",
    ),
    # attestations.py
    Rule(
        "attestations.unsupported",
        "error",
        ("term", "topic"),
        "“%(term)s” is a protected claim (%(topic)s) and needs a fact. Add the evidence to the facts, or remove it.",
    ),
    # compatibility.py
    Rule(
        "compatibility.unsupported",
        "error",
        ("text",),
        "No fact says that the product fits or works with “%(text)s”. Name what the facts name, or add it to them.",
    ),
    # promises.py
    Rule(
        "awards.unsupported",
        "error",
        ("text",),
        "No fact tells of this prize: “%(text)s”. Add it to the facts if it was won; else remove it.",
    ),
    Rule(
        "superlatives.unsupported",
        "error",
        ("text",),
        "“%(text)s” claims to be the best or the only one, which the law lets stand only with proof. Say what the facts say.",
    ),
)
