"""Running text with known mentions: made-up prose in nine languages into which names are put.

The prose is made of the sentences in ``tests/corpora/correct``. A part of their longer words gives way to made-up
ones, drawn so that their frequencies fall as those of words do (Simon's process): otherwise a long text would have no
more distinct words than the corpora.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.data import letters_of, misspelt
from namenorm.text.scripts import script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.data import Letters, Names

CORPORA = Path(__file__).parent.parent / "tests" / "corpora" / "correct"
LANGUAGES = ("en", "ru", "en", "de", "fr", "es", "pl", "tr", "az", "uk")
"""The language of each document in turn; all tell capitals from small letters."""
MENTIONS = 0.025
"""How many words in a hundred are followed by a name, over a hundred."""
EDITS = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2)
"""How many edits a mention has: half none, 35 % one, 15 % two."""
_SENTENCES = 30
_MADE_UP = 0.3
_NEW = 0.15
_SEED = 7
_WORD = re.compile(r"\w+|\W+")


@dataclass(frozen=True, slots=True)
class Planted:
    """A mention in a document: ``text[start:end]``, the cities that it names and how many edits it has."""

    start: int
    end: int
    owners: tuple[str, ...]
    edits: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text and the mentions in it."""

    text: str
    mentions: tuple[Planted, ...]


class WordMaker:
    """Makes up words that look like those of a corpus, and uses them again the more often the older they are."""

    def __init__(self, words: Sequence[str], rng: random.Random) -> None:
        self._rng = rng
        self._used: list[str] = []
        self._next: dict[str, list[str]] = defaultdict(list)
        for word in words:
            padded = f"^^{word}$"
            for at in range(2, len(padded)):
                self._next[padded[at - 2 : at]].append(padded[at])

    def word(self) -> str:
        """The next word."""
        old = self._used and self._rng.random() > _NEW
        word = self._rng.choice(self._used) if old else self._new()
        self._used.append(word)
        return word

    def _new(self) -> str:
        while True:
            letters = "^^"
            while not letters.endswith("$") and len(letters) < 20:
                letters += self._rng.choice(self._next[letters[-2:]])
            if len(letters.strip("^$")) >= 4:
                return letters.strip("^$")


def documents(names: Names, size: int) -> list[Document]:
    """Documents of about ``size`` letters in all, the same for all sizes of names but for the names in them."""
    rng = random.Random(_SEED)
    planter = random.Random(f"{_SEED} {names.size}")
    sentences = {code: (CORPORA / f"{code}.txt").read_text(encoding="utf-8").splitlines() for code in LANGUAGES}
    makers = {code: WordMaker(_small_words(lines), rng) for code, lines in sentences.items()}
    by_script = _names_by_script(names)
    letters = letters_of(names.texts)
    found: list[Document] = []
    written = 0
    while written < size:
        code = LANGUAGES[len(found) % len(LANGUAGES)]
        text = " ".join(_reworded(rng.choice(sentences[code]), makers[code], rng) for _ in range(_SENTENCES))
        found.append(_planted(text, by_script[script(text)], names, letters, planter))
        written += len(text)
    return found


def _small_words(lines: Sequence[str]) -> list[str]:
    return [word for line in lines for word in _WORD.findall(line) if word.isalpha() and word.islower()]


def _reworded(sentence: str, maker: WordMaker, rng: random.Random) -> str:
    return "".join(
        maker.word() if len(word) > 3 and word.isalpha() and word.islower() and rng.random() < _MADE_UP else word
        for word in _WORD.findall(sentence)
    )


def _names_by_script(names: Names) -> dict[str, list[str]]:
    """Names that can be told from other words: of five letters and more, with a capital at the start."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names.spellings:
        if len(name) >= 5 and name[0].isupper() and all(letter.isalpha() or letter in " -" for letter in name):
            found[script(name)].append(name)
    return found


def _planted(text: str, spellings: Sequence[str], names: Names, letters: Letters, rng: random.Random) -> Document:
    pieces: list[str] = []
    mentions = []
    position = 0
    for piece in _WORD.findall(text):
        pieces.append(piece)
        position += len(piece)
        if not (piece.isalpha() and piece.islower() and rng.random() < MENTIONS):
            continue
        name = rng.choice(spellings)
        edits = rng.choice(EDITS)
        if edits == 2 and len(name) < 7:
            edits = 1
        surface = _misspelt_inside(name, edits, letters, names, rng)
        pieces += [" ", surface]
        start, position = position + 1, position + 1 + len(surface)
        mentions.append(Planted(start, position, names.owners[name.casefold()], edits))
    return Document("".join(pieces), tuple(mentions))


def _misspelt_inside(name: str, edits: int, letters: Letters, names: Names, rng: random.Random) -> str:
    """A misspelling that keeps the first letter and has no more or fewer words, so that its ends are plain to see."""
    while edits:
        surface = name[0] + misspelt(name[1:], edits, letters, (), rng)
        if surface.count(" ") == name.count(" ") and surface.casefold() not in names.owners:
            return surface
    return name
