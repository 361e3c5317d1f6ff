"""Remembered: answers that are worked out once.

>>> squares = Remembered(lambda number: number * number, most=2)
>>> squares[3], squares[4], squares[5], len(squares)
(9, 16, 25, 1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self.remember(asked, answer)
        return answer

    def remember(self, asked: Asked, answer: Answer) -> None:
        """Notes an answer that was worked out with others."""
        if len(self) >= self._most:
            self.clear()
        self[asked] = answer
