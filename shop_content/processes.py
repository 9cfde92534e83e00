"""Processes under watch, and the small things that the one-command stack needs of a machine."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import urllib.request
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Child:
    """A process under watch. `not_before` is when it may be started again, on the monotonic clock; 0 while it runs."""

    name: str
    command: list[str]
    fds: tuple[int, ...] = ()  # open files that it inherits
    process: subprocess.Popen[bytes] | None = None
    not_before: float = 0.0
    failures: int = 0


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """What is left of a child's own session, its grandchildren included."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def die_with_parent() -> None:
    """In the child: the kernel sends SIGTERM when the parent is gone, however it went."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def listen(wanted: int) -> socket.socket:
    """A listening socket on `wanted`, the next free port after it, or any.

    It is handed to the web server as it is: nobody can take the port in between, and requests wait while the server starts again.
    """
    for port in (*range(wanted, wanted + 20), 0):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(512)
        except OSError:
            listener.close()
            continue
        return listener
    raise SystemExit("No free port was found on 127.0.0.1.")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=3) as response:  # noqa: S310  # our own address
            return bool(response.status == 200)
    except OSError:
        return False


def tail(path: Path, lines: int = 25) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""


def write_private(path: Path, text: str) -> None:
    """Whole or not at all, readable by its owner alone."""
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
