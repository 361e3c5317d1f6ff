"""States: what the name of a state beside that of a town says of it: "Paris, Texas", "Atlanta, Georgia"."""

from __future__ import annotations

from namenorm.annotate.document.page import Page
from namenorm.annotate.words.gaps import Gap
from namenorm.resolving.countries import countries_in, is_country
from namenorm.resolving.known_names import lies_outside
from namenorm.text.known_places import bearers, home

_DIVIDED = frozenset({b"US", b"CA"})  # countries whose divisions ``inner_divisions`` of the profiles are


def is_elsewhere(page: Page, first: int, last: int, owner: int) -> bool:
    """Whether a state or province of America follows the name of a place that lies elsewhere: "Paris, Texas"."""
    divisions, names = page.vocabulary.lexicon.inner_divisions, page.vocabulary.names
    if not divisions or last >= len(page.keys) or page.gaps[last] != Gap.ODD or not page.is_cased_capital(last):
        return False
    if page.before(last)[:1] != ",":
        return False
    if page.keys[last] not in divisions and "".join(page.keys[last : last + 2]) not in divisions:
        return _is_in_namesake(page, first, last, owner)
    continent = names.places.continent("".join(page.keys[first:last]), page.lang)
    return not continent.startswith("America") if continent else lies_outside(names.kb, owner, _DIVIDED)


def _is_in_namesake(page: Page, first: int, last: int, owner: int) -> bool:
    """Whether a state called like a country has a town of a name: "Athens, Georgia", but not "Georgia and Iran"."""
    lexicon, kb, key = page.vocabulary.lexicon, page.vocabulary.names.kb, page.keys[last]
    if key not in lexicon.division_names or page.word_at(last + 1) in lexicon.conjunctions:
        return False
    codes = frozenset(code.encode() for code in countries_in(key))
    towns = frozenset(home(number).encode() for number in bearers("".join(page.keys[first:last])))
    is_town = bool(codes and towns & _DIVIDED) and not is_country(kb.entity(owner))
    return is_town and lies_outside(kb, owner, codes)


def is_division(page: Page, position: int) -> bool:
    """Whether a word after an unknown town is the name of its state, which another place bears as well.

    "Atlanta, Georgia" does not name the country; where the state is listed too, all that is known decides.
    """
    lexicon, names = page.vocabulary.lexicon, page.vocabulary.names
    if position == 0 or page.keys[position] not in lexicon.division_names:
        return False
    if "," not in page.before(position) or not page.is_cased_capital(position - 1):
        return False
    owners = names.entities(names.rows(page.keys[position]))
    return len(owners) == 1 and not names.known(page.folded(position - 1))
