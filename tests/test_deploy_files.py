"""`compose.yaml` and `Dockerfile` say what the code can do: they cannot be run in the tests, but they can be read."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from shop_content import celery

ROOT = Path(__file__).resolve().parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = ("migrate", "web", "text", "image", "imports", "review", "beat")
SETTINGS = (ROOT / "shop_content" / "settings.py").read_text()
ELSEWHERE = {"OMP_NUM_THREADS", "REMAP_SIGTERM"}  # read by OpenMP and by Celery


def words(command: str | list[str]) -> list[str]:
    return shlex.split(command) if isinstance(command, str) else command


def image_command() -> list[str]:
    found = re.search(r"^CMD (\[.*?\])", DOCKERFILE.replace("\\\n", ""), re.MULTILINE | re.DOTALL)
    assert found
    return [str(word) for word in yaml.safe_load(found[1])]


def test_every_process_of_the_product_has_its_service() -> None:
    assert set(SERVICES) == {*OURS, "postgres", "redis"}
    assert {name for name in SERVICES if name in celery.WAKES} == set(celery.WAKES)


def test_there_is_a_scheduler_only_if_there_is_a_schedule() -> None:
    assert ("beat" in SERVICES) is bool(celery.app.conf.beat_schedule)
    assert words(SERVICES["beat"]["command"])[:4] == ["celery", "-A", "shop_content", "beat"]


def test_what_is_scheduled_is_a_task_and_goes_to_a_queue_that_somebody_works_off() -> None:
    celery.app.loader.import_default_modules()
    for entry in celery.app.conf.beat_schedule.values():
        assert entry["task"] in celery.app.tasks
        assert entry["options"].get("queue", celery.app.conf.task_default_queue) in celery.WAKES


@pytest.mark.parametrize("name", celery.WAKES)
def test_a_worker_serves_its_queue_of_our_app(name: str) -> None:
    command = words(SERVICES[name]["command"])
    assert command[:4] == ["celery", "-A", "shop_content", "worker"]
    assert import_module("shop_content").__name__ == command[2]
    assert command[command.index("-Q") + 1] == name
    assert command[command.index("-n") + 1] == f"{name}@%h"
    assert f"-d {name}@" in SERVICES[name]["healthcheck"]["test"][1]
    assert SERVICES[name]["environment"]["REMAP_SIGTERM"] == "SIGQUIT"


def test_the_web_runs_our_application() -> None:
    command = image_command()
    module = import_module(command[1])
    assert command[0] == "gunicorn"
    assert callable(module.application)
    assert "command" not in SERVICES["web"]
    assert int(SERVICES["web"]["environment"]["DATABASE_POOL"]) > 0


def test_only_the_web_has_a_connection_pool() -> None:
    assert [name for name in OURS if "DATABASE_POOL" in SERVICES[name]["environment"]] == ["web"]


def test_the_database_is_migrated_before_anything_starts() -> None:
    command = SERVICES["migrate"]["command"][-1]
    assert re.findall(r"manage\.py (\w+)", command) == ["migrate", "createcachetable"]
    for name in OURS[1:]:
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


@pytest.mark.parametrize("name", ["web", "text", "image", "imports", "review", "postgres", "redis"])
def test_every_long_running_service_is_watched_and_started_again(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_every_environment_variable_is_read_somewhere(name: str) -> None:
    for variable in set(SERVICES[name]["environment"]) - ELSEWHERE:
        assert f'"{variable}"' in SETTINGS, variable


def test_images_are_pinned() -> None:
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    images = [*stages, SERVICES["postgres"]["image"], SERVICES["redis"]["image"]]
    assert len(stages) == 2
    for image in images:
        assert re.search(r":\d+\.\d+", image), image
    assert {SERVICES[name]["image"] for name in OURS} == {"shop-content:local"}


def test_volumes_are_declared_and_used() -> None:
    used = {volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    assert used == set(COMPOSE["volumes"])


def test_no_secret_is_written_down_and_the_web_listens_on_this_machine_only() -> None:
    for service in SERVICES.values():
        for variable, value in service.get("environment", {}).items():
            if variable in ("SECRET_KEY", "POSTGRES_PASSWORD"):
                assert str(value).startswith("${"), variable
    assert all(str(port).startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])
    assert "ports" not in SERVICES["postgres"]
    assert "ports" not in SERVICES["redis"]


def test_redis_keeps_its_queue_and_never_evicts() -> None:
    command = " ".join(SERVICES["redis"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_the_image_runs_as_an_ordinary_user() -> None:
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    users = re.findall(r"^USER (\S+)", last_stage, re.MULTILINE)
    assert users
    assert users[-1] not in ("root", "0")


def test_everything_that_is_copied_exists_and_is_let_through() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    for source in re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE):
        assert (ROOT / source).exists(), source
        assert f"!{source}" in ignored


def test_torch_comes_from_the_index_that_is_named() -> None:
    assert "ARG TORCH_INDEX=\n" in DOCKERFILE
    assert '${TORCH_INDEX:+--index-url "${TORCH_INDEX}"}' in DOCKERFILE
    assert "TORCH_INDEX" in SERVICES["web"]["build"]["args"]
    assert re.search(r"^torch==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
