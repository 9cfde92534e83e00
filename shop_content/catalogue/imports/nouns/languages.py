"""The language of what customers wrote where the file does not say: told by LANGUAGE_READER, many texts at a time."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.conf import settings

from generation.errors import GenerationError
from generation.reading.registry import language_by
from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.progress import Progress
from shop_content.catalogue.imports.staging import rows_of, run, value_of
from shop_content.catalogue.scripts import locale_of

SURE = 0.45  # below this confidence a text's script is the better witness: “Great mug” is too short for statistics
LONGEST = 2_000  # characters of a text that are read
_AT_ONCE = 1_000

log = logging.getLogger(__name__)


def tell(text: str, progress: Progress) -> None:
    """Fill `locale` of the staged rows that have none. `text`: the SQL of a row's words. Raises ImportRefused."""
    total = int(value_of("SELECT count(*) FROM staged WHERE locale = ''"))
    if total:
        progress.step("languages", total)
    last = done = 0
    while rows := rows_of(
        f"SELECT n, left({text}, {LONGEST}) FROM staged WHERE locale = '' AND n > %s ORDER BY n LIMIT {_AT_ONCE}",
        [last],
    ):
        numbers = [n for n, _text in rows]
        run(
            "UPDATE staged SET locale = told.locale FROM unnest(%s::integer[], %s::text[]) AS told(n, locale) WHERE staged.n = told.n",
            [numbers, locales_of([said for _n, said in rows])],
        )
        last, done = numbers[-1], done + len(rows)
        progress.done(done)


def locales_of(texts: Sequence[str]) -> list[str]:
    """A code for each, "" where neither words nor script tell. Raises ImportRefused("language_reader")."""
    try:
        read = language_by(settings.LANGUAGE_READER).read(texts)
    except GenerationError as error:
        log.exception("LANGUAGE_READER cannot read")
        raise ImportRefused("language_reader") from error
    return [
        language.code if language.confidence >= SURE and language.code != "und" else locale_of(text)
        for text, language in zip(texts, read, strict=True)
    ]
