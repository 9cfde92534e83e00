"""What is said of many findings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ADD_FACT = _("If it is true, add it to the product's facts and save again; otherwise remove it.")
REMOVE = _("Remove it.")
REWRITE = _("Write it, or ask for new content.")
