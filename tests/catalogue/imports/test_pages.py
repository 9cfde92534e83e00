"""The pages: who may, what they answer, what they never do."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shop_content.catalogue.imports.work import work_off
from shop_content.catalogue.models import Import, ImportMapping, Product
from shop_content.shops.models import Member, Role
from tests.catalogue.imports.conftest import Check, csv_bytes, picture_bytes, zip_bytes
from tests.factories import MemberFactory

STRANGE = [["Artikel", "Bezeichnung", "Preis", "Lager"], ["a", "Mug", "1,50", "3"], ["b", "Cup", "2,50", "1"]]


@pytest.fixture
def web(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def url(name: str, member: Member, *args: Any) -> str:
    return reverse(name, args=[member.shop_id, *args])


def upload(web: Client, member: Member, data: bytes, name: str = "p.csv", **files: Any) -> Any:
    return web.post(url("import_create", member), {"table": SimpleUploadedFile(name, data), **files})


def test_the_whole_way(web: Client, member: Member) -> None:
    answer = upload(web, member, csv_bytes([["SKU", "Title"], ["a", "Mug"]]))
    row = Import.objects.get()
    assert answer.headers["Location"] == url("import_detail", member, row.pk)
    panel = web.get(url("import_panel", member, row.pk))
    assert (panel.status_code, b"every 2s" in panel.content) == (200, True)
    work_off("imports")
    panel = web.get(url("import_panel", member, row.pk))
    assert (panel.status_code, b"every 2s" in panel.content) == (286, False)
    assert b"Import everything" in panel.content
    web.post(url("import_confirm", member, row.pk))
    work_off("imports")
    page = web.get(url("import_detail", member, row.pk)).content.decode()
    assert "products created" in page
    assert Product.objects.get().title == "Mug"
    assert "p.csv" in web.get(url("import_list", member)).content.decode()


def test_a_strangers_file_is_mapped_once(web: Client, member: Member) -> None:
    upload(web, member, csv_bytes(STRANGE, ";"))
    work_off("imports")
    row = Import.objects.get()
    assert row.status == "mapping"
    assert web.get(url("import_detail", member, row.pk)).headers["Location"] == url("import_mapping", member, row.pk)
    assert web.get(url("import_panel", member, row.pk)).headers["HX-Redirect"] == url("import_mapping", member, row.pk)
    page = web.get(url("import_mapping", member, row.pk)).content.decode()
    assert page.count("<select") == 4
    assert "Mug" in page
    answer = web.post(
        url("import_mapping", member, row.pk),
        {"column-0": "sku", "column-1": "title", "column-2": "price", "column-3": ""},
    )
    assert answer.status_code == 302
    work_off("imports")
    row.refresh_from_db()
    assert (row.status, row.layout, row.counts["created"]) == ("ready", "mapped", 2)

    upload(web, member, csv_bytes([[name.upper() for name in STRANGE[0]], ["c", "Jug", "3", ""]], ";"))
    work_off("imports")
    again = Import.objects.latest("id")
    assert (again.status, again.layout, again.counts["created"]) == ("ready", "mapped", 1)
    upload(web, member, csv_bytes([[*STRANGE[0], "Farbe"], ["c", "Jug", "3", "", "rot"]]))
    work_off("imports")
    assert Import.objects.latest("id").status == "mapping"  # one column more is another file
    assert ImportMapping.objects.count() == 1


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "names the product"),
        ({"column-1": "title"}, "names the product"),
        ({"column-0": "sku"}, "Map at least one more column"),
        ({"column-0": "sku", "column-1": "title", "column-2": "title"}, "both mean"),
        ({"column-0": "sku", "column-1": "__class__"}, "does not exist"),
        ({"column-0": "sku", "column-1": "fact:"}, "does not exist"),
    ],
)
def test_a_mapping_that_makes_no_sense(web: Client, member: Member, posted: dict[str, str], said: str) -> None:
    upload(web, member, csv_bytes(STRANGE))
    work_off("imports")
    row = Import.objects.get()
    answer = web.post(url("import_mapping", member, row.pk), posted)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    row.refresh_from_db()
    assert row.status == "mapping"


def test_what_a_column_means_can_be_changed_after_the_check(web: Client, member: Member, check: Check) -> None:
    row = check([["SKU", "Title", "Brand"], ["a", "Mug", "stoneware"]])
    web.post(
        url("import_mapping", member, row.pk), {"column-0": "sku", "column-1": "title", "column-2": "fact:material"}
    )
    work_off("imports")
    row.refresh_from_db()
    assert (row.status, row.mapping["Brand"]) == ("ready", "fact:material")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Choose a file: CSV"),
        ({"table": SimpleUploadedFile("p.csv", b"")}, "The file is empty"),
        (
            {"table": SimpleUploadedFile("p.csv", b"a,b\n1,2"), "photos": SimpleUploadedFile("p.zip", b"no zip")},
            "not a ZIP file",
        ),
    ],
)
def test_uploads_that_are_refused_at_once(web: Client, member: Member, files: dict[str, Any], said: str) -> None:
    answer = web.post(url("import_create", member), files)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Import.objects.exists()


def test_an_upload_beyond_every_limit_is_not_even_read(web: Client, member: Member) -> None:
    answer = web.post(url("import_create", member), {}, CONTENT_LENGTH=str(5 * 1024**3))
    assert answer.status_code == 413
    assert "MB" in answer.content.decode()


def test_the_size_limit_of_the_table(web: Client, member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop_content.catalogue.imports.forms.TABLE_BYTES", 10)
    answer = upload(web, member, b"sku,title\na,Mug\n")
    assert (answer.status_code, Import.objects.count()) == (422, 0)


def test_a_forged_upload_is_refused(member: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member.user)
    assert upload(client, member, b"sku,title\na,Mug\n").status_code == 403
    assert not Import.objects.exists()


def test_photos_come_with_the_file(web: Client, member: Member) -> None:
    photos = SimpleUploadedFile("photos.zip", zip_bytes({"a.jpg": picture_bytes()}))
    upload(web, member, csv_bytes([["SKU", "Title"], ["a", "Mug"]]), photos=photos)
    work_off("imports")
    assert Import.objects.get().counts["photos"] == 1


def test_approvers_look_and_do_not_touch(check: Check, member: Member) -> None:
    row = check([["SKU", "Title"], ["a", "Mug"]])
    approver = Client()
    approver.force_login(MemberFactory(shop=member.shop, role=Role.APPROVER).user)
    for name, args in (
        ("import_list", ()),
        ("import_detail", (row.pk,)),
        ("import_panel", (row.pk,)),
        ("import_issues", (row.pk,)),
        ("import_template", ()),
    ):
        assert approver.get(url(name, member, *args)).status_code in (200, 286), name
    assert b"import_confirm" not in approver.get(url("import_detail", member, row.pk)).content
    for name, args in (
        ("import_create", ()),
        ("import_confirm", (row.pk,)),
        ("import_cancel", (row.pk,)),
        ("import_mapping", (row.pk,)),
    ):
        assert approver.post(url(name, member, *args)).status_code == 403, name
    row.refresh_from_db()
    assert row.status == "ready"


def test_another_shops_imports_do_not_exist(check: Check, member: Member) -> None:
    row = check([["SKU", "Title"], ["a", "Mug"]])
    stranger = MemberFactory()
    client = Client()
    client.force_login(stranger.user)
    for name in ("import_detail", "import_panel", "import_issues", "import_issues_csv", "import_mapping"):
        assert client.get(url(name, stranger, row.pk)).status_code == 404, name
        assert client.get(url(name, member, row.pk)).status_code == 404, name
    for name in ("import_confirm", "import_cancel"):
        assert client.post(url(name, stranger, row.pk)).status_code == 404, name


def test_issues_are_paged_and_downloaded_safe_for_spreadsheets(web: Client, member: Member, check: Check) -> None:
    row = check([["SKU", "Title", "Price"], *([f"s{number}", "Mug", "=cmd|' /C calc'!A0"] for number in range(60))])
    first = web.get(url("import_issues", member, row.pk)).content.decode()
    second = web.get(url("import_issues", member, row.pk), {"page": "2"}).content.decode()
    assert (first.count("<tr>"), second.count("<tr>")) == (51, 11)
    answer = web.get(url("import_issues_csv", member, row.pk))
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert lines[0] == ["Row", "Column", "Value", "Result", "Reason"]
    assert len(lines) == 61
    assert lines[1][:4] == ["2", "Price", "'=cmd|' /C calc'!A0", "refused"]


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", ""])
def test_pages_that_do_not_exist(web: Client, member: Member, check: Check, number: str) -> None:
    row = check([["SKU", "Title"], ["a", ""]])
    assert web.get(url("import_issues", member, row.pk), {"page": number, "kind": number}).status_code == 200
    assert web.get(url("import_list", member), {"page": number}).status_code == 200


def test_what_stands_in_a_file_is_shown_not_run(web: Client, member: Member, check: Check) -> None:
    row = check([["SKU", "Title", "<script>alert(1)</script>"], ["a", "<img src=x onerror=alert(1)>", "x"]])
    page = web.get(url("import_mapping", member, row.pk)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_an_action_on_an_import_that_moved_on(web: Client, member: Member, check: Check) -> None:
    row = check([["SKU", "Title"], ["a", "Mug"]])
    web.post(url("import_cancel", member, row.pk))
    answer = web.post(url("import_confirm", member, row.pk), follow=True)
    assert "has moved on" in answer.content.decode()
    assert not Product.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_is_a_download(web: Client, member: Member, form: str) -> None:
    answer = web.get(url("import_template", member), {"format": form})
    assert f"products.{form}" in answer.headers["Content-Disposition"]
    assert answer.content.startswith(b"PK" if form == "xlsx" else b"\xef\xbb\xbfHandle")
