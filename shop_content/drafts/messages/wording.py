"""The wordings together, and a finding put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop_content.drafts.messages import form, kinds, law, pictures, truth
from shop_content.drafts.models import Finding

# By rule of `generation.checks.rules`: a test compares both lists, and the params that each wording uses.
WORDING: dict[str, tuple[Any, Any]] = {
    **form.WORDING,
    **kinds.WORDING,
    **law.WORDING,
    **pictures.WORDING,
    **truth.WORDING,
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


@dataclass(frozen=True, slots=True)
class Message:
    found: str
    advice: str


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
