"""The servers that come with pip survive what machines do to them."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from shop_content.embedded import Embedded


@pytest.fixture(scope="module")
def servers() -> Iterator[Embedded]:
    """In a folder that other users may enter, as a project's is: pytest's own are closed."""
    with tempfile.TemporaryDirectory(prefix="with space ") as folder:
        Path(folder).chmod(0o711)
        servers = Embedded(Path(folder) / "data")
        yield servers
        servers.stop()


def connect(servers: Embedded) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=str(servers.sockets), port=5432, user="postgres", dbname="postgres", autocommit=True)


def broker(servers: Embedded) -> redis.Redis:
    return redis.Redis.from_url(servers.redis_url)


def pids(servers: Embedded) -> tuple[int, int]:
    postgres = int((servers.postgres_data / "postmaster.pid").read_text().split()[0])
    return postgres, int((servers.redis_data / "redis.pid").read_text())


def kill_both(servers: Embedded) -> None:
    for pid in pids(servers):
        os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while servers.postgres_answers() or servers.redis_answers():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_data_outlives_a_kill(servers: Embedded) -> None:
    servers.start()
    with connect(servers) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with broker(servers) as client:
        client.set("kept", "7")
    time.sleep(1.2)  # Redis writes its log every second

    kill_both(servers)
    servers.start()

    with connect(servers) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
    with broker(servers) as client:
        assert client.get("kept") == b"7"


def test_a_pid_file_that_names_a_stranger_does_not_fool_it(servers: Embedded) -> None:
    servers.start()
    kill_both(servers)
    path = servers.postgres_data / "postmaster.pid"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    servers.start()

    with connect(servers) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_an_empty_pid_file_does_not_stop_it(servers: Embedded) -> None:
    servers.start()
    kill_both(servers)
    (servers.postgres_data / "postmaster.pid").write_text("")

    servers.start()

    assert servers.postgres_answers()


def test_several_starts_at_once_make_one_pair(servers: Embedded) -> None:
    threads = [threading.Thread(target=Embedded(servers.folder).start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    before = pids(servers)

    servers.start()

    assert pids(servers) == before
    assert servers.redis_answers()


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path: Path) -> None:
    servers = Embedded(tmp_path / ("long" * 30))
    assert len(str(servers.sockets / ".s.PGSQL.5432")) < 108
