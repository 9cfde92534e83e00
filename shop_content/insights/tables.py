"""The tables behind the charts: what the page shows and what a CSV holds, from the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shop_content.drafts.messages import FAMILIES
from shop_content.drafts.models import Finding
from shop_content.insights.figures import Day, Edits, RuleCount, RunCost, Speed, Waiting
from shop_content.insights.words import duration, engine_name, kind_name, locale_name, money, number, share
from shop_content.spreadsheets import MARK, line


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` stands in the CSV, `text` on the page. `bar`: 0 to 100, of a bar behind a number. `right`: it is a number."""

    text: str
    value: str
    bar: float | None = None
    href: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`columns`: (heading, whether it holds numbers)."""

    key: str
    title: str
    columns: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[Cell]]

    def csv(self) -> Iterator[bytes]:
        """As a spreadsheet opens it safely: nothing in it is taken for a formula."""
        yield MARK + line(heading for heading, _numbers in self.columns)
        for row in self.rows:
            yield line(cell.value for cell in row)


def _said(text: str) -> Cell:
    return Cell(text, text)


def _count(value: int, most: int = 0) -> Cell:
    return Cell(number(value), str(value), 100 * value / most if most else None, right=True)


def _share(value: float | None, *, bar: bool = False) -> Cell:
    return Cell(share(value), "" if value is None else f"{value:.4f}", 100 * (value or 0) if bar else None, right=True)


def _seconds(value: float | None, most: float = 0) -> Cell:
    bar = 100 * (value or 0) / most if most else None
    return Cell(duration(value), "" if value is None else f"{value:.1f}", bar, right=True)


def days(rows: Sequence[Day]) -> Table:
    columns = [
        (_("Day"), False),
        (_("Approved as written"), True),
        (_("Approved with edits"), True),
        (_("Changes requested"), True),
        (_("Rejected"), True),
        (_("Of the approved, not opened by a person"), True),
    ]
    cells = [
        (
            Cell(date_format(row.day), row.day.isoformat()),
            *map(
                _count,
                (
                    row.counts.untouched,
                    row.counts.edited,
                    row.counts.changes_requested,
                    row.counts.rejected,
                    row.counts.unseen,
                ),
            ),
        )
        for row in rows
    ]
    return Table("days", _("Decisions"), columns, cells)


def waiting(rows: Sequence[Waiting], shop_id: int) -> Table:
    most = max((row.drafts for row in rows), default=0)
    columns = [(_("Kind"), False), (_("Language"), False), (_("Waiting"), True)]
    cells = [
        (
            Cell(
                kind_name(row.kind), kind_name(row.kind), href=_queue(shop_id, f"kind={row.kind}&locale={row.locale}")
            ),
            _said(locale_name(row.locale)),
            _count(row.drafts, most),
        )
        for row in rows
    ]
    return Table("waiting", _("Waiting now"), columns, cells)


def speed(rows: Sequence[Speed]) -> Table:
    most = max((row.slow for row in rows), default=0.0)
    columns = [(_("Kind"), False), (_("Approved"), True), (_("Half within"), True), (_("Nine of ten within"), True)]
    cells = [
        (_said(kind_name(row.kind)), _count(row.approved), _seconds(row.median, most), _seconds(row.slow, most))
        for row in rows
    ]
    return Table("speed", _("Time to approve"), columns, cells)


def edits(rows: Sequence[Edits]) -> Table:
    columns = [
        (_("Kind"), False),
        (_("Written by"), False),
        (_("Model"), False),
        (_("Approved"), True),
        (_("As written"), True),
        (_("Words changed"), True),
        (_("Words changed where edited"), True),
    ]
    cells = [
        (
            _said(kind_name(row.kind)),
            Cell(engine_name(row.engine.partition(":")[0]), row.engine),
            _said(row.model),
            _count(row.counts.approved),
            _share(row.counts.untouched_share, bar=True),
            _share(row.counts.changed, bar=True),
            _share(row.counts.changed_where_edited),
        )
        for row in rows
    ]
    return Table("edits", _("Edits by kind, engine and model"), columns, cells)


def rules(rows: Sequence[RuleCount], shop_id: int) -> Table:
    most = max((row.found for row in rows), default=0)
    columns = [
        (_("Checks of"), False),
        (_("Rule"), False),
        (_("Severity"), False),
        (_("Found"), True),
        (_("Waived"), True),
    ]
    cells = [
        (
            _family(row.rule, shop_id),
            _said(row.rule),
            _said(str(Finding.Severity(row.severity).label)),
            _count(row.found, most),
            _count(row.waived),
        )
        for row in rows
    ]
    return Table("rules", _("Findings by rule"), columns, cells)


def _family(rule: str, shop_id: int) -> Cell:
    family = rule.partition(".")[0]
    name = str(FAMILIES.get(family, family))
    return Cell(name, name, href=_queue(shop_id, f"rule={family}") if family in FAMILIES else "")


def runs(rows: Sequence[RunCost]) -> Table:
    most = max((row.seconds for row in rows), default=0.0)
    columns = [
        (_("Run"), False),
        (_("Asked"), False),
        (_("Content"), False),
        (_("Versions"), True),
        (_("Tokens read"), True),
        (_("Tokens written"), True),
        (_("Time of the engine"), True),
        (_("Time of the run"), True),
        *([(_("Cost in %(currency)s") % {"currency": settings.TOKEN_CURRENCY}, True)] if settings.TOKEN_PRICES else []),
    ]
    return Table("runs", _("Cost and time by run"), columns, [_run(row, most) for row in rows])


def _run(row: RunCost, most: float) -> tuple[Cell, ...]:
    run = row.run
    kinds = ", ".join(kind_name(kind) for kind in run.kinds) if run else ""
    return (
        Cell(f"#{run.pk}", str(run.pk), href=reverse("run_detail", args=[run.shop_id, run.pk]))
        if run
        else Cell(_("without a run"), ""),
        Cell(date_format(run.created_at, "SHORT_DATETIME_FORMAT"), run.created_at.isoformat()) if run else _said(""),
        _said(kinds),
        _count(row.versions),
        _count(row.tokens_in),
        _count(row.tokens_out),
        _seconds(row.seconds, most),
        _seconds(row.took),
        *([Cell(money(row.money), f"{row.money:.4f}", right=True)] if settings.TOKEN_PRICES else []),
    )


def _queue(shop_id: int, query: str) -> str:
    return f"{reverse('draft_list', args=[shop_id])}?{query}"
