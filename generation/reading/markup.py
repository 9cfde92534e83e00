"""HTML to the text that a reader would see, with what tables and lists say kept apart: cells by tabs, items behind a bullet."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "dt",
        "dl",
        "hr",
        "main",
        "figure",
        "figcaption",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "title",
        "noscript",
        "iframe",
        "object",
        "svg",
        "nav",
        "select",
        "button",
        "form",
    ]
)
_NEVER_CLOSED = frozenset(["br", "hr", "img", "input", "meta", "link"])
_MARKUP = re.compile(
    r"</?(?:p|div|br|li|ul|ol|dl|dt|dd|span|strong|em|b|i|a|h[1-6]|table|tbody|td|th|tr|html|body|section|article)\b[^<>]*>",
    re.IGNORECASE,
)
MOST_DEPTH = 200  # tags open at a time; what is deeper is no page that a person wrote


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent: list[str] = []
        self._cells = 0  # 1 inside a cell: its blocks are one line

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT and tag not in _NEVER_CLOSED and len(self._silent) < MOST_DEPTH:
            self._silent.append(tag)
        elif tag == "li":
            self.pieces.append("\n• ")
        elif tag == "tr":
            self._cells = 0
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self._cells = 1
        elif tag == "dd":
            self.pieces.append("\t")
        elif tag in _BLOCKS:
            self.pieces.append(" " if self._cells else "\n")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag in self._silent:
            while self._silent.pop() != tag:
                pass
        elif tag in ("td", "th"):
            self._cells = 0
            self.pieces.append("\t")
        elif tag in ("tr", "dd"):
            self.pieces.append("\n")
        elif tag in _BLOCKS and tag not in _NEVER_CLOSED and tag != "dt":
            self.pieces.append(" " if self._cells else "\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))


def has_markup(text: str) -> bool:
    return "<" in text and len(_MARKUP.findall(text[:20_000])) >= 2


def text_of(html: str) -> str:
    """One block a line; the cells of a row and a term with its meaning are separated by one tab."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = []
    for line in "".join(reader.pieces).split("\n"):
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        lines.append("\t".join(cell for cell in cells if cell))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).replace("\n•\n", "\n• ").strip()
