"""What the law and the policies ask. What was found, and what to do next."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDING: dict[str, tuple[Any, Any]] = {
    "proof.missing": (
        _("A fact says “%(term)s”, but no evidence is on file (%(topic)s)."),
        _("Add the certificate or the test report to the shop's evidence, or leave it out."),
    ),
    "testimonials.invented": (
        _("“%(text)s” speaks for customers; invented reviews are forbidden by law."),
        _("Remove it, or quote a real review."),
    ),
    "claims.unsupported": (
        _("No fact supports this, and “%(word)s” is praise or a promise."),
        _("Remove it, or add the fact behind it to the product."),
    ),
    "claims.uncited": (_("No fact supports this sentence."), _("Check that it is true, or remove it.")),
    "claims.bad_span": (
        _("What this version says of its sources does not fit its text."),
        _("Save the text anew, or ask for new content."),
    ),
    "policy.term": (
        _("“%(text)s” is against the content policy: %(reason)s"),
        _("Put it differently."),
    ),
    "policy.term_in_fact": (
        _("“%(text)s” is a policy term (%(reason)s), yet it stands in the product's facts."),
        _("Keep it only if it is an official name or can be proved."),
    ),
    "policy.unusable": (
        _("The policy term %(term_id)s could not be applied: %(problem)s."),
        _("Check this text by eye, and tell a moderator."),
    ),
    "voice.banned": (_("“%(text)s” is a word that your brand voice never uses."), _("Put it differently.")),
    "voice.avoided": (_("Your brand voice avoids “%(text)s”."), _("Write “%(instead)s” instead.")),
    "voice.glossary": (
        _("“%(text)s” is written otherwise in your brand voice's glossary."),
        _("Write “%(written)s”."),
    ),
}
