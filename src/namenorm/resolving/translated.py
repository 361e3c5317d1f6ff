"""Bodies that are listed in English only, by a name in another language whose words are known in English.

>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> from namenorm.text.keys import name_form
>>> kb = MappedIndex.build([Entity("1", "organization", {"en": "Bank of Georgia"})])
>>> named_in_english(kb, name_form("Банк Грузии"), "ru"), named_in_english(kb, name_form("Банк России"), "ru")
((0,), ())
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product

from namenorm.kb import KnowledgeBase
from namenorm.model import base_language
from namenorm.resolving.countries import by_demonym, country_and_rest, english_name, names_in
from namenorm.text.inflection import dictionary_forms, forms_of
from namenorm.text.keys import NameForm
from namenorm.text.profiles import language_profile, profile, profiles_for_script, words_of_script

_MOST_WORDS = 8
_MOST_WAYS = 16  # of saying a name in English
_BODIES = ("organization", "other")


def named_in_english(kb: KnowledgeBase, form: NameForm, lang: str | None) -> tuple[int, ...]:
    """The alias of the one body that a name says in another language, which has no name in its script but English.

    All words have to be known, and one names a country or a city: what bodies are is said of those of many.
    """
    words = tuple(form.folded.split())
    if not 1 < len(words) <= _MOST_WORDS:
        return ()
    languages = _languages_of(words, form.script)
    told = languages & {base_language(lang)} if lang else languages
    rows = sorted({row for code in told for row in _rows(kb, words, code)}, reverse=True)
    found = {kb.alias_entity(row): row for row in rows}
    if len(found) != 1:
        return ()
    ((owner, row),) = found.items()
    is_body = kb.entity_type(owner) in _BODIES
    return (row,) if is_body and not _has_name_in(kb, owner, form.script, told) else ()


def _has_name_in(kb: KnowledgeBase, owner: int, written: str, languages: frozenset[str]) -> bool:
    """Whether an entity has a name in a script, which is not Latin, or in one of some languages."""
    rows = kb.entity_aliases(owner)
    if written != "Latin":
        return any(kb.script(row) == written for row in rows)
    return any(base_language(kb.alias(row).lang) in languages for row in rows)


def _languages_of(words: tuple[str, ...], written: str) -> frozenset[str]:
    """The languages that know one of some words, as it is or, where words end as forms do, a form of it."""
    known = _known_words(written)
    forms = (form for word in words for form in ((word,) if written == "Latin" else (word, *dictionary_forms(word))))
    return frozenset().union(*(known[form] for form in forms if form in known))


@lru_cache(maxsize=64)
def _known_words(written: str) -> Mapping[str, frozenset[str]]:
    """The words that languages of a script know in English, and the languages."""
    found: dict[str, set[str]] = {}
    for item in profiles_for_script(written):
        for word in item.english_words:
            found.setdefault(word, set()).add(item.code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _rows(kb: KnowledgeBase, words: tuple[str, ...], lang: str) -> Iterator[int]:
    """The aliases that have the words which some words are in English, in any order, and name the same country."""
    ways = [_ways(word, lang) for word in words]
    if not all(ways):
        return
    small = words_of_script("Latin", "particles", "definite_articles")
    for said in islice(product(*ways), _MOST_WAYS):
        codes, rest = _content(" ".join(said), small)
        if not rest or not (codes or rest & _cities()):
            continue
        rarest = min((kb.lookup("token", word) for word in rest), key=len)
        for row in rarest:
            if _content(kb.folded(row), small) == (codes, rest):
                yield row


def _content(folded: str, small: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    codes, rest = country_and_rest(tuple(folded.split()))
    return codes, frozenset(rest) - small


@lru_cache(maxsize=1 << 12)
def _ways(word: str, lang: str) -> tuple[str, ...]:
    """What a word of a name may be in English; a single "" where English has nothing for it."""
    if found := in_english(word, lang):
        return found
    places, item = names_in(lang), profile(lang)
    codes = {places[form] for form in forms_of(word, lang) if form in places} or by_demonym(word)
    if names := set(filter(None, map(english_name, codes))):
        return tuple(sorted(names))
    return ("",) if item and word in item.particles | item.articles else ()


@lru_cache(maxsize=1 << 15)
def in_english(word: str, lang: str | None) -> tuple[str, ...]:
    """What a folded word of the name of a body or the like may be in English; "" where English has nothing for it."""
    item = language_profile(lang)
    meanings = item.english_words if item else {}
    found = next((meanings[form] for form in forms_of(word, lang) if form in meanings), "") if meanings else ""
    return tuple(meaning.replace("_", " ").strip("-") for meaning in found.split())


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    """What English calls countries, regions and cities in one word."""
    return frozenset(name for name in names_in("en") if " " not in name)
