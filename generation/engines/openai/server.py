"""Which server to ask, and how hard: what an `openai:URL?model=NAME&...` setting says."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from generation.engines.base import EngineSetting
from generation.errors import Refused

EXAMPLE = "openai:http://host:8000/v1?model=NAME"
OPTIONS = ("model", "concurrency", "rate", "timeout", "max_retries", "key_env")
KEY_ENV = "OPENAI_API_KEY"
_KEY_LIKE = {"key", "api_key", "apikey", "api-key", "token", "access_token", "password", "secret"}


@dataclass(frozen=True, slots=True)
class Server:
    """`rate` in requests a minute of this process, 0 for no limit; `timeout` in seconds for one whole answer.

    `key_env` names the environment variable that holds the key; the key itself is never part of a setting.
    """

    setting: str
    url: str
    model: str
    concurrency: int
    rate: int
    timeout: int
    max_retries: int
    key_env: str
    key_is_needed: bool

    @classmethod
    def parse(cls, setting: str) -> Server:
        """Raises `Refused("engine.setting")`, without repeating a key that was put where it does not belong."""
        _refuse_secrets(setting)
        parsed = EngineSetting.parse(setting, OPTIONS)
        parts = urlsplit(parsed.target)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused("engine.setting", f"{parsed.text!r} names no server; expected {EXAMPLE}")
        if "model" not in parsed.options:
            raise Refused("engine.setting", f"{parsed.text!r} names no model; expected {EXAMPLE}")
        return cls(
            setting=parsed.text,
            url=parsed.target,
            model=parsed.options["model"],
            concurrency=parsed.whole_number("concurrency", 8, 1, 256),
            rate=parsed.whole_number("rate", 0, 0 if "rate" not in parsed.options else 1, 1_000_000),
            timeout=parsed.whole_number("timeout", 120, 1, 3600),
            max_retries=parsed.whole_number("max_retries", 4, 0, 10),
            key_env=parsed.options.get("key_env", KEY_ENV),
            key_is_needed="key_env" in parsed.options,
        )

    def key(self) -> str:
        """The key, "" for a server that asks for none. Raises `Refused("engine.setting")`, which never shows it."""
        key = os.environ.get(self.key_env, "").strip()
        if not key and self.key_is_needed:
            raise Refused("engine.setting", f"the environment variable {self.key_env} is empty; put the key there")
        if not (key.isascii() and key.isprintable()):
            raise Refused("engine.setting", f"the environment variable {self.key_env} holds characters that no key has")
        return key


def _refuse_secrets(setting: str) -> None:
    """A setting stands in logs, in provenance and on pages."""
    hint = "put the key into an environment variable and name that by key_env"
    target, _, query = setting.partition(":")[2].partition("?")
    if "@" in urlsplit(target).netloc:
        raise Refused("engine.setting", f"openai: no user and no password in the address; {hint}")
    if {name.lower() for name, _ in parse_qsl(query, keep_blank_values=True)} & _KEY_LIKE:
        raise Refused("engine.setting", f"openai: a key does not belong into the setting; {hint}")
