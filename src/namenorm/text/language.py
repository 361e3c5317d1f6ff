"""Guesses the language of a text from its script, its letters and its function words.

>>> guess_language("Президент прибыл в Баку и провёл переговоры с министром")
'ru'
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from namenorm.text.fold import fold
from namenorm.text.profiles import profiles_for_script
from namenorm.text.scripts import script

if TYPE_CHECKING:
    from namenorm.model import LanguageProfile

_SAMPLE = 4000  # characters; more do not change the answer
_LEAST_WORDS = 3  # fewer words are a name, not a text
_LEAST_SCORE = 2.0
_FEW_LANGUAGES = 2
_LEAST_LEAD = 1.15  # times the score of the runner-up

# Scripts that stand for one language in practice.
_ONE_LANGUAGE = {
    "Greek": "el", "Georgian": "ka", "Hebrew": "he", "Hangul": "ko", "Thai": "th", "Bengali": "bn", "Gurmukhi": "pa",
    "Gujarati": "gu", "Oriya": "or", "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml",
    "Sinhala": "si", "Lao": "lo", "Khmer": "km", "Myanmar": "my", "Tibetan": "bo", "Ethiopic": "am",
    "Devanagari": "hi", "Kana": "ja", "Armenian": "hy",
}  # fmt: skip
_KANA = re.compile("[\u3041-\u30ff]")

_LETTER_WEIGHT = 0.25  # a letter of the language's own speaks for it, but less than a function word
# Languages that a short text may not tell apart, most spoken first: between these a narrow lead is enough.
_SIBLINGS = " hr bs sr-Latn | no da | hy hyw | uk be | tr az | cs sk | mk bg sr | pt es "


def guess_language(text: str, default: str | None = None) -> str | None:
    """The BCP-47 code of the language that a text is most likely in; ``default`` where that is not sure.

    >>> guess_language("Der Präsident ist heute mit dem Minister nach Wien gereist")
    'de'
    >>> guess_language("Ilham Aliyev") is None, guess_language("ილჰამ ალიევი")
    (True, 'ka')
    """
    sample = text[:_SAMPLE]
    name = script(sample)
    if name in ("Han", "Kana"):
        return "ja" if _KANA.search(sample) else "zh"
    if name == "Armenian":
        return _best(sample, name) or "hy"
    if name in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[name]
    return _best(sample, name) or default


@lru_cache(maxsize=1 << 12)
def languages_of_name(name: str) -> tuple[str, ...]:
    """The languages that have all the special letters of a name as letters of their own; none where there are many.

    >>> languages_of_name("Zakir Həsənov"), languages_of_name("Zakir Hasanov")
    (('az',), ())
    """
    special = {letter for letter in name.lower() if letter.isalpha() and not letter.isascii()}
    if not special:
        return ()
    found = tuple(item.code for item in profiles_for_script(script(name)) if special <= set(item.own_letters))
    return found if len(found) <= _FEW_LANGUAGES else ()


def _best(sample: str, script_name: str) -> str | None:
    words = fold(sample).split()
    if len(words) < _LEAST_WORDS:
        return None
    counted, letters = Counter(words), Counter(sample.lower())
    scores = {
        item.code: _score(counted, letters, item)
        for item in profiles_for_script(script_name)
        if item.function_words and not item.code.startswith("und")
    }
    ranked = sorted(scores, key=lambda code: (-scores[code], _SIBLINGS.find(code), code))
    if not ranked or scores[ranked[0]] < _LEAST_SCORE:
        return None
    runner_up = max((scores[code] for code in ranked if not _are_siblings(code, ranked[0])), default=0.0)
    return ranked[0] if scores[ranked[0]] >= runner_up * _LEAST_LEAD else None


def _are_siblings(code: str, other: str) -> bool:
    return any(f" {code} " in group and f" {other} " in group for group in _SIBLINGS.split("|")) or code == other


def _score(words: Counter[str], letters: Counter[str], item: LanguageProfile) -> float:
    """A point for every function word, less for every letter of the language's own, minus foreign letters."""
    known = sum(words[word] for word in item.function_words & words.keys())
    own = sum(letters[letter] for letter in item.own_letters)
    foreign = sum(letters[letter] for letter in item.foreign_letters)
    return known + _LETTER_WEIGHT * min(own, 2 * words.total()) - foreign
