"""What of a repaired text is searched again: what an edit touches, and where something may be meant that was not."""

from __future__ import annotations

import pytest

from namenorm.annotate.finder import Finder
from namenorm.annotate.repaired import Carried, Repaired, carried
from namenorm.annotate.rewriting import apply
from namenorm.annotate.search import Search
from tests.test_annotate_find import normalizer

BEFORE = "The minister came on Monday. Zakkir Hasanov met Ilham Aliyev in Baku. It rained in Tehran all day."


def searches(text: str) -> tuple[Finder, Search, Search, Carried | None]:
    """A text's search, that of the text as it is after the edits of rewriting it, and what was carried over."""
    engine = normalizer()
    finder = engine._finder
    edits = engine.rewrite(text, lang="en").edits
    (before,) = finder.search_many([text], lang="en", types=None)
    repaired = Repaired(before, apply(text, edits), edits)
    (unsearched,) = finder.begin([repaired.text], "en", (None, False))
    (after,) = finder.search_again([repaired], lang="en", types=None)
    return finder, before, after, carried(repaired, unsearched)


def words(search: Search, found: Carried) -> list[str]:
    return [search.page.span(first, last) for first, last in found.open]


def test_only_the_sentence_of_an_edit_is_searched_again() -> None:
    _, _, after, found = searches(BEFORE)
    assert found is not None
    assert words(after, found) == ["Zakkir Hasanov met Ilham Aliyev in Baku".replace("Zakkir", "Zakir")]
    assert [after.page.span(mention.first, mention.last) for mention in found.mentions] == ["Tehran"]
    assert [link.mention.surface for link in after.links()] == ["Zakir Hasanov", "Ilham Aliyev", "Baku"]


@pytest.mark.parametrize(
    "more",
    [
        "Later Hasanov left.",  # the name that was written licenses it
        "Later Hesanov left.",  # near it
        "Hasanov's aides left.",
    ],
)
def test_what_the_written_name_may_license_is_searched_again(more: str) -> None:
    _, _, after, found = searches(f"{BEFORE} {more}")
    assert found is not None
    assert any(part in more for part in words(after, found)[1:])


@pytest.mark.parametrize(
    "text",
    [
        BEFORE,
        f"{BEFORE} Later Hasanov left.",
        "Hasanov left. Zakkir Hasanov came.",
        "HE SAW ZAKKIR HASANOV IN BAKU. He left.",
        "Nagorno-Karabak is far. The BakuTbilsi-Ceyhan pipeline (BTC) is long. BTC is owned by BP.",
    ],
)
def test_what_is_carried_over_is_what_a_search_of_the_whole_text_finds(text: str) -> None:
    finder, _, after, found = searches(text)
    (whole,) = finder.search_many([after.page.text], lang="en", types=None)
    assert {(mention.start, mention.end) for mention in after.mentions} == {
        (mention.start, mention.end) for mention in whole.mentions
    }
    assert after.board.present == whole.board.present
    assert found is None or set(after.links()) <= set(whole.links())


def test_a_text_in_another_language_is_searched_as_a_whole() -> None:
    finder = normalizer()._finder
    (before,) = finder.search_many(["Er war in Baku."], lang="de", types=None)
    (after,) = finder.begin(["He was in Baku."], "en", (None, False))
    assert carried(Repaired(before, "He was in Baku.", ()), after) is None
