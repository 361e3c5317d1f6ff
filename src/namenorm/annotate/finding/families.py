"""Families: whether words near the name of a listed person name somebody else, by what surnames are made with.

>>> is_other_family("kazimli", "kazimov", "az"), is_other_family("kazmov", "kazimov", "az")
(True, False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.text.fold import fold
from namenorm.text.given_names import is_given_name
from namenorm.text.inflection import stems
from namenorm.text.keys import name_form
from namenorm.text.profiles import language_profile, words_of_all
from namenorm.text.romanize import romanize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from namenorm.annotate.words.lexicon import Lexicon

_STEM = 3  # letters of a surname before its suffix


def is_other_family(word: str, surname: str, lang: str | None) -> bool:
    """Whether two surnames, folded, are made with other suffixes of a language: Kazımlı and Kazımov, not Kazımova."""
    own = _suffix(surname, lang)
    if not own:
        return False
    readings = [word] if _suffix(word, lang) else [form.restored for form in stems(word, lang, "person")]
    found = {suffix for each in readings if (suffix := _suffix(each, lang))}
    return bool(found) and not any(own in suffix or suffix in own for suffix in found)


def _suffix(word: str, lang: str | None) -> str:
    """The longest suffix of surnames that a word ends with; nothing where it has none."""
    profile = language_profile(lang)
    suffixes = profile.surname_suffixes if profile else ()
    found = (each for each in suffixes if word.endswith(each) and len(word) - len(each) >= _STEM)
    return max(found, key=len, default="")


def is_other_surname(word: str, name: str, lexicon: Lexicon) -> bool:
    """Whether a word, folded, is a common surname, and a person has another one.

    >>> from namenorm.annotate.words.lexicon import Lexicon
    >>> is_other_surname("anderson", "Magdalena Andersson", Lexicon.of("en"))
    True
    """
    own = fold(name).split()
    return word in lexicon.people and word not in own and own[-1] in words_of_all("surnames")


def names_others(words: Sequence[str], name: str, lang: str | None, lexicon: Lexicon) -> bool:
    """Whether words, folded, cannot be a person's name.

    They are one of another family, given names without the surname, or another given name with what is no misspelling.

    >>> from namenorm.annotate.words.lexicon import Lexicon
    >>> names_others(["mehmet", "ali"], "Mehmet Ali Şahin", "tr", Lexicon.of("tr"))
    True
    >>> names_others(["zakir", "hasenov"], "Zakir Həsənov", "az", Lexicon.of("az"))
    False
    >>> names_others(["jerami", "grant"], "Jeremy Hunt", "en", Lexicon.of("en"))
    True
    """
    own = fold(name).split()
    if len(own) < 2 or len(words) < 2:
        return False
    is_cased = words[-1] != words[-1].upper()
    is_word = is_cased and (words[-1] in lexicon.people or lexicon.is_common(words[-1]))
    if is_word and set(map(romanize, own)).isdisjoint(map(romanize, words)):
        return True
    if is_other_family(words[-1], own[-1], lang):
        return True
    spelt = name_form(name).tokens
    if len(words) >= len(own) or not set(spelt[:-1]).issuperset(map(romanize, words)):
        return False
    return all(word in lexicon.given or is_given_name(romanize(word)) for word in words)
