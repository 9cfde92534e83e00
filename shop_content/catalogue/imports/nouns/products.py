"""A row becomes a product or a variant of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from shop_content.catalogue.imports import apply, archive, facts, layouts, photos, staging
from shop_content.catalogue.imports.compare import compare
from shop_content.catalogue.imports.fields import PRODUCTS as WORDS
from shop_content.catalogue.imports.issues import Issue, Issues
from shop_content.catalogue.imports.layouts import Layout
from shop_content.catalogue.imports.nouns.noun import Prepared
from shop_content.catalogue.imports.progress import Progress
from shop_content.catalogue.imports.readers.reading import local
from shop_content.catalogue.imports.readers.table import Row
from shop_content.catalogue.imports.resolve import refuse_repeats, resolve
from shop_content.catalogue.imports.rows import Plan, Staged
from shop_content.catalogue.imports.values import decimal_mark
from shop_content.catalogue.models import Import


class Products:
    words = WORDS
    columns = Staged._fields
    table = """
        n integer, key text, handle text, sku text, gtin text, title text, brand text, category text, price numeric(14, 4), currency text,
        link text, source_text text, facts jsonb, options jsonb, images text[]
    """

    def recognise(self, columns: list[str]) -> Layout | None:
        return layouts.recognise(columns)

    def plan(self, row: Import, columns: list[str], layout: Layout, first: Sequence[Row]) -> Plan:
        prices = [index for index, column in enumerate(columns) if layout.mapping.get(column) == "price"]
        shown = (cells[index] for index in prices for _n, cells in first if index < len(cells))
        return Plan(columns, layout.mapping, layout.name, row.shop.currency, decimal_mark(shown))

    def gather(self, row: Import, prepared: Prepared, progress: Progress, issues: Issues, *, keep: bool) -> None:
        refuse_repeats(issues, prepared.column)
        if not row.photos:
            prepared.counts["photos_named"] = photos.no_archive()
            return
        progress.step("photos")
        with local(row.photos) as path, archive.opened(path) as zipped:
            photos.match(zipped, issues, prepared.column("images"))
            if keep:
                photos.store(zipped, issues, progress.done, row.shop_id)
            else:
                photos.look(zipped, issues, progress.done)
        staging.run("ANALYZE photo_file")

    def settle(
        self, shop_id: int, prepared: Prepared, issues: Issues, then: Callable[[], None] | None
    ) -> dict[str, int]:
        resolve(shop_id, issues, prepared.column)
        if then:
            then()
        kept_facts = facts.merge_all()
        for n, said in facts.said_otherwise():
            issues.add(Issue(n, prepared.column("facts"), said[:300], "facts_of_variant", warning=True))
        return {**compare(shop_id), "kept_facts": kept_facts}

    def hold(self) -> None:
        apply.lock_products()

    def apply(self, row: Import) -> None:
        apply.apply(row.shop_id, row.shop.currency)


PRODUCTS = Products()
