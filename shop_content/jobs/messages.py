"""What a person reads of a failed job or a refused request: what happened, why, what to do next."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REQUEST = {
    "no_kinds": gettext_lazy("Choose at least one kind of content."),
    "no_locales": gettext_lazy("Choose at least one language for the texts."),
    "bad_request": gettext_lazy("A setting is out of its range. Reload the page and choose again."),
    "no_products": gettext_lazy(
        "No product is selected, or those selected were deleted. Go back to the products and select some."
    ),
    "too_many": gettext_lazy("This would be more than a million drafts. Choose fewer products, kinds or languages."),
    "nothing_to_make": gettext_lazy(
        "None of these products has a photo, so no picture can be made. Add photos, or choose text kinds."
    ),
}

FAILURE = {
    "photo.missing": gettext_lazy("The product has no photo. Add one, then retry."),
    "photo.unreadable": gettext_lazy("The photo cannot be read. Upload it again, then retry."),
    "facts.thin": gettext_lazy("There are too few facts to write this honestly. Add facts to the product, then retry."),
    "engine.unknown": gettext_lazy(
        "The engine that is set up for this does not exist. Tell the people who run this server."
    ),
    "engine.failed": gettext_lazy("The engine failed. Retry; if it fails again, tell the people who run this server."),
    "model.missing": gettext_lazy("The engine's model is not on the server. Tell the people who run it."),
    "model.unusable": gettext_lazy("The engine's model cannot do this. Tell the people who run this server."),
    "memory": gettext_lazy("The server had too little memory. Retry when less is running."),
    "worker_lost": gettext_lazy(
        "The worker ended several times while it was on this. Retry; if it happens again, look at the product's photos."
    ),
}


def failure(code: str, detail: str = "") -> str:
    """A sentence for a job's `error_code`; an unknown code speaks through its detail."""
    if code in FAILURE:
        return str(FAILURE[code])
    return _("The engine refused: %(reason)s. Mend this, then retry.") % {"reason": detail or code}
