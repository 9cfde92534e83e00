"""What waits for the member, how they are told, and the door out of the digest."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shop_content.notices import actions
from shop_content.notices.errors import NoticeError
from shop_content.notices.items import count_new, waiting_for
from shop_content.notices.models import NoticeSetting
from shop_content.notices.words import grouped
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@access.requires("view")
@require_GET
@never_cache
def inbox(request: MemberRequest) -> HttpResponse:
    member = request.member
    groups = grouped(waiting_for(member))
    actions.look(member)
    setting = NoticeSetting.objects.get(member=member)
    context = {
        "groups": groups,
        "digest": setting.digest,
        "digests": NoticeSetting.Digest.choices,
        "today": timezone.localdate(),
    }
    return render(request, "notices/inbox.html", context)


@access.requires("view")
@require_GET
@never_cache
def inbox_count(request: MemberRequest) -> HttpResponse:
    """Fragment: how much is new, for the bell."""
    return render(request, "notices/count.html", {"count": count_new(request.member)})


@access.requires("view")
@require_POST
def inbox_digest(request: MemberRequest) -> HttpResponse:
    try:
        actions.set_digest(request.member, request.POST.get("digest", ""))
    except NoticeError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Saved."))
    return redirect("inbox", shop_id=request.member.shop_id)


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed token alone says who
@require_http_methods(["GET", "POST"])
@never_cache
def digest_stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET, which mail scanners send, changes nothing: it asks. POST ends the member's digests of this shop."""
    member = actions.member_of(token)
    if member is None:
        raise Http404
    if request.method == "POST":
        actions.stop_digest(member)
    return render(request, "notices/stop.html", {"of": member.shop, "stopped": request.method == "POST"})
