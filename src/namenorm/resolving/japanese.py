"""How a name in Chinese characters may be read in Japan; `namenorm.text.romanize` reads all of them as Chinese.

>>> japanese_readings("長崎")[0], "yokohama" in japanese_readings("横浜市")
('nagasaki', True)
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from namenorm.resolving.shipped import shipped
from namenorm.text.keys import NameForm
from namenorm.text.profiles import words_of_all
from namenorm.text.romanize import romanize
from namenorm.text.scripts import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KEPT = 24  # readings of a name
_LONGEST = 12  # characters
_AGAIN = "々"


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """By character: its readings, and how often each is meant (``resolving/data/kanji.json``)."""
    found = {}
    for char, listed in shipped("kanji.json")["readings"].items():
        pairs = (item.split() for item in listed.split(", "))
        found[char] = tuple((reading, int(percent) / 100) for reading, percent in pairs)
    return found


@lru_cache(maxsize=4096)
def japanese_readings(folded: str) -> tuple[str, ...]:
    """The likeliest readings of a folded name, the likeliest first; none where a character has no Japanese reading."""
    name = folded.replace(" ", "")
    if not 1 < len(name) <= _LONGEST:
        return ()
    beam = _read(name)
    if name[-1] in words_of_all("division_characters") and len(name) > 2:  # left out in Latin letters as often as not
        beam = [reading for pair in zip(beam, _read(name[:-1]), strict=False) for reading in pair]
    return tuple(dict.fromkeys(beam))


def _read(name: str) -> list[str]:
    beam = [(1.0, "")]
    previous = ""
    for written in name:
        char = previous if written == _AGAIN else written
        options = ((romanize(char), 1.0),) if script_of(char) == "Kana" else _readings().get(char, ())
        previous = char
        longer = ((chance * own, text + reading) for chance, text in beam for reading, own in options)
        beam = sorted(longer, key=lambda item: (-item[0], item[1]))[:_KEPT]
    return [text for _, text in beam]


def as_japanese(form: NameForm, others: Iterable[str]) -> NameForm | None:
    """A name in Chinese characters, read in the Japanese way that is nearest to one of some romanised names."""
    readings = japanese_readings(form.folded) if form.script == "Han" else ()
    pairs = ((Indel.normalized_similarity(reading, other), reading) for other in others for reading in readings)
    best = max(pairs, default=None, key=lambda pair: pair[0])
    return NameForm(best[1], (best[1],), "Kana") if best else None


def as_kana(form: NameForm) -> NameForm:
    """A name to put beside one from `as_japanese`: kana become Latin letters too."""
    return NameForm(" ".join(form.tokens), form.tokens, form.script)
