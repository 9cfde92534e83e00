"""Who may import whom, read from the imports themselves."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("audit", "shops", "policy", "catalogue", "drafts", "jobs", "insights", "notices", "storefronts", "moderation")
HEAVY = {
    "torch",
    "transformers",
    "diffusers",
    "cv2",
    "accelerate",
    "llguidance",
    "tokenizers",
    "safetensors",
    "openai",
    "huggingface_hub",
    "onnxruntime",
    "rapidocr",
    "c2pa",
}
DOORS = {"views", "admin", "tasks", "urls", "forms"}


def sources(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def imports(path: Path, *, top_level: bool = False) -> Iterator[str]:
    """Full names that a file imports: anywhere, or only when it is loaded."""
    tree = ast.parse(path.read_text())
    for node in _loaded(tree) if top_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _loaded(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _type_checking(node):
            continue
        yield node
        yield from _loaded(node)


def _type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def room_of(path: Path) -> str | None:
    parts = path.relative_to(ROOT / "shop_content").parts
    return parts[0] if parts[0] in ROOMS else None


@pytest.mark.parametrize("path", sources("generation"), ids=lambda path: str(path.relative_to(ROOT)))
def test_generation_knows_neither_django_nor_the_project(path: Path) -> None:
    assert not {name for name in imports(path) if name.split(".")[0] in {"django", "shop_content", "celery"}}


@pytest.mark.parametrize(
    "path", [*sources("generation"), *sources("shop_content")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_heavy_libraries_are_loaded_by_engines_on_first_use(path: Path) -> None:
    assert not {name for name in imports(path, top_level=True) if name.split(".")[0] in HEAVY}


@pytest.mark.parametrize(
    "path", [path for path in sources("shop_content") if room_of(path)], ids=lambda path: str(path.relative_to(ROOT))
)
def test_rooms_import_only_rooms_before_them(path: Path) -> None:
    room = room_of(path)
    assert room
    later = {f"shop_content.{name}" for name in ROOMS[ROOMS.index(room) + 1 :]}
    assert not {name for name in imports(path) if ".".join(name.split(".")[:2]) in later}


@pytest.mark.parametrize("path", sources("shop_content"), ids=lambda path: str(path.relative_to(ROOT)))
def test_models_never_import_actions_and_actions_never_see_a_request(path: Path) -> None:
    parts = path.with_suffix("").parts
    if "models" in parts:
        assert not {name for name in imports(path) if ".actions" in name}
    if "actions" in parts:
        names = {
            argument.arg
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.arguments)
            for argument in node.args
        }
        assert "request" not in names
        assert not {name for name in imports(path) if name.startswith("django.http")}
        assert not {name for name in imports(path) if name.split(".")[-1] in DOORS and name.startswith("shop_content.")}


def test_the_web_process_starts_without_heavy_libraries() -> None:
    code = f"import django; django.setup(); import shop_content.urls, sys; print(sorted(set(sys.modules) & {HEAVY!r}))"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "shop_content.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
