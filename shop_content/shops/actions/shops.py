"""A shop opens, changes, is suspended by a moderator and reopened."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop_content.audit.actions import record
from shop_content.shops.actions.reasons import reasoned
from shop_content.shops.currencies import CODES
from shop_content.shops.errors import AlreadySo, BadValue
from shop_content.shops.models import Member, Role, Shop, User
from shop_content.shops.zones import first_zone, names

MOST_SHOPS = 50  # one person's; a script that opens shops stops here


def create_shop(user: User, *, name: str, currency: str, website: str = "", time_zone: str = "") -> Member:
    """The new shop's owner. Without a time zone it begins with the server's. Raises `BadValue`."""
    values = _checked(name, currency, website, time_zone or first_zone())
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # a second click waits here
        if user.memberships.filter(role=Role.OWNER).count() >= MOST_SHOPS:
            problem = _("You own %(limit)s shops, the most that one account can have. Use another account for more.")
            raise BadValue("name", problem % {"limit": MOST_SHOPS})
        shop = Shop.objects.create(**values)
        member = Member.objects.create(shop=shop, user=user, role=Role.OWNER)
        record("shop.create", shop, shop.pk, **values)
    return member


def change_shop(member: Member, *, name: str, currency: str, website: str, time_zone: str = "") -> bool:
    """False if nothing changed. Without a time zone it stays in its own. Raises `BadValue`."""
    values = _checked(name, currency, website, time_zone or member.shop.time_zone)
    with transaction.atomic():
        shop = Shop.objects.select_for_update().get(pk=member.shop_id)
        changed = {
            field: [getattr(shop, field), value] for field, value in values.items() if getattr(shop, field) != value
        }
        if not changed:
            return False
        Shop.objects.filter(pk=shop.pk).update(**values)
        record("shop.change", shop, shop.pk, changed=changed)
    return True


def suspend(shop_id: int, reason: str) -> None:
    """Its members cannot enter it until it is reopened. Raises `ReasonNeeded`, `AlreadySo`."""
    why = reasoned(reason)
    with transaction.atomic():
        if not Shop.objects.filter(pk=shop_id, suspended_at=None).update(suspended_at=timezone.now()):
            raise AlreadySo
        record("shop.suspend", Shop(pk=shop_id), shop_id, reason=why)


def unsuspend(shop_id: int, reason: str) -> None:
    """Raises `ReasonNeeded`, `AlreadySo`."""
    why = reasoned(reason)
    with transaction.atomic():
        if not Shop.objects.filter(pk=shop_id, suspended_at__isnull=False).update(suspended_at=None):
            raise AlreadySo
        record("shop.unsuspend", Shop(pk=shop_id), shop_id, reason=why)


def adapt(shop_id: int, adapter: str, reason: str) -> None:
    """Its texts are written with this LoRA adapter from now on; "" for none. Raises `ReasonNeeded`, `BadValue`, `AlreadySo`."""
    why = reasoned(reason)
    if adapter and adapter not in settings.ADAPTERS:
        problem = _("There is no adapter “%(name)s” on this server. Whoever runs it can add it to ADAPTERS.")
        raise BadValue("adapter", problem % {"name": adapter})
    with transaction.atomic():
        shop = Shop.objects.select_for_update().get(pk=shop_id)
        if shop.adapter == adapter:
            raise AlreadySo
        Shop.objects.filter(pk=shop_id).update(adapter=adapter)
        record("shop.adapt", shop, shop_id, reason=why, adapter=[shop.adapter, adapter])


def _checked(name: str, currency: str, website: str, time_zone: str) -> dict[str, str]:
    name, website = " ".join(name.split()), website.strip()
    if not name:
        raise BadValue("name", _("Give the shop a name."))
    if len(name) > 120:
        raise BadValue("name", _("The name is longer than %(limit)s characters. Shorten it.") % {"limit": 120})
    if currency not in CODES:
        raise BadValue("currency", _("Choose one of the currencies in the list."))
    if time_zone not in names():
        raise BadValue("time_zone", _("Choose one of the time zones in the list."))
    if website:
        try:
            URLValidator(schemes=["http", "https"])(website)
        except ValidationError as error:
            raise BadValue(
                "website", _("Enter the whole address of your shop, for example https://shop.example.com.")
            ) from error
        if len(website) > 200:
            raise BadValue(
                "website", _("The address is longer than %(limit)s characters. Shorten it.") % {"limit": 200}
            )
    return {"name": name, "currency": currency, "website": website, "time_zone": time_zone}
