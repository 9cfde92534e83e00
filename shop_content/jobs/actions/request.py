"""Asking for content: one run, and a job for every product x kind x locale, in one transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from itertools import product as cross
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from generation.contract import LENGTHS, LOCALES, TONES
from generation.engines.registry import directions_of
from generation.kinds import KINDS
from generation.kinds.review_summary import MIN_REVIEWS
from generation.occasions import OCCASIONS
from shop_content.audit.actions import record
from shop_content.catalogue.models import Product
from shop_content.drafts.copywriting import kinds_for
from shop_content.jobs import wake
from shop_content.jobs.actions.adapters import carried
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Run
from shop_content.jobs.pictures import placement_of, placement_subjects, shape_subject, usable
from shop_content.jobs.suspensions import stopped, translation_stopped
from shop_content.shops.models import Member

MAX_JOBS = 1_000_000  # of one run
MAX_VARIANTS = 4
MAX_KEYWORDS, LONGEST_KEYWORD = 10, 60  # characters
LONGEST_AUDIENCE = 200  # characters
MAX_BEAMS = 8
SMALL_RUN = 200  # jobs; a run of at most this many goes first

# Jobs stand in the order kind, locale, product, so that a worker's batch asks its engine for one kind of answer.
INSERT_JOBS = """
INSERT INTO jobs_job (run_id, product_id, kind, locale, subject, queue, status, worker, attempts, run_after, cancel_requested, created_at,
                      paused, priority, tries, error_code, error_detail)
SELECT %s, product.id, %s, %s, %s, %s, 'queued', '', 0, clock_timestamp(), false, clock_timestamp(), false, 0, 0, '', ''
FROM ({products}) AS product
{where}
ORDER BY product.id
"""
HAS_PHOTO = "EXISTS (SELECT 1 FROM catalogue_photo WHERE catalogue_photo.product_id = product.id)"
HAS_ORIGINAL = """
    EXISTS (SELECT 1 FROM drafts_draft AS original
             WHERE original.product_id = product.id AND original.kind = %s AND original.locale = %s AND original.subject = %s
               AND original.approved_id IS NOT NULL AND original.status NOT IN ('held', 'rejected'))
"""
HAS_COPY = """
    EXISTS (SELECT 1 FROM drafts_draft AS copy
             WHERE copy.product_id = product.id AND copy.kind = ANY(%s) AND copy.locale = %s AND copy.subject = %s
               AND copy.approved_id IS NOT NULL AND copy.status NOT IN ('held', 'rejected'))
"""
HAS_REVIEWS = f"""
    (SELECT count(*) FROM (SELECT 1 FROM catalogue_customerreview AS review
      WHERE review.product_id = product.id AND review.state = 'visible' LIMIT {MIN_REVIEWS}) AS counted) = {MIN_REVIEWS}
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    `settings` of texts: seed, temperature, top_p, top_k, beams, length, keywords, audience, occasion; of pictures `PICTURE_SETTINGS`; of a
    translation: original, the language whose approved texts are translated into the others of `locales`.
    """

    kinds: tuple[str, ...]
    locales: tuple[str, ...] = ()
    tone: str = "plain"
    variants: int = 1
    settings: dict[str, Any] = field(default_factory=dict)

    def check(self) -> None:
        if not self.kinds or not set(self.kinds) <= set(KINDS):
            raise RunError("no_kinds")
        needs_locale = any(KINDS[kind].worded for kind in self.kinds)
        if not set(self.locales) <= set(LOCALES) or (needs_locale and not self.locales):
            raise RunError("no_locales")
        if self.tone not in TONES or not 1 <= self.variants <= MAX_VARIANTS:
            raise RunError("bad_request")
        if self.settings.get("occasion", "") not in ("", *OCCASIONS):
            raise RunError("bad_request")
        keywords = self.settings.get("keywords", ())
        if len(keywords) > MAX_KEYWORDS or any(not word or len(word) > LONGEST_KEYWORD for word in keywords):
            raise RunError("bad_request")
        if self.settings.get("length", "standard") not in LENGTHS:
            raise RunError("bad_request")
        if len(self.settings.get("audience", "")) > LONGEST_AUDIENCE:
            raise RunError("bad_request")
        if not usable(self.settings):
            raise RunError("bad_request")
        if not 1 <= self.settings.get("beams", 1) <= MAX_BEAMS:
            raise RunError("bad_request")
        if self.original and (self.original not in LOCALES or not self.slots()):
            raise RunError("bad_request" if self.original not in LOCALES else "no_other_locale")

    @property
    def original(self) -> str:
        return str(self.settings.get("original", ""))

    def subjects(self, kind: str) -> list[str]:
        """What the content of this kind is about beside the product, as `Draft.subject` has it; several of posters only."""
        if KINDS[kind].subject == "placement":
            return placement_subjects(self.settings)
        if KINDS[kind].subject == "shape":
            return [shape_subject(self.settings)]
        occasion = self.settings.get("occasion")
        return [f"occasion:{occasion}" if occasion and KINDS[kind].subject == "occasion" else ""]

    def slots(self) -> list[tuple[str, str, str]]:
        """(kind, locale, subject); pictures without words speak no language, and none is translated."""
        chosen = [kind for kind in KINDS if kind in self.kinds]
        if self.original:
            texts = [kind for kind in chosen if KINDS[kind].medium == "text"]
            pairs = list(cross(texts, [locale for locale in self.locales if locale != self.original]))
        else:
            worded = [kind for kind in chosen if KINDS[kind].worded]
            pairs = [*cross(worded, self.locales), *((kind, "") for kind in chosen if kind not in worded)]
        return [(kind, locale, subject) for kind, locale in pairs for subject in self.subjects(kind)]


def request_run(member: Member, products: QuerySet[Product], wish: Wish, request_key: str) -> Run:
    """Write the run and its jobs, and wake the workers once they are committed.

    The same `request_key` again (a double click) answers the run that is there. Products without a photo get no pictures, those without
    approved words no posters.
    Products with too few reviews get no summary of them. Raises `RunError`: no_kinds, no_locales, bad_request (also for a kind that
    needs more than a product), no_products, too_many, few_reviews, no_copy, nothing_to_make, suspended; of a translation no_other_locale,
    no_originals, and no_translation where no engine translates these languages. Products without the approved text get none; `left_out`
    counts them.
    """
    wish.check()
    allow(wish)
    if wish.original and not translated(wish):
        raise RunError("no_translation")
    if any(KINDS[kind].needs_subject for kind in wish.kinds):
        raise RunError("bad_request")
    products = products.filter(shop_id=member.shop_id)
    with transaction.atomic():
        run, new = Run.objects.get_or_create(
            shop_id=member.shop_id,
            request_key=request_key,
            defaults={"requested_by": member.user, **columns_of(wish, member), "products": products.count()},
        )
        if not new:
            return run
        if run.products == 0:
            raise RunError("no_products")
        if run.products * len(wish.slots()) > MAX_JOBS:
            raise RunError("too_many")
        made = {slot: _insert_jobs(run, products, *slot, wish) for slot in wish.slots()}
        run.total = sum(made.values())
        if run.total == 0:
            raise RunError(_nothing(wish, products))
        if wish.original:
            left = {slot[0]: run.products - count for slot, count in made.items() if count < run.products}
            run.settings = {**run.settings, "left_out": left}  # how many products have no approved text, by kind
        run.save(update_fields=["total", "settings"])
        if run.total > SMALL_RUN:
            run.jobs.update(priority=1)
        record("run.request", run, run.shop_id, products=run.products, jobs=run.total, **asdict(wish))
        transaction.on_commit(lambda: wake.everyone(wish.kinds), robust=True)
    return run


def allow(wish: Wish) -> None:
    """Raises `RunError("suspended")` for what moderators have stopped."""
    if stopped(wish.kinds) or (wish.original and translation_stopped()):
        raise RunError("suspended")


def columns_of(wish: Wish, member: Member) -> dict[str, Any]:
    return {
        "kinds": list(wish.kinds),
        "locales": list(wish.locales),
        "tone": wish.tone,
        "variants": wish.variants,
        "settings": {**wish.settings, **carried(member)},
    }


def translated(wish: Wish) -> bool:
    """Whether the engine translates into each of the languages asked for."""
    served = directions_of(settings.TRANSLATION_ENGINE)
    return all((wish.original, locale) in served for _kind, locale, _subject in wish.slots())


def _nothing(wish: Wish, products: QuerySet[Product]) -> str:
    """Why there is no job."""
    if wish.original:
        return "no_originals"
    if "poster" in wish.kinds and products.filter(photos__isnull=False).exists():
        return "no_copy"
    return "few_reviews" if wish.kinds == ("review_summary",) else "nothing_to_make"


def _insert_jobs(run: Run, products: QuerySet[Product], kind: str, locale: str, subject: str, wish: Wish) -> int:
    medium, reads = KINDS[kind].medium, KINDS[kind].reads
    needs = [condition for name, condition in (("photos", HAS_PHOTO), ("reviews", HAS_REVIEWS)) if name in reads]
    asked: list[Any] = []
    if kind == "poster":
        occasion = placement_of(subject)[1]
        needs.append(HAS_COPY)
        asked += [list(kinds_for(occasion)), locale, f"occasion:{occasion}" if occasion else ""]
    if wish.original:
        needs.append(HAS_ORIGINAL)
        asked += [kind, wish.original, subject]
    chosen, params = products.order_by().values("id").query.sql_with_params()
    statement = INSERT_JOBS.format(products=chosen, where=f"WHERE {' AND '.join(needs)}" if needs else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, [run.pk, kind, locale, subject, medium, *params, *asked])
        return int(cursor.rowcount)
