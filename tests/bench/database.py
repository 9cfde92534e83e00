"""A database of its own for a benchmark, dropped afterwards."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def database(name: str) -> Iterator[None]:
    """Django set up, servers started, every table made; the block runs inside."""
    sys.path.insert(0, str(ROOT))
    import tests.environment  # noqa: F401

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop_content.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    if not os.environ.get("DATABASE_URL"):
        settings.EMBEDDED.start()
    before = connection.settings_dict["NAME"]
    connection.settings_dict.setdefault("TEST", {})["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
