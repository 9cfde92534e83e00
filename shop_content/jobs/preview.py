"""A sample of the shop's voice as it stands in the form, not saved yet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from generation import pipeline
from generation.contract import Brief, Control, Request, Sampling
from generation.engines.registry import engine_for, kinds_of
from generation.kinds import KINDS
from shop_content.catalogue.facts import facts_of
from shop_content.catalogue.models import Product
from shop_content.drafts.messages import message
from shop_content.drafts.models import ContentKind
from shop_content.drafts.scores import lines_of
from shop_content.drafts.sheet import FIELD_NAMES
from shop_content.jobs.messages import failure
from shop_content.policy.actions import reasons, terms
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.actions.voice import checked
from shop_content.shops.errors import BadValue
from shop_content.shops.forms import VoiceForm
from shop_content.shops.models import BrandVoice
from shop_content.shops.voices import voice_of

STAND_IN = "composer:"  # writes in a millisecond; a person who types waits for no language model
OFFERED = 40  # products to choose from
SEED = 1  # always the same, so that what changes in the sample is what was changed in the form
FIELDS = ("tone", "reader", "person", "banned", "strict", "preferred", "glossary")


@access.requires("write")
@require_http_methods(["GET", "POST"])
@never_cache
def voice_preview(request: MemberRequest, locale: str) -> HttpResponse:
    """GET: product and kind to choose, and a sample in the voice that is saved. POST: the sample in the form's voice."""
    if locale not in dict(settings.CONTENT_LOCALES):
        raise Http404
    products = list(access.rows(request.member, Product).order_by("-pk")[:OFFERED])
    product = next((one for one in products if str(one.pk) == request.POST.get("product")), None)
    kinds = _kinds()
    kind = request.POST.get("kind", "")
    context: dict[str, Any] = {
        "locale": locale,
        "products": products,
        "kinds": [(name, ContentKind(name).label) for name in kinds],
        "chosen_kind": kind if kind in kinds else "description",
        "stand_in": "" if settings.TEXT_ENGINE.startswith(STAND_IN) else settings.TEXT_ENGINE,
    }
    if products:
        context |= _sample(request, product or products[0], context["chosen_kind"], locale)
    page = "jobs/voice_sample.html" if request.method == "POST" else "jobs/voice_preview.html"
    return render(request, page, context)


def _kinds() -> list[str]:
    """What can be written from a product's facts alone."""
    made = kinds_of(STAND_IN)
    return [name for name, kind in KINDS.items() if name in made and not kind.needs_subject and not kind.reads]


def _sample(request: MemberRequest, product: Product, kind: str, locale: str) -> dict[str, Any]:
    row = access.rows(request.member, BrandVoice).filter(locale=locale).first() or BrandVoice(locale=locale)
    if request.method == "POST":
        form = VoiceForm(request.POST)
        form.is_valid()
        try:
            values = checked(**{name: form.cleaned_data.get(name) or form[name].initial or "" for name in FIELDS})
        except BadValue as error:
            return {"problem": error.message}
        for name, value in values.items():
            setattr(row, name, value)
    brief = Brief(kind, locale, facts_of(product), tone=row.tone, policy=terms(locale), voice=voice_of(row))
    engine = engine_for(STAND_IN if not settings.TEXT_ENGINE.startswith(STAND_IN) else settings.TEXT_ENGINE)
    (outcome,) = pipeline.run([Request(brief, Sampling(seed=SEED))], engine, Control())
    if not isinstance(outcome, pipeline.Outcome):
        return {"problem": failure(outcome.code, outcome.detail)}
    why = reasons({str(finding.params["term_id"]) for finding in outcome.findings if "term_id" in finding.params})
    return {
        "fields": [
            (str(FIELD_NAMES.get(name, name)), [value] if isinstance(value, str) else list(value))
            for name, value in outcome.result.content.fields.items()
        ],
        "findings": [(finding.severity, message(finding, why)) for finding in outcome.findings],
        "scores": lines_of(outcome.scores),
    }
