"""Which writing system a letter, a word or a name is written in.

>>> script("Ильхам Алиев"), script("ილჰამ ალიევი"), script("Ilham Aliyev")
('Cyrillic', 'Georgian', 'Latin')
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "scripts.txt"
_STRETCHES = [line.split() for line in _FILE.read_text(encoding="ascii").splitlines()]
"""The first code point of each stretch of Unicode, and the script of its letters; those of all others are "Other"."""
_AFTER_LATIN = "\u02b0"  # from here on not all letters are Latin
SCRIPTS = frozenset(name for _, name in _STRETCHES)
_STARTS = [int(start, 16) for start, _ in _STRETCHES]
_UNSPACED = frozenset({"Han", "Kana", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Bopomofo"})


@lru_cache(maxsize=1 << 14)
def script_of(char: str) -> str:
    """The script of one character; ``Common`` for digits, marks, signs and spaces that belong to none.

    >>> script_of("ж"), script_of("7"), script_of("カ"), script_of("ー")
    ('Cyrillic', 'Common', 'Kana', 'Kana')
    """
    name = _STRETCHES[bisect_right(_STARTS, ord(char)) - 1][1]
    category = unicodedata.category(char)
    if category[0] == "L":
        return "Common" if category == "Lm" and name in ("Latin", "Other") else name
    # Vowel signs belong to their script; accents, which sit in the Latin stretch, to the letter below them.
    return name if category in ("Mc", "Mn") and name not in ("Latin", "Other", "Greek", "Arabic", "Kana") else "Common"


def script(text: str) -> str:
    """The script of most letters of a text; of equals, that of the first.

    >>> script("Baku (Баку)"), script("2024"), script("トヨタ自動車")
    ('Latin', 'Common', 'Kana')
    """
    letters = text if text.isascii() else set(text)
    if text.isascii() or max(letters) < _AFTER_LATIN:
        return "Latin" if any(map(str.isalpha, letters)) else "Common"
    own = set(map(script_of, letters))
    own.discard("Common")
    if len(own) == 1:
        return own.pop()
    counts = _scripts_in(text)
    return max(counts, key=counts.__getitem__, default="Common")


def _scripts_in(text: str) -> Counter[str]:
    """The scripts of a text, in their order, with the number of their letters."""
    counts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        counts[script_of(char)] += count
    del counts["Common"]
    return counts


def has_case(letter: str) -> bool:
    """Whether the case of a letter says anything: Unicode calls Georgian ones lower case, which all of them are."""
    return script_of(letter) != "Georgian"


def letter_count(text: str) -> int:
    """How many letters a name has; a Hangul syllable is two or three of them in one character.

    >>> letter_count("Iran"), letter_count("이란")
    (4, 4)
    """
    return len(text) + sum("가" <= char <= "힣" for char in text)


def is_unspaced(script: str) -> bool:
    """Whether a script is written without spaces between words.

    >>> is_unspaced("Thai"), is_unspaced("Hangul")
    (True, False)
    """
    return script in _UNSPACED


# --- Lookalikes ---------------------------------------------------------------------------------------------------

_WORD = re.compile(r"\w+")
# Letters that look alike, one column each ("-": the script has none).
_LOOKALIKES = {
    "Latin": "aceopxyijshvkABCEHIJKMNOPSTXYZ",
    "Cyrillic": "асеорхуіјѕһѵкАВСЕНІЈКМ-ОРЅТХУ-",
    "Greek": "α--ορχγι---νκΑΒ-ΕΗΙ-ΚΜΝΟΡ-ΤΧΥΖ",
}
_INTO = {
    target: {
        ord(char): letter
        for name, column in _LOOKALIKES.items()
        for char, letter in zip(column, wanted, strict=True)
        if name != target and "-" not in (char, letter)
    }
    for target, wanted in _LOOKALIKES.items()
}
"""For every target script, the letters of the others that stand for one of its own."""


def mixed_script_words(text: str) -> list[str]:
    """Words that mix Latin, Cyrillic and Greek letters, which nobody does on purpose.

    >>> mixed_script_words("Pоссия и Baku")
    ['Pоссия']
    """
    return [] if text.isascii() else [word for word in _WORD.findall(text) if _is_mixed(word)]


def _is_mixed(word: str) -> bool:
    return not word.isascii() and len(_INTO.keys() & set(map(script_of, word))) > 1


def unmix(word: str) -> str:
    """The word with lookalike letters put into the script of its other letters; unchanged where that does not work.

    Where no letter tells, the first one does.

    >>> unmix("Pоссия") == "Россия", unmix("Bаku") == "Baku", unmix("Baku")
    (True, True, 'Baku')
    """
    if not _is_mixed(word):
        return word
    targets = [name for name in _scripts_in(word) if name in _INTO]
    for target in sorted(targets, key=lambda name: _certainty(word, name), reverse=True):
        repaired = word.translate(_INTO[target])
        if len(_scripts_in(repaired)) == 1:
            return repaired
    return word


def _certainty(word: str, target: str) -> tuple[int, int]:
    """Letters that only the target script can have written, then all of its letters."""
    own = [char for char in word if script_of(char) == target]
    others = [table for name, table in _INTO.items() if name != target]
    return sum(all(ord(char) not in table for table in others) for char in own), len(own)


def is_lower_case(text: str) -> bool:
    """Whether a text that could have capitals has none; Georgian, written in small letters only, could not.

    >>> is_lower_case("baku"), is_lower_case("Baku"), is_lower_case("ბაქო"), is_lower_case("8aku")
    (True, False, False, False)
    """
    return text.islower() and text[:1] != text[:1].title()
