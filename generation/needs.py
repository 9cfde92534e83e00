"""What content of a kind cannot be written without, whatever engine writes it."""

from __future__ import annotations

from generation.contract import Brief
from generation.errors import Refused
from generation.kinds import KINDS
from generation.kinds.review_summary import MIN_REVIEWS


def lacking(brief: Brief) -> Refused | None:
    """Why there is nothing honest to write: too few reviews, or the subject is gone."""
    subject = KINDS[brief.kind].subject
    if brief.original is not None and not brief.original.fields:
        return Refused("original.missing", "there is no approved text to translate any more")
    if brief.kind == "poster" and not (brief.copy and brief.copy.fields.get("headline")):
        return Refused("copy.missing", "no approved title, campaign or ad says what to print")
    if brief.kind == "review_summary" and len(brief.reviews) < MIN_REVIEWS:
        return Refused("reviews.few", f"{len(brief.reviews)} of {MIN_REVIEWS} reviews")
    if subject == "review" and not brief.reviews:
        return Refused("review.missing", "the review is hidden or gone")
    if subject == "question" and brief.question is None:
        return Refused("question.missing", "the question is gone")
    if subject == "shopper" and brief.shopper is None:
        return Refused("shopper.missing", "the audience is gone")
    if subject == "shopper" and not brief.offers:
        return Refused("offers.missing", "no other product goes with this one")
    return None
