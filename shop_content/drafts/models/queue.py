"""How a shop's people look at what waits: the shop's order, their own named views, the counts."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.shops.models import Shop, User


class Order(models.TextChoices):
    """What comes first in the review queue."""

    NEEDS = "needs", _("What needs you most")
    SCORE = "score", _("Lowest score")
    PRICE = "price", _("Highest price")
    SOLD = "sold", _("Best sellers")
    OLDEST = "oldest", _("Waiting longest")
    NEWEST = "newest", _("Newest")
    PRODUCT = "product", _("Product by product")


class QueueRule(models.Model):
    """The order in which a shop reviews, where a person chooses no other. A shop without a row begins with what needs it most."""

    shop = models.OneToOneField(Shop, models.CASCADE, related_name="queue_rule")
    order = models.CharField(_("order"), max_length=10, choices=Order, default=Order.NEEDS)

    class Meta:
        verbose_name = _("order of the review queue")
        verbose_name_plural = _("orders of the review queues")

    def __str__(self) -> str:
        return f"{self.shop}: {self.order}"


class QueueView(models.Model):
    """A filter of the queue under a name, of one person, or for everybody in the shop."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="queue_views")
    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)  # as `queue.Filter.query` makes it
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("view of the review queue")
        verbose_name_plural = _("views of the review queue")
        constraints = [models.UniqueConstraint(fields=["shop", "owner", "name"], name="queue_view_name_once_a_person")]

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """How many live drafts of a shop came into a status, or went from it (negative); their sum is the count.

    Triggers on the drafts add rows, in every statement that moves any, so that nobody waits for anybody; a worker sums them up.
    Numbers instead of foreign keys: the last rows of a shop outlive it until then.
    """

    shop_id = models.BigIntegerField()
    status = models.CharField(max_length=20)
    delta = models.BigIntegerField()

    class Meta:
        verbose_name = _("tally of drafts")
        verbose_name_plural = _("tallies of drafts")
        indexes = [models.Index(fields=["shop_id"], include=["status", "delta"], name="tally_of_a_shop")]

    def __str__(self) -> str:
        return f"{self.shop_id} {self.status} {self.delta:+}"
