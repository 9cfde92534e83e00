"""From a text to facts: proposed once, decided once, never behind a person's back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shop_content.audit.models import Event
from shop_content.catalogue.models import FactProposal, FactSource, Product
from shop_content.catalogue.reading import actions
from shop_content.catalogue.reading.errors import ReadingRefused
from shop_content.catalogue.reading.panel import panel_of, segments
from shop_content.catalogue.reading.work import read_now, work_off
from shop_content.shops.models import Member, Role
from tests.factories import MemberFactory, ProductFactory
from tests.generation.reading.test_documents import TABLE, pdf

pytestmark = pytest.mark.django_db
TEXT = "Material: stoneware\nCapacity: 500 ml\nHeight: 9 cm\nDishwasher safe: yes"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def product(member: Member) -> Product:
    return ProductFactory(shop=member.shop)


@pytest.fixture
def client(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def read(member: Member, product: Product, text: str = TEXT) -> FactSource:
    return read_now(actions.propose_from_text(member, product.pk, text, "paste"))


def proposal(source: FactSource, key: str) -> FactProposal:
    return source.proposals.get(key=key)


def facts(product: Product) -> list[tuple[str, str, str, str]]:
    product.refresh_from_db()
    return [(fact["key"], fact["value"], fact["unit"], fact["source"]) for fact in product.facts]


def test_what_the_product_says_already_is_not_proposed(member: Member, product: Product) -> None:
    source = read(member, product)
    assert [each.key for each in source.proposals.all()] == ["capacity", "height", "dishwasher-safe"]
    assert len(product.facts) == 3  # nothing was added


def test_accepted_once_however_often_it_is_asked(member: Member, product: Product) -> None:
    height = proposal(read(member, product), "height")
    assert actions.accept(member, height).changed
    assert not actions.accept(member, height).changed
    assert not actions.refuse(member, height).changed
    assert facts(product)[3:] == [("height", "9", "cm", "text")]
    assert (height.state, height.decided_by) == ("accepted", member.user)
    assert Event.objects.filter(verb="fact.add").count() == 1


def test_a_contradiction_replaces_or_stands_beside(member: Member, product: Product) -> None:
    source = read(member, product)
    [line] = [line for line in panel_of(product).lines if line.said]
    assert (line.proposal.key, line.said and line.said.value) == ("capacity", "350")
    actions.accept(member, proposal(source, "capacity"), replace=True)
    assert facts(product)[1] == ("capacity", "500", "ml", "text")
    assert len(product.facts) == 3


def test_an_edited_value_is_what_becomes_a_fact(member: Member, product: Product) -> None:
    actions.accept(member, proposal(read(member, product), "height"), value="9.5")
    assert facts(product)[-1] == ("height", "9.5", "cm", "text")


def test_the_refused_is_not_proposed_again_for_the_same_text(member: Member, product: Product) -> None:
    source = read(member, product)
    actions.refuse(member, proposal(source, "height"))
    assert read(member, product).pk == source.pk
    assert source.proposals.filter(key="height").values_list("state", flat=True).get() == "refused"
    assert actions.reconsider(member, proposal(source, "height")).changed


def test_all_that_is_sure_and_contradicts_nothing(member: Member, product: Product) -> None:
    read(member, product)
    assert sum(decided.changed for decided in actions.accept_sure(member, product.pk)) == 2
    assert [fact[0] for fact in facts(product)] == ["material", "capacity", "colour", "height", "dishwasher-safe"]


def test_what_a_model_reads_is_left_to_the_workers(member: Member, product: Product, settings: Any) -> None:
    settings.FACT_READER = "transformers:/nothing/here"
    source = read(member, product)
    assert (source.status, panel_of(product).reading) == ("queued", True)
    assert work_off("imports") == 1
    source.refresh_from_db()
    assert (source.status, source.error_code) == ("failed", "reader.unavailable")
    settings.FACT_READER = "embedded:"
    assert read(member, product).status == "done"


def test_what_is_no_text_is_refused(member: Member, product: Product) -> None:
    for text, code in (("  \0 ", "text.empty"), ("a" * 200_001, "text.too_long")):
        with pytest.raises(ReadingRefused) as caught:
            actions.propose_from_text(member, product.pk, text, "paste")
        assert caught.value.code == code
        assert str(caught.value) != code


def test_segments_lose_nothing_of_the_text() -> None:
    spans = [FactProposal(pk=1, start=2, end=6), FactProposal(pk=2, start=4, end=8)]
    cut = segments("0123456789", spans)
    assert [(each.text, each.proposals) for each in cut] == [
        ("01", ()), ("23", (1,)), ("45", (1, 2)), ("67", (2,)), ("89", ()),
    ]  # fmt: skip


def test_a_long_text_is_shown_around_what_was_read(member: Member, product: Product) -> None:
    source = read(member, product, "Nothing here.\n" * 600 + "Height: 9 cm\n" + "Nothing here.\n" * 600)
    shown = panel_of(product).segments
    assert [each.text for each in shown if each.proposals] == ["Height: 9 cm"]
    assert sum(len(each.text) for each in shown) < 60
    assert (shown[0].gap, shown[-1].gap, source.status) == (True, True, "done")


def test_the_page_offers_and_shows(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop, facts=[], source_text="Height: 9 cm <b>")
    page = reverse("product_detail", args=[member.shop_id, product.pk])
    assert "no facts yet" in client.get(page).content.decode()
    ask = reverse("reading_ask", args=[member.shop_id, product.pk])
    assert client.post(ask, {"kind": "source_text"}).status_code == 302
    text = client.get(page).content.decode()
    assert "<mark" in text
    assert "no facts yet" not in text
    pk = FactProposal.objects.get().pk
    accept = reverse("proposal_accept", args=[member.shop_id, pk])
    answer = client.post(accept, {"key": "height", "value": "9", "unit": "cm"}, headers=HTMX).content.decode()
    assert 'hx-swap-oob="innerHTML:#facts"' in answer
    assert facts(product) == [("height", "9", "cm", "text")]


def test_a_pdf_is_read_and_a_broken_one_is_told(client: Client, member: Member, product: Product) -> None:
    ask = reverse("reading_ask", args=[member.shop_id, product.pk])
    file = SimpleUploadedFile("sheet.pdf", pdf(TABLE))
    client.post(ask, {"kind": "pdf", "file": file}, headers=HTMX)
    source = FactSource.objects.get()
    assert (source.kind, source.name, source.status) == ("pdf", "sheet.pdf", "done")
    broken = SimpleUploadedFile("sheet.pdf", b"%PDF-1.4 broken")
    answer = client.post(ask, {"kind": "pdf", "file": broken}, headers=HTMX).content.decode()
    assert "“sheet.pdf” is damaged" in answer


def test_another_shop_and_another_role(client: Client, member: Member, product: Product) -> None:
    source = read(member, product)
    stranger = MemberFactory()
    other = Client()
    other.force_login(stranger.user)
    address = reverse("proposal_accept", args=[stranger.shop_id, proposal(source, "height").pk])
    assert other.post(address).status_code == 404
    assert proposal(source, "height").state == "proposed"
    approver = MemberFactory(shop=member.shop, role=Role.APPROVER)
    if not approver.may("write"):
        other.force_login(approver.user)
        assert other.post(reverse("reading_ask", args=[member.shop_id, product.pk])).status_code == 403
