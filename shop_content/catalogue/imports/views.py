"""Pages of imports: parse, call one action, answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST, require_safe

from shop_content.catalogue.imports import actions, pages, template
from shop_content.catalogue.imports.errors import WrongState
from shop_content.catalogue.imports.forms import UploadForm, read_mapping
from shop_content.catalogue.imports.limits import MAX_ROWS, MEGABYTE, PHOTOS_BYTES, TABLE_BYTES
from shop_content.catalogue.imports.messages import wording
from shop_content.catalogue.imports.nouns import NOUNS
from shop_content.catalogue.models import Import
from shop_content.shops import access
from shop_content.shops.access import MemberRequest

LIST_PAGE = 30
POLLING_ENDS = 286  # htmx stops to ask
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@access.requires("view")
def import_list(request: MemberRequest) -> HttpResponse:
    rows = access.rows(request.member, Import).select_related("requested_by").defer("preview", "mapping", "columns")
    page = Paginator(rows.order_by("-id"), LIST_PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.tone = pages.TONES.get(row.status, "")
    context = {"page": page, "may_write": request.member.may("write")}
    return render(request, "catalogue/imports/list.html", context)


@csrf_exempt  # checked below, after the size: reading the token reads the whole upload
@access.requires("write")
def import_create(request: MemberRequest) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > TABLE_BYTES + PHOTOS_BYTES + MEGABYTE:
        return _upload_page(
            request, UploadForm(), 413, wording("photos_too_large", {"limit": PHOTOS_BYTES // MEGABYTE})
        )
    return _import_create(request)


@csrf_protect
def _import_create(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, 422)
    given = form.cleaned_data
    row = actions.create(request.member, given["table"].name, given["table"], given["photos"], given["what"])
    return redirect("import_detail", request.member.shop_id, row.pk)


def _upload_page(request: MemberRequest, form: UploadForm, status: int = 200, error: str = "") -> HttpResponse:
    context = {
        "form": form,
        "error": error,
        "what": _what(form.data.get("what") or request.GET.get("what", "")),
        "kinds": Import.What.choices,
        "rows": MAX_ROWS,
        "table_limit": TABLE_BYTES,
        "photos_limit": PHOTOS_BYTES,
        "table_megabytes": TABLE_BYTES // MEGABYTE,
        "photos_megabytes": PHOTOS_BYTES // MEGABYTE,
        "table_too_large": wording("too_large", {"limit": TABLE_BYTES // MEGABYTE}),
        "photos_too_large": wording("photos_too_large", {"limit": PHOTOS_BYTES // MEGABYTE}),
    }
    return render(request, "catalogue/imports/create.html", context, status=status)


def _what(given: str) -> Import.What:
    return Import.What(given) if given in Import.What.values else Import.What.PRODUCTS


@require_safe
@access.requires("view")
def import_template(request: MemberRequest) -> HttpResponse:
    """Our template in the language of the page: `?format=xlsx`, else CSV; `?what=reviews`, else products."""
    workbook, what = request.GET.get("format") == "xlsx", _what(request.GET.get("what", ""))
    data = template.xlsx_bytes(what) if workbook else template.csv_bytes(what)
    name = f"{what}.{'xlsx' if workbook else 'csv'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=XLSX if workbook else "text/csv; charset=utf-8", headers=headers)


@require_safe
@access.requires("view")
def import_detail(request: MemberRequest, pk: int) -> HttpResponse:
    row = access.get(request.member, Import, pk, "requested_by")
    if row.status == Import.Status.MAPPING and request.member.may("write"):
        return redirect("import_mapping", row.shop_id, row.pk)
    return render(request, "catalogue/imports/detail.html", _context(request, row))


@require_GET
@access.requires("view")
def import_panel(request: MemberRequest, pk: int) -> HttpResponse:
    """The state, asked for every two seconds while a worker is at it."""
    row = access.get(request.member, Import, pk, "requested_by")
    context = _context(request, row)
    response = render(
        request, "catalogue/imports/panel.html", context, status=200 if context["working"] else POLLING_ENDS
    )
    if row.status == Import.Status.MAPPING and request.member.may("write"):
        response["HX-Redirect"] = reverse("import_mapping", args=[row.shop_id, row.pk])
    return response


@require_GET
@access.requires("view")
def import_issues(request: MemberRequest, pk: int) -> HttpResponse:
    row = access.get(request.member, Import, pk)
    context = pages.issues(row, request.GET.get("kind", "refused"), request.GET.get("page", "1"))
    return render(request, "catalogue/imports/issues.html", context)


@require_safe
@access.requires("view")
def import_issues_csv(request: MemberRequest, pk: int) -> StreamingHttpResponse:
    row = access.get(request.member, Import, pk)
    headers = {"Content-Disposition": f'attachment; filename="import-{row.pk}-issues.csv"'}
    return StreamingHttpResponse(pages.issues_csv(row), content_type="text/csv; charset=utf-8", headers=headers)


@access.requires("write")
def import_mapping(request: MemberRequest, pk: int) -> HttpResponse:
    row = access.get(request.member, Import, pk)
    if not row.columns:
        raise Http404
    if row.status not in (Import.Status.MAPPING, Import.Status.READY):
        return _moved_on(request, row)
    chosen, errors = None, []
    if request.method == "POST":
        chosen, errors = read_mapping(row.columns, request.POST, NOUNS[row.what].words)
        if not errors:
            return _do(request, row, lambda: actions.map_columns(request.member, row.pk, chosen))
    context = {"import": row, "columns": pages.columns(row, chosen), "choices": pages.choices(row), "errors": errors}
    return render(request, "catalogue/imports/mapping.html", context, status=422 if errors else 200)


@require_POST
@access.requires("write")
def import_confirm(request: MemberRequest, pk: int) -> HttpResponse:
    row = access.get(request.member, Import, pk)
    good = request.POST.get("only_good_rows") == "yes"
    return _do(request, row, lambda: actions.confirm(request.member, row.pk, only_good_rows=good))


@require_POST
@access.requires("write")
def import_cancel(request: MemberRequest, pk: int) -> HttpResponse:
    row = access.get(request.member, Import, pk)
    return _do(request, row, lambda: actions.cancel(request.member, row.pk))


def _do(request: MemberRequest, row: Import, action: Any) -> HttpResponse:
    try:
        action()
    except WrongState:
        return _moved_on(request, row)
    return redirect("import_detail", row.shop_id, row.pk)


def _moved_on(request: MemberRequest, row: Import) -> HttpResponse:
    messages.warning(
        request, _("This import has moved on in the meantime, so nothing was changed. Here is where it stands now.")
    )
    return redirect("import_detail", row.shop_id, row.pk)


def _context(request: MemberRequest, row: Import) -> dict[str, Any]:
    context = pages.panel(row)
    context["may_write"] = request.member.may("write")
    if row.counts and not context["working"]:
        kind = "refused" if row.counts.get("refused") else "warning"
        context["first_issues"] = pages.issues(row, kind, "1")
    return context
