"""The only way to a tenant's row: who asks, in which shop, with which role. What is not theirs does not exist (404)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from shop_content.shops.models import Member

Row = TypeVar("Row", bound=models.Model)
View = Callable[..., HttpResponseBase]

# A model that is not its shop's direct child says how to reach it: `SHOP_PATH = "product__shop"`.
DEFAULT_PATH = "shop"


class MemberRequest(HttpRequest):
    """The request that a view under `requires` receives."""

    member: Member


def requires(ability: str) -> Callable[[View], View]:
    """For views below `/shops/<int:shop_id>/`: signed in, a member (else 404), with a role that may (else 403).

    Sets `request.member`; the day and the hours are the shop's.
    Abilities: view, write (products, requests, edits), decide (approve), manage (people, storefronts).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @login_required
        def guarded(request: Any, shop_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.member = membership(request.user, shop_id)
            if not request.member.may(ability):
                raise PermissionDenied(ability)
            with timezone.override(ZoneInfo(request.member.shop.time_zone)):
                return view(request, *args, **kwargs)

        guarded.ability = ability  # type: ignore[attr-defined]  # the test of every URL reads it
        return guarded

    return decorate


def membership(user: Any, shop_id: int) -> Member:
    member = get_object_or_404(
        Member.objects.select_related("shop"), shop_id=shop_id, user_id=user.pk, shop__suspended_at=None
    )
    member.user = user  # read already, with the session
    return member


def rows(member: Member, model: type[Row]) -> models.QuerySet[Row]:
    """Every row of `model` that belongs to the member's shop."""
    path = getattr(model, "SHOP_PATH", DEFAULT_PATH)
    return model._default_manager.filter(**{path: member.shop_id})


def get(member: Member, model: type[Row], pk: Any, *related: str, defer: Sequence[str] = ()) -> Row:
    """One row of the member's shop, with `related` rows joined, `defer` left out; 404 for anyone else's."""
    found = rows(member, model).defer(*defer)
    if related:
        found = found.select_related(*related)
    row = found.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
