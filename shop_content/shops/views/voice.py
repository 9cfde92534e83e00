"""How the shop speaks: a page a language. The sample and the examples beside the form are later rooms' fragments."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shop_content.shops import access, actions
from shop_content.shops.errors import ShopError, StaleVoice
from shop_content.shops.forms import VoiceForm, refuse
from shop_content.shops.models import BrandVoice
from shop_content.shops.voices import lines_of


@access.requires("write")
@require_http_methods(["GET", "POST"])
def shop_voice(request: access.MemberRequest, locale: str) -> HttpResponse:
    locales = dict(settings.CONTENT_LOCALES)
    if locale not in locales:
        raise Http404
    voice = access.rows(request.member, BrandVoice).filter(locale=locale).first()
    form = VoiceForm(request.POST or None, initial=_typed(voice))
    stale = False
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            saved = actions.save_voice(request.member, locale, values.pop("revision"), **values)
        except StaleVoice as error:
            stale = True
            refuse(form, error)
            form.data = form.data.copy()
            form.data["revision"] = str(voice.revision if voice else 0)
        except ShopError as error:
            refuse(form, error)
        else:
            unchanged = voice is not None and saved.revision == voice.revision
            messages.success(request, _("Nothing was changed.") if unchanged else _("The brand voice was saved."))
            return redirect("shop_voice", request.member.shop_id, locale)
    context = {
        "form": form,
        "voice": voice,
        "stale": stale,
        "locale": locale,
        "locale_name": locales[locale],
        "locales": settings.CONTENT_LOCALES,
    }
    return render(request, "shops/voice.html", context, status=422 if form.errors else 200)


def _typed(voice: BrandVoice | None) -> dict[str, Any]:
    """The stored voice as a person types it."""
    if voice is None:
        return {}
    return {
        "revision": voice.revision,
        "tone": voice.tone,
        "reader": voice.reader,
        "person": voice.person,
        "banned": "\n".join(voice.banned),
        "strict": voice.strict,
        "preferred": lines_of(voice.preferred),
        "glossary": lines_of(voice.glossary),
    }
