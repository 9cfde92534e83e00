"""Findings by what they are about, for the filter of the queue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shop_content.drafts.messages.wording import WORDING

# By what stands before a rule's dot: what a queue is filtered by and findings are counted by.
FAMILIES = {
    "answer": _("Questions for a person"),
    "attestations": _("Certificates and tests"),
    "awards": _("Awards"),
    "brands": _("Brands and names"),
    "characters": _("Characters"),
    "claims": _("Support of sentences"),
    "colours": _("Colours"),
    "compatibility": _("Compatibility"),
    "counts": _("Counts"),
    "deeds": _("Promised deeds"),
    "features": _("Features"),
    "grammar": _("Grammar"),
    "hashtags": _("Hashtags"),
    "headlines": _("Headlines"),
    "language": _("Language"),
    "leaks": _("Traces of the engine"),
    "length": _("Length and completeness"),
    "materials": _("Materials"),
    "numbers": _("Numbers and units"),
    "origins": _("Origin"),
    "pairs": _("Questions and offers"),
    "picture": _("Pictures"),
    "policy": _("Policy terms"),
    "prices": _("Prices"),
    "proof": _("Proof"),
    "reviews": _("Customer reviews"),
    "superlatives": _("Superlatives"),
    "testimonials": _("Testimonials"),
    "voice": _("Brand voice"),
    "wording": _("Wording"),
}


def rules_of(family: str) -> list[str]:
    return [rule for rule in WORDING if rule.partition(".")[0] == family]
