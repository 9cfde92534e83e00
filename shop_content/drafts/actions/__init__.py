"""Everything that changes a draft. Each is one transaction and one event in the audit trail."""

from shop_content.drafts.actions.decisions import approve, approve_clean, reject, reopen, request_changes
from shop_content.drafts.actions.edits import check_again, restore, save_edit
from shop_content.drafts.actions.holds import hold, release
from shop_content.drafts.actions.policing import police_all
from shop_content.drafts.actions.slots import Slot, discard_unwritten, drafts_of, open_draft, open_drafts
from shop_content.drafts.actions.staleness import compare_all
from shop_content.drafts.actions.versions import Writing, add_version, add_versions
from shop_content.drafts.actions.waivers import waive

__all__ = [
    "Slot",
    "Writing",
    "add_version",
    "add_versions",
    "approve",
    "approve_clean",
    "check_again",
    "compare_all",
    "discard_unwritten",
    "drafts_of",
    "hold",
    "open_draft",
    "open_drafts",
    "police_all",
    "reject",
    "release",
    "reopen",
    "request_changes",
    "restore",
    "save_edit",
    "waive",
]
