"""Why there is no rendition, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDING = {
    "rendition.not_approved": _("Only approved pictures leave. Approve this version first."),
    "rendition.undeclared": _("The picture does not say how it was made, so no market may have it. Ask for a new one."),
    "rendition.words": _("This channel refuses pictures with words on them. Send it a packshot instead."),
    "rendition.invented": _("This channel takes pictures of the real product only. Send it a packshot instead."),
    "rendition.too_small": _("The picture is smaller than this channel asks. Ask for a larger one."),
    "rendition.lost": _("The picture's file cannot be read. Ask for a new picture."),
    "photo.unreadable": _("The picture's file cannot be read. Ask for a new picture."),
    "credentials.unusable": _(
        "The picture could not be signed. Ask whoever runs this installation to look at C2PA_CERTIFICATE and C2PA_KEY."
    ),
    "engine.model_unusable": _(
        "The font of the label is missing. Ask whoever runs this installation to install its requirements."
    ),
}


class RenditionRefused(Exception):
    """`str()` is for people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(WORDING.get(self.code, WORDING["rendition.lost"]))
