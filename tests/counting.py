"""Counts what a call does, so that tests of growth depend on no clock."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def count_calls(function: Callable[..., object], *arguments: object) -> int:
    """How many Python and C functions are called while ``function`` runs."""
    calls = 0

    def note(_frame: object, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return calls
