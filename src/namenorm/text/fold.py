"""The folded alias key of a name: one form for all its cases, marks, widths, dashes and apostrophes.

>>> fold("İLHAM ƏLİYEV"), fold("Ya’alon"), fold("U.S."), fold("Nagorno–Karabakh")
('ilham aliyev', 'yaalon', 'us', 'nagorno karabakh')

Folding knows no language and never leaves the script of the name (`namenorm.text.romanize` does). Every character is
folded on its own by one lazily filled table, so folding is linear in the text: a letter as ``folded`` in the profile of
its script says (``languages/und-*.toml``), else as Unicode does. What depends on neighbours (stops of abbreviations,
the Hebrew inch mark, optional dots of Hindi) is a handful of regular expressions after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps

from namenorm.text.profiles import script_profile
from namenorm.text.scripts import script_of

FOLD_VERSION = 2
"""Changes whenever the folded form of any text may change."""

_LONGEST_NAME = 80


def remembered(make: Callable[[str], str]) -> Callable[[str], str]:
    """A function that remembers what it makes of texts as short as names; longer ones would only hold memory."""
    known = lru_cache(maxsize=1 << 15)(make)

    @wraps(make)
    def made(text: str) -> str:
        return known(text) if len(text) <= _LONGEST_NAME else make(text)

    return made


# --- What single characters become ------------------------------------------------------------------------------

_APOSTROPHES = "'`´ʹʺʻʼʽʾʿˈˊˋ‘’‚‛′‵＇՚՛՜՝՞ꞌ׳״ʿ΄᾽᾿῾ߴߵ"
_SIGNS = {"№": " no ", "™": " ", "℠": " ", "®": " ", "©": " ", "·": "·"}
_KEPT_COMPOSED = frozenset("йѓќ")  # letters of their alphabets, not marked forms of others
_FIRST_HIRAGANA, _LAST_HIRAGANA, _TO_KATAKANA = 0x3041, 0x3096, 0x60

# Marks that only colour a letter. All others (vowel signs and viramas of Indic and Thai, kana dakuten) spell the word.
_DROPPED_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06ED), (0x0711, 0x0711), (0x0730, 0x074A), (0x0E48, 0x0E4B), (0x135D, 0x135F), (0x180B, 0x180F),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip


_LOST = re.compile(f"[\u0e48-\u0e4b{chr(_FIRST_HIRAGANA)}-{chr(_LAST_HIRAGANA)}]")


def lost_letters(text: str) -> list[str]:
    """What folding loses of texts without spaces, where it tells words from names: tones of Thai, and hiragana.

    >>> lost_letters("ล่าว"), lost_letters("ลาว"), lost_letters("まれ"), lost_letters("マレ")
    (['่'], [], ['ま', 'れ'], [])
    """
    return _LOST.findall(text)


def _listed(char: str) -> str | None:
    """What a character becomes by the table of signs or the profile of its script, if that says so."""
    item = script_profile(script_of(char))
    return item.folded.get(char) if item and char in item.folded else _SIGNS.get(char)


def _fold_part(char: str) -> str:
    """Folds one character of a compatibility decomposition."""
    listed = _listed(char)
    if listed is not None:
        return listed
    code, category = ord(char), unicodedata.category(char)
    if char in _APOSTROPHES or category == "Cf" or any(first <= code <= last for first, last in _DROPPED_MARKS):
        return ""
    if _FIRST_HIRAGANA <= code <= _LAST_HIRAGANA:
        return chr(code + _TO_KATAKANA)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    is_mark = category[0] in "PSZ" or category in ("Cc", "Cs")
    return " " if is_mark and char != "." else char


def _fold_char(char: str) -> str:
    if char in _KEPT_COMPOSED:
        return char
    if char in _APOSTROPHES:  # before NFKC, which makes spaces of some of them
        return ""
    listed = _listed(char)
    if listed is not None:
        return listed
    lowered = unicodedata.normalize("NFKC", char).casefold()
    if lowered in _KEPT_COMPOSED:
        return lowered
    parts = unicodedata.normalize("NFD", lowered)
    return unicodedata.normalize("NFC", "".join(map(_fold_part, parts)))


class _FoldTable(dict[int, str]):
    """A table for `str.translate` that works out a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        for _ in range(4):  # a folded letter may itself fold further; four rounds reach the end for all of Unicode
            again = "".join(map(_fold_char, folded))
            if again == folded:
                break
            folded = again
        self[code] = folded
        return folded


_TABLE = _FoldTable()
_ASCII_TABLE = str.maketrans(
    {chr(c): " " for c in range(128) if not chr(c).isalnum() and chr(c) not in "'`."}
    | {chr(c): chr(c).lower() for c in range(65, 91)}
    | {"'": "", "`": ""}
)

# --- What depends on neighbours ---------------------------------------------------------------------------------

# A stop between two single letters: "u.s." but neither "s. frederick" nor "a.s.pushkin" before its surname.
_ABBREVIATION_STOP = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))")
_HEBREW_INCH_MARK = re.compile(r"[\"“”„‟″＂](?<=[א-ת].)(?=[א-ת])")  # the mark first, so that it is sought quickly
_OPTIONAL_NUKTA = re.compile("(?<=[कखगजफ])\u093c")  # Hindi writes फ़ and फ alike; ड़ and Bengali য় are other letters


def _finish(text: str) -> str:
    if "." in text:
        text = _ABBREVIATION_STOP.sub(r"\1", text).replace(".", " ")
    return " ".join(text.split())


def _fold_unicode(text: str) -> str:
    folded = unicodedata.normalize("NFC", _HEBREW_INCH_MARK.sub("", text)).translate(_TABLE)
    if "·" in folded:
        folded = folded.replace("l·l", "ll").replace("·", " ")
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
        if "\u093c" in folded:
            folded = _OPTIONAL_NUKTA.sub("", folded)
    return _finish(folded)


def _fallback(text: str) -> str:
    """A key for a text without letters and digits: its symbols, else its punctuation, else whatever it is."""
    composed = unicodedata.normalize("NFC", text)
    for kept in ("S", "SP"):
        key = "".join(char if unicodedata.category(char)[0] in kept else " " for char in composed)
        if key.strip():
            return " ".join(key.split())
    return " ".join(composed.split())


@remembered
def fold(text: str) -> str:
    """The form under which spellings of one name in one script meet.

    >>> fold("  Müller-Straße "), fold("Ильха́м АЛИЕВ"), fold("צה״ל"), fold("🇦🇿 Baku!")
    ('muller strasse', 'ильхам алиев', 'צהל', 'baku')

    Idempotent. Only a text of nothing but spaces folds to the empty string; where nothing else is left, symbols stay:

    >>> fold("!?"), fold("🇦🇿")
    ('!?', '🇦🇿')
    """
    folded = _finish(text.translate(_ASCII_TABLE)) if text.isascii() else _fold_unicode(text)
    return folded or _fallback(text)


def compact(folded: str) -> str:
    """A folded form without its spaces, under which glued and split spellings meet.

    >>> compact("nagorno karabakh")
    'nagornokarabakh'
    """
    return folded.replace(" ", "")


def undoubled(word: str) -> str:
    """A word with letters that stand twice or more in a row once: ``undoubled("zakkir") == "zakir"``."""
    return "".join(letter for letter, before in zip(word, f" {word}", strict=False) if letter != before)
