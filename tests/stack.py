"""The one-command stack, started as a person starts it, on a data folder of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 240


class Stack:
    """`python -m shop_content.stack`; reads the address and the passwords from what it prints."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.lines: list[str] = []
        kept = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_NAME", "DJANGO_SETTINGS_MODULE")
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "shop_content.stack"],
            cwd=ROOT,
            env={**kept, "SHOP_DATA": str(data), "SECRET_KEY": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._wait_for("To stop")
        self.address = self._printed(r"runs at\s+(\S+)")
        self.merchant, self.password = (
            self._printed(r"Merchant\s+(\S+)"),
            self._printed(r"Merchant\s+\S+\s+password\s+(\S+)"),
        )

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)

    @property
    def output(self) -> str:
        return "".join(self.lines)

    def _wait_for(self, text: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while text not in self.output:
            assert self.process.poll() is None, self.output
            assert time.monotonic() < deadline, self.output
            time.sleep(0.1)

    def _printed(self, pattern: str) -> str:
        found = re.search(pattern, self.output)
        assert found, self.output
        return found[1]

    def family(self) -> list[int]:
        """Every process that was started with this data folder in its environment, servers included."""
        mark = f"SHOP_DATA={self.data}".encode()
        return [pid for pid in _processes() if mark in _read_bytes(pid, "environ") or self._is_server(pid)]

    def _is_server(self, pid: int) -> bool:
        command = _read_bytes(pid, "cmdline")
        return str(self.data).encode() in command and (b"postgres" in command or b"redis" in command)

    def interrupt(self) -> None:
        """Ctrl-C, and what is left of a stack that was killed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)
        self._close()

    def kill_everything(self) -> None:
        """`kill -9` of every process, until none is left."""
        deadline = time.monotonic() + 20
        while family := self.family():
            assert time.monotonic() < deadline, family
            for pid in family:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            if self.process.poll() is None:
                self.process.wait(10)
            time.sleep(0.2)
        self._close()

    def _close(self) -> None:
        self._reader.join(10)
        if self.process.stdout:
            self.process.stdout.close()


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and int(path.name) != os.getpid()]


def _read_bytes(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
