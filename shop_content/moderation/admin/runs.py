"""Runs of all shops: look, cancel."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop_content.jobs.actions import cancel_run
from shop_content.jobs.models import Job, Run
from shop_content.moderation.doors import Act, Door, column, when
from shop_content.shops.errors import AlreadySo


def cancel(_user: Any, pk: int, _reason: str) -> None:
    if not cancel_run(Run.objects.get(pk=pk)):
        raise AlreadySo


@admin.register(Run)
class RunDoor(Door):
    watched = True
    list_display = ["__str__", "in_shop", "asked_by", "status", "product_count", "job_count", "done", "failed", "asked"]
    list_filter = ["status"]
    list_select_related = ["shop", "requested_by"]
    search_fields = ["shop__name", "requested_by__email"]
    readonly_fields = [
        "in_shop",
        "asked_by",
        "kind_list",
        "locale_list",
        "wanted_tone",
        "wanted_variants",
        "wanted_settings",
    ]
    readonly_fields += ["product_count", "job_count", "done", "failed", "asked", "ended"]
    fields = ["status", *readonly_fields]
    in_shop = column("shop", _("shop"))
    asked_by = column("requested_by", _("person"))
    kind_list = column("kinds", _("kinds"))
    locale_list = column("locales", _("languages"))
    wanted_tone = column("tone", _("tone"))
    wanted_variants = column("variants", _("variants wanted"))
    wanted_settings = column("settings", _("engine settings"))
    product_count = column("products", _("products"))
    job_count = column("total", _("jobs"))
    ordering = ["-pk"]
    acts = (
        Act(
            "cancel",
            _("Cancel"),
            _("Waiting jobs end at once, running ones at their next step. What is written already stays."),
            cancel,
            lambda run: run.open,
            danger=True,
            needs_reason=False,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Run]:
        done, failed = Q(jobs__status=Job.State.DONE), Q(jobs__status=Job.State.FAILED)
        return (
            super()
            .get_queryset(request)
            .annotate(_done=Count("jobs", filter=done), _failed=Count("jobs", filter=failed))
        )

    @admin.display(description=_("done"))
    def done(self, run: Any) -> int:
        return int(run._done)

    @admin.display(description=_("failed"))
    def failed(self, run: Any) -> int:
        return int(run._failed)

    @admin.display(description=_("asked for"), ordering="created_at")
    def asked(self, run: Run) -> str:
        return when(run.created_at)

    @admin.display(description=_("ended"))
    def ended(self, run: Run) -> str:
        return when(run.finished_at)
