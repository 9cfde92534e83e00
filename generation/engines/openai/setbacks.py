"""What went wrong with one try, and whether another may help. Never shows the key, whatever the server says."""

from __future__ import annotations

import email.utils
import json
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generation.engines.openai.server import Server
from generation.errors import GenerationError, Refused, Retryable

LONGEST_PAUSE = 60.0  # seconds that are waited for a server; one that asks for more gets its jobs later
_BASE, _CAP = 0.5, 20.0  # seconds
_TOO_LONG = re.compile(
    r"context[ _]length|context[ _]window|maximum context|context size|prompt is too long|too many tokens", re.I
)
_UNPAID = {"insufficient_quota", "billing_hard_limit_reached"}
_AGAIN = {408, 409, 425, 429}


@dataclass(frozen=True, slots=True)
class Setback:
    """`again`: another try may succeed. `wait`: seconds that the server asks for. `complaint`: its words on a 400."""

    error: GenerationError
    again: bool = False
    wait: float | None = None
    complaint: str = ""


def back_off(tries: int) -> float:
    """Seconds before the next try after `tries` that failed: exponential, with full jitter, so that many clients of a
    server that comes back do not come at once (AWS Architecture Blog, "Exponential Backoff And Jitter")."""
    return random.uniform(0, min(_CAP, _BASE * 2**tries))


def setback_of(error: Exception, server: Server, key: str) -> Setback:
    """`error`: whatever one try raised."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _of_status(error.status_code, error.response.headers, error.body, server, key)
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        detail = f"{server.url} did not answer within {server.timeout} s"
        return Setback(Retryable("engine.unreachable", detail), again=True)
    if isinstance(error, openai.APIConnectionError | ConnectionError):
        detail = f"{server.url}: the connection failed or broke off ({_cause(error, key)})"
        return Setback(Retryable("engine.unreachable", detail), again=True)
    if isinstance(error, openai.APIError):  # an error event within the stream
        return _of_stream(error, server, key)
    detail = f"{server.url} sent what is no chat completion ({type(error).__name__}: {_clean(str(error), key)})"
    return Setback(Retryable("engine.malformed", detail), again=True)


def _of_status(status: int, headers: Mapping[str, str], body: Any, server: Server, key: str) -> Setback:
    said = _clean(_words(body), key)
    code = str(body.get("code") or body.get("type") or "") if isinstance(body, Mapping) else ""
    tell = f"{server.url} answered {status}: {said}" if said else f"{server.url} answered {status}"
    if status == 402 or code in _UNPAID:
        return Setback(Retryable("engine.busy", f"{tell}; its account has no credit left"))
    if status in (400, 413, 422):
        if _TOO_LONG.search(f"{code} {said}"):
            return Setback(Refused("engine.prompt_too_long", tell))
        if "content_filter" in code or "content_policy" in code:
            return Setback(Refused("engine.declined", tell))
        hint = f"check that model={server.model} is a chat model, and that the server speaks chat completions"
        return Setback(Refused("engine.request_refused", f"{tell}; {hint}"), complaint=_clean(_words(body, 2000), key))
    if status in (401, 403):
        hint = f"check the key in the environment variable {server.key_env}"
        return Setback(Refused("engine.denied", f"{tell}; {hint}"))
    if status == 404:
        hint = f"check the address (it usually ends in /v1) and that the server has model={server.model}"
        return Setback(Refused("engine.model_missing", f"{tell}; {hint}"))
    wait = retry_after(headers)
    again = (status in _AGAIN or status >= 500) and (wait or 0) <= LONGEST_PAUSE
    if status == 429:
        return Setback(Retryable("engine.busy", tell), again, wait)
    if status >= 500 or status in _AGAIN:
        return Setback(Retryable("engine.failed", tell), again, wait)
    return Setback(Refused("engine.request_refused", f"{tell}; check the address {server.url}"))


def _of_stream(error: Any, server: Server, key: str) -> Setback:
    said = _clean(_words(error.body) or error.message, key)
    if _TOO_LONG.search(f"{error.code} {said}"):
        return Setback(Refused("engine.prompt_too_long", f"{server.url} broke off: {said}"))
    return Setback(Retryable("engine.failed", f"{server.url} broke off: {said}"), again=True)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks for: `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3)."""
    milliseconds, given = headers.get("retry-after-ms", ""), headers.get("retry-after", "")
    try:
        seconds = float(milliseconds) / 1000 if milliseconds else float(given)
    except ValueError:
        date = email.utils.parsedate_tz(given)
        if date is None:
            return None
        seconds = email.utils.mktime_tz(date) - time.time()
    return max(0.0, seconds) if seconds == seconds else None


def _words(body: Any, most: int = 300) -> str:
    """What a person would quote of an error's body."""
    if isinstance(body, Mapping):
        said = body.get("message") or body.get("detail") or body.get("error") or body
        names = [str(body[name]) for name in ("param", "code") if body.get(name)]
        body = " ".join([said if isinstance(said, str) else json.dumps(said, ensure_ascii=False, default=str), *names])
    return " ".join(str(body or "").split())[:most]


def _cause(error: BaseException, key: str) -> str:
    cause = error.__cause__ or error
    return _clean(f"{type(cause).__name__}: {cause}", key)[:200]


def _clean(text: str, key: str) -> str:
    """Some servers repeat the key that they refuse."""
    return text.replace(key, "***") if key else text
