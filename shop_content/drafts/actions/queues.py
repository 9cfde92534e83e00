"""How the queue is looked at: the shop's order, and named views of it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from shop_content.audit.actions import record
from shop_content.drafts.errors import BadField, NotYours
from shop_content.drafts.models import Order, QueueRule, QueueView
from shop_content.shops.models import Member

MOST_VIEWS = 30  # of one person in a shop
LONGEST_NAME = 60  # characters
SUMMED_AT_ONCE = 50_000

_SUM_UP = """
WITH gone AS (
  DELETE FROM drafts_tally WHERE id IN (SELECT id FROM drafts_tally ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
  RETURNING shop_id, status, delta
)
INSERT INTO drafts_tally (shop_id, status, delta)
SELECT shop_id, status, sum(delta) FROM gone GROUP BY shop_id, status HAVING sum(delta) <> 0
"""


@transaction.atomic
def save_view(member: Member, name: str, query: str, *, shared: bool) -> QueueView:
    """Keep a filter under a name; the same name again is changed. Raises BadField."""
    name = " ".join(name.replace("\x00", "").split())
    if not name or len(name) > LONGEST_NAME:
        raise BadField("name", _("Give the view a name of at most %(limit)s characters.") % {"limit": LONGEST_NAME})
    mine = QueueView.objects.filter(shop_id=member.shop_id, owner=member.user)
    if mine.exclude(name=name).count() >= MOST_VIEWS:
        raise BadField("name", _("You have %(limit)s views. Delete one first.") % {"limit": MOST_VIEWS})
    view, _new = QueueView.objects.update_or_create(
        shop_id=member.shop_id, owner=member.user, name=name, defaults={"query": query[:1000], "shared": shared}
    )
    record("queue.save_view", view, member.shop_id, name=name, query=view.query, shared=shared)
    return view


@transaction.atomic
def remove_view(member: Member, view_id: int) -> None:
    """One's own; owners of the shop also what others shared. Raises NotYours."""
    view = QueueView.objects.get(pk=view_id, shop_id=member.shop_id)
    if view.owner_id != member.user_id and not (view.shared and member.may("manage")):
        raise NotYours
    record("queue.remove_view", view, member.shop_id, name=view.name)
    view.delete()


@transaction.atomic
def set_order(member: Member, order: str) -> None:
    """What comes first for everybody in the shop who chooses no other order. Raises PermissionDenied, BadField."""
    if not member.may("manage"):
        raise PermissionDenied("manage")
    if order not in Order.values:
        raise BadField("order", _("Choose one of the orders in the list."))
    rule, _new = QueueRule.objects.update_or_create(shop_id=member.shop_id, defaults={"order": order})
    record("queue.order", rule, member.shop_id, order=order)


def sum_up() -> int:
    """Lay rows of the tally together, of which every statement that moves drafts adds some. Returns how many are left of these."""
    with connection.cursor() as cursor:
        cursor.execute(_SUM_UP, [SUMMED_AT_ONCE])
        return int(cursor.rowcount)
