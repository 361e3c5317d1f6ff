"""Finds words that are a name which the document has, in a spelling that no list has.

A surname may stand alone after a full name that was found although it is misspelt, "Zakkir Hasanovv ... Hasanovv",
"الهام علی‌اف ... علی‌اف": what the whole name means, its surname means as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.words.vocabulary import Shape
from namenorm.text.inflection import stems

_SHORTEST = 4  # letters of a surname


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
