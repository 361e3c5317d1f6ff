"""Which encoding a text without a mark may have: suggestions with a taste of each, for a person to choose from.

And a hint, never an edit, where a text was decoded with the wrong one somewhere on its way.

>>> suggestions("Президент Ильхам Алиев приехал в Баку".encode("cp1251"))  # doctest: +SKIP
['cp1251 (“Президент”)']
"""

from __future__ import annotations

import re
from itertools import islice

from namenorm.text.language import guess_language
from namenorm.text.profiles import language_profile
from namenorm.text.scripts import script

# What texts in the wild are written in; others are far more often a wrong guess than a right one.
_COMMON = (
    "cp1252", "cp1251", "cp1254", "cp1250", "cp1253", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_7",
    "iso8859_9", "koi8_r", "koi8_u", "cp866", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
_MOST = 3
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 1 << 15  # bytes; more do not change the answer, and take long


def suggestions(data: bytes) -> list[str]:
    """Encodings in which bytes make sense, likeliest first, each with its first word that is not plain ASCII."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return []
    matches = from_bytes(data[:_SAMPLE], cp_isolation=list(_COMMON))
    # Several encodings often give the very same text; then the one that is met most is named.
    texts = {min(match.could_be_from_charset, key=_COMMON.index): str(match) for match in matches}
    ranked = sorted(texts, key=lambda encoding: not _fits_its_language(texts[encoding]))
    shown: dict[str, str] = {}
    for encoding in ranked:
        taste = next((word[0] for word in _WORD.finditer(texts[encoding]) if not word[0].isascii()), "")[:12]
        if taste not in shown.values():
            shown[encoding.replace("_", "-")] = taste
    likely = list(shown.items())[:_MOST]
    return [f"{encoding} (“{taste}”)" if taste else encoding for encoding, taste in likely]


def _fits_its_language(text: str) -> bool:
    """Whether a Latin text has no letter that its language lacks, which `charset_normalizer` does not ask."""
    lang = guess_language(text) if script(text) == "Latin" else None
    profile = language_profile(lang)
    if profile is None:
        return False
    return {char for char in text.lower() if char.isalpha() and not char.isascii()} <= set(profile.own_letters)


_PAIR = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
_LATIN_CYRILLIC = re.compile(r"(?<![^\W\d_])[\u00c0-\u00ff]{5,}")
_ENOUGH = 3
_LOOKED_AT = 200


def mojibake_hint(text: str) -> str | None:
    """What went wrong with a text that looks wrongly decoded, in a sentence; ``None`` where it looks sound.

    >>> mojibake_hint("Ð‘Ð°ÐºÑƒ and Netanyahu")
    'looks like UTF-8 that was once read as Latin (mojibake); repair it first, e.g. with ftfy'
    """
    if text.isascii():
        return None
    pairs = islice(_PAIR.finditer(text), _LOOKED_AT)
    if sum(_was_utf8(found[0]) for found in pairs) >= _ENOUGH:
        return "looks like UTF-8 that was once read as Latin (mojibake); repair it first, e.g. with ftfy"
    if sum(1 for _ in islice(_LATIN_CYRILLIC.finditer(text), _ENOUGH)) >= _ENOUGH:
        return "looks like Cyrillic that was once read as Latin (mojibake); it may be cp1251: try --encoding cp1251"
    return None


def _was_utf8(piece: str) -> bool:
    for size in range(2, len(piece) + 1):
        for encoding in ("cp1252", "latin-1"):
            try:
                piece[:size].encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            return True
    return False
