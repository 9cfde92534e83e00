"""Pages of runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseStopPolling

from generation.kinds import KINDS
from generation.kinds.review_summary import MIN_REVIEWS
from shop_content.catalogue.models import CustomerReview, Photo, Product
from shop_content.catalogue.search import filtered
from shop_content.drafts import originals
from shop_content.drafts.models import ContentKind, Draft, Status
from shop_content.drafts.provenance import asked_rows, sampling_rows
from shop_content.jobs import actions, live
from shop_content.jobs.engines import engine_of
from shop_content.jobs.errors import RunError
from shop_content.jobs.forms import RunForm, remembered
from shop_content.jobs.messages import REQUEST, failure
from shop_content.jobs.models import Job, Run
from shop_content.jobs.progress import progress_of
from shop_content.jobs.suspensions import stopped
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import Member

PAGE = 50
WRITING = 6  # jobs whose text is shown while it is written
MADE = 8  # drafts of a run that its page shows
LOCALES = dict(settings.CONTENT_LOCALES)
STEPS: dict[str, Callable[[Run, list[int] | None], bool | int]] = {
    "pause": lambda run, _jobs: actions.pause_run(run),
    "resume": lambda run, _jobs: actions.resume_run(run),
    "cancel": lambda run, _jobs: actions.cancel_run(run),
    "retry": lambda run, jobs: actions.retry_jobs(run, jobs),
}


@access.requires("view")
@require_GET
def run_list(request: MemberRequest) -> HttpResponse:
    runs = access.rows(request.member, Run).select_related("requested_by").order_by("-pk")
    page = Paginator(runs, 25).get_page(request.GET.get("page"))
    return render(request, "jobs/run_list.html", {"rows": [_shown(run) for run in page], "page": page})


@access.requires("write")
@require_http_methods(["GET", "POST"])
def run_create(request: MemberRequest) -> HttpResponse:
    """GET with `?product=`, or POST with a selection from the product list, shows the form; POST of the form makes the run."""
    given = request.POST if request.method == "POST" else request.GET
    products = selected(request, given)
    form = RunForm(given) if "request_key" in given else RunForm(initial=_initial(request))
    if request.method == "POST" and form.is_bound and form.is_valid():
        try:
            run = actions.request_run(request.member, products, form.wish(), form.cleaned_data["request_key"])
        except RunError as error:
            form.add_error(None, str(REQUEST[error.code]))
        else:
            return redirect("run_detail", shop_id=request.member.shop_id, pk=run.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "jobs/run_create.html", _choice(request.member, given, products, form), status=status)


def selected(request: MemberRequest, given: QueryDict) -> QuerySet[Product]:
    """The products that a page names: one, several by id, or all that a search finds."""
    mine = access.rows(request.member, Product)
    if given.get("selection") == "filter":
        return filtered(request.member, QueryDict(given.get("query", "")))
    return mine.filter(pk__in=_ids([*given.getlist("id"), *given.getlist("product")]))


def _ids(given: list[str]) -> list[int]:
    """Row numbers from a form; what is none is left out."""
    return [int(pk) for pk in given if pk.isdecimal() and len(pk) < 19]


def _initial(request: MemberRequest) -> dict[str, Any]:
    """What the member chose last; a link may name what is to be translated, and into which language."""
    initial, given = remembered(request.member), request.GET
    if given.get("original"):
        initial |= {"original": given["original"], "kinds": given.getlist("kind"), "locales": given.getlist("locale")}
        initial["occasion"] = given.get("subject", "").removeprefix("occasion:")
    return initial


def _choice(member: Member, given: QueryDict, products: QuerySet[Product], form: RunForm) -> dict[str, Any]:
    with_photo = Exists(Photo.objects.filter(product=OuterRef("pk")))
    return {
        "form": form,
        "count": products.count(),
        "photographed": products.filter(with_photo).count(),
        "reviewed": _reviewed(products),
        "least": MIN_REVIEWS,
        "some": list(products.order_by("-pk")[:6]),
        "selection": given.get("selection", "ids"),
        "ids": [*given.getlist("id"), *given.getlist("product")],
        "query": given.get("query", ""),
        "ways": _ways(products, form),
        "may_manage": member.may("manage"),
        "picture_kinds": [kind.name for kind in KINDS.values() if kind.medium == "image"],
        "invented_kinds": [kind.name for kind in KINDS.values() if kind.synthetic],
        "moods": bool(engine_of("mood")),
    }


def _reviewed(products: QuerySet[Product]) -> int:
    """How many of them have the reviews that a summary takes."""
    visible = CustomerReview.objects.filter(
        product__in=products.order_by().values("pk"), state=CustomerReview.State.VISIBLE
    )
    counted = visible.order_by().values("product").annotate(reviews=Count("pk"))
    return counted.filter(reviews__gte=MIN_REVIEWS).count()


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which texts come about, and how many of the products have an approved text to start from, by kind."""

    box: Any
    approved: Mapping[str, int]
    said: str = ""


def _ways(products: QuerySet[Product], form: RunForm) -> list[Way]:
    texts = [name for name, kind in KINDS.items() if kind.medium == "text" and not kind.needs_subject]
    first = products.first()
    counts = originals.counted(first.shop_id, products, texts) if first and not form.no_translation else {}
    return [_way(box, counts.get(str(box.data["value"]), {})) for box in form["original"]]


def _way(box: Any, approved: Mapping[str, int]) -> Way:
    if not box.data["value"]:
        return Way(box, approved)
    said = ", ".join(f"{kind.label} {approved[kind]}" for kind in ContentKind if kind in approved)
    return Way(
        box, approved, _("Approved: %(counts)s") % {"counts": said} if said else _("None of them is approved yet.")
    )


@access.requires("view")
@require_GET
def run_detail(request: MemberRequest, pk: int) -> HttpResponse:
    """The page; for htmx, its living part alone, until the run has ended."""
    run = access.get(request.member, Run, pk, "requested_by")
    failed = run.jobs.filter(status=Job.State.FAILED).select_related("product").order_by("pk")
    page = Paginator(failed, PAGE).get_page(request.GET.get("page"))
    for job in page:
        job.reason = failure(job.error_code, job.error_detail)
        job.kind_name, job.locale_name = ContentKind(job.kind).label, LOCALES.get(job.locale, "")
    stops = stopped(run.kinds) if run.open else {}
    context = {
        **_shown(run),
        "failed": page,
        "asked": asked_of(run),
        "writing": _being_written(run),
        "made": _made(request.member, run),
        "stops": _worded(stops),
    }
    if not request.htmx:
        return render(request, "jobs/run_detail.html", context)
    response = render(request, "jobs/run_progress.html", context)
    return response if run.open else HttpResponseStopPolling(response.content)


def _made(member: Member, run: Run) -> list[Draft]:
    """The first drafts that the run has filled: enough to see what comes out of it."""
    drafts = access.rows(member, Draft).filter(run_id=run.pk, newest__isnull=False, archived=False)
    drafts = drafts.exclude(status=Status.WRITING).select_related("product", "newest__image")
    return list(drafts.prefetch_related("product__photos__image").order_by("pk")[:MADE])


def _being_written(run: Run) -> list[Job]:
    """Some of the jobs that an engine is at work on, each with its `text` or `painting` so far."""
    if not run.open:
        return []
    running = run.jobs.filter(status=Job.State.RUNNING, cancel_requested=False)
    jobs = list(running.select_related("product").order_by("pk")[: WRITING * 4])
    texts, paintings = live.texts(jobs), live.paintings(jobs)
    found = [job for job in jobs if job.pk in texts or job.pk in paintings][:WRITING]
    for job in found:
        job.text, job.painting = texts.get(job.pk, ""), paintings.get(job.pk)
        job.kind_name, job.locale_name = ContentKind(job.kind).label, LOCALES.get(job.locale, "")
    return found


@access.requires("write")
@require_POST
def run_steer(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    """Pause, resume, cancel, retry all or one failed job."""
    run = access.get(request.member, Run, pk)
    if step not in STEPS:
        raise Http404
    jobs = _ids(request.POST.getlist("job")) if "job" in request.POST else None
    done = STEPS[step](run, jobs)
    if not done:
        messages.info(request, _("The run had moved on before your click; this is where it stands now."))
    return redirect("run_detail", shop_id=run.shop_id, pk=run.pk)


@access.requires("view")
@require_GET
def product_runs(request: MemberRequest, pk: int) -> HttpResponse:
    """Fragment for the product page: what is being made or failed for this product. Polls while something is open."""
    product = access.get(request.member, Product, pk)
    jobs = list(
        product.jobs.exclude(status__in=[Job.State.DONE, Job.State.CANCELLED])
        .select_related("run")
        .order_by("-pk")[:40]
    )
    texts = live.texts(jobs)
    for job in jobs:
        job.text = texts.get(job.pk, "")
        job.reason = failure(job.error_code, job.error_detail) if job.error_code else ""
        job.kind_name, job.locale_name = ContentKind(job.kind).label, LOCALES.get(job.locale, "")
    busy = any(job.status != Job.State.FAILED for job in jobs)
    return render(request, "jobs/product_runs.html", {"product": product, "jobs": jobs, "busy": busy})


@access.requires("view")
@require_GET
def run_recent(request: MemberRequest) -> HttpResponse:
    """Fragment for the shop's first page."""
    runs = access.rows(request.member, Run).order_by("-pk")[:4]
    return render(
        request,
        "jobs/run_recent.html",
        {"rows": [_shown(run) for run in runs]},
    )


def asked_of(run: Run) -> list[tuple[str, str]]:
    """How the texts were to be written, and how freely the engine was to choose."""
    wishes = {name: run.settings.get(name) for name in ("length", "keywords", "audience", "occasion")}
    wishes |= {"from": run.translates} if run.translates else {"tone": run.tone}
    wishes["passage"] = run.settings.get("passage")
    rows = asked_rows(wishes) if run.locales else []
    if run.variants > 1:
        rows.append((_("Variants"), str(run.variants)))
    if seed := run.settings.get("seed"):
        rows.append((_("Seed"), str(seed)))
    return [*rows, *sampling_rows(run.settings)]


def _worded(stops: Mapping[str, str]) -> list[tuple[str, str]]:
    """(kind, reason) of what moderators have stopped."""
    return [(str(ContentKind(kind).label), reason) for kind, reason in stops.items()]


def _shown(run: Run) -> dict[str, Any]:
    """A run as its pages show it."""
    return {
        "run": run,
        "progress": progress_of(run),
        "kinds": [str(ContentKind(kind).label) for kind in run.kinds],
        "locales": [str(LOCALES[locale]) for locale in run.locales],
        "left_out": [(str(ContentKind(kind).label), count) for kind, count in run.settings.get("left_out", {}).items()],
        "original": str(LOCALES.get(run.translates, "")),
    }
