"""Cells to values: prices as the world writes them, numbers that a spreadsheet ruined, formulas."""
# ruff: noqa: E501  tables of cases

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_content.catalogue.imports import values
from shop_content.catalogue.imports.errors import CellRefused
from shop_content.catalogue.imports.prose import has_markup, text_of


@pytest.mark.parametrize(
    ("text", "amount", "currencies"),
    [
        ("12.50", "12.50", ()),
        ("12,50", "12.50", ()),
        ("1.234,56", "1234.56", ()),
        ("1,234.56", "1234.56", ()),
        ("1.234.567", "1234567", ()),
        ("1,234,567.8", "1234567.8", ()),
        ("12,50 €", "12.50", ("EUR",)),
        ("€12.50", "12.50", ("EUR",)),
        ("EUR 12", "12", ("EUR",)),
        ("1 299,00 zł", "1299.00", ("PLN",)),
        ("1\u202f299,90", "1299.90", ()),
        ("CHF 1'200.-", "1200", ("CHF",)),
        ("£9", "9", ("GBP",)),
        ("¥1299", "1299", ("CNY", "JPY")),
        ("1299元", "1299", ("CNY",)),
        ("￥１２．５０", "12.50", ("CNY", "JPY")),
        ("US$ 5.00", "5.00", ("USD",)),
        ("0.99", "0.99", ()),
        (".5", "0.5", ()),
        ("5.", "5", ()),
        ("1,299", "1299", ()),
        ("0.125", "0.125", ()),
    ],
)
def test_prices(text: str, amount: str, currencies: tuple[str, ...]) -> None:
    assert values.price(text) == (Decimal(amount), currencies)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("abc", "price_invalid"),
        ("free", "price_invalid"),
        ("12..5.0", "price_invalid"),
        ("1,2,3.4.5", "price_invalid"),
        ("12 apples", "price_invalid"),
        ("NaN", "price_invalid"),
        ("Infinity", "price_invalid"),
        ("-5", "price_negative"),
        ("-1.00 €", "price_negative"),
        ("99999999999", "price_too_large"),
        ("1.299", "price_ambiguous"),
    ],
)
def test_what_is_no_price(text: str, code: str) -> None:
    with pytest.raises(CellRefused) as refused:
        values.price(text)
    assert refused.value.code == code


def test_the_file_shows_its_decimal_mark() -> None:
    assert values.decimal_mark(["1.299", "12,50"]) == ","
    assert values.decimal_mark(["1,299", "12.50"]) == "."
    assert values.decimal_mark(["1.299", "18"]) == ""
    assert values.price("1.299", ",").amount == 1299
    assert values.price("1.299", ".").amount == Decimal("1.299")
    assert values.price("1,299", ",").amount == Decimal("1.299")


@given(
    st.decimals(min_value=0, max_value=9_999_999, places=2),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]),
)
def test_every_price_with_two_decimals_is_read_back(amount: Decimal, marks: tuple[str, str]) -> None:
    groups, decimal = marks
    text = f"{amount:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", groups)
    assert values.price(text).amount == amount


@given(st.text(max_size=30))
def test_no_text_breaks_a_parser(text: str) -> None:
    for parse in (
        values.price,
        values.gtin,
        values.currency,
        values.link,
        values.plain,
        values.prose,
        values.line(10),
        values.code(10),
    ):
        try:
            parse(text)
        except CellRefused as refused:
            assert refused.code


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://x.example","Mug")',
        "=1+2",
        "= SUM(A1:A2)",
        "+cmd|' /C calc'!A0",
        "-cmd|' /C calc'!A0",
        "@SUM(1+1)",
        "=cmd|'/c'!A1",
    ],
)
def test_formulas_are_refused(text: str) -> None:
    with pytest.raises(CellRefused) as refused:
        values.plain(text)
    assert refused.value.code == "formula"


@pytest.mark.parametrize(
    ("text", "plain"),
    [("-50 % in summer", "-50 % in summer"), ("+5 dioptres", "+5 dioptres"), ("@home", "@home"), ("= ", "="), ('="00123"', "00123"), ("'00123", "00123"),
     ("  Mug ", "Mug"), ("a\x01b\x7f", "ab"), ("two\nlines", "two\nlines")],
)  # fmt: skip
def test_what_only_looks_like_a_formula_stays(text: str, plain: str) -> None:
    assert values.plain(text) == plain


def test_nul_bytes_are_refused() -> None:
    with pytest.raises(CellRefused) as refused:
        values.plain("Mug\x00Lamp")
    assert refused.value.code == "nul_byte"


@pytest.mark.parametrize("text", ["4006381333931", "4 006381 333931", "400-6381-33393-1", "96385074", "036000291452"])
def test_gtins(text: str) -> None:
    assert values.gtin(text) == "".join(filter(str.isdigit, text))


@pytest.mark.parametrize(
    ("text", "code"),
    [("4006381333932", "gtin_checksum"), ("123", "gtin_length"), ("ABC", "gtin_digits"), ("4.00638E+12", "exponent")],
)
def test_what_is_no_gtin(text: str, code: str) -> None:
    with pytest.raises(CellRefused) as refused:
        values.gtin(text)
    assert refused.value.code == code


def test_a_sku_that_a_spreadsheet_rounded() -> None:
    with pytest.raises(CellRefused) as refused:
        values.code(100)("1.23457E+12")
    assert refused.value.code == "exponent"
    assert values.code(100)("1E5") == "1E5"  # an article number may well look so


@pytest.mark.parametrize(
    ("text", "code"), [("usd", "USD"), ("€", "EUR"), ("RMB", "CNY"), ("元", "CNY"), (" EUR ", "EUR")]
)
def test_currencies(text: str, code: str) -> None:
    assert values.currency(text) == code


@pytest.mark.parametrize("text", ["dollars", "$", "XXXX", "12"])
def test_what_is_no_currency(text: str) -> None:
    with pytest.raises(CellRefused):
        values.currency(text)


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "www.example.com", "https://", "ftp://x.example", "https://a b.example", "http://[::1"],
)
def test_what_is_no_link(text: str) -> None:
    with pytest.raises(CellRefused) as refused:
        values.link(text)
    assert refused.value.code == "link_invalid"


def test_html_becomes_the_text_that_a_reader_sees() -> None:
    html = "<style>p{}</style><p>Thrown by <b>hand</b> &amp; glazed.<br>Twice.</p><ul><li>350&nbsp;ml</li><li>Stoneware</li></ul><script>alert(1)</script>"
    assert has_markup(html)
    assert text_of(html) == "Thrown by hand & glazed.\nTwice.\n\n- 350 ml\n- Stoneware".replace("\n\n- ", "\n- ")
    assert text_of("plain") == "plain"
    assert not has_markup("5 < 6 and 7 > 3")
