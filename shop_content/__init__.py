"""Remembers what was asked, what was made, who decided, and where it went."""

from shop_content.celery import app as celery_app

__all__ = ["celery_app"]
