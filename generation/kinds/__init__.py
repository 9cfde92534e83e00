"""Content kinds: one file each, listed here in the order in which a merchant sees them."""

from generation.kinds import (
    alt_text,
    answer,
    bullets,
    campaign,
    description,
    email,
    mood,
    packshot,
    poster,
    qa,
    recommendation,
    review_reply,
    review_summary,
    scene,
    search_ad,
    seo,
    short_description,
    social_ad,
    social_post,
    title,
)
from generation.kinds.base import FieldSpec, Kind, Limit

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        title.KIND,
        description.KIND,
        short_description.KIND,
        bullets.KIND,
        seo.KIND,
        alt_text.KIND,
        packshot.KIND,
        scene.KIND,
        poster.KIND,
        mood.KIND,
        search_ad.KIND,
        social_ad.KIND,
        campaign.KIND,
        social_post.KIND,
        email.KIND,
        qa.KIND,
        answer.KIND,
        recommendation.KIND,
        review_summary.KIND,
        review_reply.KIND,
    )
}

__all__ = ["KINDS", "FieldSpec", "Kind", "Limit"]
