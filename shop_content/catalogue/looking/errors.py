"""Why a photo was not looked at, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_ENGINE = _(
    "What looks at photos is not at hand just now. Ask whoever runs this installation to look at LABEL_READER, PICTURE_DESCRIBER, "
    "PICTURE_CLASSIFIER and PICTURE_DETECTOR."
)
WORDING: dict[str, str | Promise] = {
    "looking.failed": _("This photo could not be looked at this time. Try again; if it stays so, upload it anew."),
    "photo.unreadable": _("The picture's file cannot be read any more. Remove the photo and upload it anew."),
    "photo.too_large": _("The picture has too many pixels to be looked at. Upload a smaller copy."),
    "worker_lost": _("Looking at this photo was given up after several tries. Upload a smaller copy."),
    "looker.unknown": _ENGINE,
    "engine.setting": _ENGINE,
    "engine.model_missing": _ENGINE,
    "engine.model_unusable": _ENGINE,
    "engine.no_device": _ENGINE,
    "looker.memory": _(
        "The picture did not fit into memory while it was looked at. Try again, or upload a smaller copy."
    ),
    "looker.slow": _("Reading the picture's text took too long and was given up. Try again, or upload a smaller copy."),
}


def wording(code: str) -> str:
    """The sentence for `code` in the active language; a general one for a code of tomorrow."""
    return str(WORDING.get(code, WORDING["looking.failed"]))


class NothingMeasured(Exception):
    """There is no colour to propose: the photo was not looked at yet, or its product could not be told from its surroundings."""

    def __str__(self) -> str:
        from django.utils.translation import gettext

        return gettext("No colour could be measured for sure in this photo. Type it as a fact instead.")
