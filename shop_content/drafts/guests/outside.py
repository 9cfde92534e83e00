"""The guest's side: no account, one batch, an address that expires."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shop_content.catalogue.models import Image
from shop_content.drafts.errors import DraftError
from shop_content.drafts.guests import actions
from shop_content.drafts.likeness import content_of
from shop_content.drafts.models import Draft, DraftVersion, GuestLink, Status
from shop_content.drafts.sheet import FIELD_NAMES


@require_safe
@never_cache
def guest_review(request: HttpRequest, token: str) -> HttpResponse:
    link = actions.find(token)
    if link is None:
        return render(request, "drafts/guests/closed.html", status=404)
    if request.method == "GET":
        actions.look(link)
    drafts = list(actions.open_drafts(link).prefetch_related("product__photos__image"))
    said = _said(link)
    rows = [_row(draft, said) for draft in drafts]
    context: dict[str, Any] = {
        "link": link,
        "token": token,
        "rows": rows,
        "waiting": sum(row["open"] for row in rows),
        "name": request.session.get(_key(link), ""),
        "longest": actions.LONGEST_NAME,
    }
    response = render(request, "drafts/guests/review.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
@never_cache
def guest_say(request: HttpRequest, token: str) -> HttpResponse:
    """Approve one draft, approve all that are open, or comment."""
    link = actions.find(token)
    if link is None:
        return render(request, "drafts/guests/closed.html", status=404)
    name = request.POST.get("name", "") or request.session.get(_key(link), "")
    draft_id, version_id = _numbers(request.POST.get("draft", ""), request.POST.get("version", ""))
    try:
        if "all" in request.POST:
            _approve_all(request, link, name)
            draft_id = 0
        elif "approve" in request.POST:
            actions.approve(link, draft_id, version_id, name)
            messages.success(request, _("Approved. Thank you."))
        else:
            actions.comment(link, draft_id, version_id, name, request.POST.get("text", ""))
            messages.success(request, _("Your comment is with the shop."))
    except (Draft.DoesNotExist, DraftVersion.DoesNotExist):
        messages.warning(request, _("This draft is no longer part of what you were asked to look at."))
    except DraftError as error:
        messages.warning(request, error.message)
    if name.strip():
        request.session[_key(link)] = name.strip()[: actions.LONGEST_NAME]
    response = redirect("guest_review", token=token)
    if draft_id:
        response["Location"] += f"#draft-{draft_id}"
    return response


def _approve_all(request: HttpRequest, link: GuestLink, name: str) -> None:
    """Each by itself: what stands in the way of one stops no other. Only the versions that the page showed."""
    seen = dict(_numbers(*text.partition(".")[::2]) for text in request.POST.getlist("seen"))
    done, reasons = 0, []
    for draft in actions.open_drafts(link).filter(status__in=_OPEN):
        if draft.pk not in seen:
            continue
        try:
            actions.approve(link, draft.pk, seen[draft.pk], name)
        except DraftError as error:
            reasons.append(f"{draft.product.title} · {draft.get_kind_display()}: {error.message}")
        else:
            done += 1
    if done:
        messages.success(
            request, ngettext("%(count)s draft approved.", "%(count)s drafts approved.", done) % {"count": done}
        )
    for reason in dict.fromkeys(reasons[:5]):
        messages.warning(request, reason)


_OPEN = (Status.IN_REVIEW, Status.CHANGES_REQUESTED)


@require_safe
def guest_image(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A photo or picture of the batch, small; nothing else of the shop."""
    link = actions.find(token)
    image = Image.objects.filter(pk=pk, shop_id=link.shop_id).first() if link else None
    if link is None or image is None or not _shown(link, image):
        raise Http404
    whole = actions.open_drafts(link).filter(newest__image=image).exists()
    file, media_type = (image.file, image.media_type) if whole else (image.thumbnail, "image/webp")
    try:
        return FileResponse(
            file.open("rb"),
            content_type=media_type,
            headers={"X-Robots-Tag": "noindex", "Cache-Control": "private, max-age=600"},
        )
    except FileNotFoundError:
        raise Http404 from None


def _shown(link: GuestLink, image: Image) -> bool:
    drafts = actions.open_drafts(link)
    return drafts.filter(newest__image=image).exists() or drafts.filter(product__photos__image=image).exists()


def _row(draft: Draft, said: dict[int, list[Any]]) -> dict[str, Any]:
    assert draft.newest is not None  # `open_drafts` leaves the unwritten ones out
    photos = list(draft.product.photos.all())
    fields = content_of(draft.newest.fields).fields
    return {
        "draft": draft,
        "fields": [
            (FIELD_NAMES.get(name, name), [value] if isinstance(value, str) else value, not isinstance(value, str))
            for name, value in fields.items()
        ],
        "photo": photos[0].image_id if photos else None,
        "language": dict(settings.CONTENT_LOCALES).get(draft.locale, ""),
        "open": draft.status in _OPEN,
        "approved": draft.approved_id == draft.newest_id and draft.status == Status.APPROVED,
        "said": said.get(draft.pk, []),
    }


def _said(link: GuestLink) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for word in link.words.order_by("pk"):
        found.setdefault(word.draft_id, []).append(word)
    return found


def _key(link: GuestLink) -> str:
    return f"guest-name-{link.pk}"


def _numbers(*texts: str) -> tuple[int, ...]:
    """Row numbers from a form; 0, which no row has, for what is none."""
    return tuple(int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0 for text in texts)
