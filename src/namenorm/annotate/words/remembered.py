"""Answers that are worked out once: of a method, with `remembered`; `Remembered` where one asks which are known.

>>> squares = Remembered(lambda number: number * number, most=2)
>>> squares[3], squares[4], squares[5], len(squares)
(9, 16, 25, 1)
>>> class Powers:
...     @remembered(most=100)
...     def cube(self, number: int) -> int:
...         return number**3
>>> Powers().cube(3)
27
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Remembered(dict[Asked, Answer]):
    """Answers by what was asked; forgets all of them when there are too many. Threads may share one."""

    def __init__(self, work_out: Callable[[Asked], Answer], most: int) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, asked: Asked) -> Answer:
        answer = self._work_out(asked)
        if len(self) >= self._most:
            self.clear()
        self[asked] = answer
        return answer

    def remember(self, asked: Asked, answer: Answer) -> None:
        """Notes an answer that was worked out with others."""
        if len(self) >= self._most:
            self.clear()
        self[asked] = answer


def remembered(most: int) -> Callable[[Callable[[Any, Asked], Answer]], _Method[Asked, Answer]]:
    """Has each object remember the answers of a method of one argument, which is as quick as a dictionary then."""
    return lambda method: _Method(method, most)


class _Method(Generic[Asked, Answer]):
    def __init__(self, method: Callable[[Any, Asked], Answer], most: int) -> None:
        self._method = method
        self._most = most

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, _: type | None = None) -> Callable[[Asked], Answer]:
        answers = Remembered[Asked, Answer](partial(self._method, instance), self._most)
        found: Callable[[Asked], Answer] = vars(instance).setdefault(self._name, answers.__getitem__)
        return found
