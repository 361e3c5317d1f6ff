"""Each benchmark of namenorm runs, on a thousand made-up names. How long it takes is no business of a test."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks import annotators, data, footprint, pipelines, resolvers, start
from benchmarks.__main__ import main
from benchmarks.data import ABSENT, CROSS_SCRIPT, ONE_EDIT, City, Names, cut, owners_of
from benchmarks.measuring import exponent, interleaved
from benchmarks.prose import documents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the data of the size 1k, made of invented cities."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "all_cities", invented_cities)
        patch.setattr(data, "SIZES", {"1k": 1000})
        data.holding.cache_clear()
        data.absent_names.cache_clear()
        path = tmp_path_factory.mktemp("benchmarks")
        Names("1k", path)
        yield path
    data.holding.cache_clear()
    data.absent_names.cache_clear()


SYLLABLES = [a + b for a in "bdgklmnrst" for b in "aiou"]
CYRILLIC = dict(zip("bdgklmnrstaiou", "бдгклмнрстаиоу", strict=True))


def invented_cities() -> tuple[City, ...]:
    """Cities with a name in two scripts, and every other one with a third name that is unlike the first."""
    rng = random.Random(1)
    words = list(dict.fromkeys("".join(rng.choices(SYLLABLES, k=4)) for _ in range(3000)))
    cities = []
    for number, word in enumerate(words[:1500]):
        other = word[:4] + words[-number - 1][:4]
        names = (word.title(), "".join(CYRILLIC[letter] for letter in word).title(), other.title())
        cities.append(City(str(number), names, 0.5))
    return tuple(cities)


def run(arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str | None], Any]:
    """The results of a run in which namenorm is alone."""
    monkeypatch.setattr("benchmarks.__main__.missing", lambda _: None)
    page = folder / "page.md"
    options = ["--folder", str(folder), "--output", str(page), "--budget", "0.2", "--letters", "8000"]
    assert main([*arguments, *options]) == 0
    assert f"<!-- {arguments[0]} -->" in page.read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(page.with_suffix(".json").read_text())[arguments[0]]["rows"]
    return {(row["system"], row.get("kind")): row for row in rows}


def test_resolve(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.resolve.RESOLVERS", (resolvers.Namenorm, Absent))
    rows = run(["resolve", "--sizes", "1k"], folder, monkeypatch)
    assert rows["namenorm", ONE_EDIT]["recall"] > 0.5
    assert rows["namenorm", CROSS_SCRIPT]["asked"] > 0
    assert rows["namenorm", ABSENT]["resolved"] < 0.5
    assert rows["a system that is not there", None]["missing"].startswith("not installed: No module named")
    assert rows["namenorm resolve_many", "batch"]["asked"] >= 100


class Absent(resolvers.Peer):
    """A peer that does not install."""

    name = "a system that is not there"
    needs = "a_package_that_is_not_there"


def test_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.text.ANNOTATORS", (annotators.Namenorm,))
    rows = run(["text", "--sizes", "1k"], folder, monkeypatch)
    assert rows["namenorm find_many", None]["recall 0"] > 0.5


def test_hostile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = run(["hostile", "--sizes", "1k"], folder, monkeypatch)
    assert all(row["letters_per_second"] > 0 for row in rows.values())


def test_build_and_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(footprint, "SYSTEMS", {"namenorm": resolvers.Namenorm})
    built = run(["build", "--sizes", "1k"], folder, monkeypatch)["namenorm", None]
    assert built["file_bytes"] > 1000
    opened = run(["memory", "--sizes", "1k"], folder, monkeypatch)["namenorm", None]
    assert opened["open_seconds"] > 0


def test_start(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_TIMES", 1)
    assert ("import namenorm", None) in run(["start"], folder, monkeypatch)


def test_spacy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy")
    rows = run(["spacy", "--sizes", "1k"], folder, monkeypatch)
    assert (pipelines.COMPONENT, None) in rows


def test_the_questions_ask_for_what_is_there(folder: Path) -> None:
    names = Names("1k", folder)
    assert len(names.texts) == 1000
    for question in names.questions:
        assert question.text.casefold() not in names.owners
        assert set(question.owners) <= {city.id for city in names.cities}
        assert bool(question.owners) == (question.kind != ABSENT)
    assert sum(question.kind == ONE_EDIT for question in names.questions) == data.QUESTIONS


def test_sizes_are_nested() -> None:
    small, large = (owners_of(cut(invented_cities(), count)) for count in (100, 500))
    assert (len(small), len(large)) == (100, 500)
    assert set(small) < set(large)


def test_mentions_are_where_they_are_said_to_be(folder: Path) -> None:
    names = Names("1k", folder)
    found = documents(names, 8000)
    assert [document.text for document in found] == [document.text for document in documents(names, 8000)]
    mentions = [(document.text[item.start : item.end], item) for document in found for item in document.mentions]
    assert len(mentions) > 10
    assert all((surface.casefold() in names.owners) == (item.edits == 0) for surface, item in mentions)


def test_systems_take_turns_and_stop_when_their_time_is_up() -> None:
    order: list[str] = []
    asks = {"first": lambda item: order.append(f"first {item}"), "second": lambda item: order.append(f"second {item}")}
    found = interleaved(asks, [1, 2, 3, 4, 5], budget=0.0, chunk=2)
    assert sorted(order[:4]) == ["first 1", "first 2", "second 1", "second 2"]
    assert [len(timed.seconds) for timed in found.values()] == [3, 3]


def test_growth_needs_two_sizes() -> None:
    assert exponent({1000: 1.0}) is None
    assert exponent({1000: 1.0, 10_000: 1.0}) == pytest.approx(0.0)
