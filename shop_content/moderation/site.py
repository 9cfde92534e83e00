"""The admin site of the moderators."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ModerationSite(admin.AdminSite):
    site_header = _("Moderation")
    site_title = _("Moderation")
    index_title = _("What waits for you")


class ModerationAdminConfig(AdminConfig):
    default_site = "shop_content.moderation.site.ModerationSite"
