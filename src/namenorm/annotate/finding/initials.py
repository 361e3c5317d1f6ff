"""Initials before surnames, and the persons whom both name where no full name does: "Я. Арафатом", "В.В. Путин"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import UNIQUE, PageMention
from namenorm.annotate.document.pages import Flags, Pages
from namenorm.annotate.words.boned import PERSONS
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.short_forms import MOST_ROWS
from namenorm.annotate.words.vocabulary import Shape
from namenorm.model import Tier
from namenorm.text.inflection import stems
from namenorm.text.romanize import romanize
from namenorm.text.tokens import GERSHAYIM

_MOST = 2  # initials, or tokens with some
_SHORTEST = 4  # letters of a surname
_BEARERS = 4  # of a surname in the gazetteer at the most


class Initials:
    """The initials on one board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._page = board.page
        self._letters = board.page.flags(_may_be_letters)

    def span(self, position: int) -> tuple[int, int]:
        """A surname with the initials before it or, where there are none, behind it: "В. В. Путин", "Путин В. В."."""
        first, last = position, position + 1
        while first > 0 and position - first < _MOST and self._letters[first - 1] and self._is_initial(first - 1):
            first -= 1
        if first == position:
            while (
                last - position <= _MOST and last < len(self._letters) and self._letters[last] and self._follows(last)
            ):
                last += 1
            if last == position + 2 and self._goes_on(last):
                last = position + 1  # that of the next name
        return first, last

    def fit(self, row: int, position: int) -> bool:
        """Whether the initials beside a surname, if there are some, are those of a bearer: a patronymic may be any."""
        first, last = self.span(position)
        *given, _ = self._board.names.shape(row).words
        letters = "".join(self._page.keys[first:position] or self._page.keys[position + 1 : last])
        if not letters:
            return True
        if not given or not given[0].startswith(letters[0]):
            return any(word.startswith(letters) for word in given)
        return len(given) == 1 or len(letters) == 1 or given[1].startswith(letters[1])

    def surname(self, position: int) -> PageMention | None:
        """A surname with initials, if one listed person has both and nothing says that many do."""
        first, last = self.span(position)
        if last - first == 1 or self._page.shouted[position]:
            return None
        board, names = self._board, self._board.names
        found = {row: ending for row, ending in self._rows(position) if self.fit(row, position)}
        owners = names.entities(tuple(found))
        if len(owners) != 1:
            return None
        has_patronymic = last - first > 2 and any(len(names.shape(row).words) > 2 for row in found)
        if not has_patronymic and not self._tells(first, position, min(owners)):
            return None
        if board.is_of_other_gender(first, owners) or self._has_other_name_before(first, found):
            return None
        ending = next(iter(found.values()))
        tier = Tier.INFLECTED if ending else Tier.FOLDED
        rows = tuple(sorted(found))
        mention = self._page.mention(first, last, rows, tier, source="part", score=UNIQUE, ending=ending)
        return self.closed(mention, position)

    def _has_other_name_before(self, first: int, rows: Iterable[int]) -> bool:
        """Whether a given name stands before initials that none of some names has: "John F. Kennedy", not Robert F."""
        page, before = self._page, first - 1
        if not page.word_before(first) or not page.is_cased_capital(before):
            return False
        is_named = self._board.gates.around.is_first_name(before)
        return is_named and not any(page.keys[before] in self._board.names.shape(row).words for row in rows)

    def closed(self, mention: PageMention, position: int) -> PageMention:
        """A mention with the stop after the last of the initials behind its surname."""
        is_open = mention.last > position + 1 and self._page.text[mention.end : mention.end + 1] == "."
        return mention._replace(end=mention.end + 1) if is_open else mention

    def _rows(self, position: int) -> Iterator[tuple[int, str]]:
        """The names of persons whose surname a word is, each with the case ending that it has."""
        page, names = self._page, self._board.names
        folded = page.folded(position)
        forms = [(folded, page.keys[position], "")]
        for key, stem in page.readings(position):
            if stem in stems(folded, page.lang, "person"):
                forms.append((stem.restored, key, stem.ending))
        for form, key, ending in forms:
            found = names.with_token(form) if len(key) >= _SHORTEST and not self._board.lexicon.is_common(key) else ()
            persons = [row for row in found[:MOST_ROWS] if self._is_surname(key, row)]
            if len(names.entities(tuple(persons))) <= _BEARERS:
                yield from ((row, ending) for row in persons)

    def _is_surname(self, key: str, row: int) -> bool:
        """Whether a word is the last of a name of a person, or of what is not said to be anything else."""
        *given, last = self._board.names.shape(row).words
        return bool(given) and last == key and self._board.names.type_of(row) in PERSONS

    def _tells(self, first: int, position: int, owner: int) -> bool:
        """Whether a surname is rare, or the text says more of its bearer."""
        board, names, page = self._board, self._board.names, self._page
        if board.meanings.cue_count(owner):
            return True
        keys = [page.keys[position], *(key for key, _ in page.readings(position))]
        rows = (row for key in keys for row in names.rows(key) if names.kb.alias_entity(row) == owner)
        alone = {names.alias(row).strength for row in rows}
        if alone == {"weak"}:  # "Ms. P. Hilton" may be anybody
            return first > 0 and board.is_office(first - 1)
        is_titled = first > 0 and board.is_title(first - 1)
        is_rare = board.lexicon.people.isdisjoint(keys) and not self._may_be_hers(position, owner)
        return is_titled or is_rare or "strong" in alone

    def _may_be_hers(self, position: int, owner: int) -> bool:
        """Whether a man's surname in another case is that of a woman as well: "П. Шахбазова"."""
        lexicon, is_his = self._board.lexicon, self._board.names.kb.entity(owner).gender != "f"
        endings = tuple(lexicon.feminine_surnames.values()) if lexicon.names_agree else ()
        return is_his and romanize(self._page.folded(position)).endswith(endings)

    def _follows(self, position: int) -> bool:
        """Whether an initial stands behind a surname, or behind another initial there."""
        page = self._page
        if self._board.at(position) is not None or page.initial[position]:
            return False
        end = page.ends[position]
        has_stop = "." in page.text[end - 1 : end + 1]
        return has_stop and page.gaps[position] in (Gap.SPACE, Gap.STOP) and self._is_letters(position)

    def _goes_on(self, position: int) -> bool:
        """Whether a word with a capital follows, which may be a surname."""
        page = self._page
        return position < len(page.keys) and page.gaps[position] <= Gap.STOP and page.is_cased_capital(position)

    def _is_initial(self, position: int) -> bool:
        """Whether a free word is a capital with a stop after it, or several: "В.", "В.В."."""
        page, after = self._page, position + 1
        if self._board.at(position) is not None or page.initial[after] or not self._is_letters(position):
            return False
        return page.gaps[after] == Gap.STOP or (len(page.keys[position]) > 1 and page.gaps[after] <= Gap.SPACE)

    def _is_letters(self, position: int) -> bool:
        page = self._page
        key, text = page.keys[position], page.written(position)
        if self._board.is_title_word[position]:
            return False  # "M. Fillon"
        if page.is_uncased(position):
            return len(key) == _MOST == len(text) - 1 and text[1] in GERSHAYIM
        return page.is_letter(position) or (
            len(key) == _MOST and text.count(".") >= len(key) - 1 and page.shapes[position] == Shape.UPPER
        )


def _may_be_letters(pages: Pages) -> Flags:
    """Single capitals, and words of so few that they may be initials written together."""
    found: Flags = pages.is_shaped(Shape.TITLE, Shape.UPPER, Shape.UNCASED) & (pages.letters <= _MOST)
    return found
