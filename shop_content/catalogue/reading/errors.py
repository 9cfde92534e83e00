"""What reading refuses, in words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDING: dict[str, str | Promise] = {
    "text.empty": _("There is no text to read. Paste one, or choose a PDF."),
    "text.too_long": _("The text has %(length)s characters; at most %(limit)s are read at a time. Paste a part of it."),
    "document.empty": _("“%(name)s” is empty (0 bytes). Check the file on your device and upload it again."),
    "document.too_big": _(
        "“%(name)s” is larger than 20 MB. Save the pages with the product data as a PDF of their own."
    ),
    "document.not_pdf": _("“%(name)s” is no PDF, whatever its name says. Choose a PDF, or paste its text."),
    "document.encrypted": _("“%(name)s” is protected by a password. Save a copy without one, and upload that."),
    "document.damaged": _(
        "“%(name)s” is damaged and cannot be read. Open it on your device, save it again, and upload the new file."
    ),
    "document.no_text": _(
        "“%(name)s” holds pictures of text, not text; it was probably scanned. Paste the text, or ask for the original."
    ),
    "document.too_heavy": _(
        "“%(name)s” takes too long to read. Save the pages with the product data as a PDF of their own."
    ),
    "reading.failed": _("The text could not be read this time. Try again; if it stays so, paste a smaller part of it."),
    "worker_lost": _("Reading this text was given up after several tries. Paste a smaller part of it."),
    "reader.unavailable": _(
        "The model that reads facts is not at hand just now. Ask whoever runs this installation to look at FACT_READER."
    ),
}


def wording(code: str, params: dict[str, Any] | None = None) -> str:
    """The sentence for `code` in the active language; a general one for a code of tomorrow."""
    return str(WORDING.get(code, WORDING["reading.failed"])) % (params or {})


class ReadingRefused(Exception):
    """A text or file that cannot be read. `str()` is for people."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return wording(self.code, self.params)
