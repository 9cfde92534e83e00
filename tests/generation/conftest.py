"""One tiny language model a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generation.tiny_models import build_causal_lm


@pytest.fixture(scope="session")
def causal_lm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model that has learnt to write short titles, bullets and descriptions."""
    return build_causal_lm(tmp_path_factory.mktemp("causal_lm"), steps=120)
