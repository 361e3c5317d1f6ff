"""What the tables of an index do with large arrays of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.intp]

_PART = 1 << 22


def distinct(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The distinct numbers in order; overwrites its argument. Several times faster than `numpy.unique` on millions.

    >>> distinct(np.array([3, 1, 3], dtype=np.uint64)).tolist()
    [1, 3]
    """
    numbers.sort()
    new = begins(numbers)
    if numbers.size <= _PART:
        return numbers[new]
    end = 0
    for start in range(0, numbers.size, _PART):  # part by part, so that no second array is needed
        part = numbers[start : start + _PART][new[start : start + _PART]]
        numbers[end : end + part.size] = part
        end += part.size
    return numbers[:end]


def begins(numbers: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which numbers differ from the one before them.

    >>> begins(np.array([3, 3, 1])).tolist()
    [True, False, True]
    """
    new = np.ones(numbers.size, dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    return new


def stretches(first: npt.NDArray[np.signedinteger[Any]], sizes: Ints) -> Ints:
    """Numbers in a row, so many each, from some numbers on.

    >>> stretches(np.array([7, 2]), np.array([2, 3])).tolist()
    [7, 8, 2, 3, 4]
    """
    ends = sizes.cumsum()
    at = np.arange(ends[-1] if ends.size else 0)
    at += (first - ends + sizes).repeat(sizes)
    return at
