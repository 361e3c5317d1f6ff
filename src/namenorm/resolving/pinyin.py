"""Chinese names in the older romanisation of Wade and Giles, as they are written today.

>>> as_pinyin("Mao Tse-tung").folded
'mao zedong'
>>> as_pinyin("Ban Ki-moon") is None
True
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from namenorm.text.keys import name_form
from namenorm.text.profiles import profile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from namenorm.text.keys import NameForm

_LEAST, _MOST = 2, 8  # syllables
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bb`\u00b4", "'"))
_DASHES = re.compile("[-\u2010\u2011\u2013]")


@lru_cache(maxsize=1)
def _syllables() -> Mapping[str, str]:
    chinese = profile("zh")
    return chinese.old_syllables if chinese else {}


@lru_cache(maxsize=1)
def _of_today() -> frozenset[str]:
    return frozenset(_syllables().values())


@lru_cache(maxsize=4096)
def as_pinyin(text: str) -> NameForm | None:
    """The name in pinyin; none where it is not all of older syllables, or all of it could be pinyin as it is."""
    words = [_DASHES.split(word) for word in text.lower().translate(_APOSTROPHES).split()]
    parts = [part for word in words for part in word]
    if not _LEAST <= len(parts) <= _MOST or not all(part in _syllables() for part in parts):
        return None
    if all(part in _of_today() for part in parts):
        return None
    return name_form(" ".join("".join(_syllables()[part] for part in word) for word in words))
