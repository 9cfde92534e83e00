"""The doors of the review desk."""

from shop_content.drafts.views.decisions import (
    draft_approve,
    draft_reject,
    draft_reopen,
    draft_request_changes,
    finding_waive,
)
from shop_content.drafts.views.desk import draft_compare, draft_detail, draft_news
from shop_content.drafts.views.edits import draft_check_again, draft_edit, draft_restore
from shop_content.drafts.views.fragments import draft_counts, product_drafts
from shop_content.drafts.views.lists import draft_approve_clean, draft_list, draft_next

__all__ = [
    "draft_approve",
    "draft_approve_clean",
    "draft_check_again",
    "draft_compare",
    "draft_counts",
    "draft_detail",
    "draft_edit",
    "draft_list",
    "draft_news",
    "draft_next",
    "draft_reject",
    "draft_reopen",
    "draft_request_changes",
    "draft_restore",
    "finding_waive",
    "product_drafts",
]
