from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StorefrontsConfig(AppConfig):
    name = "shop_content.storefronts"
    label = "storefronts"
    verbose_name = _("Storefronts")
