"""What reviews and questions have in common: a product, a number by which they are known again, a text, a language, a moment."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shop_content.catalogue.imports import values
from shop_content.catalogue.imports.errors import CellRefused, ImportRefused
from shop_content.catalogue.imports.headers import normal, repeats
from shop_content.catalogue.imports.issues import Issue, Issues
from shop_content.catalogue.imports.layouts import TEMPLATE, Layout
from shop_content.catalogue.imports.nouns import known, languages
from shop_content.catalogue.imports.nouns.cells import CellPlan, Parsers, Said
from shop_content.catalogue.imports.nouns.noun import Prepared
from shop_content.catalogue.imports.progress import Progress
from shop_content.catalogue.imports.prose import has_markup, text_of
from shop_content.catalogue.imports.readers.table import Row
from shop_content.catalogue.imports.staging import rows_of, run, value_of
from shop_content.catalogue.imports.vocabulary import Vocabulary
from shop_content.catalogue.models import Import

MAX_SAID = 10_000  # characters of a review or a question
_YES = frozenset(("yes", "y", "true", "1", "x", "verified", "ja", "oui", "是", "已购", "已购买", "有", "真"))
_NO = frozenset(("no", "n", "false", "0", "-", "nein", "non", "unverified", "否", "未购", "无", "假"))
_CHINESE = ("zh", "chinese", "中文", "简体中文", "汉语")
_LANGUAGES = {
    "english": "en",
    "英语": "en",
    "英文": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "spanish": "es",
}


def prose(value: str) -> str:
    text = values.prose(text_of(value) if has_markup(value) else value).strip()
    if len(text) > MAX_SAID:
        raise CellRefused("too_long", limit=MAX_SAID, length=len(text))
    return text


def yes_or_no(value: str) -> bool:
    word = value.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise CellRefused("yes_or_no")


def language(value: str) -> str:
    """ "en" for en-GB and English, "zh-Hans" for zh, zh_CN and 中文, "zh-Hant" for zh-TW; another language by its code."""
    word = value.strip().replace("_", "-").lower()
    if word in _LANGUAGES:
        return _LANGUAGES[word]
    first, _dash, rest = word.partition("-")
    if first in _CHINESE:
        return "zh-Hant" if rest in ("tw", "hk", "mo", "hant") or "hant" in rest else "zh-Hans"
    if re.fullmatch(r"[a-z]{2,3}", first):
        return first
    raise CellRefused("language_unknown")


def number_of(said: Said, *parts: Any) -> str:
    """The number that the file gives, or one made of what it says: the same row again is the same review."""
    if given := said.get("external_id"):
        return str(given)
    return "content:" + hashlib.sha256("\x1f".join(str(part or "") for part in parts).encode()).hexdigest()[:40]


def recognised(words: Vocabulary, needed: Iterable[str], columns: list[str]) -> Layout | None:
    """Our own template: every column's header is one of ours, and what makes a row is there."""
    mapping: dict[str, str] = {}
    doubled = repeats(columns)
    for column in columns:
        if target := words.headers.get(normal(column)):
            mapping[column] = target
        elif column not in doubled and not re.fullmatch(r"\(\d+\)", column):
            return None
    found = set(mapping.values())
    if not found & set(words.identity) or not found >= set(needed):
        return None
    for column, base in doubled.items():
        if base in mapping:
            raise ImportRefused("repeated_column", column=base, repeat=column)
    return Layout(TEMPLATE, mapping)


@dataclass(frozen=True)
class SaidNoun:
    """Rows that are kept as they came and never changed: known again by `external_id`, once a shop."""

    words: Vocabulary
    needed: tuple[str, ...]  # fields without which our template is not recognised
    columns: tuple[str, ...]
    table: str
    parsers: Parsers
    into: str  # the table of the database
    insert: str  # INSERT … SELECT from `staged` s and `aimed` a; takes %(shop)s and %(now)s
    differs: str  # SQL: does the row `s` say something else than the row `old` that is there?
    build: Callable[[int, int, Said], tuple[Any, ...]]  # (shop id, row number, what it says)
    words_of: str  # SQL: what the customer wrote, by which the language is told where the file does not name it

    def recognise(self, columns: list[str]) -> Layout | None:
        return recognised(self.words, self.needed, columns)

    def plan(self, row: Import, columns: list[str], layout: Layout, first: Sequence[Row]) -> CellPlan:
        shop_id = row.shop_id
        return CellPlan(
            columns, layout.mapping, layout.name, self.parsers, lambda number, said: self.build(shop_id, number, said)
        )

    def gather(self, row: Import, prepared: Prepared, progress: Progress, issues: Issues, *, keep: bool) -> None:
        repeated = rows_of(
            """
            SELECT n, external_id, first FROM (
                SELECT n, external_id, min(n) OVER (PARTITION BY external_id) AS first FROM staged
            ) each WHERE n > first ORDER BY n
            """
        )
        for n, number, first in repeated:
            shown = "" if number.startswith("content:") else number[:300]
            issues.add(Issue(n, prepared.column("external_id"), shown, "said_before", {"row": first}))
        run("DELETE FROM pg_temp.staged WHERE n = ANY(%s)", [[n for n, _number, _first in repeated]])
        languages.tell(self.words_of, progress)

    def settle(
        self, shop_id: int, prepared: Prepared, issues: Issues, then: Callable[[], None] | None
    ) -> dict[str, int]:
        shop = {"shop": shop_id}
        known.aim(shop_id, prepared, issues)
        if then:
            then()
        there = f"FROM staged s JOIN aimed a USING (n) JOIN {self.into} old ON old.shop_id = %(shop)s AND old.external_id = s.external_id"
        for n, number in rows_of(f"SELECT s.n, s.external_id {there} WHERE {self.differs} ORDER BY 1", shop):
            issues.add(Issue(n, prepared.column("external_id"), number[:300], "said_otherwise", warning=True))
        unchanged = int(value_of(f"SELECT count(*) {there}", shop))
        return {
            "created": int(value_of("SELECT count(*) FROM staged")) - unchanged,
            "updated": 0,
            "unchanged": unchanged,
        }

    def hold(self) -> None:
        known.hold()

    def apply(self, row: Import) -> None:
        run(self.insert, {"shop": row.shop_id})
