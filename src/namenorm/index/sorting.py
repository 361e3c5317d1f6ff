"""Distinct numbers of large arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


def distinct(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The distinct numbers in order; sorts its argument. Several times faster than `numpy.unique` on millions.

    >>> distinct(np.array([3, 1, 3], dtype=np.uint64)).tolist()
    [1, 3]
    """
    numbers.sort()
    return numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))] if numbers.size else numbers
