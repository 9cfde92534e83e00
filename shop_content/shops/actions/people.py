"""A member's role changes, a member goes. The shop's row is locked first, so that the last owner cannot slip out twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from shop_content.audit.actions import record
from shop_content.shops.errors import BadValue, LastOwner, NoMember
from shop_content.shops.models import Member, Role, Shop


def change_role(actor: Member, target: Member, role: str) -> bool:
    """False if it is the role already. Raises `BadValue`, `NoMember`, `LastOwner`."""
    if role not in Role.values:
        raise BadValue("role", _("Choose one of the roles in the list."))
    with _locked(actor, target) as member:
        if member.role == role:
            return False
        if role != Role.OWNER:
            _keep_an_owner(member)
        Member.objects.filter(pk=member.pk).update(role=role)
        record("member.role", member, member.shop_id, email=member.user.email, role=[member.role, role])
    return True


def remove(actor: Member, target: Member) -> None:
    """Raises `NoMember`, `LastOwner`."""
    with _locked(actor, target) as member:
        _keep_an_owner(member)
        record("member.remove", member, member.shop_id, email=member.user.email, role=member.role)
        member.delete()


def leave(member: Member) -> None:
    """Raises `NoMember`, `LastOwner`."""
    with _locked(member, member) as leaver:
        _keep_an_owner(leaver)
        record("member.leave", leaver, leaver.shop_id, email=leaver.user.email, role=leaver.role)
        leaver.delete()


@contextmanager
def _locked(actor: Member, target: Member) -> Iterator[Member]:
    """The target as it is now, and the actor still with the role that allowed this."""
    with transaction.atomic():
        Shop.objects.select_for_update().get(pk=actor.shop_id)
        members = Member.objects.select_related("user").filter(shop_id=actor.shop_id)
        found = members.filter(pk=target.pk).first()
        if found is None or not members.filter(pk=actor.pk, role=actor.role).exists():
            raise NoMember
        yield found


def _keep_an_owner(member: Member) -> None:
    others = Member.objects.filter(shop_id=member.shop_id, role=Role.OWNER, user__is_active=True).exclude(pk=member.pk)
    if member.role == Role.OWNER and not others.exists():
        raise LastOwner
