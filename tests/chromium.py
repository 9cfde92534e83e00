"""Where Chromium is on this machine, and how it is started."""

import shutil

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
]


def executable() -> str:
    """Path of a Chromium or Chrome. Fails, never skips, where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    pytest.fail("No Chromium was found. Install it (`apt-get install chromium`) and run `make test` again.")
