"""What was written, what was said of it, and what is done to many drafts together."""

from shop_content.drafts.models.bulk import Bulk, BulkItem
from shop_content.drafts.models.consistency import Consistency
from shop_content.drafts.models.drafts import ContentKind, Decision, Draft, DraftVersion, Finding, Status, TextSignature
from shop_content.drafts.models.guests import GuestLink, GuestWord
from shop_content.drafts.models.queue import Order, QueueRule, QueueView, Tally
from shop_content.drafts.models.rules import ReviewRule
from shop_content.drafts.models.samples import Sample, SampleItem
from shop_content.drafts.models.together import Claim, Comment, Mention

__all__ = [
    "Bulk",
    "BulkItem",
    "Claim",
    "Comment",
    "Consistency",
    "ContentKind",
    "Decision",
    "Draft",
    "DraftVersion",
    "Finding",
    "GuestLink",
    "GuestWord",
    "Mention",
    "Order",
    "QueueRule",
    "QueueView",
    "ReviewRule",
    "Sample",
    "SampleItem",
    "Status",
    "Tally",
    "TextSignature",
]
