"""Names in scripts without vowels, by their consonants: "حسن روحانی" shares hardly a letter group with Hassan Rouhani.

>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> from namenorm.text.keys import name_form
>>> kb = MappedIndex.build([Entity("Q348144", "person", {"en": "Hassan Rouhani"})])
>>> [kb.alias(row).text for row in rows_by_consonants(kb, name_form("حسن روحانی"))]
['Hassan Rouhani']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from namenorm.kb import KnowledgeBase
from namenorm.model import ENTITY_TYPES
from namenorm.text.bones import bone_count, bones, bones_as_read
from namenorm.text.keys import NameForm
from namenorm.text.profiles import profiles_for_script

_LEAST = 3  # consonants of a name by which it is looked for
_MOST_WORDS = 2000  # words of names that have the same consonants; more say nothing
_MOST_OWNERS = 40  # entities with such words whose names are looked at


def rows_by_consonants(kb: KnowledgeBase, form: NameForm) -> list[int]:
    """The aliases that have words with the consonants of those of a name, in its order, others between them or not.

    None for a name of one word, of which many others have the consonants, or in a script with vowels.
    """
    if len(form.tokens) < 2 or not any(profile.unvowelled for profile in profiles_for_script(form.script)):
        return []
    ways = [frozenset(filter(None, bones_as_read(token))) for token in form.tokens]
    if sum(map(bone_count, map(bones, form.tokens))) < _LEAST:
        return []
    bearers = (
        frozenset().union(*(kb.owners_with_bones(own, ENTITY_TYPES, _MOST_WORDS) for own in way)) for way in ways
    )
    known = [owners for owners in bearers if owners]
    owners = frozenset.intersection(*known) if len(known) > 1 else frozenset[int]()
    return list(_called(kb, owners, ways)) if len(owners) <= _MOST_OWNERS else []


def _called(kb: KnowledgeBase, owners: frozenset[int], ways: Sequence[frozenset[int]]) -> Iterator[int]:
    """The aliases of some entities that have words with certain consonants in their order."""
    for owner in sorted(owners):
        for row in kb.entity_aliases(owner):
            words = map(bones, kb.form(row).tokens)
            if all(not way or any(word in way for word in words) for way in ways):
                yield row
