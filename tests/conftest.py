"""What every test stands on: real Postgres and Redis, embedded unless DATABASE_URL and REDIS_URL name others."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from shop_content.shops.models import Member

_started = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    if config.getoption("numprocesses", None):
        return  # each of the processes that run the tests starts its own
    if not os.environ.get("DATABASE_URL") or not os.environ.get("REDIS_URL"):
        config.stash[_started] = not settings.EMBEDDED.postgres_answers()
        settings.EMBEDDED.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave the machine as it was: servers that ran before keep running."""
    from django.conf import settings

    if config.stash.get(_started, False):
        settings.EMBEDDED.stop()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database; whoever is still connected when all is over (a thread, a killed worker's server process) has to leave."""
    from django.db import connection

    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_append_only_triggers() -> Iterator[None]:
    """A transactional test ends with TRUNCATE, which the trail and the versions refuse; only here may it pass.

    Of the last requests of a page that is being closed, one may hold a lock that TRUNCATE wants, and want one that it holds:
    TRUNCATE is rolled back then, that request ends, and the second try has the tables to itself.
    """
    from django.db import OperationalError
    from django.db.backends.postgresql.operations import DatabaseOperations

    flush, execute = DatabaseOperations.sql_flush, DatabaseOperations.execute_sql_flush

    def sql_flush(self: Any, style: Any, tables: Any, **kwargs: Any) -> list[str]:
        return [
            "SET session_replication_role = replica;",
            *flush(self, style, tables, **kwargs),
            "SET session_replication_role = origin;",
        ]

    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:
        for tries_left in (2, 1, 0):
            try:
                execute(self, sql_list)
            except OperationalError as error:
                if not tries_left or "deadlock detected" not in str(error):
                    raise
            else:
                return

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign]
    DatabaseOperations.execute_sql_flush = execute_sql_flush  # type: ignore[method-assign]
    yield
    DatabaseOperations.sql_flush = flush  # type: ignore[method-assign]
    DatabaseOperations.execute_sql_flush = execute  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _own_media(settings: Any) -> Iterator[None]:
    """Every test has an empty media folder."""
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        yield


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A page that one test opened in Chinese leaves no Chinese to the next."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _light_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _static_files_on_demand(settings: Any) -> None:
    """Every test client would list every static file first, half of the time of a test that opens one page."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def translation_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny model that has learnt to translate the lessons of `tiny_translators`, both ways."""
    from tests.generation.tiny_translators import build_nllb

    return build_nllb(tmp_path_factory.mktemp("nllb"), steps=160)


@pytest.fixture(scope="session")
def clip_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny CLIP that has learnt to tell mugs of four colours apart."""
    from tests.generation.tiny_matchers import build_clip

    return build_clip(tmp_path_factory.mktemp("clip"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, found by `make setup`; Playwright's own download is not needed."""
    from tests.chromium import ARGUMENTS, executable

    return {**browser_type_launch_args, "executable_path": executable(), "args": ARGUMENTS}


@pytest.fixture
def sign_in(page: Page, live_server: Any) -> Iterator[Callable[[Member], str]]:
    """`sign_in(member)`: that person in the browser; answers the server's address. Any error in the console fails the test."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from playwright.sync_api import expect

    expect.set_options(timeout=15_000)  # a machine that has much else to do is slow, not wrong
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(f"{error} {error.stack}"))
    page.on("console", lambda line: failures.append(line.text) if "Content Security Policy" in line.text else None)

    def enter(member: Member) -> str:
        session = SessionStore()
        session[SESSION_KEY] = str(member.user_id)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
        session.save()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": live_server.url}]
        )
        return str(live_server.url)

    yield enter
    assert failures == []
