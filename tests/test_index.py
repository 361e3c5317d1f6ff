"""The index: the mapped form agrees with its oracle, is deterministic, and says what is wrong with a bad file."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namenorm.build import build_index
from namenorm.errors import IndexFormatError, IndexVersionError
from namenorm.index import header, layout
from namenorm.index.keytable import KeyTable, key_sections
from namenorm.index.reader import MappedIndex
from namenorm.kb import Extent
from namenorm.model import Alias, Entity
from namenorm.record import encode_details
from namenorm.text.bones import bones
from namenorm.text.grams import GRAM_VIEWS
from namenorm.text.keyhash import Stretches, encode, key_hash
from namenorm.text.keys import name_form
from tests.memory_index import KEY_VIEWS, MemoryIndex, keys
from tests.strategies import NAMES, gazetteers

VIEWS = tuple((view,) for view in range(len(GRAM_VIEWS)))
FAR = [Extent(aliases=50, postings=8000)]
ENTITIES = [
    Entity("Q3616", "place", {"en": "Tehran", "fa": "تهران"}, (Alias("Teheran", "de"),), prior=0.9),
    Entity("Q57371", "person", {"en": "Ilham Aliyev", "ru": "Ильхам Алиев"}, (Alias("Aliyev", "en", "short", "weak"),)),
    Entity("Q801", "place", {"en": "Israel"}, demonyms=(Alias("Israeli", "en", "demonym"),)),
]


def write_jsonl(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def index_file(tmp_path: Path) -> Path:
    source = write_jsonl(tmp_path / "g.jsonl", '{"id": "Q3616", "type": "place", "labels": {"en": "Tehran"}}')
    build_index([source], tmp_path / "g.index")
    return tmp_path / "g.index"


@settings(max_examples=60)
@given(gazetteers())
def test_mapped_index_agrees_with_the_memory_twin(entities: list[Entity]) -> None:
    mapped, memory = MappedIndex.build(entities), MemoryIndex(entities)
    assert (mapped.alias_count, mapped.entity_count) == (memory.alias_count, memory.entity_count)
    assert mapped.types == memory.types
    for row in range(memory.alias_count):
        assert mapped.alias(row) == memory.alias(row)
        assert mapped.form(row) == memory.form(row)
        assert (mapped.romanised(row), mapped.script(row)) == (memory.romanised(row), memory.script(row))
        assert mapped.alias_kind(row) == memory.alias_kind(row) == memory.alias(row).kind
        assert mapped.alias_entity(row) == memory.alias_entity(row)
    for lang in {alias.lang.partition("-")[0] for entity in entities for alias in entity.aliases()}:
        assert list(mapped.aliases_in(lang)) == list(memory.aliases_in(lang)) != []
    assert not list(mapped.aliases_in("tlh"))
    for row, entity in enumerate(entities):
        assert mapped.entity(row) == entity
        assert list(mapped.entity_aliases(row)) == list(memory.entity_aliases(row))
        assert mapped.entity_row(entity.id) == row
        assert mapped.entity_id(row) == memory.entity_id(row) == entity.id
        assert mapped.replaced_by(row) == memory.replaced_by(row) == entity.replaced_by
        assert mapped.name_count(row) == memory.name_count(row) == len(entity.names)
        assert mapped.entity_details(row) == memory.entity_details(row) == encode_details(entity)
        for code in (None, "en", "de", "sr-Latn", "tlh"):
            assert mapped.entity_label(row, code) == memory.entity_label(row, code) == entity.label(code)
    for name in NAMES:
        for view, key in keys(name):
            assert list(mapped.lookup(view, key)) == list(memory.lookup(view, key))
        form = name_form(name)
        for token in form.tokens:
            assert mapped.token_count(token) == memory.token_count(token)
            assert mapped.rarest_letters([token]) == memory.rarest_letters([token])
            assert list(mapped.token_owners(token)) == list(memory.token_owners(token))
        rows = range(memory.alias_count)
        assert mapped.letters(rows) == memory.letters(rows)
        np.testing.assert_allclose(mapped.cosines([form], [rows])[0], memory.cosines([form], [rows])[0], atol=2e-3)
        joined = "".join(form.tokens)
        for distance in (0, 1, 2):
            assert mapped.near(joined, distance) == memory.near(joined, distance)
            words = [joined, *form.tokens]
            assert mapped.near_words(words, distance) == memory.near_words(words, distance)
        for found, expected in zip(
            *(kb.similar([form], VIEWS, [Extent(aliases=3, postings=8000)])[0] for kb in (mapped, memory)), strict=True
        ):
            assert len(found) == len(expected)


@settings(max_examples=60)
@given(gazetteers())
def test_words_with_the_same_consonants_are_those_that_the_memory_twin_finds(entities: list[Entity]) -> None:
    mapped, memory = MappedIndex.build(entities), MemoryIndex(entities)
    for token in {token for name in NAMES for token in name_form(name).tokens}:
        found, expected = (kb.words_with_bones(bones(token)) for kb in (mapped, memory))
        assert sorted(found) == sorted(expected)
        assert token in found or not memory.token_count(token)
        for kind in ("person", "place"):
            persons, known = (list(kb.owners_with_bones(bones(token), [kind], 2)) for kb in (mapped, memory))
            assert persons == known


@settings(max_examples=60)
@given(gazetteers(), st.integers(0, 2))
def test_near_names_are_the_same_whether_asked_for_together_or_alone(entities: list[Entity], distance: int) -> None:
    mapped, memory = MappedIndex.build(entities), MemoryIndex(entities)
    names = ["".join(name_form(name).tokens) for name in [*NAMES, *NAMES[:2]]]
    together, alone = mapped.near_many(names, distance), MappedIndex.build(entities)  # which remembers nothing
    assert together == memory.near_many(names, distance)
    assert together == [alone.near(name, distance) for name in names]


@settings(max_examples=60)
@given(gazetteers())
def test_no_key_of_an_alias_is_taken_for_unknown(entities: list[Entity]) -> None:
    mapped, memory = MappedIndex.build(entities), MemoryIndex(entities)
    for view in ("compact", "token"):
        found = [key for name in NAMES for each, key in keys(name) if each == view]
        hashes = np.array([key_hash(encode(key)) for key in found], dtype=np.uint64)
        held = memory.may_hold(view, hashes)
        assert held.tolist() == [bool(memory.lookup(view, key)) for key in found]
        assert not (held & ~mapped.may_hold(view, hashes)).any()


@given(st.lists(st.text(max_size=30), min_size=1))
def test_the_hash_of_a_key_is_put_together_from_those_of_its_parts(words: list[str]) -> None:
    parts = [encode(word) for word in words]
    hashes, sizes = (
        np.array(values, dtype=np.uint64) for values in (list(map(key_hash, parts)), list(map(len, parts)))
    )
    first, last = (places.ravel() for places in np.mgrid[: len(parts), : len(parts) + 1])
    first, last = first[first < last], last[first < last]
    found = Stretches(hashes, sizes).hashes(first, last).tolist()
    assert found == [key_hash(b"".join(parts[one:other])) for one, other in zip(first, last, strict=True)]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gazetteers())
def test_blocks_and_shards_of_any_size_give_the_same_answers(
    monkeypatch: pytest.MonkeyPatch, entities: list[Entity]
) -> None:
    whole = MappedIndex.build(entities)
    for module in ("builder", "gramtable"):
        monkeypatch.setattr(f"namenorm.index.{module}.BLOCK", 2)
    parted = MappedIndex.build(entities)
    for name in NAMES:
        form = name_form(name)
        assert parted.similar([form], VIEWS, FAR) == whole.similar([form], VIEWS, FAR)
        rows = [range(whole.alias_count)]
        np.testing.assert_array_equal(parted.cosines([form], rows)[0], whole.cosines([form], rows)[0])
        assert parted.near("".join(form.tokens), 2) == whole.near("".join(form.tokens), 2)
    monkeypatch.undo()


def test_every_alias_is_found_under_each_of_its_keys() -> None:
    index = MappedIndex.build(ENTITIES)
    for row in range(index.alias_count):
        for view, key in keys(index.alias(row).text):
            assert row in index.lookup(view, key)


def test_names_that_share_no_gram_are_not_alike() -> None:
    index = MappedIndex.build([Entity("zero", "other", {"en": "0"}), Entity("ilham", "person", {"en": "Ilham Aliyev"})])
    assert not index.cosines([name_form("Ilham")], [[0]])[0].any()


def test_unknown_keys_and_ids_are_not_found() -> None:
    index = MappedIndex.build(ENTITIES)
    assert all(not index.lookup(view, "nobody") for view in KEY_VIEWS)
    assert index.entity_row("Q1") is None
    assert index.token_count("nobody") == 0
    assert not index.cosines([name_form("٣")], [[0]])[0].any()
    assert index.near("nobody", 2) == ()


def test_a_key_table_finds_every_value_of_a_key_and_few_of_others() -> None:
    found = [str(number).encode() for number in range(5000)]
    hashes = np.array([key_hash(key) for key in found] * 2, dtype=np.uint64)
    table = KeyTable("t", key_sections("t", hashes, np.arange(10000, dtype=np.uint32)))
    answers = [list(table.find(key)) for key in found]
    assert all({number, number + 5000} <= set(values) for number, values in enumerate(answers))
    assert sum(map(len, answers)) < 10050
    assert sum(1 for number in range(5000, 10000) for _ in table.find(str(number).encode())) < 50
    assert table.may_have(hashes).all()
    others = np.array([key_hash(str(number).encode()) for number in range(5000, 10000)], dtype=np.uint64)
    assert table.may_have(others).sum() < 50


def test_same_sources_same_bytes(tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"Q{n}", "type": "place", "labels": {"en": f"Town {n}"}}) for n in range(50)]
    source = write_jsonl(tmp_path / "g.jsonl", *rows)
    build_index([source], tmp_path / "1.index")
    build_index([source], tmp_path / "2.index")
    assert (tmp_path / "1.index").read_bytes() == (tmp_path / "2.index").read_bytes()


def test_an_open_index_pickles_as_its_path(index_file: Path) -> None:
    data = pickle.dumps(MappedIndex.open(index_file))
    assert len(data) < 500
    assert pickle.loads(data).lookup("folded", "tehran") == [0]


def test_an_index_in_memory_pickles_whole() -> None:
    copy = pickle.loads(pickle.dumps(MappedIndex.build(ENTITIES)))
    assert copy.lookup("folded", "teheran") == [2]


@pytest.mark.parametrize(
    "content", [b"", b"NAMENORM", b"something else entirely, and long enough to hold a prefix....."]
)
def test_what_is_no_index_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.index"
    path.write_bytes(content)
    with pytest.raises(IndexFormatError, match="namenorm build"):
        MappedIndex.open(path)


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexFormatError, match=r"nowhere\.index"):
        MappedIndex.open(tmp_path / "nowhere.index")


def test_a_damaged_header_is_found_at_open(index_file: Path) -> None:
    data = bytearray(index_file.read_bytes())
    data[60] ^= 1
    index_file.write_bytes(data)
    with pytest.raises(IndexFormatError, match="header is damaged"):
        MappedIndex.open(index_file)


def test_a_damaged_payload_is_found_by_verify(index_file: Path) -> None:
    data = bytearray(index_file.read_bytes())
    data[-1] ^= 1
    index_file.write_bytes(data)
    with pytest.raises(IndexFormatError, match="contents are damaged"):
        layout.IndexFile(index_file).verify()


def test_a_truncated_index_is_found_at_open(index_file: Path) -> None:
    index_file.write_bytes(index_file.read_bytes()[:-200])
    with pytest.raises(IndexFormatError, match="truncated"):
        MappedIndex.open(index_file)


def test_another_version_names_the_command_that_repairs_it(index_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("namenorm.index.reader.keys_version", lambda: "another")
    with pytest.raises(IndexVersionError, match="namenorm build"):
        MappedIndex.open(index_file)
    current = header.FORMAT_VERSION
    monkeypatch.setattr(header, "FORMAT_VERSION", 99)
    with pytest.raises(IndexVersionError, match=f"format {current}, this namenorm reads 99"):
        layout.IndexFile(index_file)


def test_a_failed_write_leaves_the_old_index(index_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = index_file.read_bytes()

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        layout.write_index(index_file, {}, layout.SectionStore())
    assert index_file.read_bytes() == before
    assert [path.name for path in index_file.parent.iterdir() if path.name.startswith(".")] == []
