"""Page: one document as the annotators see it, its words with their case, gaps and sentences.

>>> from namenorm.annotate.words.names import Names
>>> from namenorm.annotate.words.vocabulary import Vocabulary
>>> from namenorm.index.reader import MappedIndex
>>> vocabulary = Vocabulary(None, Names(MappedIndex.build([])))
>>> texts = ["Gallant met Aliyev. He was gallant.", "Gallant!"]
>>> first, second = read_pages([Reading(text, vocabulary) for text in texts], longest=9)
>>> [first.written(place) for place in first.where(lambda pages: pages.starts_sentence)]
['Gallant', 'He']
>>> first.lower_uses["gallant"], second.lower_uses["gallant"]
(1, 0)

Pages are read several at a time: see `namenorm.annotate.document.pages`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, compress

import numpy as np

from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.pages import Pages, Rule, Spans, Words
from namenorm.annotate.document.reading import Reading, read
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import CASED, Shape, Vocabulary
from namenorm.model import Resolution, Tier
from namenorm.text.inflection import Stem, stems


def read_pages(texts: Sequence[Reading], longest: int) -> list[Page]:
    """Texts that are read together; names have up to ``longest`` words.

    The pages are freed when none is in use: what they share does not know them.
    """
    groups: dict[int, list[int]] = {}
    for place, each in enumerate(texts):
        groups.setdefault(id(each.vocabulary), []).append(place)
    found = [read([texts[place] for place in group]) for group in groups.values()]
    pages = Pages(found, texts[0].vocabulary.names.kb, longest)
    words = pages.words_of(found)
    numbers = np.argsort(list(chain(*groups.values()))).tolist()
    return [
        Page(each.text, each.vocabulary, words[number], pages, number)
        for each, number in zip(texts, numbers, strict=True)
    ]


class Page:
    """The words of a text and what is known about each: parallel lists, one entry a word.

    ``gaps[i]`` stands before word ``i``; ``initial[i]`` says that word ``i`` begins a sentence, a line of its own or a
    quotation, so that its capital says nothing; ``shouted[i]`` that its neighbours are all in capitals too;
    ``headline[i]`` that its whole line is written with capitals. ``lower_uses`` and ``capital_uses`` count how often
    the document has a key in lower case, and with a capital that a sentence does not explain.
    """

    def __init__(self, text: str, vocabulary: Vocabulary, words: Words, pages: Pages, number: int) -> None:
        self.text = text
        self.lang = vocabulary.lang
        self.vocabulary = vocabulary
        self._pages = pages
        self._number = number
        self.numbers, self.starts, self.ends, self.shapes, self.gaps = words[:5]
        self.initial, self.shouted, self.headline = words.initial, words.shouted, words.headline
        self.keys = list(map(vocabulary.keys.__getitem__, self.numbers))
        # A counter would call Python for each word that it lacks.
        self.lower_uses = defaultdict(int, Counter(compress(self.keys, words.lower)))
        self.capital_uses = defaultdict(int, Counter(compress(self.keys, words.inner_title)))

    def flags(self, rule: Rule) -> Sequence[bool]:
        """Of which words a rule holds that looks at all words of pages at once."""
        return self._pages.flags(rule, self._number)

    def where(self, rule: Rule, shape: int | None = None) -> list[int]:
        """The words of which such a rule holds; one of words of a single shape is not asked where there are none."""
        return [] if shape is not None and shape not in self.shapes else self._pages.where(rule, self._number)

    def spans(self, rule: Spans) -> Iterator[tuple[int, int]]:
        """The stretches of words, as ``(first, last)``, that such a rule gives."""
        return self._pages.spans(rule, self._number)

    def open_only(self, spans: Iterable[tuple[int, int]]) -> None:
        """Has rules that look at all words hold in some stretches only; to be called before any is asked."""
        self._pages.open_only(spans, self._number)

    def written(self, position: int) -> str:
        """A word as the text has it."""
        return self.vocabulary.texts[self.numbers[position]]

    def folded(self, position: int) -> str:
        """The folded form of a word."""
        return self.vocabulary.folded[self.numbers[position]]

    def has(self, position: int, trait: int) -> bool:
        """Whether a word has a `Trait`, or one of several."""
        return self.vocabulary.has(self.numbers[position], trait)

    def forms(self, position: int) -> tuple[str, ...]:
        """The key of a word, and the dictionary forms that it may have."""
        return self.vocabulary.forms(self.numbers[position])

    def readings(self, position: int) -> tuple[tuple[str, Stem], ...]:
        """The forms of words of names that a word may be, each with the key of that word."""
        return self.vocabulary.readings[self.numbers[position]]

    def is_uncased_given(self, position: int) -> bool:
        """Whether a word in a script without case is a common given name, a small word before it or not."""
        return self.vocabulary.is_given_name(self.numbers[position])

    def without_prefix(self, position: int) -> list[str]:
        """What a word is, folded, without small words that are written together with it: "לאיראן", to Iran."""
        return [form.restored for form in stems(self.folded(position), self.lang) if not form.ending]

    def span(self, first: int, last: int) -> str:
        """The text from word ``first`` up to, not including, word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def before(self, position: int) -> str:
        """The text between a word and the one before it."""
        return self.text[self.ends[position - 1] if position else 0 : self.starts[position]]

    def mention(
        self,
        first: int,
        last: int,
        rows: tuple[int, ...],
        tier: Tier,
        *,
        source: str = "name",
        score: float = 1.0,
        ending: str = "",
    ) -> PageMention:
        """A mention over words ``first`` up to ``last``."""
        start, end = self.starts[first], self.ends[last - 1]
        return PageMention(first, last, start, end, rows, tier, source, ending=ending, score=score)

    def answered(self, first: int, last: int, resolution: Resolution, score: float) -> PageMention:
        """A mention over words ``first`` up to ``last``, by what the resolver has said of them."""
        best, *others = resolution.candidates
        resolution = replace(resolution, candidates=(replace(best, score=score), *others))
        start, end = self.starts[first], self.ends[last - 1]
        return PageMention(first, last, start, end, (), best.tier, "fuzzy", score=score, resolution=resolution)

    def from_word(self, mention: PageMention, first: int) -> PageMention:
        """A mention that begins at an earlier word."""
        return mention._replace(first=first, start=self.starts[first])

    def word_before(self, position: int) -> str:
        """The key of the word before one, if only a space stands between them; "" where there is none."""
        return self.keys[position - 1] if self.gaps[position] == Gap.SPACE else ""

    def word_at(self, last: int) -> str:
        """The key of the word that follows words up to ``last`` behind a space only; "" where there is none."""
        return self.keys[last] if last < len(self.keys) and self.gaps[last] == Gap.SPACE else ""

    def has_capital_at(self, last: int) -> bool:
        """Whether a word with a capital follows words up to ``last`` behind a space only."""
        return bool(self.word_at(last)) and self.shapes[last] in CASED

    def ends_person(self, position: int) -> bool:
        """Whether a word and the one before it are the name of a listed person, or the end of one."""
        pair = self.word_before(position), self.keys[position]
        return any(words[-2:] == pair for words in self.vocabulary.names.of_persons(self.folded(position)))

    def is_demonym(self, position: int) -> bool:
        """Whether a word looks like what the people or things of a named place are called."""
        return self.vocabulary.is_demonym(self.numbers[position])

    def is_uncased(self, position: int) -> bool:
        """Whether a word is one of a script without case, so that no capital tells names from words."""
        return self.shapes[position] == Shape.UNCASED

    def is_capital(self, position: int) -> bool:
        """Whether a word has a capital letter (words of scripts without case count)."""
        return self.shapes[position] != Shape.LOWER

    def is_cased_capital(self, position: int) -> bool:
        """Whether a word has a capital letter."""
        return self.shapes[position] in CASED

    def is_letter(self, position: int) -> bool:
        """Whether a word is a single capital."""
        return len(self.keys[position]) == 1 and self.is_cased_capital(position)
