"""What a finding says to a person: what was found, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop_content.drafts.models import Finding


@dataclass(frozen=True, slots=True)
class Message:
    found: str
    advice: str


_ADD_FACT = _("If it is true, add it to the product's facts and save again; otherwise remove it.")
_REMOVE = _("Remove it.")
_REWRITE = _("Write it, or ask for new content.")

# By rule of `generation.checks.rules`: a test compares both lists, and the params that each wording uses.
WORDING: dict[str, tuple[Any, Any]] = {
    "length.missing_field": (_("This field is missing."), _REWRITE),
    "length.empty": (_("This field is empty."), _REWRITE),
    "length.too_short": (
        _("%(length)s characters: fewer than the minimum of %(limit)s."),
        _("Add what the facts allow."),
    ),
    "length.too_long": (
        _("%(length)s characters: more than the %(limit)s that %(channel)s accepts."),
        _("Shorten the text; the marked end does not fit."),
    ),
    "length.too_few_items": (
        _("%(count)s points: fewer than the minimum of %(limit)s."),
        _("Add another point."),
    ),
    "length.too_many_items": (
        _("%(count)s points: more than the %(limit)s that %(channel)s accepts."),
        _("Remove the weakest."),
    ),
    "characters.forbidden": (_("%(channel)s refuses the character “%(character)s”."), _REMOVE),
    "characters.control": (
        _("An invisible character (%(code)s) is in the text."),
        _("Delete the marked place and type it anew."),
    ),
    "characters.broken": (_("“%(text)s” looks like broken encoding."), _("Type it anew.")),
    "characters.emoji": (_("Sales channels refuse emoji, such as “%(character)s”."), _REMOVE),
    "characters.markup": (_("“%(markup)s” is markup, and this field is plain text."), _REMOVE),
    "characters.placeholder": (
        _("“%(placeholder)s” is a placeholder that was never filled in."),
        _("Put a fact in its place, or remove it."),
    ),
    "characters.contact": (
        _("“%(text)s” is an address or a telephone number; sales channels refuse them in product texts."),
        _REMOVE,
    ),
    "wording.repeated_word": (_("“%(word)s” stands twice in a row."), _("Remove one of them.")),
    "wording.repeated_sentence": (_("This was said before: “%(text)s”."), _("Remove one of the two.")),
    "wording.overused_word": (
        _("“%(word)s” stands %(count)s times; Amazon accepts a word at most %(limit)s times in a title."),
        _("Use another word, or leave it out."),
    ),
    "wording.shouting": (_("“%(text)s” is all in capitals."), _("Use normal case, unless it is a name.")),
    "wording.punctuation": (_("“%(text)s” is more punctuation than channels accept."), _("Use one mark.")),
    "wording.repeated_phrase": (_("“%(text)s” was said in these words before."), _("Say it once, or vary it.")),
    "wording.near_duplicate": (
        _("Nearly the text of “%(product)s”: %(share)s %% of it stands there too."),
        _("Search engines show one of two like pages. Say what sets this product apart."),
    ),
    "wording.same_openings": (
        _("%(count)s sentences in a row begin with “%(text)s”."),
        _("Vary the beginnings."),
    ),
    "grammar.article": (_("“%(text)s” should be “%(right)s”."), _("Correct it.")),
    "grammar.agreement": (_("In “%(text)s” the verb does not agree with its subject."), _("Correct it.")),
    "grammar.doubled": (_("“%(text)s” is doubled by mistake."), _("Remove one of them.")),
    "grammar.half_width": (
        _("“%(mark)s” is a half-width mark."),
        _("Between Chinese characters write “%(right)s”."),
    ),
    "wording.misspelt": (_("“%(word)s” looks misspelt."), _("Was “%(right)s” meant?")),
    "leaks.refusal": (_("“%(text)s” is a language model speaking of itself."), _("Ask for new content, or remove it.")),
    "leaks.preamble": (_("“%(text)s” speaks to whoever asked for the text, not to a shopper."), _REMOVE),
    "leaks.data": (_("“%(text)s” is raw data or markup of a language model."), _REMOVE),
    "leaks.instruction": (
        _("“%(text)s” is an instruction to a language model."),
        _("Remove it, here and from the product's data."),
    ),
    "leaks.prompt": (_("“%(text)s” is part of the task that the model was given."), _REMOVE),
    "proof.missing": (
        _("A fact says “%(term)s”, but no evidence is on file (%(topic)s)."),
        _("Add the certificate or the test report to the shop's evidence, or leave it out."),
    ),
    "language.wrong": (
        _("This text is not in %(locale)s, which was asked for."),
        _("Translate it, or ask for new content."),
    ),
    "language.traditional": (
        _("“%(character)s” is a traditional character."),
        _("Simplified Chinese writes “%(simplified)s”."),
    ),
    "numbers.unsupported": (_("No fact says “%(quantity)s”."), _ADD_FACT),
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
    "features.unsupported": (_("No fact says that the product has, does or is “%(text)s”."), _ADD_FACT),
    "claims.contradicted": (
        _("The facts say otherwise about “%(text)s”."),
        _("Say what they say, or correct the fact."),
    ),
    "compatibility.unsupported": (
        _("No fact says that the product fits or works with “%(text)s”."),
        _("Name what the facts name, or add it to them."),
    ),
    "awards.unsupported": (_("No fact tells of this prize: “%(text)s”."), _ADD_FACT),
    "superlatives.unsupported": (
        _("“%(text)s” claims to be the best or the only one, which the law lets stand only with proof."),
        _("Say what the facts say."),
    ),
    "prices.unsupported": (
        _("“%(amount)s” is not the product's price, and a price in a text goes stale."),
        _REMOVE,
    ),
    "prices.discount": (_("“%(text)s” promises an offer that no fact states."), _ADD_FACT),
    "brands.foreign": (_("“%(brand)s” is another company's brand and stands in none of the facts."), _REMOVE),
    "brands.unknown_name": (
        _("“%(name)s” reads like a name that no fact mentions."),
        _("Check it. If it is right, add it to the product's facts."),
    ),
    "materials.unsupported": (_("No fact says that “%(material)s” is in this product."), _ADD_FACT),
    "colours.unsupported": (_("No fact says that this product comes in “%(colour)s”."), _ADD_FACT),
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
    "origins.unsupported": (_("No fact states this origin: “%(text)s”."), _ADD_FACT),
    "attestations.unsupported": (
        _("“%(term)s” is a protected claim (%(topic)s) and stands without evidence."),
        _("Add the evidence to the product's facts, or remove the claim."),
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
    "hashtags.form": (
        _("“%(tag)s” does not work as a hashtag."),
        _("Write it as one word of letters and digits."),
    ),
    "hashtags.repeated": (_("The hashtag “%(tag)s” stands twice."), _("Remove one of them.")),
    "headlines.repeated": (
        _("“%(text)s” stands twice, and the ad shows its texts in any order."),
        _("Remove one of the two."),
    ),
    "headlines.mark": (_("Google refuses “%(mark)s” in a headline."), _REMOVE),
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
        _REMOVE,
    ),
    "answer.handover": (
        _("A person must reply here: the facts do not hold the answer, or it is about health, safety or a complaint."),
        _("Reply yourself, or pass it to the colleague who can."),
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
    "picture.missing": (_("There is no picture."), _("Ask for a new one.")),
    "picture.too_small": (
        _("%(width)s × %(height)s px is smaller than the %(limit)s px that shops ask for."),
        _("Upload a larger photo, then ask for a new packshot."),
    ),
    "poster.size": (
        _("%(width)s × %(height)s px is not the %(wanted)s px of its place."),
        _("Ask for a new poster."),
    ),
    "poster.contrast": (
        _("A text is hard to read where it stands: its contrast is %(share)s %% of what it should be."),
        _("Ask for another layout."),
    ),
    "poster.covers_product": (
        _("A text or the price covers %(pixels)s pixels of the product."),
        _("Ask for another layout."),
    ),
    "poster.outside": (
        _("A text leaves the safe area of its place by %(pixels)s px."),
        _("Ask for another layout, or shorten the text."),
    ),
    "poster.words": (
        _("“%(said)s” is not the approved text “%(wanted)s”."),
        _("Ask for a new poster; it is set from what is approved now."),
    ),
    "poster.price": (
        _("“%(said)s” is not the product's price, “%(wanted)s”."),
        _("Ask for a new poster; it shows the price of today."),
    ),
    "picture.not_square": (_("%(width)s × %(height)s px is not square."), _("Ask for a new packshot.")),
    "picture.wrong_shape": (
        _("%(width)s × %(height)s px is not of the shape %(wanted)s that was asked for."),
        _("Ask for a new picture."),
    ),
    "picture.channel_refuses": (
        _("%(channel)s refuses a file of %(width)s × %(height)s px and %(megabytes)s MB."),
        _("Ask for another shape or file format."),
    ),
    "picture.product_too_small": (
        _("The product fills %(fill)s %% of the frame; main images need %(limit)s %%."),
        _("Ask for a new packshot from a photo that shows the product larger."),
    ),
    "picture.unreadable": (_("The picture file cannot be opened."), _("Ask for a new packshot.")),
    "picture.ground_not_white": (
        _("Only %(share)s %% of the frame's border is pure white; main images need all of it."),
        _("Ask for a packshot on white."),
    ),
    "picture.cutout_doubtful": (
        _("The product could not be told from its surroundings for sure (%(confidence)s %% sure)."),
        _(
            "Mend the cut-out, upload a photo of the whole product before a plain background, or waive this if every edge is right."
        ),
    ),
    "picture.cutout_uncertain": (
        _("The outline of the product is uncertain in places (%(confidence)s %% sure)."),
        _("Look closely at its edges before you approve; mend the cut-out where they are wrong."),
    ),
    "picture.enlarged": (
        _("The product is small in its photo and was enlarged %(scale)s times, so it looks soft."),
        _("Upload a larger photo, then ask for a new packshot."),
    ),
    "picture.repainted": (
        _(
            "The product differs from its photo: colour difference %(mean)s on average, %(worst)s at worst,"
            " structure %(structure)s %% alike."
        ),
        _("The real product is never repainted, so this cannot be waived. Ask for a new picture."),
    ),
    "picture.product_covered": (
        _("%(share)s %% of the product is covered or missing."),
        _("The whole product must be seen, so this cannot be waived. Ask for a new picture."),
    ),
    "picture.label_differs": (
        _("%(share)s %% of what is printed on the product in its photo cannot be read in the picture."),
        _("Compare the labels and ask for a new picture; if they are the same, waive this with a reason."),
    ),
    "picture.not_compared": (
        _("The product could not be compared with its photo."),
        _("Nothing shows that it is the real one, so this cannot be waived. Ask for a new picture."),
    ),
    "picture.undeclared_source": (
        _("The file does not declare how it was made (IPTC digital source type)."),
        _("Ask for a new packshot."),
    ),
}

CHANNELS = {
    "": _("every channel"),
    "google": "Google Merchant",
    "amazon": "Amazon",
    "shopify": "Shopify",
    "meta": "Meta",
    "ebay": "eBay",
}


TOPICS = {
    "health": _("health"),
    "safety": _("safety"),
    "environment": _("environment"),
    "resistance": _("resistance"),
    "standing": _("standing"),
    "use": _("use"),
}


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


class _Params(dict[str, Any]):
    """A finding stored under an older rule may lack a param: a gap is better than a page that fails."""

    def __missing__(self, _key: str) -> str:
        return "…"


def message(finding: Finding, reasons: Mapping[str, str] | None = None) -> Message:
    """`reasons`: of policy terms by id, in the reader's language (`policy.actions.reasons`)."""
    found, advice = WORDING.get(
        finding.rule, (_("The check “%(rule)s” found something here."), _("Read it closely before you decide."))
    )
    params = _Params(finding.params, rule=finding.rule)
    if "channel" in params:
        params["channel"] = CHANNELS.get(params["channel"], params["channel"])
    if "topic" in params:
        params["topic"] = TOPICS.get(params["topic"], params["topic"])
    if "locale" in params:
        params["locale"] = dict(settings.CONTENT_LOCALES).get(params["locale"], params["locale"])
    if reasons and (reason := reasons.get(str(params.get("term_id", "")))):
        params["reason"] = reason
    return Message(str(found) % params, str(advice) % params)
