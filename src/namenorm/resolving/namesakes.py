"""Namesakes: who or what only has the name of a place or person, by the words that a name has beside it.

"London Bridge" is no city and "Heydar Aliyev Foundation" nobody, "Ottawa River" lies near Ottawa, "Sofia Loren" is a
person and "Miami Heat" a club.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.resolving.conflicts import LANDFORMS, is_named_after, names_landform
from namenorm.resolving.countries import is_country, names_country
from namenorm.resolving.known_names import bearers, known_bearers
from namenorm.resolving.words import Kind, read_words
from namenorm.text.fold import compact
from namenorm.text.given_names import is_given_name
from namenorm.text.keys import name_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from namenorm.resolving.ranking import Ranked
    from namenorm.resolving.words import Words

_MANY_NAMES = 12  # a place that is listed under so many names has its longer ones among them
_SAME_WORD = 0.94  # the least similarity of words that are equal


def is_namesake(item: Ranked) -> bool:
    """Whether what a query says beside the name of a place or person makes something else of it."""
    if item.type == "person":
        return _is_named_after_person(item)
    return item.type == "place" and (
        _is_named_after_place(item) or _is_landform(item) or _is_like_person(item) or _says_more(item)
    )


def _is_named_after_place(item: Ranked) -> bool:
    """Whether a query has a word more for a thing that is named after a place, and no name of the place has one."""
    if not is_named_after(item.query_side.words, item.alias_side.words, item.alignment):
        return False
    return not _has_name(item, lambda words: any(words.named_after))


def _is_named_after_person(item: Ranked) -> bool:
    """The same for a person, and the last word; a title stands before the name."""
    named_after = item.query_side.words.named_after
    if not named_after[-1] or len(named_after) - 1 not in item.alignment.free_left:
        return False
    return not _has_name(item, lambda words: any(words.named_after))


def _is_landform(item: Ranked) -> bool:
    """Whether a query has a word for what lies near a known town or country, and no name of it has one."""
    if not names_landform(item.query_side.words, item.alignment) or not known_bearers(item.kb, item.row):
        return False
    return not _has_name(item, lambda words: not LANDFORMS.isdisjoint(words.concepts))


def _is_like_person(item: Ranked) -> bool:
    """Whether what stands for a place is a given name, and another name follows that is no place's."""
    words, free = item.query_side.words, item.alignment.free_left
    last = len(words.texts) - 1
    if 0 in free or last not in free or words.kinds[last] is not Kind.PLAIN or not is_given_name(words.texts[0]):
        return False
    return not _is_known_place(_free_words(item))


def _says_more(item: Ranked) -> bool:
    """Whether a query has the whole name of a place and a word more that is frequent in a language, or no place's.

    Countries are called by more words than anybody lists.
    """
    alignment, words = item.alignment, item.query_side.words
    same_script = words.group == item.alias_side.words.group
    if alignment.free_right or not same_script or any(pair.similarity < _SAME_WORD for pair in alignment.pairs):
        return False
    free = _free_words(item)
    if not free or _is_known_place(free) or is_country(item.entity):
        return False
    return any(words.ordinary[place] for place in alignment.free_left) or len(item.entity.aliases()) >= _MANY_NAMES


def _free_words(item: Ranked) -> list[str]:
    """The words of a query that say which entity is meant, and that stand for none of the name of this one."""
    words = item.query_side.words
    free = [place for place in item.alignment.free_left if words.kinds[place] is Kind.PLAIN]
    return [words.texts[place] for place in free if len(words.texts[place]) > 1 and not words.numbers[place]]


def _is_known_place(words: list[str]) -> bool:
    """Whether words beside the name of a place say where it lies."""
    return bool(bearers(compact("".join(words)))) or names_country(" ".join(words))


def _has_name(item: Ranked, holds: Callable[[Words], bool]) -> bool:
    return any(holds(read_words(name_form(alias.text))) for alias in item.entity.aliases())
