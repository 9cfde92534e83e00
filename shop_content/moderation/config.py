"""Django's admin app, with the moderators' site as its site. Apart from `site.py`, which needs the models."""

from django.contrib.admin.apps import AdminConfig


class ModerationAdminConfig(AdminConfig):
    default_site = "shop_content.moderation.site.ModerationSite"
