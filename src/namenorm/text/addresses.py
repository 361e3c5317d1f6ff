"""Addresses: web and e-mail addresses, file names, @handles and #tags. Names inside them are spelt as they are spelt.

>>> text = "Write to a.b@c.org, see www.d.org/e or map.pdf."
>>> without_addresses(text).replace(COVER, "_")
'Write to _________, see ___________ or _______.'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]

COVER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for each character of what is no prose: it is in no word, and no name goes on behind it."""
_URL = re.compile(r"\b(?:(?:https?|ftps?|file|git|ssh)://|mailto:|doi:|urn:|www\.)[^\s<>\"']+", re.IGNORECASE)
_URL_SIGNS = ("://", "www.", "mailto:", "doi:", "urn:")
_HANDLE = re.compile(r"(?<![\w@])(?:RT )?@\w[\w.-]*|(?<![\w#&])#\w+")
_DOMAIN = re.compile(r"@(?:[\w-]+\.)+\w+")
_SHORT = "am|az|de|eu|fr|ge|il|info|int|io|ir|ru|tr|ua|uk"
_GENERIC = r"(?:com|edu|gov|net|org)(?:\.[a-z]{2})?"
_ENDING = re.compile(
    rf"\.(?:(?:(?P<word>{_SHORT})|{_GENERIC})(?:/[^\s<>\"']*)?"
    r"|avif|bmp|csv|docx?|epub|gif|gz|html?|jpe?g|js|json|md|mp[34]|odt|pdf|png|pptx?|py|rtf|svg|tiff?|txt|webp|xlsx?"
    r"|xml|ya?ml|zip)(?![\w-])"
)
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){0,5}[a-z0-9-]{1,63}")
_SITE = re.compile(rf"(?!www\.){_HOST.pattern}\.(?:{_SHORT}|{_GENERIC})", re.IGNORECASE)
_LONGEST = 255
_TRAILING = ".,;:!?)]}»”’'\""
_CHARACTER = re.compile(r"\S")


def without_addresses(text: str, kept: Iterable[Span] = ()) -> str:
    """A text as long as it was with `COVER` for the addresses in it, but for those that a span in ``kept`` touches.

    What may be said in prose stays: a tag with a capital, ``#Baku``, and a site, ``Amazon.com``.
    """
    spans = []
    for start, end in address_spans(text):
        address = text[start:end]
        if address.islower() if address.startswith("#") else not _SITE.fullmatch(address):
            spans.append((start, end))
    if spans:
        wanted = list(kept)
        spans = [(low, high) for low, high in spans if not any(low < end and start < high for start, end in wanted)]
    return covered(text, spans)


def covered(text: str, spans: Iterable[Span]) -> str:
    """A text with `COVER` for each character of some spans; spaces and line breaks stay.

    >>> covered("see <b> x", [(4, 7)]) == "see " + 3 * COVER + " x"
    True
    """
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            begin = max(start, at)
            parts += (text[at:begin], _CHARACTER.sub(COVER, text[begin:end]))
            at = end
    return "".join([*parts, text[at:]]) if parts else text


def address_spans(text: str) -> Iterator[Span]:
    """Every address in a text, without the punctuation that follows it; some more than once.

    >>> list(address_spans("ask @them, see map.pdf."))
    [(4, 9), (15, 22)]
    """
    if any(map(text.__contains__, _URL_SIGNS)):
        for found in _URL.finditer(text):
            yield found.start(), found.start() + len(found[0].rstrip(_TRAILING))
    if "@" in text or "#" in text:
        yield from (found.span() for found in _HANDLE.finditer(text))
        yield from _emails(text)
    yield from _with_ending(text)


def _emails(text: str) -> Iterator[Span]:
    """From each ``@`` outwards, so that the cost stays linear in the text."""
    behind = 0
    for found in _DOMAIN.finditer(text):
        start = _begin(text, found.start(), behind, "._+-")
        if start < found.start():
            yield start, found.end()
        behind = found.end()


def _with_ending(text: str) -> Iterator[Span]:
    """Sites and file names, from their endings to the left.

    An ending that may be a word makes none where a capital stands before it: there a sentence has lost its space.
    """
    behind = 0
    for found in _ENDING.finditer(text):
        start = _begin(text, found.start(), max(behind, found.start() - _LONGEST), "._-~/\\")
        if start < found.start() and (found["word"] is None or _HOST.fullmatch(text, start, found.start())):
            yield start, start + len(text[start : found.end()].rstrip(_TRAILING))
        behind = found.end()


def _begin(text: str, at: int, behind: int, signs: str) -> int:
    while at > behind and (text[at - 1].isalnum() or text[at - 1] in signs):
        at -= 1
    return at
