"""Given names that stand for a person whom the document names in full before: "Saddam Hussein ... Saddam"."""

from __future__ import annotations

from namenorm.annotate.document.board import Board

_SHORTEST = 4  # letters


class GivenNames:
    """The given names of the persons whom one document names in full, and from where on they may stand alone.

    A given name that two of these persons share, or that the document gives to a stranger as well, stands for nobody.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._since: dict[str, int] = {}
        self._rows: dict[str, tuple[int, ...]] = {}
        self._find()

    def __bool__(self) -> bool:
        return bool(self._rows)

    def rows(self, position: int) -> tuple[int, ...]:
        """The aliases for which a word may stand as their given name."""
        page, board = self._board.page, self._board
        key = page.keys[position]
        if (
            key not in self._rows
            or board.is_noun(position)
            or (page.initial[position] and board.lexicon.is_common(key))
            or page.has_capital_at(position + 1)  # "Mustafa Bey"
        ):
            return ()
        return self._rows[key] if self._since[key] < position else ()

    def _find(self) -> None:
        board, names = self._board, self._board.names
        owners: dict[str, set[int]] = {}
        for owner in board.present:
            for word, row in names.own_words.first(owner):
                if len(word) >= _SHORTEST:
                    owners.setdefault(word, set()).add(owner)
                    self._rows[word] = (*self._rows.get(word, ()), row)
        said = set(board.page.keys)
        alone = {key for key, found in owners.items() if len(found) == 1 and key in said and self._is_usable(key)}
        self._rows = {key: rows for key, rows in self._rows.items() if key in alone}
        if self._rows:
            self._note_uses()

    def _is_usable(self, key: str) -> bool:
        board = self._board
        if board.lexicon.unvowelled and key in board.lexicon.given:
            return False  # "محمود" may be anybody where no capital tells names
        return not board.lexicon.names_nothing(key) and not board.page.lower_uses[key] and not board.names.rows(key)

    def _note_uses(self) -> None:
        """Notes where each name first stands in a full name, and drops those that a stranger bears."""
        board, page = self._board, self._board.page
        strangers: set[str] = set()
        for position, key in enumerate(page.keys):
            if key not in self._rows:
                continue
            mention = board.at(position)
            if mention is None:
                if self._has_surname(position + 1):
                    strangers.add(key)
            elif board.owners(mention) & board.names.entities(self._rows[key]):
                self._since.setdefault(key, position)
            else:
                strangers.add(key)
        self._rows = {key: rows for key, rows in self._rows.items() if key in self._since and key not in strangers}

    def _has_surname(self, after: int) -> bool:
        """Whether a word that may be a surname follows."""
        page = self._board.page
        if not page.word_at(after):
            return False
        is_cased = page.is_cased_capital(after) and not self._board.lexicon.names_nothing(page.keys[after])
        return is_cased or page.is_uncased(after)
