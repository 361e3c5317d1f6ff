"""Aliases that a name is an inflected form of: "Путиным" for "Путин"."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from namenorm.text.inflection import stems
from namenorm.text.language import languages_of_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.kb import KnowledgeBase
    from namenorm.model import Query
    from namenorm.text.keys import NameForm

_WORDS = 5
_PER_WORD = 4
_LAST_WORD = 16
_COMBINATIONS = 48


def inflected_rows(kb: KnowledgeBase, form: NameForm, query: Query) -> Iterator[int]:
    """The rows of aliases of which a name is an inflected form, by the endings of its language or script."""
    for folded in islice(_restored(form, query), _COMBINATIONS):
        yield from kb.lookup("folded", folded)


def _restored(form: NameForm, query: Query) -> Iterator[str]:
    """The name with its last word put back into the dictionary form, then, in Slavic languages, several words."""
    words = form.folded.split()
    if not words or len(words) > _WORDS:
        return
    options = [_dictionary_forms(word, query) for word in words]
    for last in reversed(options[-1][-_LAST_WORD:]):
        yield " ".join((*words[:-1], last))
    if form.script != "Cyrillic":  # of the languages whose endings are safe, only Slavic ones inflect every word
        return
    for combination in product(*([word, *found[-_PER_WORD:]] for word, found in zip(words, options, strict=True))):
        if any(new != old for new, old in zip(combination[:-1], words[:-1], strict=True)):
            yield " ".join(combination)


def _dictionary_forms(word: str, query: Query) -> list[str]:
    languages: tuple[str | None, ...] = (query.lang,) if query.lang else (None, *languages_of_name(query.text))
    found = (stem.restored for language in languages for stem in stems(word, language, query.type))
    return list(dict.fromkeys(found))
