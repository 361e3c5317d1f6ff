"""Answers about texts that come again: the cells of a column repeat, also from one piece of a table to the next.

>>> asked_of = []
>>> answers = Answers(lambda texts, lang: (asked_of.append(sorted(texts)), map(str.upper, texts))[1], most=100)
>>> answers.of([("en", "a"), ("en", "b"), ("en", "a")]), answers.of([("en", "b"), ("en", "c")]), asked_of
(['A', 'B', 'A'], ['B', 'C'], [['a', 'b'], ['c']])
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
Asked = tuple[str | None, str]
"""A language and a text."""

_SHORT = 200  # code points of a text that is likely to come again, and cheap to remember


class Answers(Generic[Answer]):
    """Works out what is asked of texts, for all of a language at once, and remembers up to ``most`` short ones."""

    def __init__(self, work_out: Callable[[Collection[str], str | None], Iterable[Answer]], most: int) -> None:
        self._work_out = work_out
        self._most = most
        self._known: dict[Asked, Answer] = {}

    def of(self, asked: Sequence[Asked]) -> list[Answer]:
        """The answers for some texts, in their order."""
        missing: dict[str | None, dict[str, None]] = {}
        found = {own: self._known[own] for own in asked if own in self._known}
        for lang, text in asked:
            if (lang, text) not in found:
                missing.setdefault(lang, {})[text] = None
        new = {
            (lang, text): answer
            for lang, texts in missing.items()
            for text, answer in zip(texts, self._work_out(texts, lang), strict=True)
        }
        if len(self._known) + len(new) > self._most:
            self._known.clear()
        self._known.update((own, answer) for own, answer in new.items() if len(own[1]) <= _SHORT)
        found |= new
        return [found[own] for own in asked]
