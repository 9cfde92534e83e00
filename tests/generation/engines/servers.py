"""Server processes that the tests start, ask, kill and start again, always at one address."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

START_SECONDS = 120


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class ServerProcess:
    """A process that answers HTTP at `address` some time after its start."""

    ready_path = "/"

    def __init__(self, command: list[str], log: Path, port: int, **environment: str) -> None:
        self.command, self.log, self.port, self.environment = command, log, port, environment
        self.address = f"http://127.0.0.1:{port}"
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdout=output,
                stderr=output,
                env={**os.environ, "OMP_NUM_THREADS": "1", **self.environment},
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address + self.ready_path, timeout=2) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """As the kernel does when memory runs out."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


class ChatServer(ServerProcess):
    """`chat_server.py`, running the model of a folder."""

    ready_path = "/v1/models"

    def __init__(self, folder: Path, log: Path) -> None:
        port = free_port()
        super().__init__([sys.executable, "-m", f"{__package__}.chat_server", str(folder), str(port)], log, port)

    def setting(self, **options: Any) -> str:
        given = {"model": "tiny", **options}
        return f"openai:{self.address}/v1?" + "&".join(f"{name}={value}" for name, value in given.items())

    def rules(self, **rules: Any) -> None:
        """How it behaves from now on; what it has seen is forgotten."""
        data = json.dumps(rules).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{self.address}/rules", data), timeout=10):
            pass

    def seen(self) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{self.address}/seen", timeout=10) as response:
            return list(json.load(response))


class TransformersServe(ServerProcess):
    """`transformers serve`, which knows no JSON schema and refuses `top_k`."""

    ready_path = "/health"

    def __init__(self, folder: Path, log: Path) -> None:
        port = free_port()
        self.folder = folder
        command = [str(Path(sys.executable).parent / "transformers"), "serve", str(folder)]
        command += ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu", "--dtype", "float32"]
        super().__init__(command, log, port, HF_HUB_OFFLINE="1", HF_HUB_DISABLE_PROGRESS_BARS="1")
