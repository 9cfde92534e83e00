"""A plain text as HTML, as storefronts show it."""

from __future__ import annotations

import re

import nh3
from django.utils.safestring import SafeString, mark_safe

MARKUP = re.compile(r"<(p|br|div|ul|ol|li|h[1-6]|strong|em|b|i|span|table)\b", re.IGNORECASE)
# What a page of ours shows of it: text and its order; nothing that is fetched, clicked or styled.
_SHOWN = {"p", "br", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i", "u", "span"} | {
    "table", "thead", "tbody", "tr", "th", "td", "blockquote", "hr", "sub", "sup",
}  # fmt: skip


def html(text: str) -> str:
    """Plain paragraphs as HTML; what already is HTML stays, but for what could run."""
    if has_markup(text):
        return nh3.clean(text)
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def has_markup(text: str) -> bool:
    return bool(MARKUP.search(text))


def shown(text: str) -> SafeString:
    """`html` for a page of ours: links, pictures and attributes left out, so that nothing is fetched and no policy broken."""
    return mark_safe(nh3.clean(html(text), tags=_SHOWN, attributes={}))  # noqa: S308  # cleaned just before
