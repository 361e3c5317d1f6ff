"""Bones: the consonants of a romanised word, by which a word in a script without vowels meets a name with them.

>>> bones("ntnyhv") == bones("netanyahu"), bones("ardwghan") == bones("erdogan"), bones("thran") == bones("tahran")
(True, True, True)

Vowels, glides and h are left out, and so are b, p, f, v and w, of which such scripts write one for another, or for a
vowel. A number holds what is left, four bits a consonant, the last sixteen of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_K, _D, _S, _L, _M, _N, _R, _DIGIT = range(1, 9)
_CLASSES = [0] * 256
for _letters, _class in (("cgjkqx", _K), ("dt", _D), ("sz", _S), ("l", _L), ("m", _M), ("n", _N), ("r", _R)):
    for _letter in _letters:
        _CLASSES[ord(_letter)] = _class
for _letter in "0123456789":
    _CLASSES[ord(_letter)] = _DIGIT
_TABLE = np.array(_CLASSES, dtype=np.uint8)
_BITS = 4
_MASK = (1 << 64) - 1


@lru_cache(maxsize=1 << 15)
def bones(word: str) -> int:
    """The consonants of one romanised word as a number; 0 where there are none.

    >>> bones("sholts") == bones("scholz"), bones("khakan") == bones("hakan"), bones("xi") == bones("si")
    (True, True, True)
    """
    found = 0
    for at, letter in enumerate(word):
        after = word[at + 1 : at + 2]
        if letter == after or letter + after in _SILENT or word.startswith("sch", at):
            continue
        own = _S if letter + after == "ch" else _CLASSES[ord(letter) & 255]
        sounds = () if letter != "x" else (_S,)  # "Xi" is read with one, "Alexei" with two
        for code in sounds if sounds and not at else (own, *sounds):
            if code:
                found = ((found << _BITS) | code) & _MASK
    return found


_SILENT = frozenset(("ts", "tz", "cz", "dz", "dj", "ck", "dt", "kh"))  # two letters for one sound, as doubled ones are


@lru_cache(maxsize=1 << 15)
def bones_as_read(word: str) -> tuple[int, ...]:
    """The consonants that a word may have: as it stands, and where hardly a vowel is written as others read it.

    >>> bones("reza") in bones_as_read("rda"), bones("menachem") in bones_as_read("mnhm"), len(bones_as_read("ada"))
    (True, True, 2)

    "ض" is d or z, "ח" h or ch, and "ژ" in whatever word is a j.
    """
    ways = (word,) if _WRITTEN.intersection(word) else (word, _AS_Z.sub("z", word), _AS_CH.sub("ch", word))
    if "zh" in word:
        ways = (*ways, word.replace("zh", "j"))
    return tuple(dict.fromkeys(map(bones, ways)))


_WRITTEN = frozenset("eiou")
_AS_Z, _AS_CH = re.compile("dh?"), re.compile("(?<![cdgkstz])h")


def bone_count(found: int) -> int:
    """How many consonants a number holds: ``bone_count(bones("ntnyhv")) == 3``."""
    return (found.bit_length() + _BITS - 1) // _BITS


def bones_of_cells(cells: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """`bones` of many words at once, given as the bytes of their letters, a row a word, filled up with zeros."""
    count, size = cells.shape
    found = np.zeros(count, dtype=np.uint64)
    nothing = np.zeros(count, dtype=np.uint8)
    for at in range(size):
        letter, after = cells[:, at], cells[:, at + 1] if at + 1 < size else nothing
        code = _TABLE[letter]
        code[(letter == ord("c")) & (after == ord("h"))] = _S
        if at + 2 < size:
            code[(letter == ord("s")) & (after == ord("c")) & (cells[:, at + 2] == ord("h"))] = 0
        if not at:
            code[letter == ord("x")] = _S
        code[letter == after] = 0
        for pair in _SILENT:
            code[(letter == ord(pair[0])) & (after == ord(pair[1]))] = 0
        added = code != 0
        found[added] = (found[added] << np.uint64(_BITS)) | code[added]
        both = added & (letter == ord("x")) & bool(at)
        found[both] = (found[both] << np.uint64(_BITS)) | np.uint64(_S)
    return found
