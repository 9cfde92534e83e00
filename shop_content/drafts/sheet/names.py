"""What fields and facts are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELD_NAMES = {
    "title": _("Title"),
    "description": _("Description"),
    "bullets": _("Bullet points"),
    "seo_title": _("SEO title"),
    "meta_description": _("Meta description"),
    "keywords": _("Keywords"),
    "short_description": _("Short description"),
    "alt_texts": _("Alt texts"),
    "headlines": _("Headlines"),
    "descriptions": _("Descriptions"),
    "primary_text": _("Primary text"),
    "headline": _("Headline"),
    "link_description": _("Link description"),
    "campaign_title": _("Campaign title"),
    "slogan": _("Slogan"),
    "post": _("Post"),
    "hashtags": _("Hashtags"),
    "subject": _("Subject"),
    "preview": _("Preview text"),
    "body": _("Body"),
    "questions": _("Questions"),
    "answers": _("Answers"),
    "reply": _("Reply"),
    "heading": _("Heading"),
    "lines": _("Lines"),
    "summary": _("Summary"),
    "sub_line": _("Sub line"),
    "price": _("Price"),
    "legal": _("Small print"),
}

KIT_PARTS = {"colours": _("colours"), "logo": _("logo"), "legal": _("small print")}

FACT_NAMES = {"title": _("title"), "brand": _("brand"), "category": _("category"), "price": _("price")}

FACT_SOURCES = {
    "person": _("typed by a person"),
    "import": _("imported"),
    "text": _("read from the source text"),
    "review": _("written by a customer"),
}
