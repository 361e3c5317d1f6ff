"""Finds parts of longer names: of names that the document has in full, or that only one entity bears.

"State Border Service" is short for State Border Service of Azerbaijan, "Tehran University" is University of Tehran.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.gates import SITES
from namenorm.annotate.document.mentions import LICENSED, PageMention
from namenorm.annotate.document.pages import having
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.short_forms import parsed, relation
from namenorm.annotate.words.vocabulary import Shape, Trait
from namenorm.model import Tier
from namenorm.resolving.countries import country_and_rest

_WINDOW = 8  # words
_CLEAR = 0.3  # lead of the likeliest entity over the next


def find_parts(board: Board) -> list[PageMention]:
    """Windows of two or more words that are a part of a longer name."""
    return [mention for first, last in board.runs() for mention in _in_run(board, first, last)]


def _in_run(board: Board, first: int, last: int) -> Iterator[PageMention]:
    if last - first < 2 or board.page.shouted[first] or not any(board.known[first : last + 1]):
        return
    done = first
    for start, ends in board.windows(first, last, _WINDOW):
        mention = _longest_at(board, start, ends) if start >= done else None
        if mention is not None:
            yield mention
            done = mention.last


def _longest_at(board: Board, first: int, ends: list[int]) -> PageMention | None:
    page = board.page
    for last in ends:
        if last == first + 1:
            break
        words = tuple(map(page.keys.__getitem__, board.content(first, last)))
        rows = rows_of_part(board, words, lower_end=page.shapes[last - 1] == Shape.LOWER)
        if not rows:
            continue
        types = board.names.types_of(rows)
        if types == {"place"} and board.gates.around.makes_other(first, last, rows[0]):
            continue  # "calle Buenos Aires", "St. Petersburg, Florida"
        if "person" not in types and _is_whom_named_after(board, first, rows):
            continue  # "Senator Harry Reid" is no airport
        if (
            _is_any(board, (first, last), rows)
            or _lacks_head(board, words, rows, last)
            or any(
                board.meanings.is_of_other_country(first, last, owner)
                or (board.names.is_body(owner) and board.meanings.belongs_elsewhere(first, last, owner))
                or board.goes_on_to_country(last, owner)
                or board.is_of_longer_name(first, last, owner)
                for owner in board.names.entities(rows)
            )
        ):
            continue  # "Ministry of Defence of Georgia" is not Azerbaijan's
        if is_one_phrase(board, first, last, rows) and _is_free_to_be(board, first, last, rows):
            return page.mention(first, last, rows, Tier.FOLDED, source="part", score=LICENSED)
    return None


def _is_whom_named_after(board: Board, first: int, rows: tuple[int, ...]) -> bool:
    """Whether an office before words says that they are somebody's name, and what has it is called by more."""
    is_titled = board.page.gaps[first] in (Gap.SPACE, Gap.STOP) and board.is_title(first - 1)
    names, generic = board.names, board.lexicon.generic_words
    return is_titled and all(not generic.isdisjoint(names.shape(row).words) for row in rows)


def _is_any(board: Board, span: tuple[int, int], rows: tuple[int, ...]) -> bool:
    """Whether ordinary words name any event or site of their kind, or a body of a country that the text leaves out.

    A "Civil War" or an "International Airport" is one that the text has by its full name; each country has an "Academy
    of Sciences". A form of a weak name needs as much as that does: "Foreign Ministers" of "Foreign Ministry".
    """
    names, meanings, owners = board.names, board.meanings, board.names.entities(rows)
    if board.meanings.are_named_before(owners, span[0]):
        return False
    own, weak = frozenset[str]().union(*map(names.countries, owners)), names.weak(rows)
    surface = board.page.span(*span)
    told = meanings.countries_in(*span) or meanings.countries_before(span[0])
    is_told = not own.isdisjoint(told) or (
        own.isdisjoint(meanings.countries) and any(meanings.cue_count(owner, surface) for owner in owners)
    )
    if weak and (own or weak == frozenset(rows)):
        return not is_told
    content, is_site = board.content(*span), names.types_of(rows) <= {"event", "facility"}
    # Where capitals tell names, and what they are of stands behind them, a "Security Council" is one of few.
    says_enough = not own and bool(board.lexicon.place_prepositions) and not board.page.is_uncased(span[0])
    if not meanings.are_ordinary(content) or (not is_site and (is_told or says_enough)):
        return False
    return all(len(parsed(names.alias(row).text, board.lexicon).words) > len(content) for row in rows)


def _lacks_head(board: Board, words: tuple[str, ...], rows: tuple[int, ...], last: int) -> bool:
    """Whether words are some of the names of a body, but none that says what it is, with its country or an office.

    "Indian Space" may go on as anything, "Rusiya Müdafiə" as the minister's title, "Xarici İşlər naziri" is one. Or
    with another word of a name: "Xarici İşlər Nazirləri Şurası".
    """
    names, lexicon = board.names, board.lexicon
    heads = lexicon.named_after_places | lexicon.generic_words
    if names.types_of(rows) != {"organization"} or not all(heads.intersection(names.shape(row).words) for row in rows):
        return False
    codes, rest = country_and_rest(words)
    goes_on = board.page.has_capital_at(last) or board.goes_on_to_title(last)
    return heads.isdisjoint(rest) and (bool(codes) or goes_on)


def is_one_phrase(board: Board, first: int, last: int, rows: tuple[int, ...]) -> bool:
    """Whether nothing inside begins something else: "in India the Supreme Court", "Congress and people", "Apple is TV".

    Nor tells whose son somebody else is: "الحسين بن عبد الله" is no عبد الله بن الحسين.
    """
    lexicon, keys = board.lexicon, board.page.keys
    begins, links = lexicon.parting, frozenset[str]()
    if board.page.is_uncased(first) and board.names.types_of(rows) == {"person"}:
        begins |= lexicon.fathers
    if board.names.types_of(rows).issubset(SITES):
        begins, links = begins | lexicon.place_prepositions, lexicon.function_words  # but "City of Mexico"
    inner = {
        (before, key)
        for at, (before, key) in enumerate(pairwise(keys[first:last]), first)
        if (key in begins or (key in links and before not in lexicon.generic_words)) and not board.is_small[at]
    }
    is_and = {pair for pair in inner if pair[1] in lexicon.conjunctions}
    return any(
        (inner - is_and if "&" in shape.text else inner).issubset(pairwise(shape.words))
        for shape in map(board.names.shape, rows)
    )


def _is_free_to_be(board: Board, first: int, last: int, rows: tuple[int, ...]) -> bool:
    """Whether a window is one name, and none that its words have already: "Hillary and Bill Clinton" are two."""
    page, lexicon = board.page, board.lexicon
    content = board.content(first, last)
    if board.names.types_of(rows) == {"person"}:
        small = {page.keys[position] for position in range(first, last) if board.is_small[position]}
        if any(lexicon.stands_between(key, "person") for key in small):
            return False
        if page.is_uncased(first) and not any(small.issubset(board.names.shape(row).words) for row in rows):
            return False  # "حسن عبد الله" is not Hassan Nasrallah, "حسن نصر الله"
        is_named = bool(page.word_before(first)) and page.is_uncased_given(first - 1)
        if is_named and not any(page.keys[first - 1] in board.names.shape(row).words for row in rows):
            return False  # nor is "يسري نصر الله"
    is_unmarked = page.is_uncased(first) and board.names.types_of(rows) != {"person"}
    if is_unmarked and not board.names.entities(rows).isdisjoint(board.present):
        is_unmarked = False
    is_taken = all(board.at(position) for position in content)
    if is_unmarked or is_taken:
        # Without capitals "حقوق بشر" is "human rights" before it is a part of the European court's name.
        words = tuple(page.keys[position] for position in content)
        is_of_any = is_taken or any(map(page.flags(having(Trait.TITLE_END)).__getitem__, content))
        return any(_is_whole(board, words, row, may_lack_country=not is_of_any) for row in rows)
    return True


def _is_whole(board: Board, words: tuple[str, ...], row: int, *, may_lack_country: bool) -> bool:
    """Whether some words are all of a name, or all but, in some, its country.

    Each country has a foreign ministry, but few a Tudeh Party. Generic words may be missing as well.
    """
    name = parsed(board.names.alias(row).text, board.lexicon)
    if sorted(words) == sorted(name.words):
        return True
    ordinary = board.lexicon.common_words | board.lexicon.generic_words | board.lexicon.named_after_places
    is_telling = any(word not in ordinary for word in words)
    codes, rest = country_and_rest(name.words)
    is_bare = relation(words, name, board.names.type_of(row), board.lexicon) == "bare"
    return may_lack_country and is_telling and (is_bare or (bool(codes) and words == rest))


def rows_of_part(board: Board, words: tuple[str, ...], *, lower_end: bool = False) -> tuple[int, ...]:
    """The aliases of the one entity of whose name the content words of a window are a form.

    With ``lower_end`` the last word is in lower case, and so has to be the last of the name.
    """
    related = board.page.vocabulary.related((words, lower_end)) if len(words) > 1 else {}
    return _one_owner(board, related) if related else ()


def _one_owner(board: Board, related: dict[int, str]) -> tuple[int, ...]:
    """The aliases of the only entity among ``related``, of the only one that is present, or of a clear first."""
    names = board.names
    owners = names.entities(tuple(related))
    if len(owners) > 1:
        owners = (owners & board.present) or owners
    rows = tuple(row for row in related if names.kb.alias_entity(row) in owners)
    return rows if len(owners) == 1 else board.meanings.clear_first(rows, _CLEAR)
