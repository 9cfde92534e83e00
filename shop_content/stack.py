"""`make demo`: the whole product on one machine, from one process that starts, watches and stops all the others.

Embedded Postgres and Redis, migrations, the sample shop, the web server and three workers. Ctrl-C ends every child; a child that dies is
started again; a `kill -9` of this process ends its children too (PR_SET_PDEATHSIG), and the next start finds the data as it was.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import IO, Any

from shop_content.processes import Child, answers, die_with_parent, kill_group, listen, tail, write_private

BASE_DIR = Path(__file__).resolve().parent.parent
MERCHANT = "merchant@example.com"
MODERATOR = "moderator@example.com"
FIRST_PORT = 8000
HEALTH_TIMEOUT = 300  # seconds
PATIENCE = 20  # seconds after which it is said what is still missing
STOP_TIMEOUT = 12  # seconds until a child that does not end is killed


def say(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Stack:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.logs = data / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        data.chmod(0o700) if os.geteuid() else data.chmod(0o711)
        self.state = self._state()
        self.listener = listen(self.state.get("port", FIRST_PORT))
        self.port = int(self.listener.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.stopping = False
        self.children = self._children()

    def _state(self) -> dict[str, Any]:
        """What the second start must know of the first: the passwords and the port."""
        path = self.data / "demo.json"
        try:
            state: dict[str, Any] = json.loads(path.read_text())
        except (OSError, ValueError):
            state = {"password": secrets.token_urlsafe(9)}
            write_private(path, json.dumps(state))
        if not (self.data / "secret_key").exists():
            write_private(self.data / "secret_key", secrets.token_urlsafe(50))
        return state

    def _children(self) -> list[Child]:
        celery = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "shop_content",
            "worker",
            "--without-gossip",
            "--without-mingle",
            "-l",
            "WARNING",
        ]
        web = [
            sys.executable,
            "-m",
            "gunicorn",
            "shop_content.wsgi",
            "--bind",
            f"fd://{self.listener.fileno()}",
            "--workers",
            "2",
        ]
        web += [
            "--worker-class",
            "gthread",
            "--threads",
            "8",
            "--timeout",
            "120",
            "--no-control-socket",
            "--log-level",
            "warning",
        ]
        text_processes = str(max(1, min(4, (os.cpu_count() or 2))))
        return [
            Child("web", web, (self.listener.fileno(),)),
            Child("text", [*celery, "-Q", "text", "-n", "text@demo", "-c", text_processes]),
            Child("image", [*celery, "-Q", "image", "-n", "image@demo", "-P", "solo"]),
            Child(
                "imports",
                [*celery, "-Q", "imports", "-n", "imports@demo", "-c", "1", "-B", "-s", str(self.data / "beat")],
            ),
            Child("review", [*celery, "-Q", "review", "-n", "review@demo", "-c", "1"]),
        ]

    def environment(self, name: str) -> dict[str, str]:
        env = {
            **os.environ,
            "DEMO": "1",
            "PUBLIC_URL": self.address,
            "PYTHONUNBUFFERED": "1",
            "SHOP_DATA": str(self.data),
        }
        env["PYTHONPATH"] = str(BASE_DIR)
        if name == "web":
            env["DATABASE_POOL"] = "8"
        else:
            env.update(OMP_NUM_THREADS="1", REMAP_SIGTERM="SIGQUIT")
        return env

    def run(self) -> None:
        signal.signal(signal.SIGINT, self._on_signal)
        signal.signal(signal.SIGTERM, self._on_signal)
        try:
            self._prepare()
            for child in self.children:
                self._start(child)
            self._wait_until_healthy()
            self._greet()
            while not self.stopping:
                self._watch()
                time.sleep(0.5)
        except Stopped:
            pass
        finally:
            self.stop()

    def _prepare(self) -> None:
        say("Starting Postgres and Redis ...")
        if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
            from shop_content.embedded import Embedded

            Embedded(self.data).start()
        say("Preparing the database ...")
        self._manage("migrate", "--verbosity", "0")
        self._manage("createcachetable")
        say("Looking after the sample shop ...")
        accounts = ["--merchant", MERCHANT, "--moderator", MODERATOR]
        self._manage("load_sample", *accounts, SAMPLE_PASSWORD=self.state["password"])
        self.state["port"] = self.port
        write_private(self.data / "demo.json", json.dumps(self.state))

    def _manage(self, *arguments: str, **extra: str) -> None:
        command = [sys.executable, str(BASE_DIR / "manage.py"), *arguments]
        process = subprocess.Popen(
            command, env={**self.environment("manage"), **extra}, start_new_session=True, preexec_fn=die_with_parent
        )
        while process.poll() is None:
            if self.stopping:
                process.terminate()
                process.wait()
                raise Stopped
            time.sleep(0.1)
        if process.returncode:
            raise SystemExit(f"`manage.py {arguments[0]}` failed; what it said stands above.")

    def _start(self, child: Child) -> None:
        with (self.logs / f"{child.name}.log").open("ab") as log:
            child.process = subprocess.Popen(
                child.command,
                cwd=BASE_DIR,
                env=self.environment(child.name),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
                pass_fds=child.fds,
            )

    def _watch(self) -> None:
        """Start again what died, waiting longer each time."""
        for child in self.children:
            if child.process is None or child.process.poll() is None:
                continue
            now = time.monotonic()
            if child.not_before == 0.0:
                child.failures += 1
                child.not_before = now + min(30, 2**child.failures) - 1
                say(
                    f"{child.name} ended (status {child.process.returncode}); starting it again. Log: {self.logs / child.name}.log"
                )
            elif now >= child.not_before:
                child.not_before = 0.0
                self._start(child)

    def _wait_until_healthy(self) -> None:
        """While all its processes live, a busy machine is given time; it is said whom it waits for."""
        say("Starting the web server and the workers ...")
        start = time.monotonic()
        said = start
        while missing := self._missing():
            if self.stopping:
                raise Stopped
            dead = next((child for child in self.children if child.process and child.process.poll() is not None), None)
            now = time.monotonic()
            if dead or now > start + HEALTH_TIMEOUT:
                name = dead.name if dead else missing[0]
                raise SystemExit(f"{name} did not start. Its log says:\n{tail(self.logs / f'{name}.log')}")
            if now > said + PATIENCE:
                said = now
                say(f"... still starting: {', '.join(missing)}")
            time.sleep(0.3)

    def _missing(self) -> list[str]:
        """The children that do not answer yet."""
        if not answers(f"{self.address}/readyz"):
            return ["web"]
        from celery import Celery

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop_content.settings")
        os.environ["SHOP_DATA"] = str(self.data)
        app = Celery("health")
        app.config_from_object("shop_content.settings", namespace="CELERY")
        names = {f"{child.name}@demo": child.name for child in self.children if child.name != "web"}
        with app.connection_for_write():
            replies = app.control.ping(destination=list(names), timeout=3.0, limit=len(names))
        ready = {name for reply in replies for name in reply}
        return [child for name, child in names.items() if name not in ready]

    def _greet(self) -> None:
        password = self.state["password"]
        line = "─" * 72
        say(f"\n{line}")
        say(f"  Shop Content runs at   {self.address}")
        say()
        say(f"  Merchant               {MERCHANT}   password  {password}")
        say(f"  Moderator              {MODERATOR}  password  {password}")
        say(f"  Moderation             {self.address}/admin/")
        say()
        say(f"  Data and logs          {self.data}")
        say("  To stop                Ctrl-C (the data stays; `make clean` removes it)")
        say(f"{line}\n")

    def stop(self) -> None:
        """End every child, then the servers."""
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_TIMEOUT
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                kill_group(process)
        for process in running:
            kill_group(process)
        if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
            from shop_content.embedded import Embedded

            Embedded(self.data).stop()
        say("Stopped. The data stays; `make demo` continues where you were.")

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if not self.stopping:
            say("\nStopping ...")
        self.stopping = True


class Stopped(Exception):
    """A person asked to stop before everything had started."""


def hold(path: Path) -> IO[str]:
    """One stack a data folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        state = json.loads((path.parent / "demo.json").read_text() or "{}")
        raise SystemExit(
            f"It already runs: http://127.0.0.1:{state.get('port', '?')} (its terminal shows how to sign in)."
        ) from None
    return lock


def main() -> None:
    data = Path(os.environ.get("SHOP_DATA") or BASE_DIR / ".data").resolve()
    with hold(data / ".demo.lock"):
        Stack(data).run()


if __name__ == "__main__":
    main()
