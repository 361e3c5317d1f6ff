"""The key of names that have been through unidecode, as much data in the wild has.

unidecode is optional and under the GPL; this is the only module that imports it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from namenorm.text.fold import fold


@lru_cache(maxsize=1)
def _unidecode() -> Callable[[str], str] | None:
    try:
        from unidecode import unidecode
    except ImportError:
        return None
    return unidecode


def unidecode_key(text: str) -> str | None:
    """The folded form of what unidecode makes of a text; ``None`` for ASCII and where unidecode is not installed.

    >>> unidecode_key("Ильхам Алиев") in ("il kham aliev", "ilkham aliev", None)
    True
    """
    if text.isascii():
        return None
    decode = _unidecode()
    if decode is None:
        return None
    # Lone surrogates would make unidecode warn.
    return fold(decode("".join(char for char in text if not "\ud800" <= char <= "\udfff"))) or None
