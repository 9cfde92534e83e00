"""An import of 100,000 products against a bare COPY of the same rows into a table like the catalogue's.

`python -m tests.bench.bench_import [rows]`. Uses a database of its own and removes it. What is timed runs in this one
process, one after the other; what counts are the ratios.
"""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.bench.database import database

HEADER = ["Handle", "Title", "Description", "Category", "Brand", "Price", "Currency"]
HEADER += ["SKU", "GTIN", "Facts", "fact:colour", "fact:weight (g)"]
THINGS = ("Mug", "Lamp", "Stool", "Bottle", "Planter", "Vase", "Candle", "Speaker", "Bowl", "Tray")
MATERIALS = ("stoneware", "oak", "brushed steel", "borosilicate glass", "linen", "recycled aluminium")
COLOURS = ("sage green", "black", "sand", "off-white", "terracotta", "navy")


def main(rows: int = 100_000) -> None:
    with database("bench_import"), tempfile.TemporaryDirectory() as folder:
        from django.conf import settings

        settings.MEDIA_ROOT = folder
        _measure(rows, Path(folder))


def _measure(rows: int, folder: Path) -> None:
    from shop_content.catalogue.models import Product

    path = folder / "products.csv"
    _write_file(path, rows, changed=False)
    memory = _peak()
    check, write, counts = _import(path)
    grown = _peak() - memory
    bare = _bare_copy(folder)
    _print(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB; {Product.objects.count():,} products; {counts}")
    _print(f"bare COPY into a table with the same indexes  {bare:6.1f} s   1.0")
    _print(f"import (read, compare, write)                 {write:6.1f} s   {write / bare:.2f} x")
    _print(f"dry run                                       {check:6.1f} s   {check / bare:.2f} x")
    _print(f"dry run and import                            {check + write:6.1f} s   {(check + write) / bare:.2f} x")
    check, write, counts = _import(path)
    _print(f"the same file again                           {write:6.1f} s   {write / bare:.2f} x   {counts}")
    _write_file(path, rows, changed=True)
    check, write, counts = _import(path)
    _print(f"every price and fact changed                  {write:6.1f} s   {write / bare:.2f} x   {counts}")
    _print(f"memory of this process grew by {grown:.0f} MB at its peak (from {memory:.0f} MB)")


def _import(path: Path) -> tuple[float, float, dict[str, int]]:
    from django.core.files import File

    from shop_content.catalogue.imports import actions
    from shop_content.catalogue.imports.work import work_off
    from shop_content.shops.models import Member, Role, Shop, User

    shop, _made = Shop.objects.get_or_create(name="Bench")
    user, _made = User.objects.get_or_create(email="bench@example.com")
    member, _made = Member.objects.get_or_create(shop=shop, user=user, defaults={"role": Role.OWNER})
    with path.open("rb") as file:
        row = actions.create(member, path.name, File(file, path.name), None)
    check = _timed(lambda: work_off("imports"))
    actions.confirm(member, row.pk, only_good_rows=False)
    write = _timed(lambda: work_off("imports"))
    row.refresh_from_db()
    if row.status != "done":
        raise SystemExit(f"{row.status} {row.error_code} {row.error_params}")
    shown = ("created", "updated", "unchanged", "refused")
    return check, write, {name: row.counts[name] for name in shown}


def _bare_copy(folder: Path) -> float:
    from django.db import connection, transaction

    path = folder / "rows.copy"
    with connection.cursor() as cursor:
        with path.open("wb") as file, cursor.copy("COPY catalogue_product TO STDOUT") as out:
            for data in out:
                file.write(data)
        cursor.execute("CREATE TABLE bare (LIKE catalogue_product INCLUDING ALL)")

        def load() -> None:
            with transaction.atomic(), path.open("rb") as file, cursor.copy("COPY bare FROM STDIN") as into:
                while data := file.read(1024 * 1024):
                    into.write(data)

        seconds = _timed(load)
        cursor.execute("DROP TABLE bare")
    return seconds


def _write_file(path: Path, rows: int, *, changed: bool) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_rows(rows, changed))


def _rows(rows: int, changed: bool) -> Iterator[list[str]]:
    random = Random(7)
    for number in range(rows):
        thing, material, colour = random.choice(THINGS), random.choice(MATERIALS), random.choice(COLOURS)
        title = f"{material.title()} {thing} No. {number}"
        text = (
            f"A {thing.lower()} of {material} in {colour}, made in a small workshop and checked by hand before it leaves. "
            * 3
        )
        weight = random.randint(80, 4000)
        price = f"{random.randint(5, 400)}.{'50' if changed else '90'}"
        facts = f"material={material}|height={random.randint(5, 60)} cm|dishwasher safe={'no' if changed else 'yes'}"
        yield [
            f"{thing.lower()}-{number}", title, text, f"Home & Garden > {thing}s", "Norra", price, "USD",
            f"{thing[:3].upper()}-{number:06d}", _gtin(number), facts, colour, str(weight),
        ]  # fmt: skip


def _gtin(number: int) -> str:
    from shop_content.catalogue.gtin import check_digit

    digits = f"20{number:010d}"
    return f"{digits}{check_digit(digits)}"


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak() -> float:
    """Peak resident memory of this process, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
