"""How a shop reviews: its owners decide."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shop_content.catalogue.money import parse_amount
from shop_content.catalogue.search import categories
from shop_content.drafts import actions, queue
from shop_content.drafts.errors import BadField
from shop_content.drafts.models import ContentKind, Order, ReviewRule
from shop_content.drafts.queue import is_key
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import Member


@access.requires("manage")
@require_http_methods(["GET", "POST"])
def review_settings(request: MemberRequest) -> HttpResponse:
    """POST sets what comes first."""
    if request.method == "POST":
        try:
            actions.set_order(request.member, request.POST.get("order", ""))
        except BadField as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Saved."))
        return redirect("review_settings", shop_id=request.member.shop_id)
    return _page(request)


@access.requires("manage")
@require_POST
def rule_add(request: MemberRequest) -> HttpResponse:
    try:
        actions.add_rule(request.member, _wish(request.POST))
    except BadField as error:
        return _page(request, error.message, 422)
    messages.success(request, _("The rule holds from now on."))
    return redirect("review_settings", shop_id=request.member.shop_id)


@access.requires("manage")
@require_POST
def rule_remove(request: MemberRequest, pk: int) -> HttpResponse:
    rule = access.get(request.member, ReviewRule, pk)
    actions.remove_rule(request.member, rule.pk)
    messages.success(request, _("The rule is gone."))
    return redirect("review_settings", shop_id=request.member.shop_id)


def _wish(given: QueryDict) -> actions.RuleWish:
    """Raises BadField."""
    return actions.RuleWish(
        given.get("kind", ""),
        given.get("category", ""),
        _price(given.get("min_price", "")),
        given.get("who", ""),
        tuple(int(pk) for pk in given.getlist("people") if is_key(pk)),
        "four_eyes" in given,
        "moderated" in given,
    )


def _price(text: str) -> Decimal | None:
    """ "1,200.50" and "1200,5" alike. Raises BadField."""
    if not text.strip():
        return None
    try:
        return parse_amount(text)
    except ValidationError as error:
        raise BadField("min_price", _("The price must be a number from 0 on.")) from error


def _page(request: MemberRequest, problem: str = "", status: int = 200) -> HttpResponse:
    member = request.member
    people = list(Member.objects.filter(shop_id=member.shop_id).select_related("user").order_by("pk"))
    names = {person.user_id: person.user.get_full_name() or person.user.email for person in people}
    rules = ReviewRule.objects.filter(shop_id=member.shop_id).order_by("pk")
    context: dict[str, Any] = {
        "orders": Order.choices,
        "order": queue.order_of(member.shop_id),
        "rules": [(rule, about(rule), demands(rule, names)) for rule in rules],
        "kinds": ContentKind.choices,
        "categories": categories(member),
        "whos": [(value, label) for value, label in ReviewRule.Who.choices],
        "people": [person for person in people if person.may("decide")],
        "problem": problem,
        "given": request.POST if problem else {},
    }
    return render(request, "drafts/review_settings.html", context, status=status)


def about(rule: ReviewRule) -> str:
    """Which drafts, in words."""
    parts = [rule.get_kind_display() if rule.kind else _("Every kind")]
    if rule.category:
        parts.append(rule.category)
    if rule.min_price is not None:
        parts.append(_("price from %(price)s") % {"price": f"{rule.min_price.normalize():,f}"})
    return " · ".join(str(part) for part in parts)


def demands(rule: ReviewRule, names: dict[int, str]) -> str:
    """What their approval takes, in words."""
    found = []
    if rule.who == ReviewRule.Who.OWNERS:
        found.append(_("Only owners approve."))
    elif rule.who == ReviewRule.Who.PEOPLE:
        listed = ", ".join(names.get(pk, _("somebody who left the shop")) for pk in rule.people)
        found.append(_("Only these approve: %(people)s.") % {"people": listed})
    if rule.four_eyes:
        found.append(_("Two people are needed."))
    if rule.moderated:
        found.append(_("Flagged content waits for a moderator."))
    return " ".join(found)
