"""How each kind is planned: which facts, in which order, in how many sentences, within which limits. One file a kind."""

from generation.engines.composer import titles
from generation.engines.composer.plans import (
    alt_text,
    answer,
    bullets,
    campaign,
    description,
    email,
    qa,
    recommendation,
    review_reply,
    review_summary,
    search_ad,
    seo,
    short_description,
    social_ad,
    social_post,
)

PLANS = {
    "title": titles.compose,
    "description": description.describe,
    "short_description": short_description.write,
    "bullets": bullets.list_points,
    "seo": seo.search_result,
    "alt_text": alt_text.write,
    "search_ad": search_ad.write,
    "social_ad": social_ad.write,
    "campaign": campaign.write,
    "social_post": social_post.write,
    "email": email.write,
    "qa": qa.write,
    "answer": answer.write,
    "recommendation": recommendation.write,
    "review_summary": review_summary.write,
    "review_reply": review_reply.write,
}

__all__ = ["PLANS"]
