"""A worker's hold on one picture that is to be looked at."""

from __future__ import annotations

import logging
import time

from django.conf import settings
from django.db import InterfaceError, OperationalError

from generation.engines.studio.finder import choose_finder
from generation.errors import GenerationError, Retryable
from generation.looking.registry import look_at
from shop_content.audit.actor import SYSTEM, acting
from shop_content.catalogue.looking import actions
from shop_content.catalogue.looking.senses import senses
from shop_content.catalogue.models import PictureLook
from shop_content.leases import claim, heartbeat, sweep

log = logging.getLogger(__name__)

DEADLINE = 300  # seconds


def look_off(seconds: float) -> int:
    """Claim pictures and look at them until none waits or the time is up. Returns how many."""
    end, count = time.monotonic() + seconds, 0
    sweep(PictureLook)
    while time.monotonic() < end and (rows := claim(PictureLook, actions.QUEUE)):
        work(rows[0])
        count += 1
    return count


def work(row: PictureLook) -> None:
    with acting(SYSTEM), heartbeat([row], DEADLINE):
        try:
            choose_finder(settings.CUTOUT_ENGINE)
            with row.image.file.open("rb") as file:
                data = file.read()
            if not actions.keep(row, look_at(data, senses())):
                log.warning("look %s: another worker has it", row.pk)
        except (OperationalError, InterfaceError):  # Postgres went away: the lease runs out and it is looked at again
            log.warning("look %s: the database went away", row.pk, exc_info=True)
        except Retryable:
            log.warning("look %s: to be tried again when its lease runs out", row.pk, exc_info=True)
        except GenerationError as error:
            log.warning("look %s: %s", row.pk, error)
            actions.give_up(row, error.code)
        except OSError:
            log.warning("look %s: its file is gone", row.pk, exc_info=True)
            actions.give_up(row, "photo.unreadable")
        except Exception:
            log.exception("look %s", row.pk)
            actions.give_up(row, "looking.failed")
