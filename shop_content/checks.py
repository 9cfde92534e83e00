"""Settings verified at start, each with a hint. `manage.py check` and every start of a process run them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from generation.engines.openai.server import Server
from generation.engines.registry import directions_of, inventor_of, medium_of, scheme_of
from generation.engines.studio.finder import parsed_finder
from generation.errors import Refused
from generation.looking.consistency.registry import matcher_for
from generation.looking.registry import looker_for
from generation.reading.registry import Task, reader_for
from generation.safety.chosen import guard_for
from generation.upscaling.chosen import upscaler_for
from shop_content.catalogue.looking.senses import LOOKERS
from shop_content.storefronts.renditions.seal import seal


@register
def engines(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for number, (name, medium) in enumerate({"TEXT_ENGINE": "text", "IMAGE_ENGINE": "image"}.items(), 1):
        value = getattr(settings, name)
        try:
            if medium_of(value) != medium:
                hint = f"Set {name} to an engine that makes {medium}s; README lists them."
                found.append(Error(f"{name}={value} makes no {medium}s.", hint=hint, id=f"shop_content.E00{number}"))
            elif not scheme_of(value).writes:
                hint = f"Set TRANSLATION_ENGINE to it, and {name} to an engine that writes; README lists them."
                found.append(Error(f"{name}={value} only translates.", hint=hint, id=f"shop_content.E00{number}"))
            elif value.strip().lower().startswith("openai:"):
                found += _server(name, value, f"shop_content.E00{number}")
        except Refused as error:
            found.append(
                Error(
                    f"{name}: {error.detail}",
                    hint=f"Correct {name} in the environment.",
                    id=f"shop_content.E00{number}",
                )
            )
    return found


@register
def translation(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    value, check_id = settings.TRANSLATION_ENGINE, "shop_content.E010"
    try:
        directions_of(value)
        return _server("TRANSLATION_ENGINE", value, check_id) if value.strip().lower().startswith("openai:") else []
    except Refused as error:
        hint = (
            "Correct TRANSLATION_ENGINE in the environment, or leave it empty: then approved texts are not translated."
        )
        return [Error(f"TRANSLATION_ENGINE: {error.detail}", hint=hint, id=check_id)]


def _server(name: str, value: str, check_id: str) -> list[CheckMessage]:
    """An `openai:` engine: its address, its model, and that the key is where the setting says. Nobody is asked."""
    server = Server.parse(value)
    try:
        server.key()
    except Refused as error:
        hint = f"Put the key into {server.key_env} in the environment of the workers and of the web."
        return [Error(f"{name}: {error.detail}", hint=hint, id=check_id)]
    return []


READERS: dict[str, Task] = {
    "FACT_READER": "facts",
    "LANGUAGE_READER": "language",
    "SENTIMENT_READER": "sentiment",
    "TOPIC_READER": "topics",
    "INTENT_READER": "intent",
}


@register
def readers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name, task in READERS.items():
        try:
            reader_for(task, getattr(settings, name))
        except Refused as error:
            hint = f"Set {name} to embedded: or to transformers:MODEL; .env.example says which models fit."
            found.append(Error(f"{name}: {error.detail}", hint=hint, id="shop_content.E008"))
    return found


# Models that may be left out: how each setting becomes one, the check's id, and what to do.
OPTIONAL: dict[str, tuple[Callable[[str], object], str, str]] = {
    **{
        name: (partial(looker_for, sense), "E014", f"Correct {name}, or leave it empty; .env.example says what fits.")
        for name, sense in LOOKERS.items()
    },
    "CONSISTENCY_ENGINE": (
        matcher_for,
        "E016",
        "Set CONSISTENCY_ENGINE to transformers:MODEL, or leave it empty; .env.example says which models fit.",
    ),
    "MOOD_ENGINE": (
        inventor_of,
        "E018",
        "Set MOOD_ENGINE to diffusers:MODEL, or leave it empty: then no mood pictures are made.",
    ),
    "PICTURE_GUARD": (
        guard_for,
        "E019",
        "Set PICTURE_GUARD to transformers:MODEL, or leave it empty: then a person alone judges painted pictures.",
    ),
    "UPSCALER": (
        upscaler_for,
        "E017",
        "Set UPSCALER to transformers:MODEL, or leave it empty: then a plain filter enlarges.",
    ),
}


@register
def optional_models(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name, (model_for, number, hint) in OPTIONAL.items():
        try:
            if value := getattr(settings, name).strip():
                model_for(value)
        except Refused as error:
            found.append(Error(f"{name}: {error.detail}", hint=hint, id=f"shop_content.{number}"))
    return found


@register
def credentials(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.C2PA_CERTIFICATE and not settings.C2PA_KEY:
        return []
    try:
        seal().checked()
    except Refused as error:
        hint = (
            "Set C2PA_CERTIFICATE and C2PA_KEY to PEM files that the web and the workers may read, or leave both empty."
        )
        return [Error(f"Content Credentials: {error.detail}", hint=hint, id="shop_content.E015")]
    return []


@register
def adapters(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    hint = "Write ADAPTERS as name=folder,name=hub/name; a name has letters, digits, - and _, 60 at most."
    return [
        Error(f"ADAPTERS: {name!r} names no adapter.", hint=hint, id="shop_content.E013")
        for name, place in settings.ADAPTERS.items()
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", name) or not place.strip()
    ]


@register
def digests(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if 0 <= settings.DIGEST_HOUR <= 23:
        return []
    hint = "Set DIGEST_HOUR to an hour of the day from 0 to 23."
    return [Error(f"DIGEST_HOUR={settings.DIGEST_HOUR} is no hour.", hint=hint, id="shop_content.E015")]


@register
def prices(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    given = settings.TOKEN_PRICES
    if isinstance(given, dict) and all(map(_is_price, given.values())):
        return []
    hint = 'Write TOKEN_PRICES as {"openai": [0.15, 0.60]}: of a million tokens read, and of a million written.'
    return [Error(f"TOKEN_PRICES={given} are no prices.", hint=hint, id="shop_content.E014")]


def _is_price(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(n, int | float) and n >= 0 for n in pair)


@register
def cutout(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        parsed_finder(settings.CUTOUT_ENGINE)
    except Refused as error:
        hint = "Set CUTOUT_ENGINE to network:, classical: or transformers:MODEL; .env.example describes them."
        return [Error(f"CUTOUT_ENGINE: {error.detail}", hint=hint, id="shop_content.E012")]
    return []


@register
def public_url(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.scheme in {"http", "https"} and parts.hostname and not parts.path:
        return []
    hint = "It is the address that feeds and mails carry: https://content.example.com, without a path."
    return [Error(f"PUBLIC_URL={settings.PUBLIC_URL} is no address.", hint=hint, id="shop_content.E003")]


@register
def database(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    engine = settings.DATABASES["default"].get("ENGINE", "")
    if engine == "django.db.backends.postgresql":
        return []
    hint = "Set DATABASE_URL to postgres://user:password@host:5432/name, or leave it empty for the embedded server."
    return [
        Error(
            f"DATABASE_URL names {engine or 'no database'}; only Postgres will do.", hint=hint, id="shop_content.E004"
        )
    ]


@register
def redis(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if urlsplit(settings.REDIS_URL).scheme in {"redis", "rediss", "unix"}:
        return []
    hint = "Set REDIS_URL to redis://host:6379/0, or leave it empty for the embedded server."
    return [Error(f"REDIS_URL={settings.REDIS_URL} is no Redis address.", hint=hint, id="shop_content.E005")]


@register
def leases(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.LEASE_SECONDS >= 3 * settings.HEARTBEAT_SECONDS:
        return []
    hint = "A lease must outlast two missed heartbeats: raise LEASE_SECONDS or lower HEARTBEAT_SECONDS."
    return [Error("LEASE_SECONDS is less than three times HEARTBEAT_SECONDS.", hint=hint, id="shop_content.E006")]


@register
def events(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if 1 <= settings.SHOPPER_EVENT_DAYS <= 3660:
        return []
    hint = "Set SHOPPER_EVENT_DAYS to a number of days from 1 to 3660; 365 keeps a year."
    return [
        Error(f"SHOPPER_EVENT_DAYS={settings.SHOPPER_EVENT_DAYS} is no such number.", hint=hint, id="shop_content.E008")
    ]


@register
def media(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if (
        not settings.MEDIA_BUCKET
        or not settings.MEDIA_ENDPOINT
        or urlsplit(settings.MEDIA_ENDPOINT).scheme in {"http", "https"}
    ):
        return []
    hint = "Set MEDIA_ENDPOINT to https://…, or leave it empty for Amazon's own."
    return [Error(f"MEDIA_ENDPOINT={settings.MEDIA_ENDPOINT} is no address.", hint=hint, id="shop_content.E007")]


@register
def answers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not 0 <= settings.ANSWER_BAR <= 1:
        hint = "Set ANSWER_BAR to a score from 0 (every answer will do) to 1."
        found.append(Error(f"ANSWER_BAR={settings.ANSWER_BAR} is no score.", hint=hint, id="shop_content.E008"))
    if not 1 <= settings.ANSWER_TRIES <= 10:
        hint = "Set ANSWER_TRIES to a whole number from 1 (never ask again) to 10."
        found.append(Error(f"ANSWER_TRIES={settings.ANSWER_TRIES} is out of range.", hint=hint, id="shop_content.E009"))
    return found


@register(deploy=True)
def mail(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if "filebased" not in settings.EMAIL_BACKEND:
        return []
    hint = "Set EMAIL_URL to smtp+tls://user:password@host:587; without it no invitation and no password reset arrives."
    return [Warning("No mail server is set up; mails are written to a folder.", hint=hint, id="shop_content.W001")]
