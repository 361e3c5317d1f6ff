"""The laws of finding and rewriting, over generated gazetteers and texts."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namenorm.annotate.rewriting import undo
from namenorm.model import LEVELS, Entity, Status
from namenorm.normalizer import Normalizer
from tests.counting import count_calls
from tests.memory_index import MemoryIndex
from tests.strategies import NAMES, gazetteers
from tests.test_annotate_find import normalizer

FILLERS = (
    " ", " ", ", ", ". ", "\n", "\n\n", "-", "–", "’s ", "'", " (", ") ", " the ", " and ", " of ", " President ",
    "\u00a0", "\u00ad", "\u200c", " gallant ", " May ", "🙂", "i", "X", " netenyahu ", " Netenyahu ", " Zakkir ",
    "\u0301", " said ",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(NAMES), st.sampled_from(FILLERS), st.text(max_size=4)), max_size=14).map(
    "".join
)
levels = st.sampled_from(LEVELS)


@settings(max_examples=150, deadline=None)
@given(gazetteers(), texts)
def test_mentions_hold_their_text_and_do_not_overlap(entities: list[Entity], text: str) -> None:
    engine = Normalizer.from_entities(entities)
    end = 0
    known = {entity.id for entity in entities}
    for link in engine.find(text):
        mention = link.mention
        assert text[mention.start : mention.end] == mention.surface
        assert mention.surface.strip()
        assert mention.start >= end
        end = mention.end
        assert link.resolution.status is not Status.NIL
        assert {candidate.entity_id for candidate in link.resolution.candidates} <= known
        assert all(0 <= candidate.score <= 1 for candidate in link.resolution.candidates)
    for link in engine.find(text, overlaps=True, demonyms=True):
        assert text[link.mention.start : link.mention.end] == link.mention.surface


@settings(max_examples=100, deadline=None)
@given(gazetteers(), st.lists(texts, max_size=5))
def test_texts_that_are_read_together_are_documents_of_their_own(entities: list[Entity], several: list[str]) -> None:
    engine = Normalizer.from_entities(entities)
    together = Normalizer(engine.kb).find_many(several)  # which remembers nothing of the words
    assert together == [engine.find(text) for text in several]


@settings(max_examples=150, deadline=None)
@given(gazetteers(), texts, levels, st.booleans())
def test_rewriting_undoes_and_is_idempotent(entities: list[Entity], text: str, level: str, unsafe: bool) -> None:
    engine = Normalizer.from_entities(entities)

    def once(source: str) -> tuple[str, int]:
        result = engine.rewrite(source, level=level, unsafe=unsafe)
        assert undo(result.text, result.edits) == source
        last = 0
        for edit in result.edits:
            assert source[edit.start : edit.end] == edit.before != edit.after
            assert edit.start >= last
            last = edit.end
        return result.text, len(result.edits)

    again, _ = once(text)
    assert once(again)[1] == 0


@settings(max_examples=60, deadline=None)
@given(gazetteers(), texts)
def test_the_twin_of_the_index_finds_the_same(entities: list[Entity], text: str) -> None:
    mapped, memory = Normalizer.from_entities(entities), Normalizer(MemoryIndex(entities))
    there = [(link.mention, link.resolution.id) for link in mapped.find(text)]
    assert [(link.mention, link.resolution.id) for link in memory.find(text)] == there


@settings(max_examples=60, deadline=None)
@given(gazetteers(), texts)
def test_linking_the_spans_that_were_found_gives_the_same(entities: list[Entity], text: str) -> None:
    engine = Normalizer.from_entities(entities)
    found = engine.find(text)
    linked = engine.link(text, [(link.mention.start, link.mention.end) for link in found])
    assert [link.resolution.id for link in linked] == [link.resolution.id for link in found]


def test_one_finder_serves_many_threads() -> None:
    text = "He met Zakkir Hasanov in Teheran. Hasanov spoke of Uzbekhistan. " * 20
    engine = Normalizer.from_entities([normalizer().entity(entity) for entity in ("P1", "Q3616", "Q265")])
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: engine.find(text, lang="en"), range(16)))
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "A ",
        "Ab ",
        "Ilham ",
        "Aliyev. ",
        "Baku-",
        "BakuTbilsi",
        "習近",
        "A.",
        "a’",
        "(A) ",
        "\u0301",
        "İ",
        "New York (NY) ",
        "ا ",
    ],
)
def test_work_is_linear_for_hostile_text(unit: str) -> None:
    engine = normalizer()

    def cost(size: int) -> int:
        return count_calls(engine.find, unit * (size // len(unit)))

    cost(1000)
    assert cost(20_000) < 4.5 * cost(5_000) + 10_000


def test_work_is_linear_for_bodies_far_behind_the_countries_that_are_named() -> None:
    names = (
        ("Q212", "place", "Ukraine"),
        ("Q16", "place", "Canada"),
        ("B", "organization", "National Bank of Ukraine"),
    )
    engine = Normalizer.from_entities([Entity(own, kind, {"en": label}) for own, kind, label in names])

    def cost(sentences: int) -> int:
        text = (
            "Ukraine met Canada. "
            + "The National Bank said that the work goes on and on until the spring. " * sentences
        )
        return count_calls(partial(engine.find, lang="en"), text)

    cost(10)
    assert cost(800) < 4.5 * cost(200)


@pytest.mark.parametrize("letters", ["ABCDEFGH", "AB", "aB", "習近平主席", "Ab-", "É", "a"])
def test_memory_is_linear_for_one_long_line(letters: str) -> None:
    engine = normalizer()
    choice = Random(1).choices

    def peak(size: int) -> int:
        text = "".join(choice(letters, k=size))
        tracemalloc.start()
        engine.find(text, lang="en")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1000)
    assert peak(40_000) < 4.5 * peak(10_000) + 4_000_000
