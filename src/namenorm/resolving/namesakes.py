"""Namesakes: who or what only has the name of a place or person, by the words that a name has beside it.

"London Bridge" is no city and "Heydar Aliyev Foundation" nobody, "Ottawa River" lies near Ottawa, "Sofia Loren" is a
person and "Miami Heat" a club.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product, zip_longest

from namenorm.resolving.conflicts import LANDFORMS, is_named_after
from namenorm.resolving.countries import by_demonym, countries_in, is_country, names_country
from namenorm.resolving.known_names import is_known_name, known_bearers
from namenorm.resolving.ranking import Ranked
from namenorm.resolving.readings import head_of, located
from namenorm.resolving.scorer import Pairing
from namenorm.resolving.titles import title_words
from namenorm.resolving.usual_words import is_usual, tells_another
from namenorm.resolving.words import COMPASS, Kind
from namenorm.text.fold import compact, fold
from namenorm.text.given_names import is_given_name
from namenorm.text.keys import name_form
from namenorm.text.known_places import bearers, has_territory
from namenorm.text.known_surnames import is_known_surname
from namenorm.text.profiles import words_of_script
from namenorm.text.scripts import script

_MANY_NAMES = 12  # a place that is listed under so many names has its longer ones among them
_TELLING = frozenset({Kind.PLAIN, Kind.GENERIC, Kind.TITLE})
_APART = COMPASS | {"new", "lower", "upper"}
_DASHED = re.compile(r"[\s\-'’]+")
_CODE = 2  # letters of the code of a state
_WHOLE_WORD = 4  # letters; shorter ones are abbreviations or parts of names
_LONG = 3  # words; more may mean the same, but for one that is translated otherwise
_UNLIKE = -0.1  # less similar words are not spellings of one
_SAME_WORD = 0.94  # the least similarity of words that are equal

Compared = Ranked | Pairing


def is_other_by_word(item: Compared) -> bool:
    """Whether a word more, or one that stands for another, makes one name that of something else than the other's."""
    rules = (*_OF_ANY, _is_part_of_house) if item.type == "organization" else _OF_ANY
    if item.type in ("person", "place") or set(item.words[0].texts).isdisjoint(item.words[1].texts):
        return False
    return _is_named_by(item) or any(rule(item) for rule in rules)


def is_namesake(item: Ranked) -> bool:
    """Whether what a query says beside the name of a place or person makes something else of it."""
    return _is_named_by(item) or any(rule(item) for rule in _RULES.get(item.type, _OF_ANY))


def _is_thing(item: Compared) -> bool:
    """Whether a query has a word more for what is named after a place."""
    return is_named_after(*item.words, item.alignment)


def _is_company(item: Ranked) -> bool:
    """Whether a query ends as the names of companies do: "Atlantis Company"; not in two letters, "Denver CO"."""
    words = item.query_side.words
    is_written_out = len(words.folded.rpartition(" ")[2]) > _CODE
    return words.kinds[-1] is Kind.LEGAL and is_written_out and Kind.LEGAL not in item.alias_side.words.kinds


def _is_named_after_person(item: Ranked) -> bool:
    """Whether the last word of a query is one more, for a thing that is named after a person or for what a place is."""
    words = item.query_side.words
    is_written_out = len(words.folded.rpartition(" ")[2]) >= _WHOLE_WORD
    is_thing = words.named_after[-1] or (words.kinds[-1] is Kind.GENERIC and is_written_out)
    return is_thing and len(words.texts) - 1 in item.alignment.free_left


def _is_landform(item: Ranked) -> bool:
    """Whether a query has a word more for what lies near a known town or country."""
    concepts = [item.query_side.words.concepts[place] for place in item.alignment.free_left]
    return not LANDFORMS.isdisjoint(concepts) and bool(known_bearers(item.kb, item.row))


def _lacks_landform(item: Ranked) -> bool:
    """Whether a query is the known name of a place, and that of what lies near it has a word more: "Geneva"."""
    words, free = item.alias_side.words, item.alignment.free_right
    is_landform = not LANDFORMS.isdisjoint([words.concepts[place] for place in free])
    return is_landform and not item.alignment.free_left and is_known_name(item.query_side.words.folded)


def _is_named_by(item: Compared) -> bool:
    """Whether a query is only what an alias says that something is named after: "Oxford", "University of Oxford"."""
    (x, y), alignment = item.words, item.alignment
    if x.group != y.group or alignment.free_left or alignment.free_right[:2] != (0, 1) or any(x.named_after):
        return False
    return y.named_after[0] and y.kinds[1] is Kind.PARTICLE


def _says_more(item: Ranked) -> bool:
    """Whether a query has the whole name of a place and a word more that is frequent in a language, or no place's.

    Of countries see `is_named_after_country`.
    """
    free = _beside_whole_name(item)
    if not free or _is_known_place(free) or is_country(item.entity):
        return False
    ordinary = any(item.query_side.words.ordinary[place] for place in item.alignment.free_left)
    return ordinary or len(item.entity.aliases()) >= _MANY_NAMES or has_territory(known_bearers(item.kb, item.row))


def is_named_after_country(text: str, item: Ranked) -> bool:
    """Whether a query has the whole name of a country and a word more with a capital: "Shell Nigeria".

    Countries are called by more words than anybody lists, but beside one for what they are, or in lower case:
    "Hashemite Kingdom of Jordan".
    """
    words = item.query_side.words
    if item.type != "place" or words.generic or Kind.GENERIC in words.kinds:
        return False
    small = {word for part in _DASHED.split(text) if part.islower() for word in name_form(part).tokens}
    free = [word for word in _beside_whole_name(item) if word not in small]
    return bool(free) and not _is_known_place(free) and is_country(item.entity)


def is_of_country(text: str, item: Ranked) -> bool:
    """Whether a country behind the whole name of an organisation makes it that of another: "Parti socialiste suisse".

    Before the name, or behind a mark, it says where the organisation is: "British Conservative Party".
    """
    (x, y), alignment = item.words, item.alignment
    last = max((pair.left for pair in alignment.pairs), default=0)
    if item.type not in ("organization", "other") or max(alignment.free_left, default=0) < last:
        return False
    if not (any(y.named_after) or item.type == "organization") or head_of(text) or not _has_whole_name(item):
        return False
    more = countries_in(x.folded) - countries_in(y.folded)
    return bool(more) and not any(more & countries_in(fold(alias.text)) for alias in item.entity.aliases())


def lacks_telling_word(item: Ranked) -> bool:
    """Whether a query lacks what tells a land from its parts, a work from its sequels, or a body from others nearby.

    "Britain" may be New Britain, "Toy Story" the second one, "Universität München" the Technische Universität; and
    "Frankfurt" is no club, "Faroe Islands" no team, "Rhode Island" no town in it.
    """
    (x, y), free = item.words, item.alignment.free_right
    more = [place for place in item.alignment.free_left if x.kinds[place] is not Kind.PARTICLE]
    rules = _LACKING.get(item.type, _LACKING_OF_BODY)
    return bool(x.group == y.group and free and not more) and any(rule(item) for rule in rules)


def _lacks_direction(item: Ranked) -> bool:
    """Whether a query lacks a word for a part of a land, or for a newer one."""
    words = item.alias_side.words
    return not _APART.isdisjoint([words.concepts[place] for place in item.alignment.free_right])


def _lacks_number(item: Ranked) -> bool:
    """Whether a query lacks the number behind a title."""
    words = item.alias_side.words
    last = len(words.texts) - 1
    return item.alignment.free_right == (last,) and bool(words.numbers[last])


def _lacks_usual_word(item: Ranked) -> bool:
    """Whether a query is a place and what many bodies there are called, and lacks more of that."""
    (x, y), free, last = item.words, item.alignment.free_right, len(item.words[1].texts) - 1
    told = [x.texts[place] for place in x.plain()]
    # In a translation words that many have may be others: "Universität Baku", Baku State University.
    is_spelt_so = all(x.texts[pair.left] == y.texts[pair.right] for pair in item.alignment.pairs if pair.is_single)
    telling = _TELLING if is_spelt_so else (Kind.PLAIN,)
    more = [place for place in free if y.kinds[place] in telling and not y.numbers[place]]
    is_behind = bool(more) and max(free) < last and item.type == "organization"
    return bool(more and told) and (any(x.named_after) or is_behind) and all(map(bearers, told))


def _is_place_in_name(item: Ranked) -> bool:
    """Whether a query is what a name says of where a place lies, or a region's of several words in another's name."""
    folded = item.query_side.words.folded
    if item.type == "place":
        own = located(item.alias.text)
        return own is not None and fold(own.tail) == folded
    return len(item.words[0].texts) > 1 and has_territory(bearers(compact(folded)))


def _is_whom_named_after(item: Ranked) -> bool:
    """Whether a query is only whom a body or a building is named after: "Woodrow Wilson" of the Wilson Center."""
    (x, y), free = item.words, item.alignment.free_right
    is_person = is_given_name(x.texts[0]) or len(x.texts[0]) == 1 or is_known_surname(x.texts[-1])
    return len(x.texts) > 1 and is_person and any(y.named_after[at] or y.kinds[at] is Kind.GENERIC for at in free)


def _is_part_of_house(item: Compared) -> bool:
    """Whether the one word that names an organisation begins a longer name, as of what belongs to it: "Samsung SDI"."""
    first = min((pair.left for pair in item.alignment.pairs), default=0)
    if len(item.words[1].plain()) > 1 or first > min(_telling_places(item), default=0):
        return False
    free = _beside_whole_name(item)
    return bool(free) and not _is_known_place(free)


def _is_offshoot(item: Compared) -> bool:
    """Whether a query has the whole name of an organisation and a word for what belongs to one: "Siemens Energy"."""
    more = set(item.words[0].folded.split()).difference(item.words[1].folded.split())
    more &= words_of_script(script(item.words[0].folded), "offshoots")
    return bool(more and item.alignment.free_left) and _has_whole_name(item, Kind.LEGAL)


def _is_of_usual_words(item: Compared) -> bool:
    """Whether a query has a word more than the whole name of an organisation which no word tells from others.

    "Atomic Energy Community" is not the "Energy Community", but the American Democratic Party is the Democratic Party.
    Of a place there may be several that usual words tell apart, as no name does: "Michigan State University" is not
    the "University of Michigan", but "Lomonosov Moscow University" is that of Moscow. What it is says nothing else, nor
    do words of states, or behind the name: "Organizasyon Birleşmiş Milletler".
    """
    x, names = item.words[0], item.words[1].folded.split()
    if len(names) < 2 or not _has_whole_name(item) or not all(map(_is_usual_or_place, names)):
        return False
    paired = [pair.left for pair in item.alignment.pairs if x.kinds[pair.left] is not Kind.LEGAL]
    is_of_place = any(not is_usual(name) or has_territory(bearers(name)) for name in names)
    nothing = words_of_script(script(x.folded), "function_words", "state_words")
    more = [place for place in item.alignment.free_left if place < max(paired) and x.kinds[place] in _TELLING]
    words = [x.own[place] for place in more if not x.named_after[place] and x.own[place] not in nothing]
    if is_of_place:
        return any(is_usual(word) or _is_of_country(word) for word in words)
    return not all(map(_is_of_country, words))


def _has_other_order(item: Compared) -> bool:
    """Whether usual words before the same one stand in another order: "Democratic National Party"."""
    x, y = (
        [text for text, kind in zip(words.texts, words.kinds, strict=True) if kind is not Kind.PARTICLE]
        for words in item.words
    )
    return x != y and x[-1:] == y[-1:] and sorted(x) == sorted(y) and all(map(is_usual, x))


def _has_other_short_word(item: Compared) -> bool:
    """Whether what differs is the short word that tells a name from others: "Ming Dynasty"."""
    (x, y), pairs, (left, right) = item.words, item.alignment.pairs, _left_over(item)
    unlike = [(pair.left, pair.right) for pair in pairs if x.texts[pair.left] != y.texts[pair.right]]
    unlike += zip_longest(left, right, fillvalue=-1)
    if x.group != y.group or len(unlike) != 1 or -1 in unlike[0]:
        return False
    ((place, other),) = unlike
    return tells_another(x.texts[place], y.texts[other], (x.own[pair.left] for pair in pairs if pair.left != place))


def _is_usual_or_place(word: str) -> bool:
    return is_usual(word) or bool(bearers(word)) or _is_of_country(word)


def _is_of_same_country(item: Ranked) -> bool:
    """Whether names have a country and what any country has in common, and other words beside: "Deutsche Börse".

    "Deutsche Bank" is another then, as the Ukrainian Ministry of Finance is none of Defence.
    """
    x, y = item.words
    shared = [(x.texts[pair.left], x.kinds[pair.left]) for pair in item.alignment.pairs if pair.is_single]
    is_little = all(kind is not Kind.PLAIN or _is_of_country(text) for text, kind in shared)
    if x.group != y.group or not is_little or not any(_is_of_country(text) for text, _ in shared):
        return False
    left, right = ([words.texts[place] for place in free] for words, free in zip((x, y), _left_over(item), strict=True))
    if all(map(_is_of_country, left)) or all(map(_is_of_country, right)):
        return False
    return not any(one in other or other in one for one, other in product(left, right))  # written as one


def _is_of_country(word: str) -> bool:
    return bool(by_demonym(word) or names_country(word))


def _is_told_apart(item: Compared) -> bool:
    """Whether a query has more than a whole name, and that is a number or a point of the compass: "Bayern II"."""
    x, free = item.words[0], item.alignment.free_left
    more = {x.numbers[place] for place in free} | COMPASS.intersection(x.concepts[place] for place in free)
    more.discard("")
    return bool(more) and _has_whole_name(item)


def _has_other_known_word(item: Compared) -> bool:
    """Whether one word is left over on either side, and that of the query is known: "Iowa", not "Ilia University".

    Places, nationalities and given names are spelt as they are, and so are two words of offices ("finance", "defence"),
    and two that languages translate: the "African Development Bank" is not the Asian one.
    """
    (x, y), (left, right) = item.words, _left_over(item)
    if x.group != y.group or len(left) != 1 or len(right) != 1:
        return False
    word, stead = x.texts[left[0]], y.texts[right[0]]
    meanings = {x.concepts[left[0]], y.concepts[right[0]]}
    if COMPASS & meanings or (len(meanings) > 1 and all(meanings)):
        return True
    if x.kinds[left[0]] is Kind.GENERIC or y.kinds[right[0]] is Kind.GENERIC:
        offices = title_words(x.folded, script(x.folded)), title_words(y.folded, script(y.folded))
        return word in offices[0] and stead in offices[1]
    short, long = sorted((word, stead), key=len)
    if long.startswith(short) and len(short) >= _WHOLE_WORD and not (bearers(stead) or countries_in(stead)):
        return False  # "Lyon", "lyonnais"
    known = bearers(word)
    of_other_country = bool(countries_in(x.folded) - countries_in(y.folded))
    may_translate = (is_usual(x.own[left[0]]) and is_usual(y.own[right[0]])) or len(x.texts) > _LONG
    is_unlike = len(short) >= _WHOLE_WORD and item.alignment.rest < _UNLIKE and not may_translate
    return bool(known and not known & bearers(stead)) or of_other_country or is_unlike or is_given_name(word)


def _is_beside_work(item: Ranked) -> bool:
    """Whether a query has the whole name of a work or a building and a word more, which does not say where that is."""
    free = _beside_whole_name(item)
    return bool(free) and not (item.type == "facility" and _is_known_place(free))


_OF_ANY: tuple[Callable[[Compared], bool], ...] = (
    _has_other_known_word, _is_offshoot, _is_told_apart, _is_of_usual_words, _has_other_order, _has_other_short_word,
)  # fmt: skip
_LACKING: dict[str, tuple[Callable[[Ranked], bool], ...]] = {
    "person": (),
    "place": (_is_place_in_name, _lacks_direction),
    "event": (_is_place_in_name,),
    "facility": (_is_place_in_name, _lacks_number, _is_whom_named_after),
    "other": (_is_place_in_name, _lacks_direction, _lacks_number, _is_whom_named_after, _lacks_usual_word),
}
_LACKING_OF_BODY = (_is_place_in_name, _lacks_number, _is_whom_named_after, _lacks_usual_word)
_RULES: dict[str, tuple[Callable[[Ranked], bool], ...]] = {
    "person": (_is_company, _is_named_after_person),
    "place": (_is_thing, _is_company, _is_landform, _says_more, _lacks_landform, _has_other_short_word),
    "organization": (*_OF_ANY, _is_part_of_house, _is_of_same_country),
    "work": (_is_beside_work, _has_other_known_word, _is_offshoot),
    "facility": (_is_beside_work, _has_other_known_word, _is_offshoot),
    "event": _OF_ANY,
}


def _left_over(item: Compared) -> tuple[list[int], list[int]]:
    """The places of the telling words of a query and of a name that stand for nothing in the other."""
    (x, y), alignment = item.words, item.alignment
    left = [place for place in alignment.free_left if x.kinds[place] in _TELLING]
    return left, [place for place in alignment.free_right if y.kinds[place] in _TELLING]


def _beside_whole_name(item: Compared) -> list[str]:
    """The telling words of a query that has a whole name of its script in it, as it is spelt, beside that name."""
    words = item.words[0]
    return [words.texts[place] for place in _telling_places(item)] if _has_whole_name(item) else []


def _has_whole_name(item: Compared, *left_out: Kind) -> bool:
    y, alignment = item.words[1], item.alignment
    is_whole = all(y.kinds[place] in (Kind.PARTICLE, *left_out) for place in alignment.free_right)
    return is_whole and all(pair.similarity >= _SAME_WORD for pair in alignment.pairs)


def _telling_places(item: Compared) -> list[int]:
    """The places of the words of a query that say which entity is meant, and that stand for none of its name.

    Little words inside of the name say nothing: "Frankfurt an der Oder".
    """
    words, paired = item.words[0], [pair.left for pair in item.alignment.pairs]
    free = words.plain(item.alignment.free_left)
    little = words_of_script(script(words.folded), "function_words") if free and len(paired) > 1 else frozenset()
    return [
        place
        for place in free
        if len(text := words.texts[place]) > 1 and not (text in little and min(paired) < place < max(paired))
    ]


def _is_known_place(words: list[str]) -> bool:
    """Whether words beside the name of a place say where it lies."""
    return bool(bearers(compact("".join(words)))) or names_country(" ".join(words))
