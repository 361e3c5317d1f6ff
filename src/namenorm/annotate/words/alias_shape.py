"""AliasShape: how an alias is written, which the words of a text have to fit."""

from __future__ import annotations

from dataclasses import dataclass

from namenorm.text.fold import compact, fold
from namenorm.text.tokens import tokenize_name

_EASY = frozenset(" .-‐‑‒–—־'’ʼ‘ʻ`´\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f·・")

_OF_PERSON = 3  # words of the name of a person, at most
_DASHES = frozenset("-‐‑–—")


@dataclass(frozen=True, slots=True)
class AliasShape:
    """How an alias is written.

    ``cased`` says that it has a capital, ``upper`` that all its letters are capitals, ``odd`` lists its punctuation
    other than stops, hyphens and apostrophes, and the long dash where it has one of any kind, ``capitals`` says of each
    of its words whether it has a capital.
    """

    text: str
    letters: str
    words: tuple[str, ...]
    cased: bool
    upper: bool
    odd: frozenset[str]
    capitals: tuple[bool, ...]

    @property
    def is_full_name(self) -> bool:
        """Whether it may be a given name and a surname: two or three words with capitals, and not all in capitals."""
        return 1 < len(self.words) <= _OF_PERSON and all(self.capitals) and not self.upper

    @classmethod
    def of(cls, text: str) -> AliasShape:
        """How a name is written.

        >>> AliasShape.of("Washington, D.C.").odd
        frozenset({','})
        """
        words = tokenize_name(text)
        marks = {char for char in text if not char.isalnum() and char not in _EASY}
        if not _DASHES.isdisjoint(text):
            marks.add("—")  # "Baku — Tbilisi — Ceyhan" for "Baku–Tbilisi–Ceyhan"
        letters = "".join(char for char in text if char.isalnum())
        return cls(
            text=text,
            letters=letters,
            words=tuple(compact(fold(word.text)) for word in words),
            cased=any(char.isupper() or char.istitle() for char in letters),
            upper=letters.isupper(),
            odd=frozenset(marks),
            capitals=tuple(any(char.isupper() or char.istitle() for char in word.text) for word in words),
        )
