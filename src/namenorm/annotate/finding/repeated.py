"""Finds words that are a name which the document has, in a spelling that no list has.

A surname may stand alone after a full name that was found although it is misspelt, "Zakkir Hasanovv ... Hasanovv",
"الهام علی‌اف ... علی‌اف": what the whole name means, its surname means as well.

In scripts without case a word may be a slip of a name that the document has, spelt right: "נתניהו ... נתנהיו". No
capital says there that a word is a name, so only long names are looked for, and only where the letter is inside the
word; another end makes another word ("רומניה", "רומני").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.pages import Flags, Pages, is_unlisted
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.spellings import is_misspelling
from namenorm.annotate.words.vocabulary import Shape
from namenorm.text.inflection import stems

_SHORTEST = 4  # letters of a surname
_SHORTEST_SLIP = 6  # letters of a name without its article
_LONGEST_SLIP = 40  # letters
_ENDS = 1  # letters at either end that have to be right


def find_repeated(board: Board, singles: Singles) -> Iterator[PageMention]:
    """The mentions of such surnames; those that were found already are asked again whom they mean.

    They were found when nobody knew yet that the text names one more bearer: "Mr Aliyev" after "IIlam Aliyev" is not
    the Heydar Aliyev whom it names further on.
    """
    page, bearers = board.page, _bearers(board, singles)
    for position in range(len(page.keys) if bearers else 0):
        taken = board.at(position)
        # "Булгакова", like Bulgakova's surname, is of Mikhail Bulgakov where he is named.
        is_alone = taken is not None and taken.is_word and taken.resolution is None
        is_surname = taken is None or (is_alone and taken.source in ("surname", "fuzzy"))
        if page.shapes[position] == Shape.LOWER or not is_surname:
            continue
        forms = _forms(board, position)
        known = next((bearers[form] for form in forms if form in bearers), None)
        if known is None or position < known[0]:
            continue
        rows = singles.rows_of_span(position, position + 1) if taken is None else taken.rows
        rivals = board.names.entities(rows)
        owners = singles.whose(position, known[1] | rivals)
        if not owners or (taken is None and not singles.adjoining.stands_alone(position, initial=True)):
            continue
        mention = taken or board.misspelt_surname(position, min(owners))
        if len(owners) > 1 or (taken is not None and owners != rivals):
            board.present.update(owners)  # a right spelling of one's name speaks for none of them
            rows = tuple(row for owner in sorted(owners) for row in _rows(board, owner, forms))
            mention = mention._replace(rows=rows)
        if mention is not taken:
            yield mention


def _rows(board: Board, owner: int, forms: Sequence[str]) -> list[int]:
    """The aliases of a person that end in some words; all that have a surname where none does."""
    last = board.names.own_words.last(owner)
    return [row for word, row in last if word in forms] or [row for _, row in last]


def _bearers(board: Board, singles: Singles) -> dict[str, tuple[int, frozenset[int]]]:
    """The last words of such names, each with where it first stands and whose it is."""
    found: dict[str, tuple[int, frozenset[int]]] = {}
    for mention in sorted(board.mentions_in(0, len(board.page.keys)), key=lambda mention: mention.first):
        key, bearer = board.page.keys[mention.last - 1], board.owners(mention)
        is_full = mention.best is not None and not mention.is_word and all(map(singles.is_person, bearer))
        is_character = board.page.shapes[mention.last - 1] == Shape.UNSPACED  # "夫" of a longer name is a husband
        if not is_full or is_character or board.lexicon.is_common(key):
            continue
        last = (each for owner in bearer for each in board.names.own_words.last(owner))
        # "Bilawal Bhutto" in full does not make the next "Zardari" him.
        own = {word for word, row in last if len(word) >= _SHORTEST and key not in board.names.shape(row).words[:-1]}
        # "Алиева" in full does not make "Алиев" hers.
        is_woman = any(board.names.kb.entity(owner).gender == "f" for owner in bearer)
        for form in own.union([key] if is_woman else _forms(board, mention.last - 1)):
            since, owners = found.get(form, (mention.last, frozenset()))
            found[form] = since, owners | bearer
    return found


def _forms(board: Board, position: int) -> list[str]:
    """The key of a word and those of the dictionary forms that it may have: "Putyint" and "Putyin" are one name."""
    forms = stems(board.page.folded(position), board.page.lang, "person")
    return [board.page.keys[position], *(form.restored for form in forms if len(form.stem) >= _SHORTEST)]


# --- Slips ----------------------------------------------------------------------------------------------------------


def find_slips(board: Board) -> Iterator[PageMention]:
    """The mentions of all words that are free."""
    page = board.page
    words = [position for position in page.where(_may_be_slip, Shape.UNCASED) if board.at(position) is None]
    if not words:
        return
    owners = _owners_by_name(board)
    near = _by_lost_letter(owners)
    meant: dict[int, frozenset[int]] = {}
    for position in words:
        number = page.numbers[position]
        if number not in meant:
            nearly = (name for form in _without_small(board, position) for name in _nearly(form, near, board.lexicon))
            meant[number] = frozenset(owner for name in nearly for owner in owners[name])
        if len(meant[number]) == 1:
            yield board.misspelt_surname(position, min(meant[number]))


def _owners_by_name(board: Board) -> dict[str, set[int]]:
    """The single words without case that are names, or surnames, of entities that the document names without doubt."""
    kb, names = board.names.kb, board.names
    found: dict[str, set[int]] = {}
    for owner in board.present:
        is_person = names.kind(owner) == "person"
        for row in kb.entity_aliases(owner):
            words = names.shape(row).words if names.is_of_language(row, board.page.lang) else ()
            if not words or (len(words) > 1 and not is_person):
                continue
            if len(board.lexicon.without_article(words[-1])) >= _SHORTEST_SLIP:
                found.setdefault(words[-1], set()).add(owner)
    return found


def _by_lost_letter(names: dict[str, set[int]]) -> dict[str, list[str]]:
    """Names by what is left of them without one of their letters, and by themselves."""
    found: dict[str, list[str]] = {}
    for name in names:
        for rest in _without_letter(name):
            found.setdefault(rest, []).append(name)
    return found


def _without_letter(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(_ENDS, len(word) - _ENDS))}


def _nearly(word: str, near: dict[str, list[str]], lexicon: Lexicon) -> set[str]:
    """The names of which a word is a slip, or that it writes with other letters for vowels."""
    names = {name for rest in _without_letter(word) for name in near.get(rest, ())}
    return {name for name in names if is_misspelling(word, name, lexicon, is_present=True)}


def _without_small(board: Board, position: int) -> list[str]:
    """The key of a word, and without the small words before it; none of an inflected name or a people."""
    page = board.page
    if page.readings(position) or page.is_demonym(position):
        return []
    return [key for key in (page.keys[position], *page.without_prefix(position)) if len(key) >= _SHORTEST_SLIP - 1]


def _may_be_slip(pages: Pages) -> Flags:
    return is_unlisted(pages) & (pages.letters >= _SHORTEST_SLIP - 1) & (pages.letters <= _LONGEST_SLIP)
