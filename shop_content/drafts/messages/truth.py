"""What no fact supports. What was found, and what to do next."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shop_content.drafts.messages.advice import ADD_FACT, REMOVE

WORDING: dict[str, tuple[Any, Any]] = {
    "numbers.unsupported": (_("No fact says “%(quantity)s”."), ADD_FACT),
    "numbers.wrong_thing": (
        _("The facts state “%(quantity)s”, but of something else."),
        _("Say what it is the measure of, or take the right number."),
    ),
    "numbers.overstated": (
        _("The facts give “%(quantity)s” as a limit the other way round: “up to” is not “at least”."),
        _("Say it as the facts do."),
    ),
    "counts.wrong": (
        _("The facts count differently: “%(text)s”."),
        _("Take their number, or correct the fact."),
    ),
    "materials.wrong_part": (
        _("The facts say that this part is of another material than “%(material)s”."),
        _("Name the right one."),
    ),
    "features.unsupported": (_("No fact says that the product has, does or is “%(text)s”."), ADD_FACT),
    "claims.contradicted": (
        _("The facts say otherwise about “%(text)s”."),
        _("Say what they say, or correct the fact."),
    ),
    "compatibility.unsupported": (
        _("No fact says that the product fits or works with “%(text)s”."),
        _("Name what the facts name, or add it to them."),
    ),
    "awards.unsupported": (_("No fact tells of this prize: “%(text)s”."), ADD_FACT),
    "superlatives.unsupported": (
        _("“%(text)s” claims to be the best or the only one, which the law lets stand only with proof."),
        _("Say what the facts say."),
    ),
    "prices.unsupported": (
        _("“%(amount)s” is not the product's price, and a price in a text goes stale."),
        REMOVE,
    ),
    "prices.discount": (_("“%(text)s” promises an offer that no fact states."), ADD_FACT),
    "brands.foreign": (_("“%(brand)s” is another company's brand and stands in none of the facts."), REMOVE),
    "brands.unknown_name": (
        _("“%(name)s” reads like a name that no fact mentions."),
        _("Check it. If it is right, add it to the product's facts."),
    ),
    "materials.unsupported": (_("No fact says that “%(material)s” is in this product."), ADD_FACT),
    "colours.unsupported": (_("No fact says that this product comes in “%(colour)s”."), ADD_FACT),
    "sights.colour": (
        _("The text says “%(colour)s”, but the photos show this product in %(seen)s."),
        _("Correct the text, or add a photo that shows this colour."),
    ),
    "sights.colour_of_fact": (
        _("The product's facts say “%(colour)s”, but its photos show %(seen)s."),
        _("One of them is wrong: correct the facts, or replace the photos."),
    ),
    "sights.amount": (
        _("The text says “%(quantity)s”, but “%(read)s” is printed on the product in its photo."),
        _("Correct the one that is wrong: the facts, or the photo."),
    ),
    "sights.other_kind": (
        _("The text says “%(kind)s”, but its photos look like something else: %(seen)s."),
        _("Look whether these are the right photos; if they are, correct the title, the category or the text."),
    ),
    "consistency.low": (
        _("Words and picture hardly belong together: %(percent)s %%, below %(limit)s %%."),
        _("A model compared them, nearest to it came “%(text)s”. Look whether text and picture show the same product."),
    ),
    "origins.unsupported": (_("No fact states this origin: “%(text)s”."), ADD_FACT),
    "attestations.unsupported": (
        _("“%(term)s” is a protected claim (%(topic)s) and stands without evidence."),
        _("Add the evidence to the product's facts, or remove the claim."),
    ),
}
