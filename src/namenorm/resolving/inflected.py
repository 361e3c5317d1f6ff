"""Aliases that a name is an inflected form of: "Путиным" for "Путин".

Endings that are safe whatever the language are taken off before aliases are looked up (`inflected_rows`). The others
count once an alias is at hand (`dictionary_words`, `reads_as_inflected`): next to "Donald Trump", "Donalda Trumpa" is a
genitive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product

from namenorm.kb import KnowledgeBase
from namenorm.model import Entity, Query
from namenorm.resolving.alignment import Alignment
from namenorm.resolving.elsewhere import SITES, listed_place
from namenorm.resolving.words import Words
from namenorm.text.fold import fold
from namenorm.text.given_names import is_feminine
from namenorm.text.inflection import Stem, dictionary_forms, stems
from namenorm.text.keys import NameForm, name_form
from namenorm.text.language import languages_of_name
from namenorm.text.profiles import language_profile, words_of_all
from namenorm.text.romanize import romanize

_WORDS = 5  # of an inflected name
_PER_WORD = 4  # forms that are tried where several words are inflected
_LAST_WORD = 16  # forms of the last word that are tried
_UNSURE = ("", *"еиіуыю")  # vowels that end names as well, and forms of men's and of women's
_COMBINATIONS = 48  # that are looked up
_STEM = 4  # letters of a place that has demonyms


def inflected_rows(kb: KnowledgeBase, form: NameForm, query: Query) -> Iterator[int]:
    """The rows of aliases of which a name is an inflected form, by the endings of its language or script.

    Or what it is a form of is another name of a place ("Швейцарии"); in Latin letters that is too often no ending.
    """
    for folded in islice(_restored(form, query), _COMBINATIONS):
        rows = kb.lookup("folded", folded)
        yield from rows
        if not rows and form.script != "Latin" and query.type in SITES:
            yield from listed_place(kb, folded, query.lang)


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


def case_free(form: NameForm, query: Query) -> NameForm | None:
    """A name in Cyrillic without the case endings of its words, to be put beside names in other letters.

    None where the last word and one before it have none that is sure, or it may be a woman's surname.

    >>> [case_free(name_form(text), Query(text)) is None for text in ("Дональдом Трампом", "Ильхама Гасанова")]
    [False, True]
    """
    words = form.folded.split()
    if form.script != "Cyrillic" or not 1 < len(words) <= _WORDS:
        return None
    found = [min(_stems(word, query), key=_plainness, default=Stem(word, "", word)) for word in words]
    if found[-1].ending in _UNSURE or sum(form.restored != word for form, word in zip(found, words, strict=True)) < 2:
        return None
    surnames = map(romanize, _dictionary_forms(words[-1], query))
    is_womans = found[0].ending == "а" and any(is_feminine(romanize(words[-1]), surname) for surname in surnames)
    return None if is_womans else name_form(" ".join(form.restored for form in found))


def _plainness(form: Stem) -> tuple[int, int, str]:
    """Forms by the longest ending come first, of these the stem itself, or else what has the longest ending."""
    return -len(form.ending), len(form.stem) - len(form.restored) or -len(form.restored), form.restored


def _dictionary_forms(word: str, query: Query) -> list[str]:
    return list(dict.fromkeys(form.restored for form in _stems(word, query)))


def _stems(word: str, query: Query) -> list[Stem]:
    languages: tuple[str | None, ...] = (query.lang,) if query.lang else (None, *languages_of_name(query.text))
    return [stem for language in languages for stem in stems(word, language, query.type)]


@lru_cache(maxsize=4096)
def dictionary_words(folded: str) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """For each romanised word of a folded name: the romanised words that it may be a form of, and in which languages.

    >>> "trump" in dictionary_words("donalda trumpa")["trumpa"]
    True
    """
    found: dict[str, Mapping[str, frozenset[str]]] = {}
    for word in folded.split():
        forms = {romanize(form): languages for form, languages in dictionary_forms(word).items()}
        if forms:
            found[romanize(word)] = forms
    return found


def reads_as_inflected(query: Words, alias: Words, alignment: Alignment) -> bool:
    """Whether all words of a query stand for words of an alias as they are or as forms of them in one language."""
    forms = dictionary_words(query.folded)
    languages: frozenset[str] | None = None
    if alignment.free_left or not forms:
        return False
    for pair in alignment.pairs:
        left, right = query.texts[pair.left], alias.texts[pair.right]
        if not pair.is_single:
            return False
        if left != right:
            own = forms.get(left, {}).get(right, frozenset())
            languages = own if languages is None else languages & own
            if not languages:
                return False
    return languages is not None


def is_demonym_of(word: str, entity: Entity) -> bool:
    """Whether a folded word is what people or things of a place are called, in the language of one of its names.

    >>> london = Entity("Q84", "place", {"en": "London", "ru": "Лондон"})
    >>> is_demonym_of("londoner", london), is_demonym_of("лондонский", london), is_demonym_of("londonn", london)
    (True, True, False)
    """
    return any(
        word.startswith(stem) and word[len(stem) :] in endings
        for name, endings in ((fold(alias.text), _demonym_endings(alias.lang)) for alias in entity.aliases())
        if endings and len(name) >= _STEM
        for stem in (name, name[:-1] if name[-1] in words_of_all("vowels") else name)
    )


@lru_cache(maxsize=256)
def _demonym_endings(lang: str) -> frozenset[str]:
    """The endings of demonyms in a language that tell them from slips of one letter, and are none of a case.

    And those of surnames, which places have in no case: "Тегеранов".
    """
    item = language_profile(lang)
    if item is None:
        return frozenset()
    cases = {ending.suffix for ending in item.endings}
    endings = (frozenset(item.demonym_endings) - cases) | frozenset(item.surname_suffixes)
    return frozenset(ending for ending in endings if len(ending) > 1)
