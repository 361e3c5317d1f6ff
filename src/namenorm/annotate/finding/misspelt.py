"""Finds misspelt names: words that nobody knows, close to words of names, confirmed by the resolver.

A word is asked about only if it has a capital, is no ordinary word, is not used in lower case in the document, is no
name and no demonym ("Armenian" is near "Armenia", but does not mean it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from rapidfuzz.distance import OSA

from namenorm.annotate.document.mentions import DOUBTFUL, PageMention
from namenorm.annotate.document.pages import Flags, Pages, having
from namenorm.annotate.finding.dotted import Dotted
from namenorm.annotate.finding.nearly import Nearly
from namenorm.annotate.finding.other_words import is_other_surname, is_shared, means_else
from namenorm.annotate.finding.questions import Asking
from namenorm.annotate.finding.restored import Restored, in_order
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.words.gaps import TIES, Gap
from namenorm.annotate.words.likeness import has_unlike_consonant, likeness_cost
from namenorm.annotate.words.prospects import PRESENT_COST, RARE, STRANGE
from namenorm.annotate.words.vocabulary import CASED, ORDINARY, Shape, Trait
from namenorm.model import Candidate, Tier
from namenorm.resolving.countries import countries_in
from namenorm.text.fold import compact, fold
from namenorm.text.keys import name_form
from namenorm.text.profiles import endings_of_all

_WINDOW = 6  # words of a misspelt name at the most
_SURNAME = 3  # letters of the other word of a name in a script without case
_LONG = 8  # letters from which a word that begins a sentence is asked about
_SURE = 8  # letters from which a single misspelt word leaves no doubt by its shortness
_LETTERS_A_SLIP = 7  # of a long word: in a shorter one a second slip is more likely another name
_EDGE = 0.5  # edits a letter of the shorter one of a word at the edge of a window and one of a name, at most
_PART = 3  # letters of a word of a name with which a longer word of the text begins, the rest being glued to it
_LINE = 30  # letters of a line from which it may be wrapped
_NOUN, _LONG_NOUN = 6, 10  # letters from which a word is asked about in such a language, and one that ends as nouns do
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
        self._words: frozenset[str] | None = None
        self._unknown = board.page.flags(having(Trait.UNKNOWN))
        self._strange = board.page.flags(_is_strange)
        self._is_tail = board.page.flags(_says_what)

    def tasks(self) -> list[Callable[[], list[PageMention]]]:
        """What finds the misspelt names among the words that no mention has taken; each may meet questions."""
        runs = (
            (first, last)
            for first, last in self.board.runs()
            if last - first > 1 or (self._unknown[first] and self.prospects.alone[self.page.numbers[first]])
        )
        tasks = [partial(self._in_run, first, last) for first, last in runs]
        return [*tasks, *self._restored.without_case(), *self._dotted.tasks(), *self._nearly.tasks()]

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
                    mention = self._word(start) if self._unknown[start] else None
                if mention is not None:
                    found.append(mention)
                    done = mention.last
                    break
        return found

    def _word(self, position: int) -> PageMention | None:
        page, number = self.page, self.page.numbers[position]
        if page.shouted[position] or page.lower_uses[page.keys[position]]:
            return None
        if not self.prospects.alone[number] or any(self._is_tail[position + 1 : position + 2]):
            return None  # "Красное море" is no place called "Красный"
        near, present = self.prospects.near[number], self.board.present
        first = self.singles.initials.span(position)[0]
        if first < position:  # "А. Оверчук" is Alexey Overchuk
            persons = (owner for owner in near.owners | near.farther if self.names.kind(owner) == "person")
            return self._confirmed(first, position + 1, frozenset(persons))
        owners, stands_out = near.owners | (near.farther & present), self._says_something(position)
        if not stands_out and (owners.isdisjoint(present) or self._is_of_longer(position)):
            return None
        # A document has more to say about a bare surname than the resolver, which sees it alone.
        mention = (self._confirmed(position, position + 1, owners) if owners else None) or self._short_form(position)
        if mention is None and stands_out and not self.board.lexicon.capitalises_nouns:
            return self._restored.mention(position, position + 1)
        return mention

    def _says_something(self, position: int) -> bool:
        """Whether the capital of a word is there because it is a name, and the word no part of a longer one."""
        page, lexicon = self.page, self.board.lexicon
        key = page.keys[position]
        if lexicon.capitalises_nouns and (len(key) < _NOUN or self._is_noun(position)):
            return False
        if page.initial[position]:
            return len(key) >= _LONG or self.board.gates.around.is_quoted(position)
        is_after_particle = position > 1 and self.board.gates.around.is_continued(position - 1)
        before = position - 1 - is_after_particle  # "Abbas al-Sayed"
        if page.gaps[position] not in TIES or not page.is_cased_capital(before):
            return True
        if self.board.at(before) is not None or self.board.is_title_word[before]:
            return True
        if page.keys[before] in lexicon.calendar_words:
            return True
        # "Then Netenyahu", but not "Yoav Netenyahu"
        return page.initial[before] and self.board.is_ordinary(before) and not self._is_of_longer(position)

    def _is_noun(self, position: int) -> bool:
        """Whether a word ends as nouns do, and the name that it is near does not: "Giechenland" is Griechenland."""
        looks_like_noun, word = self.board.lexicon.looks_like_noun, self._romanised(position)
        near = self.prospects.near[self.page.numbers[position]].words if len(word) >= _LONG_NOUN else ()
        is_name = any(looks_like_noun(name) and OSA.distance(word, name) == 1 for name in near)
        return looks_like_noun(self.page.keys[position]) and not is_name

    def _is_of_longer(self, position: int) -> bool:
        """Whether what a name may begin with makes a longer one of a word: "New Netherland"."""
        return self.page.gaps[position] in TIES and self.page.keys[position - 1] in self.board.lexicon.generic_words

    def _short_form(self, position: int) -> PageMention | None:
        """A misspelt word that, spelt right, would stand for one entity: a surname, say."""
        page = self.page
        words = self.prospects.near[page.numbers[position]].words
        if not words or not self.singles.adjoining.stands_alone(position, initial=True):
            return None
        word = self._romanised(position)
        given = frozenset() if self.board.is_title_word[position - 1] else self.board.lexicon.given
        for near in words:
            if near in given:
                continue  # "Charales" may be like anybody's name, "King Charls" is not
            rows = self.prospects.strong_bearer[near]
            if not rows:
                rows = self.singles.rows_of_word(near, near)
                if page.initial[position] and not self.board.present.issuperset(self.names.entities(rows)):
                    continue
            if rows and self.singles.adjoining.may_be_whose(position, rows):
                likeness = 1 - 2 * OSA.distance(word, near) / (3 * max(len(near), 1))
                if _leaves_room(word, near):
                    likeness = min(likeness, DOUBTFUL)
                return page.mention(position, position + 1, rows, Tier.FUZZY, source="fuzzy", score=likeness)
        return None

    def _window(self, first: int, last: int) -> PageMention | None:
        """A window whose words, all or all but one, are near words of the names of one entity."""
        board, numbers = self.board, tuple(self.page.numbers[first:last])
        inside = board.mentions_in(first, last)
        free = self.board.free(first, last) if inside else []
        if inside and not free and not self._is_glued(first, last):
            return None
        plausible = self.prospects.shared[numbers]
        if plausible is None or self._is_over_lines(first, last):
            return None
        content = board.content(first, last)
        if inside:
            plausible -= {owner for mention in inside if mention.source != "unique" for owner in board.owners(mention)}
            if len(free) < 2 and not any(self._unknown[position] for position in free):
                # A name beside one other word is no other place: "Southern Africa" is not South Africa.
                plausible = frozenset(owner for owner in plausible if self.names.kb.entity_type(owner) != "place")
        if plausible and len(content) < last - first:
            # What follows a function word must be of the name, as that word may be: "Anna Wintor in NY" is not.
            small = {self._romanised(position) for position in range(first, last) if position not in content}
            near = self.prospects.owners_near(numbers[content[-1] - first])
            plausible &= near | {owner for owner in plausible if small <= self.prospects.words_of(owner)}
        mention = self._confirmed(first, last, plausible) if 0 < len(plausible) <= RARE else None
        return mention or (self._restored.mention(first, last) if any(self._strange[first:last]) else None)

    def _is_glued(self, first: int, last: int) -> bool:
        """Whether there is no space between words."""
        return all(gap in (Gap.NONE, Gap.HYPHEN) for gap in self.page.gaps[first + 1 : last])

    def _is_over_lines(self, first: int, last: int) -> bool:
        """Whether words stand in several lines that are not one wrapped sentence, but entries of a list, say."""
        text, start, end = self.page.text, self.page.starts[first], self.page.ends[last - 1]
        at = text.find("\n", start, end)
        return at >= 0 and at - text.rfind("\n", 0, at) <= _LINE

    def _romanised(self, position: int) -> str:
        return self.prospects.romanised[self.page.numbers[position]]

    def _confirmed(self, first: int, last: int, plausible: frozenset[int]) -> PageMention | None:
        page, usual = self.page, self.config.mention_probability
        if last - first == 1 and not self._tells_only_places(first, plausible):
            usual = max(usual, self.config.word_probability)
        least = usual if self.board.present.isdisjoint(plausible) else min(usual, self.config.min_probability)
        if not self._may_be_name(first, last, plausible):
            return None
        answer = self._asking.sure_answer(page.span(first, last), plausible, least)
        if answer is None:
            rows = self._asking.rows_of_several(page.span(first, last), usual) if last - first == 1 else ()
            return page.mention(first, last, rows, Tier.FUZZY, source="fuzzy", score=DOUBTFUL) if rows else None
        resolution, best, owner = answer
        if best.score < usual and self._is_far(first, last, best):
            return None  # what the document speaks of is nothing that another name is near
        if not self._keeps_words(first, last, owner, resolution.candidates) or means_else(
            self.board, first, last, best, owner
        ):
            return None
        inner = self._trimmed(first, last, owner, self.names.kind(owner))
        if inner != (first, last):
            return self._window(*inner)
        score = self._score(first, last, best, is_present=owner in self.board.present)
        return page.answered(first, last, resolution, score)

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
        if self._is_far(first, last, best) or (is_word and _leaves_room(self._romanised(first), name)):
            score = min(score, max(DOUBTFUL, self.config.mention_probability))
        return score

    def _is_far(self, first: int, last: int, best: Candidate) -> bool:
        """Whether the one word of a mention that tells which place or body it means is several slips from the name's.

        "Schwaben" is no misspelt "Schweden", nor is the Bataan Peninsula the Balkan one. A doubled letter is no slip.
        """
        words, keys = name_form(best.alias.text).tokens, self.page.keys[first:last]
        alike = self.board.lexicon.generic_words.intersection(words, keys)
        telling = [position for position, key in enumerate(keys, first) if key not in alike]
        if best.type == "person" or len(telling) != 1:
            return False
        name = _undoubled("".join(word for word in words if word not in alike))
        forms = map(_undoubled, self.prospects.forms(self.page.numbers[telling[0]]))
        return all(OSA.distance(form, name) > max(1, len(form) // _LETTERS_A_SLIP) for form in forms)

    def _tells_only_places(self, position: int, plausible: frozenset[int]) -> bool:
        """Whether a preposition says that a word names a place: "in Mosow"."""
        is_where = self.board.gates.around.is_where(position)
        return is_where and all(self.names.kb.entity_type(owner) == "place" for owner in plausible)

    def _trimmed(self, first: int, last: int, owner: int, kind: str) -> tuple[int, int]:
        """A window without words at its edges that are in no name of a person: "Toni Blair" of "Toni Blair Paris".

        Of other names only what begins a sentence or is a name itself is left out: "Both Southern Gas Coridor Baku".
        """
        is_person, page = kind == "person", self.page
        is_elided = last - first > 1 and page.gaps[first + 1] == Gap.APOSTROPHE
        first += is_elided and page.keys[first] in self.board.lexicon.proclitics  # "L'Uniion Européenne"
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
            known = self._said() | lexicon.small
            if not lexicon.generic_words.issuperset(keys):
                known |= lexicon.generic_words.union(lexicon.legal_forms)
            if not all(compact(word) in known for word in words if self._is_dropped(word, first, last)):
                return False
        if best.type != "person" and is_shared(
            list(map(self.page.folded, self.board.content(first, last))), candidates
        ):
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
        return all(
            self.page.folded(position) in words
            or self.board.is_initial(position)
            or not (self.board.is_title_word[position] or between(self.page.keys[position], kind))
            for position in range(first, last)
        )

    def _said(self) -> frozenset[str]:
        """All words of the page."""
        if self._words is None:
            self._words = frozenset(self.page.keys)
        return self._words

    def _is_dropped(self, word: str, first: int, last: int) -> bool:
        """Whether no word of a window is like a word of a name."""
        return all(likeness_cost(self._romanised(position), word) > PRESENT_COST for position in range(first, last))


def _says_what(pages: Pages) -> Flags:
    """Words in lower case that say what the name before them is the name of."""
    found: Flags = (pages.gap_codes == Gap.SPACE) & pages.is_shaped(Shape.LOWER) & pages.has(Trait.GENERIC)
    return found & ~pages.has(Trait.FUNCTION)  # "est" is a point of the compass and "is" in French


def _leaves_room(word: str, name: str) -> bool:
    """Whether a short word or another consonant leaves room for another name."""
    return len(word) < _SURE or word[0] != name[0] or has_unlike_consonant(word, name)


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _is_strange(pages: Pages) -> Flags:
    """Words that are unknown, or too short to be called so."""
    found: Flags = pages.is_shaped(*CASED) & (pages.letters >= STRANGE) & ~pages.has(ORDINARY)
    return found
