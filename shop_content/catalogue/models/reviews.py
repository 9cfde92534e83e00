"""What buyers said of products, and what shoppers asked about them. Both come from outside and are never written here."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models.products import Product
from shop_content.shops.models import Shop

NEGATIVE = 2  # stars; a review of at most this many is a negative one


def as_it_came(name: str, *columns: str) -> list[pgtrigger.Trigger]:
    """The database refuses to change what somebody else wrote."""
    return [pgtrigger.Protect(name=f"{name}_as_it_came", operation=pgtrigger.UpdateOf(*columns))]


class CustomerReview(models.Model):
    """What a customer wrote of a product: quoted, summarised, answered, and never authored here.

    Rows come from imports alone: no page, form or API writes one, since a review that the shop made up is unlawful in many markets
    (USA: FTC 16 CFR 465). What it says is immutable, by a trigger too; people can only hide it, which takes it out of summaries.
    Who wrote it is kept as a pseudonym (`catalogue.pseudonyms`), never as a name.
    """

    class State(models.TextChoices):
        VISIBLE = "visible", _("Visible")
        HIDDEN = "hidden", _("Hidden")

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="reviews")
    product = models.ForeignKey(Product, models.CASCADE, related_name="reviews")
    external_id = models.CharField(
        _("number"), max_length=100
    )  # where it came from; made of its content where the file has none
    rating = models.PositiveSmallIntegerField(_("rating"), null=True)  # 1 to 5
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    locale = models.CharField(
        _("language"), max_length=10, blank=True
    )  # "en", "zh-Hans", "de" …; "" when it cannot be told
    author = models.CharField(max_length=32, blank=True)  # a pseudonym
    verified = models.BooleanField(_("verified purchase"), default=False)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.VISIBLE)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["shop", "external_id"], name="review_once_a_shop"),
            models.CheckConstraint(
                condition=models.Q(rating=None) | models.Q(rating__range=(1, 5)), name="review_rating_in_range"
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "-written_at", "-id"], name="review_newest"),
            models.Index(fields=["product", "-written_at", "-id"], name="review_of_product"),
        ]
        triggers = as_it_came(
            "review",
            "shop_id",
            "product_id",
            "external_id",
            "rating",
            "title",
            "text",
            "author",
            "verified",
            "written_at",
        )

    def __str__(self) -> str:
        return self.title or self.text[:60]

    @property
    def negative(self) -> bool:
        return self.rating is not None and self.rating <= NEGATIVE

    @property
    def subject(self) -> str:
        return f"review:{self.pk}"


class ShopperQuestion(models.Model):
    """What a shopper asked about a product. Whether it is answered is told by its draft (`drafts.subjects`)."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="questions")
    product = models.ForeignKey(Product, models.CASCADE, related_name="questions")
    external_id = models.CharField(_("number"), max_length=100)
    text = models.TextField(_("text"))
    locale = models.CharField(_("language"), max_length=10, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["shop", "external_id"], name="question_once_a_shop")]
        indexes = [
            models.Index(fields=["shop", "-asked_at", "-id"], name="question_newest"),
            models.Index(fields=["product", "-asked_at", "-id"], name="question_of_product"),
        ]
        triggers = as_it_came("question", "shop_id", "product_id", "external_id", "text", "asked_at")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def subject(self) -> str:
        return f"question:{self.pk}"
