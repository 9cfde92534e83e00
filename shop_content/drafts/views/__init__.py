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
from shop_content.drafts.views.fixes import fix_create
from shop_content.drafts.views.fragments import draft_counts, product_drafts
from shop_content.drafts.views.lists import draft_arrivals, draft_list, draft_next, view_remove, view_save
from shop_content.drafts.views.previews import version_previews
from shop_content.drafts.views.samples import sample_create, sample_detail, sample_list
from shop_content.drafts.views.settings import review_settings, rule_add, rule_remove
from shop_content.drafts.views.stating import finding_support
from shop_content.drafts.views.together import (
    comment_settle,
    draft_assign,
    draft_claim,
    draft_comments,
    mention_list,
)
from shop_content.drafts.views.voice import voice_examples

__all__ = [
    "comment_settle",
    "draft_approve",
    "draft_arrivals",
    "draft_assign",
    "draft_check_again",
    "draft_claim",
    "draft_comments",
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
    "finding_support",
    "finding_waive",
    "fix_create",
    "mention_list",
    "product_drafts",
    "review_settings",
    "rule_add",
    "rule_remove",
    "sample_create",
    "sample_detail",
    "sample_list",
    "version_previews",
    "view_remove",
    "view_save",
    "voice_examples",
]
