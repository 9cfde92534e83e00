"""Everything that changes a draft. Each is one transaction and one event in the audit trail."""

from shop_content.drafts.actions.assignments import assign, claim, let_go
from shop_content.drafts.actions.comments import comment, see, settle
from shop_content.drafts.actions.decisions import approve, reject, reopen, request_changes
from shop_content.drafts.actions.edits import check_again, restore, save_edit, support
from shop_content.drafts.actions.holds import hold, hold_in_shop, release
from shop_content.drafts.actions.policing import police_all
from shop_content.drafts.actions.queues import remove_view, save_view, set_order, sum_up
from shop_content.drafts.actions.rules import RuleWish, add_rule, remove_rule
from shop_content.drafts.actions.samples import request_sample, take_in
from shop_content.drafts.actions.sights import compare_sights_all
from shop_content.drafts.actions.slots import Slot, discard_unwritten, drafts_of, open_draft, open_drafts
from shop_content.drafts.actions.staleness import compare_all
from shop_content.drafts.actions.versions import Writing, add_version, add_versions
from shop_content.drafts.actions.waivers import waive

__all__ = [
    "RuleWish",
    "Slot",
    "Writing",
    "add_rule",
    "add_version",
    "add_versions",
    "approve",
    "assign",
    "check_again",
    "claim",
    "comment",
    "compare_all",
    "compare_sights_all",
    "discard_unwritten",
    "drafts_of",
    "hold",
    "hold_in_shop",
    "let_go",
    "open_draft",
    "open_drafts",
    "police_all",
    "reject",
    "release",
    "remove_rule",
    "remove_view",
    "reopen",
    "request_changes",
    "request_sample",
    "restore",
    "save_edit",
    "save_view",
    "see",
    "set_order",
    "settle",
    "sum_up",
    "support",
    "take_in",
    "waive",
]
