"""What every page knows: the shop it is about and the person's role in it."""

from typing import Any

from django.http import HttpRequest


def shop(request: HttpRequest) -> dict[str, Any]:
    member = getattr(request, "member", None)
    return {"member": member, "shop": member.shop if member else None}
