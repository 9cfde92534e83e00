"""Tells the audit trail who sent the request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shop_content.audit.actor import Actor, acting


def client_address(request: HttpRequest) -> str | None:
    """The peer's address; behind a trusted proxy, the last hop it reports."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR") or None


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        name = user.get_username() if user.is_authenticated else "anonymous"
        with acting(Actor(user.pk, name, client_address(request))):
            return self.get_response(request)
