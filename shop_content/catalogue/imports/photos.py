"""Photos of the ZIP to products of the file: by the names in the image column, else by file names that begin with a SKU or handle."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable

from shop_content.catalogue.errors import ImageError
from shop_content.catalogue.imports.archive import Archive
from shop_content.catalogue.imports.errors import CellRefused
from shop_content.catalogue.imports.issues import Issue, Issues
from shop_content.catalogue.imports.staging import copy, rows_of, run, value_of
from shop_content.catalogue.pictures import ingest, inspect

_CUT = re.compile(r"[-_. (（]")
_AFTER_NAMED = 1_000  # positions: photos found by their names stand behind those that the file lists


def no_archive() -> int:
    """Without a ZIP there is nothing to match. Returns how many photos the file names."""
    _create()
    return int(value_of("SELECT coalesce(sum(cardinality(images)), 0) FROM staged"))


def match(archive: Archive, issues: Issues, column: str) -> None:
    """Fill `photo_file`: which file of the ZIP belongs to which key of the file, in which order."""
    _create()
    taken = _named(archive, issues, column)
    free = [path for path in archive.entries if path not in taken]
    found = _by_beginning(free)
    for path in free:
        if path not in found:
            issues.add(Issue(0, "", path[-300:], "photo_unmatched", warning=True))


def look(archive: Archive, issues: Issues, step: Callable[[int, int], None]) -> None:
    """Look into every matched file; what is no usable picture is reported and left out."""
    _each(archive, issues, step, lambda data, path: inspect(data, path) or {})


def store(archive: Archive, issues: Issues, step: Callable[[int, int], None], shop_id: int) -> None:
    """Store every matched picture. A picture without a product is invisible: nothing is imported yet."""
    _each(archive, issues, step, lambda data, path: {"image_id": ingest(shop_id, data, path).pk})


def _create() -> None:
    run(
        "CREATE TEMP TABLE photo_file (key text, n integer, position integer, path text, name text, sha256 text, image_id bigint)"
    )


def _named(archive: Archive, issues: Issues, column: str) -> set[str]:
    taken: set[str] = set()
    rows: list[tuple[str, int, int, str, str]] = []
    for n, key, names in rows_of("SELECT n, key, images FROM staged WHERE images IS NOT NULL ORDER BY n"):
        for place, name in enumerate(names):
            path = archive.find(name)
            if path is None:
                issues.add(Issue(n, column, name[:300], "photo_missing", warning=True))
                continue
            taken.add(path)
            rows.append((key, n, place, path, posixpath.basename(path)[:255]))
    copy("photo_file", rows, ("key", "n", "position", "path", "name"))
    return taken


def candidates(path: str) -> list[str]:
    """What the file's name may begin with, the longest first: MUG-1_front.jpg may be of MUG-1_front, MUG-1 or MUG."""
    stem = posixpath.splitext(posixpath.basename(path))[0].strip()
    cuts = [match.start() for match in _CUT.finditer(stem)]
    return [stem, *(stem[:cut] for cut in reversed(cuts) if cut)]


def _by_beginning(paths: list[str]) -> set[str]:
    run("CREATE TEMP TABLE staged_photo (path text, name text, rank integer, beginning text)")
    copy(
        "staged_photo",
        (
            (path, posixpath.basename(path)[:255], rank, text.lower())
            for path in paths
            for rank, text in enumerate(candidates(path))
        ),
        ("path", "name", "rank", "beginning"),
    )
    run(
        f"""
        INSERT INTO photo_file (key, n, position, path, name)
        SELECT DISTINCT ON (c.path) s.key, s.n,
            {_AFTER_NAMED} + row_number() OVER (ORDER BY length(c.name), c.name), c.path, c.name
        FROM staged_photo c
        JOIN (SELECT lower(sku) AS beginning, key, n FROM staged WHERE sku IS NOT NULL
              UNION ALL SELECT lower(handle), key, n FROM staged WHERE handle IS NOT NULL) s USING (beginning)
        ORDER BY c.path, c.rank, s.n
        """
    )
    run("DROP TABLE pg_temp.staged_photo")
    run("CREATE INDEX ON pg_temp.photo_file (path)")
    return {path for (path,) in rows_of(f"SELECT path FROM photo_file WHERE position >= {_AFTER_NAMED}")}


def _each(
    archive: Archive, issues: Issues, step: Callable[[int, int], None], use: Callable[[bytes, str], dict[str, int]]
) -> None:
    paths = rows_of("SELECT path, min(n) FROM photo_file GROUP BY path ORDER BY min(n), path")
    for done, (path, n) in enumerate(paths):
        step(done, len(paths))
        try:
            data = archive.read(path)
            values = use(data, posixpath.basename(path))
        except (CellRefused, ImageError) as error:
            issues.add(Issue(n, "", path[-300:], error.code, error.params, warning=True))
            run("DELETE FROM pg_temp.photo_file WHERE path = %s", [path])
            continue
        digest = hashlib.sha256(data).hexdigest()
        run(
            "UPDATE pg_temp.photo_file SET sha256 = %s, image_id = %s WHERE path = %s",
            [digest, values.get("image_id"), path],
        )
