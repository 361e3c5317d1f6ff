"""PageMention: one stretch of words that may be a mention, before it is decided what it means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from namenorm.model import Candidate, Resolution, Tier

LICENSED = 0.95
"""The most that a part of a name scores, by the document or as it is spelt."""
UNIQUE = 0.9
"""The same for a single word that only one entity bears, where the document has no more of its name."""
DOUBTFUL = 0.85
"""The same for a spelling that no list has where it is short, begins with another letter or is read without an ending;
and for a surname after a full name in such a spelling."""


class PageMention(NamedTuple):
    """Words ``first`` up to ``last`` of a page, at ``[start, end)`` of its text, and the aliases that they may be.

    ``source`` says how they were found: ``name`` (the whole alias, or a known name of what has it),
    ``part`` (a part of a name found elsewhere in the document), ``surname`` (of a person whom it names in full),
    ``unique`` (a part that only one entity bears), ``acronym`` or ``fuzzy``. ``ending`` is that of an inflected word;
    ``doubtful`` says that only the rest of the sentence can tell the name from an ordinary word.
    """

    first: int
    last: int
    start: int
    end: int
    rows: tuple[int, ...]
    tier: Tier = Tier.EXACT
    source: str = "name"
    ending: str = ""
    score: float = 1.0
    doubtful: bool = False
    resolution: Resolution | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is a single word."""
        return self.last - self.first == 1

    @property
    def best(self) -> Candidate | None:
        """What the resolver has said that it is, if it was asked."""
        return self.resolution.best if self.resolution is not None else None

    def moved(self, words: int, letters: int) -> PageMention:
        """The same mention so many words and characters farther on."""
        return self._replace(
            first=self.first + words, last=self.last + words, start=self.start + letters, end=self.end + letters
        )


def longest(mentions: Iterable[PageMention]) -> list[PageMention]:
    """The mentions that remain when each one drops those that overlap it and start later or are shorter.

    Of those over the same words the first one remains.
    """
    chosen: list[PageMention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not chosen or mention.start >= chosen[-1].end:
            chosen.append(mention)
    return chosen
