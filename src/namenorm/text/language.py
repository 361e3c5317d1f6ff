"""Guesses the language of a text from its script, its frequent words, and the letters and ends of all its words.

>>> guess_language("Президент прибыл в Баку и провёл переговоры с министром")
'ru'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain, islice
from threading import Lock
from typing import NamedTuple

import numpy as np

from namenorm.model import base_language
from namenorm.text.fold import fold
from namenorm.text.profiles import language_profile, profiles_for_script
from namenorm.text.scripts import script

_SAMPLE = 2000  # characters; more hardly change the answer
_LEAST_WORDS = 3  # fewer words are a name, not a text
_LEAST_SCORE = 1.25
_FEW_LANGUAGES = 2
_LEAST_LEAD = 1.15  # times the score of the runner-up
_LEAST_AHEAD = 1.0  # a function word, or what counts as much
_AHEAD_OF_RELATIVES = 0.5
# Of the words of a text so many speak for its language; in one that we do not know, a few look like a relative's.
_LEAST_SHARE = 0.33

# What each sign says, counted once for every distinct word that has it.
_FUNCTION_WORD, _COMMON_WORD, _AFFIX, _OWN_LETTER, _FOREIGN_LETTER = 1.0, 0.5, 0.5, 0.75, -1.0
_LETTER_OF_NAME = 0.25  # a name may be of another language than the text that it stands in
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 1 << 15  # of which it is remembered what they say: the same ones make up most of any text
_SIZES = (5, 4, 3, 2, 1)  # of telling affixes, the longest first

_KANA = re.compile("[\u3041-\u30ff]")


PRESUMED = "en"
"""What a text of unknown language counts as where no other has more signs."""


def guess_language(text: str) -> str | None:
    """The BCP-47 code of the language that a text is most likely in; ``None`` where that is not sure.

    >>> guess_language("Der Präsident ist heute mit dem Minister nach Wien gereist")
    'de'
    >>> guess_language("Ilham Aliyev") is None, guess_language("ილჰამ ალიევი")
    (True, 'ka')
    """
    return _guessed(text[:_SAMPLE])


@lru_cache(maxsize=256)  # a text is asked about again where it is rewritten, others of its batch in between
def _guessed(sample: str) -> str | None:
    name = script(sample)
    if name == "Han" and _KANA.search(sample):
        name = "Kana"
    return _best(sample, name) or _language_of_script(name)


@lru_cache(maxsize=32)
def _language_of_script(name: str) -> str | None:
    """The language that a script stands for: the only one whose usual script it is, or the most spoken of a group."""
    codes = [item.code for item in profiles_for_script(name) if item.scripts[0] == name and item.code[:3] != "und"]
    return next((code for code in codes if set(codes) <= {code, *_signs(name).siblings.get(code, ())}), None)


@lru_cache(maxsize=256)
def alike_languages(code: str) -> frozenset[str]:
    """A language and those that a short text may not tell apart from it.

    >>> sorted(alike_languages("hr")), sorted(alike_languages("de"))
    (['bs', 'hr', 'sr'], ['de'])
    """
    item = language_profile(code)
    group = _signs(item.scripts[0]).siblings.get(item.code, ()) if item is not None else ()
    return frozenset(map(base_language, (code, *group)))


def language_as_written(text: str, lang: str) -> str:
    """The code of a language in the script that a text has: Serbian in Latin letters has other endings.

    >>> language_as_written("Predsednik Srbije je u Beogradu.", "sr"), language_as_written("U redu.", "hr")
    ('sr-Latn', 'hr')
    """
    return _as_written(lang, script(text[:_SAMPLE]))


@lru_cache(maxsize=64)
def _as_written(lang: str, name: str) -> str:
    item = language_profile(lang)
    if item is None or name in item.scripts:
        return lang
    codes = (other.code for other in profiles_for_script(name))
    return next((code for code in codes if base_language(code) == base_language(lang)), lang)


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
    scores, _ = _votes(script(sample)).count(_WORD.findall(sample))
    best = _likeliest(scores, script(sample)) if scores else None
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
    # A letter that a language shares with more spoken relatives is likelier theirs.
    items = [item for item in profiles_for_script(script(name)) if not item.relatives]
    found = tuple(item.code for item in items if special <= set(item.own_letters))
    return found if len(found) <= _FEW_LANGUAGES else ()


def _best(sample: str, script_name: str) -> str | None:
    words = _WORD.findall(sample)
    if len(words) < _LEAST_WORDS:
        return None
    scores, said = _votes(script_name).count(words)
    first = _likeliest(scores, script_name) if scores else ""
    most = scores.get(first, 0.0)
    if most < max(_LEAST_SCORE, said * _LEAST_SHARE):
        return None
    narrow = _signs(script_name).narrow.get(first, {first})  # over these a narrow lead is enough
    runner_up = max((score for code, score in scores.items() if code not in narrow), default=0.0)
    return first if most >= max(runner_up * _LEAST_LEAD, runner_up + _LEAST_AHEAD) else None


def _likeliest(scores: Mapping[str, float], script_name: str) -> str:
    """The language with most signs; where several have as many, English, then the most spoken of a group.

    A language that shares many words with more spoken ones needs more signs than they have.
    """
    signs = _signs(script_name)
    siblings = signs.siblings
    ahead = {code: score - _AHEAD_OF_RELATIVES * (code in signs.lesser) for code, score in scores.items()}
    most = max(ahead.values())
    best = (code for code in ahead if ahead[code] == most)
    return min(best, key=lambda code: (code != PRESUMED, siblings[code].index(code) if code in siblings else -1, code))


class _Votes:
    """What words say for the languages of one script: a row of points for each word that was met, one a language.

    The last of a row is 1 if the word is one of the language and no name: of this script, and not capitalised.
    """

    def __init__(self, script_name: str) -> None:
        self._script = script_name
        self._codes = _signs(script_name).codes
        self._lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[str, int] = {}
        self._points = np.zeros((_MOST_WORDS, len(self._codes) + 1), dtype=np.float32)

    def count(self, tokens: Iterable[str]) -> tuple[dict[str, float], float]:
        """What the words of a text say for each language, and how many words of its own could say something.

        A repeated word counts once: a name or a heading that comes back says no more than the first time.
        """
        words = set(tokens)
        with self._lock:
            new = words.difference(self._rows)
            if len(self._rows) + len(new) > _MOST_WORDS:
                self._forget()
                new = words
            for word in new:
                row = self._rows[word] = len(self._rows)
                self._points[row, -1] = not word[0].isupper() and script(word) == self._script
                for code, points in _said(word, self._script):
                    self._points[row, self._codes.index(code)] = points
            rows = list(map(self._rows.__getitem__, words))
            *total, said = self._points.take(rows, axis=0).sum(axis=0, dtype=np.float64).tolist()
        return dict(zip(self._codes, total, strict=True)), said


_votes = lru_cache(maxsize=32)(_Votes)

_Says = tuple[tuple[str, float], ...]  # languages and the points that a sign gives them


class _Signs(NamedTuple):
    """By what the languages of one script are told apart."""

    codes: tuple[str, ...]
    words: Mapping[str, _Says]
    endings: Mapping[str, _Says]
    beginnings: Mapping[str, _Says]
    letters: Mapping[str, _Says]
    letters_of_names: Mapping[str, _Says]
    siblings: Mapping[str, tuple[str, ...]]  # groups, the most spoken first
    narrow: Mapping[str, frozenset[str]]  # those over which a narrow lead is enough
    lesser: frozenset[str]  # those that have more spoken relatives


def _said(word: str, script_name: str) -> _Says:
    """What one word says: a capitalised one, which may be a foreign name, only as a listed word or by its letters."""
    signs = _signs(script_name)
    found = [signs.words[part] for part in fold(word).split() if part in signs.words]
    if word[0].isupper():
        found += [signs.letters_of_names[letter] for letter in set(word[1:]) if letter in signs.letters_of_names]
    else:
        found += [signs.letters[letter] for letter in set(word) if letter in signs.letters]
        found += islice((signs.endings[word[-size:]] for size in _SIZES if word[-size:] in signs.endings), 1)
        found += islice((signs.beginnings[word[:size]] for size in _SIZES if word[:size] in signs.beginnings), 1)
    if len(found) <= 1:
        return found[0] if found else ()
    points: dict[str, float] = {}
    for code, more in chain.from_iterable(found):
        points[code] = points.get(code, 0.0) + more
    return tuple(points.items())


@lru_cache(maxsize=32)
def _signs(script_name: str) -> _Signs:
    items = [
        item for item in profiles_for_script(script_name) if item.function_words and not item.code.startswith("und")
    ]
    affixes = [(item.code, item.telling_affixes) for item in items]
    own = [(item.code, item.own_letters) for item in items]
    groups = [(item.code, *item.siblings) for item in items if item.siblings]
    siblings = {code: group for group in groups for code in group}
    return _Signs(
        codes=tuple(item.code for item in items),
        words=_says(
            [(item.code, item.common_words, _COMMON_WORD) for item in items]
            + [(item.code, item.function_words | item.telling_words, _FUNCTION_WORD) for item in items]
        ),
        endings=_says((code, [affix[1:] for affix in some if affix[0] == "-"], _AFFIX) for code, some in affixes),
        beginnings=_says((code, [affix[:-1] for affix in some if affix[-1] == "-"], _AFFIX) for code, some in affixes),
        letters=_says(
            [(code, letters, _OWN_LETTER) for code, letters in own]
            + [(item.code, item.foreign_letters, _FOREIGN_LETTER) for item in items]
        ),
        letters_of_names=_says((code, letters, _LETTER_OF_NAME) for code, letters in own),
        siblings=siblings,
        narrow={
            code: frozenset(siblings.get(code, (code,))).union(item.code for item in items if code in item.relatives)
            for code in (item.code for item in items)
        },
        lesser=frozenset(item.code for item in items if item.relatives),
    )


def _says(lists: Iterable[tuple[str, Iterable[str], float]]) -> Mapping[str, _Says]:
    """Each listed sign with its languages and points; the later of two lists of one language decides."""
    found: dict[str, dict[str, float]] = {}
    for code, entries, points in lists:
        for entry in entries:
            found.setdefault(entry, {})[code] = points
    return {entry: tuple(says.items()) for entry, says in found.items()}
