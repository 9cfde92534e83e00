"""A worker's hold on one version that is to be compared. The model works outside any transaction."""

from __future__ import annotations

import logging
import time

from django.conf import settings
from django.db import InterfaceError, OperationalError

from generation.errors import GenerationError, Retryable
from generation.looking.consistency.contract import Matcher, Passage
from generation.looking.consistency.passages import passages
from generation.looking.consistency.registry import matcher_for
from shop_content.audit.actor import SYSTEM, acting
from shop_content.catalogue.models import Image, Photo
from shop_content.drafts.consistency import actions
from shop_content.drafts.consistency.actions import Judged
from shop_content.drafts.likeness import content_of
from shop_content.drafts.models import Consistency, Draft, DraftVersion, Status
from shop_content.leases import claim, heartbeat, sweep

log = logging.getLogger(__name__)

DEADLINE = 300  # seconds


def compare_off(seconds: float) -> bool:
    """Claim versions and compare them until none waits, or the time is up: then True. Nothing where no model is set."""
    if not settings.CONSISTENCY_ENGINE.strip():
        return False
    end = time.monotonic() + seconds
    sweep(Consistency)
    while rows := claim(Consistency, actions.QUEUE):
        work(rows[0])
        if time.monotonic() > end:
            return True
    return False


def work(row: Consistency) -> None:
    with acting(SYSTEM), heartbeat([row], DEADLINE):
        try:
            if not actions.keep(row, judge(row.version, matcher_for(settings.CONSISTENCY_ENGINE))):
                log.warning("consistency %s: another worker has it", row.pk)
        except (OperationalError, InterfaceError):  # Postgres went away: the lease runs out and it is compared again
            log.warning("consistency %s: the database went away", row.pk, exc_info=True)
        except Retryable:
            log.warning("consistency %s: to be tried again when its lease runs out", row.pk, exc_info=True)
        except GenerationError as error:
            log.warning("consistency %s: %s", row.pk, error)
            actions.give_up(row, error.code)
        except OSError:
            log.warning("consistency %s: its file is gone", row.pk, exc_info=True)
            actions.give_up(row, "photo.unreadable")
        except Exception:
            log.exception("consistency %s", row.pk)
            actions.give_up(row, "looking.failed")


def judge(version: DraftVersion, matcher: Matcher) -> Judged:
    """A text against the product's hero photo of this moment; a picture against the approved title. Raises what the matcher raises."""
    draft = version.draft
    if version.image_id is None:
        image, title, said = _hero(draft.product_id), None, version
    else:
        image, title = version.image, _title(draft.product_id, matcher)
        said = title
    locale = said.draft.locale if said else ""
    found = passages(content_of(said.fields), locale) if said and matcher.reads(locale) else []
    if image is None or not found:
        return Judged(None, matcher.setting)
    return _compared(matcher, image, found, title)


def _compared(matcher: Matcher, image: Image, found: list[Passage], title: DraftVersion | None) -> Judged:
    with image.file.open("rb") as file:
        data = file.read()
    best = matcher.match(data, [one.text for one in found])
    words = found[best.passage].text
    return Judged(best, matcher.setting, matcher.bar, words, image.pk, title.pk if title else None)


def _hero(product_id: int) -> Image | None:
    photo = Photo.objects.filter(product_id=product_id).select_related("image").first()
    return photo.image if photo else None


def _title(product_id: int, matcher: Matcher) -> DraftVersion | None:
    """The approved one, in the first of the shop's languages that the model reads."""
    drafts = Draft.objects.filter(product_id=product_id, kind="title", subject="", approved__isnull=False)
    drafts = drafts.exclude(status__in=(Status.HELD, Status.REJECTED)).select_related("approved__draft")
    titles = {draft.locale: draft.approved for draft in drafts}
    return next(
        (titles[code] for code, _name in settings.CONTENT_LOCALES if code in titles and matcher.reads(code)), None
    )
