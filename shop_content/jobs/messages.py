"""What a person reads of a failed job or a refused request: what happened, why, what to do next."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop_content.drafts.sheet import FIELD_NAMES

REQUEST = {
    "no_kinds": gettext_lazy("Choose at least one kind of content."),
    "no_locales": gettext_lazy("Choose at least one language for the texts."),
    "bad_request": gettext_lazy("A setting is out of its range. Reload the page and choose again."),
    "no_products": gettext_lazy(
        "No product is selected, or those selected were deleted. Go back to the products and select some."
    ),
    "too_many": gettext_lazy("This would be more than a million drafts. Choose fewer products, kinds or languages."),
    "few_reviews": gettext_lazy(
        "None of these products has the five visible reviews that a summary takes at least. Import reviews first, or choose other kinds."
    ),
    "suspended": gettext_lazy(
        "Moderators have stopped this kind of content for now. Reload the page to see why, and choose others."
    ),
    "no_subjects": gettext_lazy(
        "Nothing is selected, or what was selected is no longer there or has an answer already. Reload the page and select again."
    ),
    "too_many_drafts": gettext_lazy(
        "More than 100,000 drafts at once. Narrow the filter, then do the rest after that."
    ),
    "no_anchor": gettext_lazy(
        "None of these audiences has a shopper at the moment, so there is no product to start from. Import newer events first."
    ),
    "no_translation": gettext_lazy(
        "This server's translation engine does not translate between these languages. Choose others, or write the texts from the facts."
    ),
    "no_other_locale": gettext_lazy("Choose a language other than that of the texts that are to be translated."),
    "no_originals": gettext_lazy(
        "None of these products has an approved text of these kinds in that language. Approve some first, or write from the facts."
    ),
    "no_copy": gettext_lazy(
        "Posters are set from approved texts, and none of these products has any in the chosen languages."
        " Approve a title, a campaign title or an ad first; for an occasion, a campaign title or an ad of that occasion."
    ),
    "nothing_to_make": gettext_lazy(
        "None of these products has a photo, so no picture can be made. Add photos, or choose text kinds."
    ),
}

_OPERATOR = gettext_lazy(
    "The engine is not set up for this. Tell the people who run this server; the details below say what is wrong."
)
_MODEL = gettext_lazy("The engine's model is missing or cannot do this. Tell the people who run this server.")
_AGAIN = gettext_lazy("The engine failed. Retry; if it fails again, tell the people who run this server.")

FAILURE = {
    "photo.missing": gettext_lazy("The product has no photo. Add one, then retry."),
    "photo.gone": gettext_lazy(
        "The photo that this picture was made from is no longer among the product's first ones. Move it to the front, then retry."
    ),
    "photo.unreadable": gettext_lazy("The photo cannot be read. Upload it again, then retry."),
    "photo.too_large": gettext_lazy("The photo has too many pixels. Upload a smaller one, then retry."),
    "photo.no_product": gettext_lazy(
        "No product could be told from its background in this photo. Upload one on a plain background, then retry."
    ),
    "mask.unusable": gettext_lazy("The mask does not fit its photo. Open the mask, save it again, then retry."),
    "copy.missing": gettext_lazy(
        "No approved text says what to print. Approve a title, a campaign title or an ad in this language, then retry;"
        " for an occasion, a campaign title or an ad of that occasion."
    ),
    "picture.unsafe": gettext_lazy(
        "The picture was painted, but a safety check refused it as not fit to be shown. Word the scene otherwise, or ask again with"
        " another seed."
    ),
    "poster.too_long": gettext_lazy(
        "A text of the poster does not fit, not even in the smallest letters of this layout: %(detail)s."
        " Shorten it and approve it, or choose another layout or placement."
    ),
    "poster.no_glyph": gettext_lazy(
        "The fonts of posters have no letter for %(detail)s. Take it out of the text, approve that, then retry."
    ),
    "engine.adapter_unusable": _MODEL,
    "reader.model": _MODEL,
    "reader.unknown": _OPERATOR,
    "facts.thin": gettext_lazy("There are too few facts to write this honestly. Add facts to the product, then retry."),
    "reviews.few": gettext_lazy(
        "A summary of so few reviews would mislead: it takes at least five visible ones. Import more reviews, then retry."
    ),
    "review.missing": gettext_lazy(
        "The review was hidden or deleted since you asked, so there is nothing to reply to. Show it again, then retry."
    ),
    "question.missing": gettext_lazy("The question is no longer there, so there is nothing to answer."),
    "shopper.missing": gettext_lazy("This audience is no longer there. Choose another one on the page of shoppers."),
    "offers.missing": gettext_lazy(
        "Nothing goes with this product yet: no other product shares its shoppers, category or brand. Add products or import events."
    ),
    "variant.exhausted": gettext_lazy(
        "There is no other photo for a further variant. Add a photo, or ask for fewer variants."
    ),
    "limits.too_tight": gettext_lazy(
        "The facts do not fit into the allowed length. Shorten the title or the longest facts, then retry."
    ),
    "original.missing": gettext_lazy(
        "The text to be translated is no longer approved. Approve it or a newer one, then retry."
    ),
    "engine.direction": gettext_lazy(
        "The translation engine does not translate between these languages. Have the text written from the facts instead."
    ),
    "engine.no_translation": _OPERATOR,
    "passage.same": gettext_lazy(
        "No other way was found to say this without repeating the text around it."
        " Say what should be different, or edit the sentence yourself."
    ),
    "passage.no_facts": gettext_lazy(
        "Nothing is left to say here: the facts that this sentence rested on are gone. Edit it, or delete it."
    ),
    "passage.no_fact": gettext_lazy(
        "No fact tells of “%(detail)s”, so it cannot be mentioned. Add it to the product's facts, then ask again."
    ),
    "passage.instruction": gettext_lazy(
        "The composer does not understand “%(detail)s”. It knows: shorter, longer, plainer, warmer, more playful, more refined,"
        " more technical, “mention …” and “leave out …”. A language model follows any instruction."
    ),
    "passage.overtaken": gettext_lazy(
        "A newer version was saved while this sentence was being rewritten. Nothing was overwritten;"
        " look at the newest version, then ask again."
    ),
    "engine.unknown": _OPERATOR,
    "engine.setting": _OPERATOR,
    "engine.no_device": _OPERATOR,
    "engine.kind": _OPERATOR,
    "engine.locale": _OPERATOR,
    "kind.unsupported": _OPERATOR,
    "locale.unsupported": _OPERATOR,
    "option.invalid": _OPERATOR,
    "engine.model_missing": _MODEL,
    "engine.model_unusable": _MODEL,
    "engine.no_chat_template": _MODEL,
    "engine.prompt_too_long": gettext_lazy(
        "The product's facts are too long for the engine's model. Shorten the source text, then retry."
    ),
    "engine.malformed": gettext_lazy("The engine's answers could not be used. Retry with other settings."),
    "engine.failed": _AGAIN,
    "engine.request_refused": _OPERATOR,
    "engine.denied": _OPERATOR,
    "engine.unreachable": gettext_lazy(
        "The engine's server does not answer. Retry later; if it stays so, tell the people who run this server."
    ),
    "engine.busy": gettext_lazy(
        "The engine's server has too much to do. Retry later, or ask for fewer drafts at a time."
    ),
    "engine.declined": gettext_lazy(
        "The engine's model declined to write this. Change the facts or the source text, then retry."
    ),
    "engine.out_of_memory": gettext_lazy("The server had too little memory. Retry when less is running."),
    "storage.failed": gettext_lazy(
        "What was made could not be stored. Retry; if it fails again, tell the people who run this server."
    ),
    "worker_lost": gettext_lazy(
        "The worker ended several times while it was on this. Retry; if it happens again, look at the product's photos."
    ),
}


def failure(code: str, detail: str = "") -> str:
    """A sentence for a job's `error_code`; an unknown code speaks through its detail."""
    if code in FAILURE:
        said = str(FAILURE[code])
        detail = str(FIELD_NAMES.get(detail, detail)) if code == "poster.too_long" else detail
        return said % {"detail": detail} if "%(detail)s" in said else said
    return _("The engine refused: %(reason)s. Mend this, then retry.") % {"reason": detail or code}
