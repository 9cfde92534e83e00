from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "shop_content.jobs"
    label = "jobs"
    verbose_name = _("Runs and jobs")
