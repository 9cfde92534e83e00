"""Drafts of all shops: read what was written and what the checks said, hold, release."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from shop_content.audit.actions import record
from shop_content.drafts import actions
from shop_content.drafts.live import live_versions
from shop_content.drafts.messages import message
from shop_content.drafts.models import Draft, Status
from shop_content.drafts.reasons import reason_words
from shop_content.moderation.doors import Act, Door, column, when
from shop_content.moderation.waiting import flagged
from shop_content.policy.actions import reasons

TONES = {Status.APPROVED: "good", Status.HELD: "warn", Status.REJECTED: "bad", Status.CHANGES_REQUESTED: "warn"}


class FlaggedFilter(admin.SimpleListFilter):
    title = _("flagged")
    parameter_name = "flagged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("With open errors"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(pk__in=flagged().values("pk")) if self.value() == "yes" else queryset


class PublishedFilter(admin.SimpleListFilter):
    title = _("published")
    parameter_name = "published"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("In the feeds"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        live = live_versions().values("draft")
        return queryset.filter(pk__in=live) if self.value() == "yes" else queryset


class LocaleFilter(admin.SimpleListFilter):
    title = _("locale")
    parameter_name = "locale"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*settings.CONTENT_LOCALES, ("none", _("pictures"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        return queryset.filter(locale="" if self.value() == "none" else self.value())


@admin.register(Draft)
class DraftDoor(Door):
    watched = True
    list_display = ["of_product", "in_shop", "kind", "locale", "state", "error_count", "warning_count", "changed"]
    list_filter = ["status", FlaggedFilter, PublishedFilter, "kind", LocaleFilter]
    list_select_related = ["product", "shop"]
    search_fields = ["product__title", "product__sku", "shop__name"]
    fields = ["in_shop", "of_product", "kind", "locale", "state", "changed", "written", "findings", "decisions"]
    readonly_fields = ["in_shop", "of_product", "state", "changed", "written", "findings", "decisions"]
    ordering = ["-updated_at"]
    of_product = column("product", _("product"))
    in_shop = column("shop", _("shop"))
    error_count = column("errors", _("Errors"))
    warning_count = column("warnings", _("Warnings"))
    acts = (
        Act(
            "take-down",
            _("Take down"),
            _(
                "What is published of it leaves every feed of the shop at once, and nobody can decide on it until it is released."
                " The shop sees the reason."
            ),
            actions.hold,
            lambda draft: draft.status != Status.HELD and draft.approved_id is not None,
            danger=True,
        ),
        Act(
            "hold",
            _("Hold"),
            _("Nothing of it is published and nobody can decide on it until it is released. The shop sees the reason."),
            actions.hold,
            lambda draft: draft.status != Status.HELD and draft.approved_id is None,
            danger=True,
        ),
        Act(
            "release",
            _("Release"),
            _("It goes back to the state that it was held from."),
            actions.release,
            lambda draft: draft.status == Status.HELD,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Draft]:
        return super().get_queryset(request).select_related("product", "shop", "newest__image")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.picture_view)
        return [path("<int:pk>/picture/", view, name="drafts_draft_picture"), *super().get_urls()]

    def picture_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        draft = self.get_queryset(request).filter(pk=pk).first()
        image = draft.newest.image if draft and draft.newest else None
        if image is None:
            raise Http404
        record("moderator.look", draft, draft.shop_id if draft else None, picture=image.pk)
        try:
            return FileResponse(image.file.open("rb"), content_type=image.media_type)
        except OSError as error:
            raise Http404 from error

    @admin.display(description=_("status"), ordering="status")
    def state(self, draft: Draft) -> str:
        tone = TONES.get(Status(draft.status), "info")
        return format_html('<span class="badge badge-{}">{}</span>', tone, draft.get_status_display())

    @admin.display(description=_("changed"), ordering="updated_at")
    def changed(self, draft: Draft) -> str:
        return when(draft.updated_at)

    @admin.display(description=_("newest version"))
    def written(self, draft: Draft) -> str:
        version = draft.newest
        if version is None:
            return "–"
        if version.image:
            address = reverse("admin:drafts_draft_picture", args=[draft.pk])
            return format_html('<img class="draft-picture" src="{}" alt="{}">', address, draft)
        pieces = [
            (name, item)
            for name, value in version.fields.items()
            for item in (value if isinstance(value, list) else [value])
        ]
        return format_html_join("", '<p class="draft-text"><small>{}</small>{}</p>', pieces)

    @admin.display(description=_("findings"))
    def findings(self, draft: Draft) -> str:
        found = list(draft.newest.findings.order_by("severity", "pk")) if draft.newest else []
        why = reasons(str(finding.params.get("term_id", "")) for finding in found)
        rows = []
        for finding in found:
            words = message(finding, why)
            state = _("waived: %s") % finding.waived_reason if finding.waived_at else finding.get_severity_display()
            tone = "info" if finding.waived_at else "bad" if finding.severity == "error" else "warn"
            rows.append((tone, state, words.found))
        return format_html_join("", '<p><span class="badge badge-{}">{}</span> {}</p>', rows) or "–"

    @admin.display(description=_("decisions"))
    def decisions(self, draft: Draft) -> str:
        latest = draft.decisions.select_related("by").order_by("-pk")[:20]
        rows = ((when(one.at), one.by.email, one.get_verb_display(), reason_words(one.reason)) for one in latest)
        return format_html_join("", "<p><small>{}</small> {} · <strong>{}</strong> {}</p>", rows) or "–"
