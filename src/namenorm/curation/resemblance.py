"""Whether a spelling may be a name of an entity: like a listed one word by word, and neither derived nor two names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from namenorm.curation.forms import bare, consonants, likeness, likeness_to_most
from namenorm.curation.windows import is_cased
from namenorm.model import Alias
from namenorm.text.fold import fold
from namenorm.text.keys import name_form
from namenorm.text.language_profile import LanguageProfile
from namenorm.text.profiles import language_profile

_ALIKE = 78.0
_ALIKE_ACROSS_SCRIPTS = 60.0
_ALIKE_BY_OTHER_WORDS = 12.0  # how much more alike spellings must be that differ in their number of words
_WORDS_ALIKE = 55.0
_LEAST_STEM = 4
_LONGEST_ENDING = 4
_LIKER_STEM = 3.0


def resembles(surface: str, name: str) -> bool:
    """Whether two spellings are alike as a whole and each word of the first is like one of the second.

    >>> resembles("Benjamin Netanjahu", "Benyamin Netanyahu"), resembles("Muslim Azerbaijan", "Azerbaijan Republic")
    (True, False)

    A title that shares some words with another is no spelling of it, and a neighbouring word is no part of a name.
    """
    left, right = name_form(bare(surface)), name_form(name)
    least = _ALIKE if left.script == right.script else _ALIKE_ACROSS_SCRIPTS
    difference = abs(len(left.tokens) - len(right.tokens))
    if difference > 1 or likeness(surface, name) < least + difference * _ALIKE_BY_OTHER_WORDS:
        return False
    return _is_like_word_by_word(bare(surface).split(), name.split())


def _is_like_word_by_word(words: list[str], others: list[str]) -> bool:
    """Whether each word has one of the others to itself that it is like; where words are more, they share.

    Of as many words, one that is too short to be like anything in another script need not be.
    """
    if len(words) == len(others):
        words = [word for word in words if consonants(word) > 1]
    pairs = sorted(((likeness(word, other), word, other) for word in words for other in others), reverse=True)
    open_words, free = Counter(words), Counter(others)
    for like, word, other in pairs:
        if like < _WORDS_ALIKE:
            break
        if open_words[word] and (free[other] or len(words) > len(others)):
            open_words[word] -= 1
            free[other] -= 1
    return not any(open_words.values())


def is_derived(key: str, name: str) -> bool:
    """Whether a folded spelling is a folded name with an ending behind it: a case, an adjective.

    >>> is_derived("berliner", "berlin"), is_derived("berlin", "bern")
    (True, False)
    """
    return len(name) >= _LEAST_STEM and name < key <= name + "\U0010ffff" and len(key) - len(name) <= _LONGEST_ENDING


def is_demonym(surface: str, names: Iterable[Alias], lang: str) -> bool:
    """Whether a spelling has an ending of demonyms on what a place is called: its people, its adjective.

    >>> from namenorm.model import Alias
    >>> names = [Alias("Géorgie", "fr"), Alias("Georgia", "en")]
    >>> is_demonym("Géorgiens", names, "fr"), is_demonym("Géorrgie", names, "fr")
    (True, False)

    The stem begins a name in the same language, or is more like the names in other languages than the spelling is.
    """
    key, profile = fold(bare(surface)), language_profile(lang)
    endings = [each for each in profile.demonym_endings if each not in profile.place_endings] if profile else []
    stems = {key.removesuffix(ending): ending for ending in endings}
    stems = {stem: ending for stem, ending in stems.items() if _LEAST_STEM <= len(stem) < len(key)}
    if not stems:
        return False
    names = list(names)
    own = [fold(alias.text) for alias in names if alias.lang == lang]
    if any(name.startswith(stem) and len(name) - len(stem) <= _LONGEST_ENDING for stem in stems for name in own):
        return True
    others = [alias.text for alias in names if len(alias.text.split()) == len(key.split())]
    least = likeness_to_most(key, others) + _LIKER_STEM
    return any(len(ending) > 1 and likeness_to_most(stem, others) > least for stem, ending in stems.items())


def is_one_name(surface: str, lang: str) -> bool:
    """Whether no small word stands inside ("Theresa in May"), but for the particles of names.

    >>> is_one_name("De Gaulle", "fr"), is_one_name("Theresa in May", "en")
    (True, False)
    """
    profile = language_profile(lang)
    small = profile.function_words - profile.particles if profile else frozenset()
    return not any((is_cased(word) and word.islower()) or fold(word) in small for word in bare(surface).split())


def has_small_word_at_an_end(surface: str, profile: LanguageProfile | None) -> bool:
    """Whether a stretch begins or ends with a function word, which is no part of a name there."""
    words = surface.split()
    return profile is not None and any(fold(word) in profile.function_words for word in (words[0], words[-1]))
