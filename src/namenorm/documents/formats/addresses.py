"""Web addresses, e-mail addresses, @handles and #tags: names inside them are spelt as they are spelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.documents.formats.spans import Span

_URL = re.compile(r"\b(?:(?:https?|ftps?|file|git|ssh)://|mailto:|doi:|urn:|www\.)[^\s<>\"']+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@\w[\w.-]*|(?<![\w#&])#\w+")
_DOMAIN = re.compile(r"@(?:[\w-]+\.)+\w+")
_BARE_DOMAIN = re.compile(
    r"(?<![\w.@-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|info|gov|edu|int|io|az|am|ge|ir|il|ru|ua|tr|uk|de|fr|eu)"
    r"(?:/[^\s<>\"']*)?(?![\w-])"
)
_TRAILING = ".,;:!?)]}»”’'\""


def address_spans(text: str) -> Iterator[Span]:
    """Every address in a text, without the punctuation that follows it.

    >>> sorted(address_spans("Write to a.b@c.org, or www.d.org."))
    [(9, 18), (23, 32), (23, 32)]
    """
    for pattern in (_URL, _BARE_DOMAIN):
        for found in pattern.finditer(text):
            end = found.end()
            while end > found.start() and text[end - 1] in _TRAILING:
                end -= 1
            yield found.start(), end
    yield from (found.span() for found in _HANDLE.finditer(text))
    yield from _emails(text)


def _emails(text: str) -> Iterator[Span]:
    """From each ``@`` outwards, so that the cost stays linear in the text."""
    behind = 0
    for found in _DOMAIN.finditer(text):
        start = found.start()
        while start > behind and (text[start - 1].isalnum() or text[start - 1] in "._+-"):
            start -= 1
        if start < found.start():
            yield start, found.end()
        behind = found.end()
