"""Finds misspelt names: words that nobody knows, close to words of names, confirmed by the resolver.

A word is asked about only if it has a capital, is no ordinary word, is not used in lower case in the document, is no
name and no demonym ("Armenian" is near "Armenia", but does not mean it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from rapidfuzz.distance import OSA

from namenorm.annotate.document.enumerations import told_places
from namenorm.annotate.document.mentions import DOUBTFUL, PageMention
from namenorm.annotate.document.pages import Flags, Pages, having
from namenorm.annotate.finding.dotted import Dotted
from namenorm.annotate.finding.misspelt_words import MisspeltWords
from namenorm.annotate.finding.nearly import Nearly
from namenorm.annotate.finding.other_words import is_far, is_other_surname, is_shared, lacks_words, means_else
from namenorm.annotate.finding.questions import Asking
from namenorm.annotate.finding.restored import Restored, in_order, places_in
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.finding.transliterated import Transliterated
from namenorm.annotate.words.dictionary import RARE
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.likeness import leaves_room, likeness_cost
from namenorm.annotate.words.prospects import PRESENT_COST, SHORTEST_SLIP, STRANGE
from namenorm.annotate.words.vocabulary import CASED, LISTED, ORDINARY, Shape, Trait
from namenorm.model import Candidate, Tier
from namenorm.resolving.countries import countries_in, is_country
from namenorm.text.fold import compact, fold
from namenorm.text.keys import name_form
from namenorm.text.profiles import endings_of_all

_NEAR = 60  # words around a name of ordinary ones that may say what it leaves out
_WINDOW = 6  # words of a misspelt name at the most
_SURNAME = 3  # letters of the other word of a name in a script without case
_EDGE = 0.5  # edits a letter of the shorter one of a word at the edge of a window and one of a name, at most
_END = 2  # letters in which a country is like a misspelt one
_LONG = 6  # letters of a misspelt country that is likelier than another name
_PART = 3  # letters of a word of a name with which a longer word of the text begins, the rest being glued to it
_LINE = 30  # letters of a line from which it may be wrapped
# How much doubt remains where the document has the right name as well: for one word, and once more for several. Of six
# misspelt names of several words between .5 and .8 in the development texts, six were right.
_DOUBT_IF_PRESENT = 0.5


class FuzzySearch:
    """Looks for misspelt names in one page."""

    def __init__(self, asking: Asking, singles: Singles) -> None:
        board, prospects, config, _ = asking
        self.page = board.page
        self.names = board.names
        self.board = board
        self.singles = singles
        self.prospects = prospects
        self.config = config
        self._asking = asking
        self._restored = Restored(asking)
        self._dotted = Dotted(asking)
        self._nearly = Nearly(asking)
        self._transliterated = Transliterated(asking)
        self._alone = MisspeltWords(asking, singles, self._restored, self._confirmed)
        self._unknown = board.page.flags(having(Trait.UNKNOWN))
        self._strange = board.page.flags(_is_strange)
        self._is_asked = board.page.flags(_is_asked)

    def tasks(self) -> list[Callable[[], list[PageMention]]]:
        """What finds the misspelt names among the words that no mention has taken; each may meet questions."""
        runs = (
            (first, last)
            for first, last in self.board.runs()
            if last - first > 1 or (self._is_asked[first] and self._alone.may_be_asked(first))
        )
        tasks = [partial(self._in_run, first, last) for first, last in runs]
        return [
            *tasks,
            *self._restored.without_case(),
            *self._dotted.tasks(),
            *self._nearly.tasks(),
            *self._transliterated.tasks(),
        ]

    def words(self) -> Iterator[str]:
        """The words that will be asked about, nearly all of them, so that what they are near is looked up together."""
        places: list[int] = []
        numbers, looked_up = self.page.numbers, self.prospects.looked_up
        for first, last in self.board.runs():
            if last - first == 1:
                places += [first] if self._unknown[first] else ()
            elif not looked_up.issuperset(numbers[first:last]) and self.board.free(first, last):
                places += self.board.content(first, last)
        return self.prospects.to_look_up(map(numbers.__getitem__, places))

    def forms(self) -> Iterator[str]:
        """The dictionary forms that will be asked about; `words` have to be looked up before."""
        alone = [first for first, last in self.board.runs() if last - first == 1 and self._unknown[first]]
        return self.prospects.to_read(map(self.page.numbers.__getitem__, [*alone, *self._restored.words()]))

    def _in_run(self, first: int, last: int) -> list[PageMention]:
        board, done = self.board, first
        found: list[PageMention] = []
        for start, ends in board.windows(first, last, _WINDOW):
            if start < done:
                continue
            for end in ends:
                if end > last:
                    continue
                if end - start > 1:
                    mention = self._window(start, end)
                else:
                    mention = self._alone.mention(start) if self._is_asked[start] else None
                if mention is not None and not self._is_stranger(mention):
                    found.append(mention)
                    done = mention.last
                    break
        return found

    def _is_stranger(self, mention: PageMention) -> bool:
        """Whether a noun tells who somebody else is: "der Pianist Selenski" is no president."""
        before = mention.first - 1
        if before < 0 or self.page.gaps[mention.first] != Gap.SPACE:
            return False
        return self.board.is_noun(before) and not self.board.is_title(before) and "person" in self.board.types(mention)

    def _window(self, first: int, last: int) -> PageMention | None:
        """A window whose words, all or all but one, are near words of the names of one entity."""
        board, numbers = self.board, tuple(self.page.numbers[first:last])
        inside = board.mentions_in(first, last)
        free = self.board.free(first, last) if inside else []
        if inside and not free and not self._is_glued(first, last):
            return None
        plausible = self.prospects.shared(numbers)
        if plausible is None or self._is_over_lines(first, last):
            return None
        content = board.content(first, last)
        if inside:
            plausible -= {owner for mention in inside if mention.source != "unique" for owner in board.owners(mention)}
            if len(free) < 2:
                plausible = self._beside_a_name(numbers, free, plausible)
        if plausible and len(content) < last - first:
            # What follows a function word must be of the name, as that word may be: "Anna Wintor in NY" is not.
            small = {self._romanised(position) for position in range(first, last) if position not in content}
            near = self.prospects.owners_near(numbers[content[-1] - first])
            begins_another = self._has_article_inside(content)  # "In Armenia the Security Council"
            plausible &= (frozenset() if begins_another else near) | {
                owner for owner in plausible if small <= self.prospects.words_of(owner)
            }
        if len(plausible) > RARE and any(self._strange[first:last]):
            plausible &= self.prospects.nearly_named(numbers)
        mention = self._confirmed(first, last, plausible) if 0 < len(plausible) <= RARE else None
        if (mention is None or lacks_words(mention)) and any(self._strange[first:last]):
            restored = self._restored.mention(first, last)
            return restored or (self._restored.part_of_name(mention) if mention else None)
        return mention

    def _beside_a_name(self, numbers: tuple[int, ...], free: Sequence[int], owners: frozenset[int]) -> frozenset[int]:
        """Those of some entities that a name beside one other word may mean: "Southern Africa" is not South Africa.

        But "Suth Africa" is, since "Suth" is no word.
        """
        others = frozenset(owner for owner in owners if self.names.kb.entity_type(owner) != "place")
        is_slip = free and all(self._strange[position] for position in free)
        return others | self.prospects.nearly_named(numbers) if is_slip else others

    def _is_glued(self, first: int, last: int) -> bool:
        """Whether there is no space between words."""
        return all(gap in (Gap.NONE, Gap.HYPHEN) for gap in self.page.gaps[first + 1 : last])

    def _has_article_inside(self, content: Sequence[int]) -> bool:
        """Whether an article stands alone between two words of a window."""
        articles, keys = self.board.lexicon.definite_articles, self.page.keys
        return any(after - at == 2 and keys[at + 1] in articles for at, after in pairwise(content))

    def _is_over_lines(self, first: int, last: int) -> bool:
        """Whether words stand in several lines that are not one wrapped sentence, but entries of a list, say."""
        text, start, end = self.page.text, self.page.starts[first], self.page.ends[last - 1]
        at = text.find("\n", start, end)
        return at >= 0 and at - text.rfind("\n", 0, at) <= _LINE

    def _romanised(self, position: int) -> str:
        return self.prospects.romanised[self.page.numbers[position]]

    def _confirmed(self, first: int, last: int, plausible: frozenset[int]) -> PageMention | None:
        page = self.page
        usual = sure = self.config.mention_probability
        told = told_places(self.board, first, plausible) if last - first == 1 else frozenset()
        plausible = told or plausible  # "in Lonon" names the city, and not Jack London
        if last - first == 1 and not told:
            sure = max(usual, self.config.word_probability)
            usual = (usual + sure) / 2 if self._is_like_country(first, plausible) else sure
        least = usual if self.board.present.isdisjoint(plausible) else min(usual, self.config.min_probability)
        if not self._may_be_name(first, last, plausible):
            return None
        answer = self._asking.sure_answer(page.span(first, last), plausible, least)
        if answer is None:
            return self._of_namesakes(first, last, plausible, least)
        resolution, best, owner = answer
        if best.score < sure and is_far(self.board, self.prospects, first, last, best):
            return None  # what the document speaks of is nothing that another name is near
        if not self._keeps_words(first, last, owner, resolution.candidates) or means_else(
            self.board, first, last, best, owner
        ):
            return None
        inner = self._trimmed(first, last, owner)
        if inner != (first, last):
            return self._window(*inner)
        score = self._score(first, last, best, is_present=owner in self.board.present)
        return page.answered(first, last, resolution, score)

    def _is_like_country(self, position: int, plausible: frozenset[int]) -> bool:
        """Whether a word is near countries only, but for its end; they are named oftener than what else is as near."""
        word, near = self._romanised(position), self.prospects.near(self.page.numbers[position]).words
        is_inside = len(word) >= _LONG and any(name[-_END:] == word[-_END:] for name in near)
        return is_inside and all(map(is_country, map(self.names.kb.entity, plausible)))

    def _of_namesakes(self, first: int, last: int, plausible: frozenset[int], least: float) -> PageMention | None:
        """A misspelt name that several entities have: "Goorgia"."""
        found = self._asking.namesakes(self.page.span(first, last), plausible, least)
        if found is None:
            return None
        best, owners = found
        if is_far(self.board, self.prospects, first, last, best) or any(
            means_else(self.board, first, last, best, owner) for owner in owners
        ):
            return None
        name, kb = fold(best.alias.text), self.names.kb
        rows = (row for owner in sorted(owners) for row in kb.entity_aliases(owner) if kb.folded(row) == name)
        score = self._score(first, last, best, is_present=False)
        return self.page.mention(first, last, tuple(rows), Tier.FUZZY, source="fuzzy", score=score)

    def _score(self, first: int, last: int, best: Candidate, *, is_present: bool) -> float:
        """How likely a misspelt name is right, by what the document has and what else it may be."""
        score, is_word = best.score, last - first == 1
        if is_present:
            score = 1 - (1 - score) * (_DOUBT_IF_PRESENT if is_word else _DOUBT_IF_PRESENT**2)
        elif best.type == "person" and is_other_surname(
            self.page.folded(last - 1), best.alias.text, self.board.lexicon
        ):
            score = min(score, DOUBTFUL)
        name = "".join(name_form(best.alias.text).tokens)
        if is_far(self.board, self.prospects, first, last, best) or (
            is_word and leaves_room(self._romanised(first), name)
        ):
            score = min(score, max(DOUBTFUL, self.config.mention_probability))
        return score

    def _trimmed(self, first: int, last: int, owner: int) -> tuple[int, int]:
        """A window without words at its edges that are in no name of a person: "Toni Blair" of "Toni Blair Paris".

        Of other names only what begins a sentence or is a name itself is left out: "Both Southern Gas Coridor Baku".
        """
        is_person, page = self.names.kind(owner) == "person", self.page
        while last - first > 1 and (is_person or self._is_others(last - 1)) and not self._is_word_of(last - 1, owner):
            last -= 1
        while last - first > 1 and (is_person or page.initial[first]) and not self._is_word_of(first, owner):
            first += 1
        return first, last

    def _is_others(self, position: int) -> bool:
        """Whether a word has been found to be a name by itself."""
        mention = self.board.at(position)
        return mention is not None and mention.last - mention.first == 1

    def _is_word_of(self, position: int, owner: int) -> bool:
        """Whether a word is like one of an entity's names, or a part of one."""
        word = self._romanised(position)
        return self.page.folded(position).endswith(endings_of_all("patronymic_suffixes")) or any(
            name.startswith(word)
            or (len(name) >= _PART and word.startswith(name))
            or OSA.distance(word, name) <= _EDGE * min(len(word), len(name))
            for name in self.prospects.words_of(owner)
        )

    def _keeps_words(self, first: int, last: int, owner: int, candidates: Sequence[Candidate]) -> bool:
        """Whether each office and conjunction among the words is a word of the first name as well.

        What it is without the country in it, it is in a text about that country only.
        """
        best = candidates[0]
        words = fold(best.alias.text).split()
        own, dropped = self.names.countries(owner), (word for word in words if self._is_dropped(word, first, last))
        if own.isdisjoint(self.board.meanings.countries) and any(own & countries_in(word) for word in dropped):
            return False
        lexicon, keys = self.board.lexicon, self.page.keys[first:last]
        if all(map(lexicon.is_common, keys)):
            # "Defence Ministry" is the Israeli one only where the document speaks of what is Israeli; "Royal Society"
            # is no numismatic one. What says too little by itself is a part of every longer name.
            near = slice(max(0, first - _NEAR), last + _NEAR)
            known = frozenset(self.page.keys[near]) | lexicon.small
            if not lexicon.generic_words.issuperset(keys):
                known |= lexicon.generic_words.union(lexicon.legal_forms)
            if not all(compact(word) in known for word in words if self._is_dropped(word, first, last)):
                return False
        if is_shared(list(map(self.page.folded, self.board.content(first, last))), candidates):
            return False
        return self._fits(first, last, best.alias.text, best.type)

    def _may_be_name(self, first: int, last: int, owners: frozenset[int]) -> bool:
        """Whether words fit any name of some entities; if not, the resolver need not be asked."""
        kb = self.names.kb
        return any(
            self._fits(first, last, kb.alias(row).text, self.names.kind(owner))
            for owner in owners
            for row in kb.entity_aliases(owner)
        )

    def _fits(self, first: int, last: int, name: str, kind: str) -> bool:
        """Whether a name has each office and conjunction among some words, and these are told from ordinary ones."""
        # Of what is no person only `Nearly` finds names without case: "امور خارجه", foreign affairs, is any ministry.
        if self.page.is_uncased(first) and not (
            kind == "person" and in_order(map(self._romanised, self.board.content(first, last)), name)
        ):
            return False
        words, between = fold(name).split(), self.board.lexicon.stands_between
        if not self.board.lexicon.conjunctions.intersection(self.page.keys[first:last]) <= set(words):
            places = places_in(map(self._romanised, self.board.content(first, last)), name)
            if len(set(places)) < len(places):
                return False  # "Slovneia and Slaovakia" are two countries
        return all(
            self.page.folded(position) in words
            or self.board.is_initial(position)
            or not (self.board.is_title_word[position] or between(self.page.keys[position], kind))
            for position in range(first, last)
        )

    def _is_dropped(self, word: str, first: int, last: int) -> bool:
        """Whether no word of a window is like a word of a name."""
        return all(likeness_cost(self._romanised(position), word) > PRESENT_COST for position in range(first, last))


def _is_asked(pages: Pages) -> Flags:
    """Words that may be misspelt names, or the short rest of those that begin with a particle."""
    is_short = (pages.letters >= SHORTEST_SLIP) & (pages.letters <= STRANGE)
    found: Flags = pages.is_shaped(Shape.TITLE, Shape.MIXED) & is_short & ~pages.has(LISTED)
    return found | pages.has(Trait.UNKNOWN)


def _is_strange(pages: Pages) -> Flags:
    """Words that are unknown, or too short to be called so."""
    found: Flags = pages.is_shaped(*CASED) & (pages.letters >= STRANGE) & ~pages.has(ORDINARY)
    return found
