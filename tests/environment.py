"""The environment of the tests, set before Django reads its settings (pytest loads this file first, by `-p`)."""

import os
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("SHOP_DATA", str(Path(__file__).resolve().parent.parent / ".data" / "tests"))
if worker := os.environ.get("PYTEST_XDIST_WORKER"):  # tests that run beside each other share no server and no file
    os.environ["SHOP_DATA"] += f"/{worker}"
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # there is a process a core already
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API keeps an event loop in the thread
