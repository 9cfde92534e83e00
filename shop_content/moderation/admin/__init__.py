"""The doors, one file a room. Django finds them here."""

from shop_content.moderation.admin import drafts, policy, runs, shops, suspensions, trail, users

__all__ = ["drafts", "policy", "runs", "shops", "suspensions", "trail", "users"]
