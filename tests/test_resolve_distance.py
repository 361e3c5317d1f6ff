from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from namenorm.resolving.distance import all_paths, paths, trace
from namenorm.resolving.edits import OTHER, default_edits, encode, script_group

words = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=14)
groups = st.sampled_from(["latin", "hebrew", "cyrillic", "han", "unheard of"])


@settings(max_examples=60)
@given(groups, groups, st.lists(st.tuples(words, words), min_size=1, max_size=8))
def test_a_batch_costs_what_each_pair_costs_alone(left: str, right: str, pairs: list[tuple[str, str]]) -> None:
    table = default_edits().table(left, right)
    together = paths(table, pairs).cost
    alone = [paths(table, [pair]).cost[0] for pair in pairs]
    np.testing.assert_allclose(together, alone, rtol=1e-4)


@settings(max_examples=60)
@given(groups, words, words)
def test_the_trace_adds_up_to_the_cost_and_spells_both_words(group: str, left: str, right: str) -> None:
    table = default_edits().table(group, "latin")
    steps = trace(table, left, right)
    assert "".join(x for x, _, _ in steps) == left
    assert "".join(y for _, y, _ in steps) == right
    np.testing.assert_allclose(sum(cost for _, _, cost in steps), paths(table, [(left, right)]).cost[0], rtol=1e-3)


@settings(max_examples=60)
@given(groups, groups, words, words)
def test_sides_can_be_exchanged(left_group: str, right_group: str, left: str, right: str) -> None:
    forth = paths(default_edits().table(left_group, right_group), [(left, right)]).cost
    back = paths(default_edits().table(right_group, left_group), [(right, left)]).cost
    if left_group != right_group:
        np.testing.assert_allclose(forth, back, rtol=1e-3)


def test_pairs_of_several_tables_keep_their_order() -> None:
    model = default_edits()
    pairs = {"hebrew": [("netanyahu", "ntnyhv"), ("lod", "lvd")], "latin": [("teheran", "tehran")]}
    tables, numbers = model.stacked("latin", list(pairs))
    used = [number for number, own in zip(numbers, pairs.values(), strict=True) for _ in own]
    found = all_paths(tables, used, [pair for own in pairs.values() for pair in own])
    alone = [paths(model.table("latin", group), [pair]) for group, own in pairs.items() for pair in own]
    for name in ("cost", "similarity", "evidence"):
        np.testing.assert_array_equal(getattr(found, name), np.concatenate([getattr(each, name) for each in alone]))
    assert model.stacked("latin", ["latin", "hebrew"])[1] == numbers[::-1]
    assert all_paths(tables, [], []).cost.size == 0


def test_learned_tables_know_the_scripts() -> None:
    hebrew = default_edits().table("hebrew", "latin")
    right, wrong = paths(hebrew, [("ntnyhv", "netanyahu"), ("ntnyhv", "erdogan")]).similarity
    assert right > 0.5 > 0.0 > wrong


def test_two_scripts_meet_by_way_of_latin() -> None:
    table = default_edits().table("hebrew", "cyrillic")
    right, wrong = paths(table, [("pvtyn", "putin"), ("pvtyn", "aliev")]).similarity
    assert right > wrong


def test_unknown_scripts_share_one_table() -> None:
    assert script_group("Tamil") == script_group("Bengali") == "indic"
    model = default_edits()
    unknown, other = model.table("klingon", "latin"), model.table(OTHER, "latin")
    assert np.array_equal(unknown.substitute, other.substitute)


def test_long_words_and_foreign_letters_do_no_harm() -> None:
    table = default_edits().table("latin", "latin")
    found = paths(table, [("a" * 5000, "b" * 5000), ("", "abc"), ("ж", "abc")])
    assert np.isfinite(found.cost).all()
    assert encode("aж9").tolist() == [1, 37]
