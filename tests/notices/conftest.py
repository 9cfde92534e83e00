"""The fixtures of the review desk serve here, too."""

from tests.drafts.conftest import approver, editor, fresh, moderator, owner, product, write

__all__ = ["approver", "editor", "fresh", "moderator", "owner", "product", "write"]
