"""What every page knows: the shop it is about, the person's role in it, and whether this is the demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shop(request: HttpRequest) -> dict[str, Any]:
    member = getattr(request, "member", None)
    return {"member": member, "shop": member.shop if member else None, "demo": settings.DEMO}
