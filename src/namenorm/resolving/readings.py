"""Readings: the forms in which a query is read, each with the aliases that it is to be compared with.

A name may be read as it is, by its head ("Salem" of "Salem, New Hampshire"), as pinyin, or in the Japanese way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from namenorm.config import Config
from namenorm.kb import KnowledgeBase
from namenorm.model import Query, Tier, base_language
from namenorm.resolving.candidates import Pool, Search, find_pools, key_tiers, keyed_pool
from namenorm.resolving.consonants import rows_by_consonants
from namenorm.resolving.elsewhere import SITES, listed_as_short, listed_place
from namenorm.resolving.inflected import case_free, inflected_rows
from namenorm.resolving.slips import Slip
from namenorm.resolving.titles import gender_of, read_title
from namenorm.resolving.transcriptions import as_japanese, as_pinyin, by_sound, foreign_readings, japanese_readings
from namenorm.resolving.translated import named_in_english
from namenorm.resolving.words import Kind, are_initials, read_words
from namenorm.text.fold import compact, fold
from namenorm.text.keys import NameForm, name_form
from namenorm.text.profiles import words_of_script
from namenorm.text.romanize import language_of_sounds

_INITIALS, _MOST_BESIDE = (2, 6), 500  # characters, and names that have the words beside them
_JAPANESE = 4  # Japanese readings by which similar names are looked for

_ARTICLE = re.compile(r"(\w+)[ '’](\w{2,})")
_HEAD = re.compile(r"\s*([^,،、，;()（\[]{2,}?)\s*[,،、，(（\[]")


_TAIL = re.compile(r"\s*([^,،、，;(（\[]{2,}?)\s*([,،、，(（\[])\s*([^,،、，;()（）\[\]]{2,}?)\s*[)）\]]?\s*")


class Located(NamedTuple):
    """A place and where it lies, as in "Salem, New Hampshire"; ``bracketed``: it may be another name as well."""

    head: str
    tail: str
    bracketed: bool


def located(text: str) -> Located | None:
    """A name as that of a place and where it lies; ``None`` where it does not say so, or says more.

    >>> located("Paris, Texas")
    Located(head='Paris', tail='Texas', bracketed=False)
    """
    found = _TAIL.fullmatch(text)
    return Located(found[1], found[3], found[2] in "(（[") if found else None


def head_of(text: str) -> str | None:
    """What stands before the comma or bracket of a place name.

    >>> head_of("Salem, New Hampshire"), head_of("Salem")
    ('Salem', None)
    """
    found = _HEAD.match(text)
    return found[1] if found else None


class Asked(NamedTuple):
    """A query with its form and the tiers of the aliases that equal it.

    Where it is a title and the listed name of a person, it is that name, and ``title`` what stands before it. ``slip``
    is the slip that it may be, with its probability.
    """

    query: Query
    form: NameForm
    tiers: dict[int, Tier]
    title: str = ""
    slip: tuple[Slip, float] | None = None


def as_asked(kb: KnowledgeBase, query: Query) -> Asked:
    """A query as it is looked up."""
    form = name_form(query.text)
    tiers = key_tiers(kb, query.text, form)
    others = (_titled, _without_article, _turned, _known, _abbreviated)
    other = None if tiers else next(filter(None, (read(kb, query, form) for read in others)), None)
    return other or Asked(query, form, tiers)


def _without_article(kb: KnowledgeBase, query: Query, form: NameForm) -> Asked | None:
    """A listed acronym with an article before it as the acronym: "the UN"."""
    found = _ARTICLE.fullmatch(query.text)
    if found is None or not found[2].isupper() or (found[1].isupper() and len(found[1]) > 1):
        return None
    if fold(found[1]) not in words_of_script(form.script, "definite_articles"):
        return None
    return _as_listed(kb, query, found[2])


def _as_listed(kb: KnowledgeBase, query: Query, name: str) -> Asked | None:
    """A query as another name, where that is listed."""
    own = name_form(name)
    tiers = dict.fromkeys(key_tiers(kb, name, own), Tier.FOLDED)
    return Asked(replace(query, text=name), own, tiers) if tiers else None


def _turned(kb: KnowledgeBase, query: Query, _form: NameForm) -> Asked | None:
    """A query that is a listed name in the order of catalogues as that name: "Korea, Republic of"."""
    told = located(query.text)
    return _as_listed(kb, query, f"{told.tail} {told.head}") if told and not told.bracketed else None


def _known(kb: KnowledgeBase, query: Query, form: NameForm) -> Asked | None:
    """A query that is not listed, but known to be a name of what is, as the name that is.

    "Peking", "NATO", "Банк Грузии".
    """
    rows = listed_as_short(kb, query.text, query.lang) if query.type != "person" else ()
    if not rows and query.type in SITES:
        rows = listed_place(kb, compact(form.folded), query.lang)
    if not rows and query.type not in ("person", "place"):
        rows = named_in_english(kb, form, query.lang)
    return Asked(query, form, dict.fromkeys(rows, Tier.KNOWN)) if rows else None


def _abbreviated(kb: KnowledgeBase, query: Query, form: NameForm) -> Asked | None:
    """A query of which a word is the initials of words of a listed name that has the others: "TU München", "US Steel".

    Either may have a legal form more.
    """
    words = tuple(form.folded.split())
    short = {fold(word) for word in query.text.replace(".", "").split() if word.isupper()} if len(words) > 1 else ()
    for asked in dict.fromkeys((words, _but_for_legal_form(form))) if short else ():
        for place, letters in enumerate(asked):
            if letters in short and (rows := _with_initials(kb, letters, asked[:place] + asked[place + 1 :])):
                return Asked(query, form, dict.fromkeys(rows, Tier.KNOWN))
    return None


def _with_initials(kb: KnowledgeBase, letters: str, beside: tuple[str, ...]) -> list[int]:
    """The aliases that have some words, and others of which letters are the initials."""
    if not beside or not (_INITIALS[0] <= len(letters) <= _INITIALS[1] and letters.isalpha()):
        return []
    rows = min((kb.lookup("token", word) for word in beside), key=len)[:_MOST_BESIDE]
    names = ((row, kb.form(row)) for row in rows)
    return [
        row
        for row, name in names
        if any(are_initials(letters, words, beside) for words in (name.folded.split(), _but_for_legal_form(name)))
    ]


def _but_for_legal_form(form: NameForm) -> tuple[str, ...]:
    """The folded words of a name, if they are all read one by one, without those that are its legal form."""
    words, folded = read_words(form), tuple(form.folded.split())
    if len(words.kinds) != len(folded):
        return folded
    return tuple(word for word, kind in zip(folded, words.kinds, strict=True) if kind is not Kind.LEGAL)


def _titled(kb: KnowledgeBase, query: Query, form: NameForm) -> Asked | None:
    """A query that is a title and the listed name of a person, whom the title fits, as that name."""
    found = read_title(query.text, form)
    if found is None or query.type not in ("person", None):
        return None
    name, own = replace(query, text=found.name), name_form(found.name)
    tiers = dict.fromkeys(key_tiers(kb, found.name, own), Tier.FOLDED)
    tiers = tiers or dict.fromkeys(inflected_rows(kb, own, name), Tier.INFLECTED)
    genders = (gender_of(form.folded, form.script), None)
    bearers = {
        row: tier
        for row, tier in tiers.items()
        if kb.entity_type(owner := kb.alias_entity(row)) == "person"
        and (genders[0] is None or kb.entity(owner).gender in genders)
    }
    return Asked(name, own, bearers, found.title) if bearers else None


class Reading(NamedTuple):
    """A form of a query, and the aliases that it is to be compared with."""

    form: NameForm
    pool: Pool
    wanted: str | None
    headed: bool = False


class _Way(NamedTuple):
    """A way to look for a query: as it is, by its head, by its sound, or by its Japanese readings.

    ``read``: the form that is compared with what is found, where it is not the one that is looked for; ``sounding``:
    the language by whose sounds it is read.
    """

    search: Search
    headed: bool = False
    japanese: bool = False
    read: NameForm | None = None
    sounding: str | None = None


def similar_readings(kb: KnowledgeBase, asked: Sequence[Asked], config: Config) -> list[list[Reading]]:
    """The readings of each query with the aliases that are similar, those of all queries looked up together."""
    asked = [own if own.tiers else _as_inflected(kb, own) for own in asked]
    ways = [_ways(kb, own) for own in asked]
    pools = iter(find_pools(kb, [way.search for own in ways for way in own], config))
    return [_readings(kb, *each, pools) for each in zip(asked, ways, strict=True)]


def _as_inflected(kb: KnowledgeBase, asked: Asked) -> Asked:
    return asked._replace(tiers=dict.fromkeys(inflected_rows(kb, asked.form, asked.query), Tier.INFLECTED))


def _ways(kb: KnowledgeBase, asked: Asked) -> list[_Way]:
    """How a query is looked for besides its keys; not at all where it has no letters."""
    query, form, tiers = asked[:3]
    if not any(map(str.isalnum, query.text)):
        return []
    ways = [_Way(Search(form, tiers))]
    if head := head_of(query.text):
        ways.append(_Way(Search(name_form(head), {}), headed=True))
    others = as_pinyin(query.text), case_free(form, query)
    ways += [_Way(Search(other, {})) for other in others if other is not None]
    # What has only words of aliases is not spelt otherwise there.
    is_listed = all(kb.lookup("token", word) for word in form.folded.split())
    if not is_listed and (sound := by_sound(query, form)):
        ways.append(_Way(Search(sound.form, {}), sounding=sound.lang))
    ways += [_Way(Search(own.sought, {}), read=own.read) for own in foreign_readings(form)]
    if form.script == "Han" and (readings := japanese_readings(form.folded)[:_JAPANESE]):
        ways.append(_Way(Search(NameForm(form.folded, readings, "Kana"), {}), japanese=True))
    return ways


def _readings(kb: KnowledgeBase, asked: Asked, ways: Sequence[_Way], pools: Iterator[Pool]) -> list[Reading]:
    """The forms of a query with the aliases that were found for each."""
    query, form, tiers = asked[:3]
    readings = [] if ways else [Reading(form, keyed_pool(tiers), query.type)]
    for way, pool in zip(ways, pools, strict=False):
        if not way.japanese:
            read = way.read or way.search.form
            known = {row for reading in readings if reading.form == read for row in reading.pool.rows}
            if way.sounding:
                known |= _spelt_alike(kb, pool.rows, way.sounding)
            readings.append(Reading(read, pool.without(known), query.type, way.headed))
            continue
        rows = [row for row in pool.rows if kb.script(row) != "Han"]
        japanese = as_japanese(form, (compact(kb.romanised(row)) for row in rows))
        if japanese is not None:
            readings.append(Reading(japanese, Pool(tuple(rows), kb.cosines([japanese], [rows])[0], {}), query.type))
    known = {row for reading in readings for row in reading.pool.rows}
    if ways and (rows := [row for row in rows_by_consonants(kb, form) if row not in known]):
        readings.append(Reading(form, Pool(tuple(rows), kb.cosines([form], [rows])[0], {}), query.type))
    return readings


def _spelt_alike(kb: KnowledgeBase, rows: Iterable[int], lang: str) -> set[int]:
    """The aliases that are in a language that spells by sound, or are spelt as such languages do."""
    own, aliases = base_language(lang), ((row, kb.alias(row)) for row in rows)
    return {row for row, alias in aliases if base_language(alias.lang) == own or language_of_sounds(alias.text, None)}
