"""Reading a claimed source: in the page's own request where that takes milliseconds, in a worker otherwise."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import Q

from generation.engines.composer.lexicon import is_chinese
from generation.errors import GenerationError, Retryable
from generation.reading.contract import Source
from generation.reading.registry import facts_by, is_embedded
from shop_content.audit.actor import SYSTEM, Actor, acting
from shop_content.catalogue.imports.wake import QUEUE
from shop_content.catalogue.models import Product
from shop_content.catalogue.models.proposals import FactSource
from shop_content.catalogue.reading import actions
from shop_content.leases import LeaseLost, claim, heartbeat, sweep

log = logging.getLogger(__name__)

DEADLINE = 600  # seconds
WAITED_FOR = 20_000  # characters that a page waits for; about half a second


def read_now(source: FactSource) -> FactSource:
    """Read it here if that is quick; leave it to the workers if not, or if one has it already."""
    if is_embedded(settings.FACT_READER) and len(source.text) <= WAITED_FOR:
        for row in claim(FactSource, QUEUE, where=Q(pk=source.pk)):
            work(row)
        source.refresh_from_db()
    return source


def work_off(queue: str) -> int:
    """Claim and read sources until none waits. Returns how many."""
    sweep(FactSource)
    count = 0
    while rows := claim(FactSource, queue):
        work(rows[0])
        count += 1
    return count


def work(row: FactSource) -> None:
    person = row.requested_by
    actor = Actor(person.pk, person.get_username()) if person else SYSTEM
    with acting(actor), heartbeat([row], DEADLINE):
        try:
            product = Product.everything.get(pk=row.product_id)
            source = Source(row.text, product.title, in_chinese(product, row.text))
            actions.keep(row, facts_by(settings.FACT_READER).read([source])[0])
        except LeaseLost:
            log.warning("source %s: another worker has it", row.pk)
        except (OperationalError, InterfaceError):  # Postgres went away: the lease runs out and the text is read again
            log.warning("source %s: the database went away", row.pk, exc_info=True)
        except Retryable:
            log.warning("source %s: to be tried again when its lease runs out", row.pk, exc_info=True)
        except GenerationError as error:
            log.warning("source %s: %s", row.pk, error)
            actions.give_up(row, "reader.unavailable")
        except Exception:
            log.exception("source %s", row.pk)
            actions.give_up(row, "reading.failed")


def in_chinese(product: Product, text: str) -> bool:
    """Whether known keys are named in Chinese: where the text is, and the product's facts (or, without any, its title) are."""
    if not is_chinese(text):
        return False
    keys = [fact["key"] for fact in product.facts]
    return sum(map(is_chinese, keys)) * 2 > len(keys) if keys else is_chinese(product.title)
