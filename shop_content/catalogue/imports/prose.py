"""HTML to the plain text that a reader would see. Nothing is kept of tags, scripts, styles."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("section", "article", "header", "footer", "blockquote", "dt", "dd", "hr"),
    )
)
_SILENT = frozenset(("script", "style", "template", "head", "title", "noscript", "iframe", "object"))
_VOID = frozenset(("br", "hr"))
_MARKUP = re.compile(
    r"</?(p|div|br|li|ul|ol|span|strong|em|b|i|a|h[1-6]|table|td|tr)\b[^<>]*>|&(nbsp|amp|lt|gt|quot|#\d+);",
    re.IGNORECASE,
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS and tag not in _VOID:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(re.sub(r"\s+", " ", data))


def has_markup(text: str) -> bool:
    return "<" in text and bool(_MARKUP.search(text))


def text_of(html: str) -> str:
    """Paragraphs on lines of their own, list items behind a hyphen."""
    if "<" not in html and "&" not in html:
        return html.strip()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).replace("\n- \n", "\n- ").strip().replace("\n\n- ", "\n- ")
