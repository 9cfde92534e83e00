"""What lives as long as a worker is not looked through for garbage again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from shop_content.celery import NEW_OBJECTS, settle


@pytest.fixture
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_loaded_is_set_aside_and_new_rings_are_still_found(collector: None) -> None:
    settle()
    assert gc.get_freeze_count() > 0 and gc.get_threshold()[0] == NEW_OBJECTS
    ring: list[object] = []
    ring.append(ring)
    del ring
    assert gc.collect() > 0
