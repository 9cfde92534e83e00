"""The text that an engine is writing, or the picture that it is painting, on its way from the worker to an open page.

It goes through Redis under keys that die by themselves: losing it loses nothing, and no job waits for it. What counts stands in
Postgres, so a page shows the text of a job only while its row says that the job is running.
"""

from __future__ import annotations

import base64
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import redis
from django.conf import settings

from shop_content.jobs.models import Job

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.5  # between two messages about one batch
PICTURE_SECONDS = 120  # a denoising step of a large model on a CPU may take as long
KEPT_SECONDS = 20  # a worker that falls silent takes its text with it
LONGEST = 8_000  # characters that are shown
ANSWER_SECONDS = 0.25  # that a page or a worker waits for Redis
SILENT_SECONDS = 30  # for which Redis is left alone after it did not answer


class Showing:
    """What a worker tells of one batch, at most every `PAUSE_SECONDS`. A context: leaving it takes the texts away."""

    def __init__(self, jobs: Sequence[Job], places: Sequence[int | None], several: Sequence[int] = ()) -> None:
        """`places`: for each request of the batch the place of its job in `jobs`; None for one whose text is not shown.
        `several`: how many requests each job has, in order; needed for pictures."""
        self._keys = [_key(job) for job in jobs]
        self._pictures = [_key(job, "painting") for job in jobs]
        self._variants = [(job, number, count) for job, count in enumerate(several) for number in range(count)]
        self._places = places
        self._texts: dict[str, str] = {}
        self._told = time.monotonic()
        self._shown = False

    def text(self, place: int, so_far: str) -> None:
        """For `Control.text`."""
        job = self._places[place]
        if job is None or not so_far:
            return
        self._texts[self._keys[job]] = so_far[-LONGEST:]
        if time.monotonic() - self._told >= PAUSE_SECONDS:
            self._told = time.monotonic()
            self._shown = True
            texts, self._texts = self._texts, {}
            _ask(lambda pipe: [pipe.set(key, said, ex=KEPT_SECONDS) for key, said in texts.items()])

    def picture(self, place: int, fraction: float, so_far: bytes) -> None:
        """For `Control.picture`. Of several variants each is a part of the way."""
        if time.monotonic() - self._told < PAUSE_SECONDS:
            return
        self._told, self._shown = time.monotonic(), True
        job, number, count = self._variants[place]
        said = f"{(number + fraction) / count:.4f} ".encode() + base64.b64encode(so_far)
        _ask(lambda pipe: pipe.set(self._pictures[job], said, ex=PICTURE_SECONDS))

    def __enter__(self) -> Showing:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            _ask(lambda pipe: pipe.delete(*self._keys, *self._pictures))


@dataclass(frozen=True, slots=True)
class Painting:
    """A picture on its way: `percent` of the steps are done; `address` is a `data:` URL of what it looks like, "" if not known."""

    percent: int
    address: str


def paintings(jobs: Iterable[Job]) -> dict[int, Painting]:
    """By job, as `texts`."""
    running = [job for job in jobs if job.status == Job.State.RUNNING and not job.cancel_requested]
    if not running:
        return {}
    found = _ask(lambda pipe: pipe.mget([_key(job, "painting") for job in running]))
    said = found[0] if found else []
    return {job.pk: _painting(known) for job, known in zip(running, said, strict=False) if known}


def _painting(said: bytes) -> Painting:
    fraction, _space, picture = said.partition(b" ")
    return Painting(round(100 * float(fraction)), f"data:image/jpeg;base64,{picture.decode()}" if picture else "")


def texts(jobs: Iterable[Job]) -> dict[int, str]:
    """By job, what the running ones among `jobs` read like so far; nothing when Redis does not answer."""
    running = [job for job in jobs if job.status == Job.State.RUNNING and not job.cancel_requested]
    if not running:
        return {}
    found = _ask(lambda pipe: pipe.mget([_key(job) for job in running]))
    said = found[0] if found else []
    return {job.pk: text.decode() for job, text in zip(running, said, strict=False) if text}


def _key(job: Job, what: str = "writing") -> str:
    """By the claim, too: a job that another worker took over begins anew."""
    return f"{what}:{job.pk}:{job.lease_token}"


_silent_until = 0.0


def _ask(fill: Callable[[Any], Any]) -> list[Any]:
    global _silent_until
    if time.monotonic() < _silent_until:
        return []
    try:
        pipe = _client().pipeline(transaction=False)
        fill(pipe)
        return list(pipe.execute())
    except redis.RedisError as error:
        _silent_until = time.monotonic() + SILENT_SECONDS
        log.warning("what is being written is not shown: %r", error)
        return []


@lru_cache(maxsize=1)
def _client() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=ANSWER_SECONDS
    )
