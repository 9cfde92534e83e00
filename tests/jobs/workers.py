"""Real worker processes for tests, each in a session of its own, pointed at the test database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

FAST = {"LEASE_SECONDS": "2", "HEARTBEAT_SECONDS": "0.4", "TICK_SECONDS": "0.5", "REMAP_SIGTERM": "SIGQUIT"}


def environment(**extra: str) -> dict[str, str]:
    return {
        **os.environ,
        **FAST,
        "DJANGO_SETTINGS_MODULE": "shop_content.settings",
        "DATABASE_NAME": connection.settings_dict["NAME"],
        "SECRET_KEY": settings.SECRET_KEY,
        "PYTHONWARNINGS": "ignore",
        **extra,
    }


class Worker:
    """One `celery worker`; `kill` takes the whole family or one of its members."""

    def __init__(self, queue: str, log: Path, *arguments: str, module: str = "celery", **extra: str) -> None:
        head = [sys.executable, "-m", module]
        if module == "celery":
            head += ["-A", "shop_content", "worker", "--without-gossip", "--without-mingle", "-l", "WARNING"]
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [*head, "-Q", queue, *arguments],
                stdout=output,
                stderr=output,
                env=environment(**extra),
                start_new_session=True,
            )

    def children(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        try:
            return [int(pid) for pid in path.read_text().split()]
        except OSError:
            return []

    def kill(self, whom: str) -> None:
        """`child`: one pool process; `main`: the parent alone, its children orphaned; `group`: all at once."""
        try:
            if whom == "child":
                for pid in self.children()[:1]:
                    os.kill(pid, signal.SIGKILL)
            elif whom == "main":
                os.kill(self.process.pid, signal.SIGKILL)
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def dead(self) -> bool:
        return self.process.poll() is not None

    def end(self) -> None:
        self.kill("group")
        self.process.wait(10)


@contextmanager
def running(queue: str, log: Path, *arguments: str, **extra: Any) -> Iterator[Worker]:
    worker = Worker(queue, log, *arguments, **extra)
    try:
        yield worker
    finally:
        worker.end()
