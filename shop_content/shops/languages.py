"""Which language the interface speaks: the person's choice, then the cookie's, then the browser's."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from shop_content.shops import actions
from shop_content.shops.errors import BadValue

COOKIE_AGE = 365 * 24 * 3600  # seconds


class LanguageMiddleware:
    """After Django's, which reads the cookie and the browser: whoever is signed in has their own choice on every machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", "")
        if language in dict(settings.LANGUAGES):
            translation.activate(language)
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        return self.get_response(request)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """`language` and the page to go back to, `next`. Works signed out as well; an unknown language changes nothing."""
    language, back = request.POST.get("language", ""), request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("home")
    response = HttpResponseRedirect(back)
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        try:
            actions.set_language(request.user, language)
        except BadValue:
            return response
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_AGE,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
        httponly=True,
    )
    return response
