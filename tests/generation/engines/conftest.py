"""One chat server a session, well-behaved again before every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.generation.engines.servers import ChatServer


@pytest.fixture(scope="session")
def chat_server_process(causal_lm: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChatServer]:
    server = ChatServer(causal_lm, tmp_path_factory.mktemp("chat_server") / "log")
    yield server
    server.kill()


@pytest.fixture
def chat_server(chat_server_process: ChatServer) -> Iterator[ChatServer]:
    if chat_server_process.process.poll() is not None:
        chat_server_process.start()
    chat_server_process.rules()
    yield chat_server_process
    if chat_server_process.process.poll() is None:
        chat_server_process.rules()
