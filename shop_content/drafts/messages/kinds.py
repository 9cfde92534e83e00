"""What belongs to one kind of content. What was found, and what to do next."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shop_content.drafts.messages.advice import REMOVE

WORDING: dict[str, tuple[Any, Any]] = {
    "hashtags.form": (
        _("“%(tag)s” does not work as a hashtag."),
        _("Write it as one word of letters and digits."),
    ),
    "hashtags.repeated": (_("The hashtag “%(tag)s” stands twice."), _("Remove one of them.")),
    "headlines.repeated": (
        _("“%(text)s” stands twice, and the ad shows its texts in any order."),
        _("Remove one of the two."),
    ),
    "headlines.mark": (_("Google refuses “%(mark)s” in a headline."), REMOVE),
    "pairs.answers": (
        _("%(count)s answers to %(wanted)s questions."),
        _("Give every question its answer, in the same order."),
    ),
    "pairs.offers": (
        _("%(count)s lines for %(wanted)s recommended products."),
        _("Write one line for every product, in their order."),
    ),
    "pairs.photos": (
        _("%(count)s alt texts for %(wanted)s photos."),
        _("Write one for every photo, in their order."),
    ),
    "reviews.share": (
        _("“%(said)s” is not the number of critical reviews: it is %(critical)s of %(total)s."),
        _("Correct the number."),
    ),
    "reviews.share_missing": (
        _("The summary does not say how many reviews are critical: %(critical)s of %(total)s."),
        _("Say so in the summary."),
    ),
    "deeds.claimed": (
        _("“%(text)s” says that something was or will be done, which nobody knows."),
        REMOVE,
    ),
    "answer.handover": (
        _("A person must reply here: the facts do not hold the answer, or it is about health, safety or a complaint."),
        _("Reply yourself, or pass it to the colleague who can."),
    ),
    "translation.number_missing": (
        _("The original says “%(quantity)s” here, the translation does not."),
        _("Say it too."),
    ),
    "translation.number_added": (
        _("“%(quantity)s” is not in the original, which says “%(original)s”."),
        _("Take the original's number, or remove this one."),
    ),
    "translation.fact_missing": (
        _("The original says “%(original)s” (%(fact)s), and the translation does not seem to."),
        _("Compare the two."),
    ),
    "translation.fact_added": (
        _("This says “%(fact)s”, and the original does not: “%(original)s”."),
        _("Compare the two."),
    ),
    "translation.sentence_missing": (
        _("Nothing here says what the original says: “%(original)s”."),
        _("Translate it too, or waive this if it is left out on purpose."),
    ),
    "translation.sentence_added": (
        _("“%(text)s” translates nothing that the original says."),
        _("Remove it, or waive this if it is added on purpose."),
    ),
    "translation.term_lost": (
        _("The original says “%(term)s” here, which must be written “%(written)s”."),
        _("Write it so."),
    ),
    "translation.untranslated": (
        _("“%(text)s” was left as it stands in the original."),
        _("Translate it, or add it to your brand voice's glossary if it is a name."),
    ),
}
