"""The collector of cycles is held for a batch, and let go as it was."""

import gc
from collections.abc import Iterator

import pytest

from namenorm import collector
from namenorm.collector import collector_held
from namenorm.normalizer import Normalizer


@pytest.fixture
def collections() -> Iterator[list[int]]:
    """The generations that the collector looks at, as it does."""
    seen: list[int] = []

    def look(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    gc.collect()
    gc.callbacks.append(look)
    yield seen
    gc.callbacks.remove(look)


def _batch() -> list[list[int]]:
    with collector_held():
        return [[number] for number in range(30_000)]


def test_the_collector_of_the_process_is_left_as_it_was() -> None:
    normalizer = Normalizer.open()
    normalizer.find("Netenyahu in Baku.")
    assert gc.isenabled()
    gc.disable()
    try:
        normalizer.rewrite("Netenyahu in Baku.")
        normalizer.resolve_many(["Netenyahu"])
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_a_batch_leaves_is_not_looked_at(collections: list[int]) -> None:
    found = _batch()
    assert [[number] for number in range(100)] == found[:100]
    assert collections == []


def test_all_is_looked_at_now_and_then(collections: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_MOST", 80_000)
    monkeypatch.setattr(collector, "_new", collector._New())
    kept = [_batch() for _ in range(3)]
    assert len(kept) == 3
    assert collections == [2]


def test_frozen_objects_stay_frozen() -> None:
    gc.freeze()
    try:
        _batch()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
