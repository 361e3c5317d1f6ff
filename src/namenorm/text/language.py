"""Guesses the language of a text from its script, its letters and its function words.

>>> guess_language("Президент прибыл в Баку и провёл переговоры с министром")
'ru'
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from namenorm.text.fold import fold
from namenorm.text.profiles import profiles_for_script
from namenorm.text.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SAMPLE = 4000  # characters; more do not change the answer
_LEAST_WORDS = 3  # fewer words are a name, not a text
_LEAST_SCORE = 2.0
_FEW_LANGUAGES = 2
_LEAST_LEAD = 1.15  # times the score of the runner-up
_LEAST_AHEAD = 1.0  # a function word, or what counts as much

# Scripts that stand for one language in practice.
_ONE_LANGUAGE = {
    "Greek": "el", "Georgian": "ka", "Hebrew": "he", "Hangul": "ko", "Thai": "th", "Bengali": "bn", "Gurmukhi": "pa",
    "Gujarati": "gu", "Oriya": "or", "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml",
    "Sinhala": "si", "Lao": "lo", "Khmer": "km", "Myanmar": "my", "Tibetan": "bo", "Ethiopic": "am",
    "Devanagari": "hi", "Kana": "ja", "Armenian": "hy",
}  # fmt: skip
_KANA = re.compile("[\u3041-\u30ff]")

_COMMON_WEIGHT = 0.5  # a common word speaks for a language as well, but less than a function word
_LETTER_WEIGHT = 0.25  # a letter of the language's own speaks for it, but less than a function word
# Languages that a short text may not tell apart, most spoken first: between these a narrow lead is enough.
_GROUPS = "hr bs sr-Latn | no da | hy hyw | uk be | tr az | cs sk | sr mk bg | pt es"
_SPOKEN = {code: place for place, code in enumerate(_GROUPS.split())}
_SIBLINGS = {code: frozenset(group.split()) for group in _GROUPS.split("|") for code in group.split()}


PRESUMED = "en"
"""What a text of unknown language counts as where no other has more signs."""


def guess_language(text: str, default: str | None = None) -> str | None:
    """The BCP-47 code of the language that a text is most likely in; ``default`` where that is not sure.

    >>> guess_language("Der Präsident ist heute mit dem Minister nach Wien gereist")
    'de'
    >>> guess_language("Ilham Aliyev") is None, guess_language("ილჰამ ალიევი")
    (True, 'ka')
    """
    return _guessed(text[:_SAMPLE]) or default


@lru_cache(maxsize=256)  # a text is asked about again where it is rewritten, others of its batch in between
def _guessed(sample: str) -> str | None:
    name = script(sample)
    if name in ("Han", "Kana"):
        return "ja" if _KANA.search(sample) else "zh"
    if name == "Armenian":
        return _best(sample, name) or "hy"
    return _ONE_LANGUAGE.get(name) or _best(sample, name)


def presumed_language(text: str) -> str | None:
    """The language that a text counts as where `guess_language` is not sure: the one with most signs, or English.

    >>> presumed_language("Michail Gorbatschow und Boris Jelzin"), presumed_language("Mr Netenyahu spoke.")
    ('de', 'en')

    What only English may be repaired in must not be touched where any other language is likelier.
    """
    found = guess_language(text)
    if found is not None:
        return found
    sample = text[:_SAMPLE]
    scores = _scores(fold(sample).split(), sample.lower(), script(sample))
    best = max(scores, key=lambda code: (scores[code], code == PRESUMED), default=None)
    return None if best is None or (scores[best] <= 0 and best != PRESUMED) else best


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
    scores = _scores(words, sample.lower(), script_name)
    most = max(scores.values(), default=0.0)
    if most < _LEAST_SCORE:
        return None
    first = min((code for code in scores if scores[code] == most), key=lambda code: (_SPOKEN.get(code, -1), code))
    siblings = _SIBLINGS.get(first, frozenset((first,)))
    runner_up = max((score for code, score in scores.items() if code not in siblings), default=0.0)
    return first if most >= max(runner_up * _LEAST_LEAD, runner_up + _LEAST_AHEAD) else None


def _scores(words: list[str], lowered: str, script_name: str) -> dict[str, float]:
    """A point for every function word, less for common words and the language's own letters, minus foreign letters."""
    signs = _signs(script_name)
    known = dict.fromkeys(signs.codes, 0.0)
    own, foreign = dict.fromkeys(signs.codes, 0), dict.fromkeys(signs.codes, 0)
    counts = Counter(words)
    for word in counts.keys() & signs.words.keys():
        for code in signs.words[word]:
            known[code] += counts[word]
    for word in counts.keys() & signs.common.keys():
        for code in signs.common[word]:
            known[code] += counts[word] * _COMMON_WEIGHT
    for letter in signs.letters & set(lowered):
        count = lowered.count(letter)
        for code in signs.own.get(letter, ()):
            own[code] += count
        for code in signs.foreign.get(letter, ()):
            foreign[code] += count
    most = 2 * len(words)
    return {code: known[code] + _LETTER_WEIGHT * min(own[code], most) - foreign[code] for code in signs.codes}


class _Signs(NamedTuple):
    """By what the languages of one script are told apart: each listed word and letter with its languages."""

    codes: tuple[str, ...]
    words: Mapping[str, list[str]]
    common: Mapping[str, list[str]]
    own: Mapping[str, list[str]]
    foreign: Mapping[str, list[str]]
    letters: frozenset[str]


@lru_cache(maxsize=32)
def _signs(script_name: str) -> _Signs:
    items = [
        item for item in profiles_for_script(script_name) if item.function_words and not item.code.startswith("und")
    ]
    words = _inverted((item.code, item.function_words | item.telling_words) for item in items)
    common = _inverted((item.code, item.common_words) for item in items)
    own = _inverted((item.code, item.own_letters) for item in items)
    foreign = _inverted((item.code, item.foreign_letters) for item in items)
    return _Signs(tuple(item.code for item in items), words, common, own, foreign, frozenset({*own, *foreign}))


def _inverted(lists: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, entries in lists:
        for entry in entries:
            found.setdefault(entry, []).append(code)
    return found
