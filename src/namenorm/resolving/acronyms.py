"""Whether one name is spelt by the first letters of another.

>>> from namenorm.resolving.words import read_words
>>> from namenorm.text.keys import name_form
>>> is_acronym(read_words(name_form("IBM")), read_words(name_form("International Business Machines Corp.")))
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.resolving.words import Kind

if TYPE_CHECKING:
    from namenorm.resolving.words import Words

_SHORTEST, _LONGEST = 3, 8  # letters, and so words of the other name
_LITTLE_WORD = 3  # letters; "of" and "and" may be left out
_LEFT_OUT = (Kind.LEGAL, Kind.PARTICLE)


def is_acronym(left: Words, right: Words) -> bool:
    """Whether one of two names has one word only, and that is the initials of the words of the other."""
    short, long = (left, right) if len(left.texts) == 1 else (right, left)
    letters = short.joined
    if len(short.texts) > 1 or len(long.texts) < _SHORTEST or not _SHORTEST <= len(letters) <= _LONGEST:
        return False
    spelt = {0}
    for text, kind in zip(long.texts, long.kinds, strict=True):
        more = {count + 1 for count in spelt if letters.startswith(text[0], count)}
        spelt = more | spelt if len(text) <= _LITTLE_WORD or kind in _LEFT_OUT else more
    return len(letters) in spelt
