"""The LoRA adapter that a moderator gave a shop, on its way to the engine with whatever its people ask for."""

from __future__ import annotations

from shop_content.shops.models import Member


def carried(member: Member) -> dict[str, str]:
    """For `Run.settings`: runs go on with the adapter that the shop had when they were asked for."""
    return {"adapter": member.shop.adapter} if member.shop.adapter else {}
