"""Edges: what belongs to a mention beside the words by which it was found.

A letter before a surname may stand for a particle of it: "Abg. v. Kardorff". A particle that is written out stays
outside, for "von" and "de" stand before places as well. A quotation or bracket that opens inside a mention closes
inside: "Fregatte «Brandenburg»". Where no capital says that a word is a name, a given name before a surname may be
spelt as no list has it: "אנטוני בלינקן".
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import DOUBTFUL, PageMention
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import Shape
from namenorm.model import Tier
from namenorm.text.tokens import APOSTROPHES

_NEVER_NOBLE = frozenset({"place", "facility", "event", "law", "work"})
_GIVEN = 4  # letters of a given name from which one may be wrong
_PAIRS = tuple(zip("([«»„“「『《", ")]»«“”」』》", strict=True))


def with_edges(mention: PageMention, board: Board) -> PageMention:
    """A mention with all that belongs to it."""
    for widened in (_with_particle, _with_given_name, _with_country, _with_marks, _with_last_mark):
        mention = widened(mention, board)
    return mention


def joined(mentions: list[PageMention], board: Board) -> list[PageMention]:
    """Mentions in their order, the halves of one name as one: "Luís Inácio" and "Lula da Silva"."""
    found: list[PageMention] = []
    for mention in mentions:
        if found and mention.first <= found[-1].first < mention.last:  # "US" of "US Senate"
            found.pop()
        if found and _is_of_country(found[-1], mention, board):
            body = found.pop()
            found.append(body._replace(last=mention.last, end=mention.end))
        elif found and _are_halves(found[-1], mention, board):
            before = found.pop()
            whole = before if before.source == "fuzzy" else mention
            found.append(whole._replace(first=before.first, last=mention.last, start=before.start, end=mention.end))
        else:
            found.append(mention)
    return found


def _with_country(mention: PageMention, board: Board) -> PageMention:
    """A mention with the short name of the country before it that it is of: "UK Parliament", "U.S. Senate"."""
    page, before = board.page, mention.first - 1
    if before < 0 or page.shapes[before] != Shape.UPPER or page.gaps[mention.first] not in (Gap.SPACE, Gap.STOP):
        return mention
    told = board.names.codes_of_word((page.keys[before], page.lang))
    return page.from_word(mention, before) if told and _is_of(mention, told, board) else mention


def _is_of_country(body: PageMention, country: PageMention, board: Board) -> bool:
    """Whether the genitive of a country stands behind what is of that country: "МИД Украины".

    Where places have endings for prepositions it stands before: "Müdafiə Nazirliyi Ermənistanla" are two.
    """
    if body.last != country.first or board.page.gaps[country.first] != Gap.SPACE or country.tier is not Tier.INFLECTED:
        return False
    if not board.lexicon.place_prepositions:
        return False
    return _is_of(body, frozenset().union(*map(board.names.codes, board.owners(country))), board)


def _is_of(body: PageMention, told: frozenset[str], board: Board) -> bool:
    """Whether names of an entity have one of some countries in them, and the words of a mention do not."""
    names = board.names
    if board.meanings.countries_in(body.first, body.last):
        return False
    found = board.meanings.decide(body).best
    owner = names.kb.entity_row(found.entity_id) if found is not None else None
    return owner is not None and not told.isdisjoint(names.countries(owner))


def _are_halves(one: PageMention, other: PageMention, board: Board) -> bool:
    """Whether a listed name of a person stands beside other words of a longer one, which are misspelt."""
    page = board.page
    if (
        one.last != other.first
        or page.gaps[other.first] != Gap.SPACE
        or (one.source == "fuzzy") == (other.source == "fuzzy")
    ):
        return False
    misspelt, listed = (one, other) if one.source == "fuzzy" else (other, one)
    if board.types(misspelt) != {"person"} or board.owners(one) != board.owners(other):
        return False
    own = tuple(page.keys[listed.first : listed.last])
    return any(
        own == (name.words[: len(own)] if listed is one else name.words[-len(own) :])
        for name in board.spellings(one)
        if len(name.words) >= other.last - one.first
    )


def _with_last_mark(mention: PageMention, board: Board) -> PageMention:
    """A mention with the apostrophe behind it, where that is a part of the last letter of its name: "סמוטריץ'"."""
    after = board.page.text[mention.end : mention.end + 1]
    if not after or after not in APOSTROPHES:
        return mention
    names = (board.names.alias(row).text for row in mention.rows)
    return mention._replace(end=mention.end + 1) if any(name[-1] in APOSTROPHES for name in names) else mention


def _with_particle(mention: PageMention, board: Board) -> PageMention:
    """A mention with the particles before it, if they are cut short, and the given name: "Ursula v. d. Leyen"."""
    first = mention.first
    while first and board.at(first - 1) is None and _is_cut(board, first - 1):
        first -= 1
    if first == mention.first or not board.types(mention).isdisjoint(_NEVER_NOBLE):
        return mention
    given = _given_names(mention, board)
    return board.page.from_word(mention, first - (first > 0 and board.page.keys[first - 1] in given))


def _with_given_name(mention: PageMention, board: Board) -> PageMention:
    """A surname in a script without case with the word before it, if that is a letter away from the given name."""
    page, first, before = board.page, mention.first, mention.first - 1
    if not (mention.is_word and page.is_uncased(first)) or len(page.word_before(first)) < _GIVEN:
        return mention
    if board.at(before) is not None:
        return mention
    names = _given_names(mention, board)
    words = [page.keys[before], *page.without_prefix(before)]
    if not any(OSA.distance(word, name) == 1 for name in names for word in words):
        return mention
    return page.from_word(mention, before)._replace(tier=Tier.FUZZY, score=min(mention.score, DOUBTFUL))


def _given_names(mention: PageMention, board: Board) -> set[str]:
    """The given names of the persons that a mention may be."""
    return {name for owner in board.owners(mention) for name, _ in board.names.own_words.first(owner)}


def _is_cut(board: Board, position: int) -> bool:
    page = board.page
    is_letter = page.keys[position] in board.lexicon.cut_particles and page.shapes[position] == Shape.LOWER
    return is_letter and page.gaps[position + 1] == Gap.STOP


def _with_marks(mention: PageMention, board: Board) -> PageMention:
    """A mention with the mark next to it that is the other one of a pair inside it."""
    if mention.is_word:
        return mention
    text = board.page.text
    inside, after = text[mention.start : mention.end], text[mention.end : mention.end + 1]
    if inside.count('"') % 2 and after == '"':
        return mention._replace(end=mention.end + 1)
    for opening, closing in _PAIRS:
        open_ones = inside.count(opening) - inside.count(closing)
        if open_ones == 1 and after == closing:
            return mention._replace(end=mention.end + 1)
    return mention
