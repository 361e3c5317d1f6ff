"""What is asked wrongly is answered with what to do: one line a mistake."""

from __future__ import annotations

import inspect
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import namenorm
from namenorm import Alias, Config, ConfigError, Entity, GazetteerError, Normalizer
from namenorm.gazetteer.reader import gazetteer_files

TEHRAN = Entity("Q3616", "place", {"en": "Tehran"})
# Of any type: what is asked wrongly here, a type checker would find before.
AnyNormalizer: Any = Normalizer
AnyEntity: Any = Entity
AnyUndo: Any = namenorm.undo
NORMALIZER: Any = Normalizer.from_entities([TEHRAN])

MISTAKES: list[tuple[Callable[[], object], type[Exception], str]] = [
    (lambda: NORMALIZER.resolve(b"Tehran"), TypeError, "must be a str, not bytes; decode it first"),
    (lambda: NORMALIZER.resolve(["Tehran"]), TypeError, "must be a str, not list"),
    (lambda: NORMALIZER.resolve_many(["Tehran", None]), TypeError, "not NoneType; write '' where one is missing"),
    (lambda: NORMALIZER.resolve_many([float("nan")]), TypeError, "not float; write '' where one is missing"),
    (lambda: NORMALIZER.resolve_many("Tehran"), TypeError, "put it into a list"),
    (lambda: NORMALIZER.resolve_many(SimpleNamespace(columns=["name"])), TypeError, r"one column.* frame\['name'\]"),
    (lambda: NORMALIZER.resolve("Tehran", lang="persian"), ConfigError, "'persian' is not a language code"),
    (lambda: NORMALIZER.resolve("Tehran", type="city"), ConfigError, "'city' is not an entity type; choose one of"),
    (lambda: NORMALIZER.resolve("Tehran", limit=0), ConfigError, "limit is 0, but must be a whole number from 1 up"),
    (lambda: NORMALIZER.find("Tehran", types="place"), TypeError, r"write \['place'\]"),
    (lambda: NORMALIZER.link("Tehran", [(0, 9)]), ValueError, r"no span \(0, 9\) in a text of 6 characters"),
    (lambda: NORMALIZER.link("Tehran", (0, 6)), TypeError, r"spans are pairs of whole numbers, \(start, end\), not 0"),
    (lambda: NORMALIZER.rewrite("Tehran", level="all"), ConfigError, "no level 'all'; choose one of"),
    (lambda: NORMALIZER.rewrite_many([], level="all"), ConfigError, "no level 'all'; choose one of"),
    (lambda: NORMALIZER.rewrite("Tehran", labels={"Q3616": "Teheran"}), ConfigError, "labels map an ID to"),
    (lambda: NORMALIZER.rewrite("Tehran", labels={"Q3616": {"en": 3}}), ConfigError, "labels map an ID to"),
    (lambda: NORMALIZER.entity(None), KeyError, "None"),
    (lambda: NORMALIZER.resolve("Tehran", context=["Iran"]), TypeError, "must be a str, not list"),
    (lambda: AnyUndo("a", NORMALIZER.rewrite("a")), TypeError, r"`rewrite\(text\).edits` holds, not Rewrite"),
    (lambda: AnyUndo("a", ["b"]), TypeError, r"`rewrite\(text\).edits` holds, not str"),
    (lambda: namenorm.build_index([], "a.index"), GazetteerError, "names no gazetteer; write 'default'"),
    (lambda: Normalizer.from_entities([Entity("", "place", {"en": "Tehran"})]), ConfigError, "entity '' is empty"),
    (lambda: Normalizer.from_entities([Entity("Q1", "place", {"en": " "})]), ConfigError, "a name of the entity 'Q1'"),
    (
        lambda: Normalizer.from_entities([Entity("Q1", "place", {}, (Alias("", "en"),))]),
        ConfigError,
        "'Q1' is empty; leave out what is missing",
    ),
    (
        lambda: AnyNormalizer.open(config={"limit": 3}),
        TypeError,
        r"must be a Config, not dict; write Config\(limit=3\)",
    ),
    (lambda: AnyNormalizer.from_entities([AnyEntity("Q1", "place", "Tehran")]), TypeError, "labels map languages to"),
    (lambda: AnyNormalizer.from_entities([AnyEntity("Q1", "place", {"en": None})]), TypeError, "an ID must be a str"),
    (lambda: Config(min_probability=2), ConfigError, "min_probability is 2, but must be between 0 and 1"),
    (lambda: AnyNormalizer.from_entities([{"id": "Q1"}]), TypeError, "must be of the class Entity, not dict"),
    (lambda: Normalizer.from_entities([Entity("Q1", "city", {})]), ConfigError, "'city' is not an entity type"),
    (lambda: AnyNormalizer.from_entities([AnyEntity("Q1", "place", {}, ["x"])]), TypeError, "Q1: names and demonyms"),
    (lambda: Normalizer.from_entities([TEHRAN, TEHRAN]), ConfigError, "two entities have the ID 'Q3616'"),
    (lambda: Normalizer.open("nowhere.jsonl"), GazetteerError, "nowhere.jsonl: error: does not exist; name a YAML"),
    (lambda: Normalizer.open(""), GazetteerError, "names no gazetteer; write 'default'"),
    (lambda: Normalizer.open([]), GazetteerError, "names no gazetteer"),
    (lambda: namenorm.lint_gazetteer(""), GazetteerError, "names no gazetteer"),
]


@pytest.mark.parametrize(("mistake", "kind", "message"), MISTAKES, ids=[message for _, _, message in MISTAKES])
def test_a_mistake_is_named(mistake: Callable[[], object], kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        mistake()


def test_a_file_of_another_kind_fills_no_screen(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("id,name\n" * 500, encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"names.csv:1: error: is no gazetteer yet; make one of it: .* \[E002\]$"):
        Normalizer.open(table)
    packed = tmp_path / "names.jsonl.gz"
    packed.write_bytes(b"\x1f\x8b\x08\x00")
    with pytest.raises(GazetteerError, match=r"names.jsonl.gz: error: is packed; unpack it first"):
        Normalizer.open(packed)
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe := tmp_path / "pipe")
        with pytest.raises(GazetteerError, match=r"pipe: error: is a pipe, and a gazetteer is read more than once"):
            gazetteer_files(pipe)
    listed = tmp_path / "names.json"
    listed.write_text('[{"id": "a"}, {"id": "b"}]', encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"names.json:1: .* write each entity of the list on one line \[E002\]$"):
        Normalizer.open(listed)
    lines = tmp_path / "lines.jsonl"
    lines.write_text("{}\n" + "id,name\n" * 499, encoding="utf-8")
    with pytest.raises(GazetteerError) as error:
        Normalizer.open(lines)
    assert len(error.value.problems) >= 500
    assert str(error.value).splitlines()[20:] == [
        f"... and {len(error.value.problems) - 20} more; `namenorm gazetteer lint` lists them all"
    ]


def test_a_function_has_the_options_and_the_help_of_its_method() -> None:
    names = [name for name in namenorm.__all__ if callable(getattr(Normalizer, name, None))]
    assert names == [
        "compare",
        "entity",
        "find",
        "find_many",
        "link",
        "link_many",
        "resolve",
        "resolve_many",
        "rewrite",
        "rewrite_many",
    ]
    for name in names:
        function, method = getattr(namenorm, name), getattr(Normalizer, name)
        _, *parameters = inspect.signature(method).parameters.values()
        assert list(inspect.signature(function).parameters.values()) == parameters
        assert function.__doc__ == method.__doc__
        assert pickle.loads(pickle.dumps(function)) is function  # a pool of processes takes it


def test_an_index_is_built_of_one_source_that_stands_alone(tmp_path: Path) -> None:
    source = tmp_path / "names.jsonl"
    source.write_text('{"id": "Q3616", "type": "place", "labels": {"en": "Tehran"}}\n', encoding="utf-8")
    assert namenorm.build_index(source, tmp_path / "names.index")["counts"] == {"entities": 1, "aliases": 1}
