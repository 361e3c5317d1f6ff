"""Distinct numbers of large arrays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_PART = 1 << 22


def distinct(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The distinct numbers in order; overwrites its argument. Several times faster than `numpy.unique` on millions.

    >>> distinct(np.array([3, 1, 3], dtype=np.uint64)).tolist()
    [1, 3]
    """
    if not numbers.size:
        return numbers
    numbers.sort()
    new = np.empty(numbers.size, dtype=bool)
    new[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    if numbers.size <= _PART:
        return numbers[new]
    end = 0
    for start in range(0, numbers.size, _PART):  # part by part, so that no second array is needed
        part = numbers[start : start + _PART][new[start : start + _PART]]
        numbers[end : end + part.size] = part
        end += part.size
    return numbers[:end]
