"""The request for content."""

from shop_content.jobs.forms.choices import GROUPS, ways
from shop_content.jobs.forms.remembered import remembered
from shop_content.jobs.forms.run import RunForm

__all__ = ["GROUPS", "RunForm", "remembered", "ways"]
