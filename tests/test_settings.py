"""Settings come from the environment, are listed in `.env.example`, and are verified at start."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from shop_content import checks

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(r"""(?:\benv(?:\.\w+)?\(\s*|environ\.get\(\s*|environ\[)"([A-Z][A-Z0-9_]+)\"""")
LISTED = re.compile(r"^(?:# )?([A-Z][A-Z0-9_]+)=", re.MULTILINE)
COMPOSE_ONLY = {"POSTGRES_PASSWORD", "PORT", "TEXT_PROCESSES", "TORCH_INDEX"}
SYSTEM = {"DJANGO_SETTINGS_MODULE", "PATH", "SAMPLE_PASSWORD", "DEMO"}
BY_NAME = {"OPENAI_API_KEY"}  # read by a name that a setting gives


def test_every_setting_is_listed_and_none_that_is_not_read() -> None:
    read = {
        name
        for folder in ("shop_content", "generation")
        for path in (ROOT / folder).rglob("*.py")
        if "sample" not in path.parts
        for name in READ.findall(path.read_text())
    }
    listed = set(LISTED.findall((ROOT / ".env.example").read_text()))
    assert listed == (read - SYSTEM) | COMPOSE_ONLY | BY_NAME


def test_production_settings_pass_the_deployment_check() -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}},
        "SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz",
        "PUBLIC_URL": "https://content.example.com",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
        "DATABASE_URL": "postgres://shop:password@db.example.com:5432/shop",
        "REDIS_URL": "redis://redis.example.com:6379/0",
        "MEDIA_BUCKET": "content",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize(
    ("name", "value", "check", "hint"),
    [
        ("TEXT_ENGINE", "ghostwriter:", checks.engines, "TEXT_ENGINE"),
        ("TEXT_ENGINE", "studio:", checks.engines, "README"),
        ("IMAGE_ENGINE", "composer:", checks.engines, "README"),
        ("TEXT_ENGINE", "openai:localhost/v1?model=x", checks.engines, "TEXT_ENGINE"),
        ("TEXT_ENGINE", "openai:http://localhost:8000/v1", checks.engines, "TEXT_ENGINE"),
        ("TEXT_ENGINE", "openai:http://h/v1?model=x&key_env=SHOP_NO_SUCH_KEY", checks.engines, "SHOP_NO_SUCH_KEY"),
        ("PUBLIC_URL", "content.example.com", checks.public_url, "https://content.example.com"),
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, checks.database, "postgres://"),
        ("REDIS_URL", "localhost", checks.redis, "redis://"),
        ("CUTOUT_ENGINE", "scissors:", checks.cutout, "classical:"),
        ("CUTOUT_ENGINE", "transformers:", checks.cutout, "transformers:MODEL"),
        ("LEASE_SECONDS", 1, checks.leases, "LEASE_SECONDS"),
        ("ANSWER_BAR", 60, checks.answers, "ANSWER_BAR"),
        ("ANSWER_TRIES", 0, checks.answers, "ANSWER_TRIES"),
    ],
)
def test_a_wrong_setting_is_refused_with_a_hint(
    monkeypatch: pytest.MonkeyPatch, name: str, value: object, check: Any, hint: str
) -> None:
    assert check(None) == []
    monkeypatch.setattr(settings, name, value)
    (found,) = check(None)
    assert hint in found.hint


def test_an_address_of_media_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MEDIA_BUCKET", "content")
    monkeypatch.setattr(settings, "MEDIA_ENDPOINT", "minio:9000")
    (found,) = checks.media(None)
    assert "MEDIA_ENDPOINT" in found.hint
