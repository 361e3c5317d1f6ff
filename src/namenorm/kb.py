"""KnowledgeBase: what the algorithms see of an index.

Aliases and entities are *rows*: small integers from 0, stable within one index. The package has one
implementation, `namenorm.index.reader.MappedIndex`; the tests compare all its answers with those of plain dictionaries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from namenorm.model import Alias, Entity

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from namenorm.text.keys import NameForm


class Extent(NamedTuple):
    """How far a search for similar names goes."""

    aliases: int
    """The most that are found."""
    postings: int
    """Of one view, the most that are read, where the index is large."""


class KnowledgeBase(Protocol):
    """The few methods that resolving and annotating need."""

    @property
    def alias_count(self) -> int:
        """How many aliases there are; rows run from 0 to one less."""

    @property
    def entity_count(self) -> int:
        """How many entities there are."""

    @property
    def types(self) -> frozenset[str]:
        """The types that some entity has."""

    def lookup(self, view: str, key: str) -> Sequence[int]:
        """The rows of the aliases that have ``key`` in a key view.

        ``exact`` is the text itself, ``folded`` the folded form and ``compact`` that without spaces, ``token`` each
        folded word by itself, ``romanised`` the romanised form without spaces, ``unidecode`` what unidecode makes
        of the text, folded and without spaces, and ``known`` the number of the known place that a label names
        (`namenorm.text.known_places`).
        """

    def may_hold(self, view: str, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Which keys of the view ``compact`` or ``token``, given by `namenorm.text.keyhash`, may have aliases.

        A key that has some is never missed; a few that have none may pass.
        """

    def near(self, name: str, distance: int) -> Sequence[tuple[int, int]]:
        """The aliases whose romanised form without spaces is within ``distance`` edits of ``name``.

        With the number of edits (an insertion, deletion, substitution, or exchange of neighbours), fewest first, then
        by row. Names of fewer than four letters are not found, those of fewer than six only within one edit.
        """

    def near_many(self, names: Sequence[str], distance: int) -> Sequence[Sequence[tuple[int, int]]]:
        """`near` for many names, looked up together; a few hundred are remembered until they are asked for alone."""

    def near_words(self, words: Sequence[str], distance: int) -> Sequence[Sequence[tuple[str, int]]]:
        """The same for single romanised words of aliases, for each of some words; together they take far less time."""

    def words_with_bones(self, bones: int) -> Sequence[str]:
        """The romanised words of aliases that have these consonants (see `namenorm.text.bones`), in any order."""

    def owners_with_bones(self, bones: int, types: Collection[str], most: int) -> Sequence[int]:
        """The entity rows of some types that have one of ``most`` such words in an alias, in ascending order.

        None where there are more such words.
        """

    def similar(
        self, forms: Sequence[NameForm], rankings: Sequence[Sequence[int]], extents: Sequence[Extent]
    ) -> list[list[list[int]]]:
        """For each name and ranking, a sum of gram views by their places, the most similar aliases, in order.

        How many is said by the name's extent.

        The similarity is the sum of the cosines of tf-idf vectors, of which none may be 0; a large index may leave
        very common grams out of it.
        """

    def cosines(self, forms: Sequence[NameForm], rows: Sequence[Sequence[int]]) -> list[npt.NDArray[np.float32]]:
        """For each name the tf-idf cosines of some aliases to it: shape ``(rows, gram views)``, values in [0, 1]."""

    def token_count(self, token: str) -> int:
        """How many entities have ``token`` among the romanised tokens of their aliases."""

    def rarest_letters(self, words: Sequence[str]) -> int:
        """How many aliases have the three letters in a row of some romanised words that the fewest have in a word.

        The start and the end of a word count as a letter each.
        """

    def token_owners(self, token: str) -> Sequence[int]:
        """The entity rows of those entities, in ascending order."""

    def alias(self, row: int) -> Alias:
        """The alias in a row."""

    def alias_kind(self, row: int) -> str:
        """The kind of the alias in a row."""

    def aliases_in(self, lang: str) -> Sequence[int]:
        """The rows of the aliases in a language and its variants: ``sr`` is for ``sr-Latn`` too."""

    def form(self, row: int) -> NameForm:
        """The folded and romanised form of the alias in a row."""

    def folded(self, row: int) -> str:
        """The folded form of the alias in a row; quicker than its form, as are its romanised words."""

    def romanised(self, row: int) -> str:
        """The romanised words of the alias in a row, with spaces between them."""

    def letters(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """The scripts and the romanised letters, without spaces, of the aliases in some rows, quickly."""

    def script(self, row: int) -> str:
        """The script of the alias in a row."""

    def alias_entity(self, row: int) -> int:
        """The entity row of an alias row."""

    def entity_aliases(self, row: int) -> Sequence[int]:
        """The alias rows of an entity row, in the order of `Entity.aliases`."""

    def entity_type(self, row: int) -> str:
        """The type of the entity in a row."""

    def entity_id(self, row: int) -> str:
        """The ID of the entity in a row; quicker than the entity, as are its label and successor."""

    def entity_label(self, row: int, lang: str | None) -> str:
        """What `Entity.label` gives for the entity in a row."""

    def name_count(self, row: int) -> int:
        """How many names the entity in a row has besides its labels and demonyms."""

    def entity_details(self, row: int) -> Mapping[str, Any]:
        """What the record of the entity in a row says besides its ID, type and names; quicker than the entity."""

    def replaced_by(self, row: int) -> str | None:
        """The ID by which the entity in a row was replaced; ``None`` where it stands for itself."""

    def entity(self, row: int) -> Entity:
        """The entity in a row."""

    def entity_row(self, entity_id: str) -> int | None:
        """The row of an ID; ``None`` where the ID is not in the index."""


_REDIRECTIONS = 8  # more steps than this are a loop


def successor(kb: KnowledgeBase, row: int) -> int:
    """The row of the entity that has taken the place of another one; its own where none has."""
    for _ in range(_REDIRECTIONS):
        replaced_by = kb.replaced_by(row)
        other = kb.entity_row(replaced_by) if replaced_by else None
        if other is None:
            break
        row = other
    return row


def without_former(kb: KnowledgeBase, rows: Iterable[int]) -> list[int]:
    """Entity rows without those that were replaced by another one of them: both together are no ambiguity."""
    rows = list(rows)
    return [row for row in rows if (other := successor(kb, row)) == row or other not in rows]
