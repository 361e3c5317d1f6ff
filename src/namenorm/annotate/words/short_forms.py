"""How a few words of a text relate to a longer name: which short forms a name naturally has.

>>> from namenorm.annotate.words.lexicon import Lexicon
>>> name = Parsed.of("Stockholm International Peace Research Institute", Lexicon())
>>> relation(("international", "peace", "research", "institute"), name, "organization", Lexicon())
'tail'

A name falls into segments at its function words and its comma; the last word of the first segment is its head
(Institute; Ministry of Defence; State Border Service of Azerbaijan). A short form keeps the head.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Prefix

from namenorm.resolving.conflicts import has_other_father
from namenorm.resolving.countries import by_demonym, country_and_rest, named_in
from namenorm.resolving.usual_words import are_office_and_body
from namenorm.resolving.words import read_words
from namenorm.text.fold import compact
from namenorm.text.inflection import may_inflect, stems
from namenorm.text.keys import name_form
from namenorm.text.profiles import words_of_all
from namenorm.text.tokens import tokenize

if TYPE_CHECKING:
    from namenorm.annotate.words.lexicon import Lexicon
    from namenorm.annotate.words.names import Names

_CUT = re.compile(r"[,(/:]|\s[–—]")
_PEOPLE_AND_BODIES = frozenset({"person", "organization", "facility", "event", "law"})
_MOST_DROPPED = 1  # words that are left out inside the name of what is no person
_ROOT = 6  # letters
_CLUB = 3  # letters
_WITH_FATHER = 2  # names
MOST_ROWS = 400
"""Aliases that contain a word; of more it says nothing."""
_ENDING_LOW = ("event", "place", "facility")
_OF_NO_COUNTRY = ("person", "place")


class Parsed(NamedTuple):
    """A name as its content words; ``first`` of them stand before the first function word or comma.

    ``generic`` says of each content word whether it says what something is and not which one.
    """

    words: tuple[str, ...]
    first: int
    comma: int
    generic: tuple[bool, ...]

    @classmethod
    def of(cls, name: str, lexicon: Lexicon) -> Parsed:
        """Parses a name with the words of a language."""
        words: list[str] = []
        first = comma = 0
        end = None
        for token in tokenize(name):
            key = compact(token.folded)
            if end is not None and not comma and words and _CUT.search(name, end, token.start):
                comma = len(words)
                first = first or len(words)
            end = token.end
            if key in lexicon.small:
                first = first or len(words)
                continue
            words.append(key)
        plain = lexicon.with_digits(words)
        shorter = len(words) - len(plain)
        first = max(1, first - shorter) if first else len(plain)
        lists = lexicon.generic_words, lexicon.legal_forms, _club_letters()
        return cls(plain, first, comma, tuple(any(word in each for each in lists) for word in plain))


@lru_cache(maxsize=1 << 16)
def parsed(name: str, lexicon: Lexicon) -> Parsed:
    """`Parsed.of`, remembered."""
    return Parsed.of(name, lexicon)


def has_head(name: str) -> bool:
    """Whether a name may have something before a comma, a bracket or the like ("Tulsa, Oklahoma")."""
    return _CUT.search(name) is not None


def relation(window: tuple[str, ...], name: Parsed, kind: str, lexicon: Lexicon) -> str | None:
    """In which way the content words of a window are a form of a name; ``None`` where they are not.

    ``same``: the same words, a person's in any order, others from any of them on. ``akin``: words of the same roots
    ("Peripheral Alliance"). ``head``: the name up to its comma or first function word; ``site``: a place up to its
    comma ("Tulsa" of "Tulsa, Oklahoma"). ``tail``: its last words with the head. ``bare``: all but its generic words.
    ``inner``: one word dropped from the middle. ``wider``: one word added in the middle of a person's. Of bodies
    ``national``: all but the country, or with another name of it.
    """
    words = name.words
    if len(window) == len(words):
        return _reordered(window, words, kind, lexicon)
    if len(window) > len(words):
        return "wider" if kind == "person" and _is_wider(window, words) else None
    if name.comma and window == words[: name.comma]:
        return "site" if kind == "place" else "head"
    if _is_bare(window, name):
        return "bare"
    return _short_form(window, name, kind) if kind in _PEOPLE_AND_BODIES and len(window) > 1 else None


def _reordered(window: tuple[str, ...], words: tuple[str, ...], kind: str, lexicon: Lexicon) -> str | None:
    if sorted(window) == sorted(words):
        is_same = kind == "person" or lexicon.names_agree or _is_turned(window, words)
        return "same" if is_same else None
    return "akin" if kind not in ("person", "place") and _is_akin(window, words, lexicon) else None


def _is_turned(window: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether words are others from one of them on: "Foreign Affairs Ministry", but "S. H." is nobody of "H. S."."""
    if all(len(word) == 1 for word in words):
        return window == words
    return any(window == (*words[cut:], *words[:cut]) for cut in range(len(words)))


def _short_form(window: tuple[str, ...], name: Parsed, kind: str) -> str | None:
    words = name.words
    head = words[-1] if kind == "person" else words[name.first - 1]
    if head not in window:
        return None
    if window == words[-len(window) :]:
        return "tail"
    if kind != "person" and len(window) <= name.first and window == words[name.first - len(window) : name.first]:
        # The "State Department" is not that of Education in Hawaii: what is left out before it is a country.
        _, left_out = country_and_rest(words[: name.first - len(window)])
        return None if left_out else "head"
    dropped = len(words) - len(window)
    if window[0] == words[0] and window[-1] == words[-1] and _is_subsequence(window, words):
        return "inner" if kind == "person" or dropped <= _MOST_DROPPED else None
    return None


def _is_akin(window: tuple[str, ...], words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether two names differ in the ends of their words only, at least one word being the same.

    Where names have no endings, usual words of other ends are others: "European Council", "Nationalist Party".
    """
    usual = () if may_inflect(lexicon.code) else (lexicon.common_words, lexicon.generic_words, lexicon.nameless)
    rest = list(words)
    same = 0
    if len(window) != len(words):
        return False
    for word in window:
        pair = next((other for other in rest if other == word), None)
        same += pair is not None
        if pair is None:
            pair = next((other for other in rest if _has_root(word, other)), None)
            if any(word in own or pair in own for own in usual):
                return False
        if pair is None:
            return False
        rest.remove(pair)
    return same > 0


def _has_root(word: str, other: str) -> bool:
    """Whether two words begin alike but for their last letters, and neither is the office and the other its body."""
    alike = Prefix.similarity(word, other)
    return alike >= max(_ROOT, max(len(word), len(other)) - 3) and not are_office_and_body(word, other)


@lru_cache(maxsize=1)
def _club_letters() -> frozenset[str]:
    """What says of a club in a few letters that it is one ("fc", "ФК")."""
    return frozenset(word for word in words_of_all("team_words") if len(word) <= _CLUB)


def _is_bare(window: tuple[str, ...], name: Parsed) -> bool:
    """Whether a window is the name without generic words at its end (``Gaza`` of ``Gaza Strip``).

    Words for teams are left out before it as well: "Sepahan" of "Sepahan Football Club", in Persian. What follows a
    function word says whose or where: "Méditerranée" is no Union pour la Méditerranée.
    """
    size = len(window)
    if window == name.words[:size] and all(name.generic[size:]) and not name.generic[size - 1]:
        return True
    if window != name.words[-size:] or name.first != len(name.words):
        return False
    is_told = words_of_all("generic_words").isdisjoint(window)  # "Front" of National Front
    return is_told and words_of_all("sports", "team_words").issuperset(name.words[:-size])


def _is_wider(window: tuple[str, ...], words: tuple[str, ...]) -> bool:
    is_one_more = len(window) == len(words) + 1 > _WITH_FATHER
    return is_one_more and window[0] == words[0] and window[-1] == words[-1] and _is_subsequence(words, window)


def _is_subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def related_names(names: Names, lexicon: Lexicon, words: tuple[str, ...], *, lower_end: bool) -> dict[int, str]:
    """The aliases of which two or more content words are a form, and in which way.

    With ``lower_end`` the last word is in lower case, and so has to be the last of the name.
    """
    words = tuple(chain.from_iterable(in_full(word, lexicon) for word in words))
    counted = sorted((len(rows), word) for word in words if (rows := names.with_token(word)))
    if not counted or counted[0][0] > MOST_ROWS:
        return {}
    plain = lexicon.with_digits(words)
    codes, rest = country_and_rest(tuple(lexicon.short_names.get(word, word) for word in plain))
    if len(counted) < min(len(plain) - 1, len(rest)):
        return {}
    found: dict[int, str] = {}
    telling = [word for _, word in counted[:2]]
    telling += [word for _, word in counted if word in rest][:2] if codes else []  # the country may be called otherwise
    for row in dict.fromkeys(row for word in telling for row in names.with_token(word)[:MOST_ROWS]):
        owner = names.kb.alias_entity(row)
        kind = "organization" if names.countries(owner) and names.is_body(owner) else names.type_of(row)
        if kind == "place" and not _has_all(plain, names.kb.folded(row)):
            continue
        if kind not in _OF_NO_COUNTRY and codes and not rest:
            continue  # a country alone
        way = relation(plain, parsed(names.alias(row).text, lexicon), kind, lexicon)
        if way == "tail" and kind not in _OF_NO_COUNTRY and _is_in_place(plain[-1], names, lexicon):
            continue  # "Западной Африки" of whose states a community is
        if way is None and kind == "person" and _names_father(plain, parsed(names.alias(row).text, lexicon), lexicon):
            way = "head"
        if way in (None, "tail") and not lower_end and kind not in _OF_NO_COUNTRY:
            is_cased, folded, is_body = names.shape(row).cased, names.kb.folded(row), kind == "organization"
            way = _but_for_country(codes, rest, folded, lexicon, is_body=is_body, is_cased=is_cased) or way
        is_whole = not lower_end or (way in ("same", "tail") and kind in _ENDING_LOW)
        if way is not None and is_whole and not (way == "wider" and _is_of_other_father(names, owner, plain)):
            found[row] = way
    return found


def _is_of_other_father(names: Names, owner: int, words: tuple[str, ...]) -> bool:
    """Whether the word more in the name of a person is the name of another father: "Владимир Игоревич Путин"."""
    own = (read_words(name_form(names.alias(row).text)) for row in names.kb.entity_aliases(owner))
    return has_other_father(read_words(name_form(" ".join(words))), own)


def _names_father(words: tuple[str, ...], name: Parsed, lexicon: Lexicon) -> bool:
    """Whether two words are a given name and the father's, before that of the family: "محمد بن سلمان آل سعود"."""
    if lexicon.is_title(words[0]):
        return False  # "Minister des Innern" is anybody
    return name.first == 1 and len(name.words) > len(words) == _WITH_FATHER and words == name.words[:_WITH_FATHER]


def _but_for_country(
    codes: frozenset[str], rest: tuple[str, ...], folded: str, lexicon: Lexicon, *, is_body: bool, is_cased: bool
) -> str | None:
    """``national`` if a name has the countries of some words, in whatever form, and the others: "British Parliament".

    What names no country may be the name without it, if that is in the genitive: "Сбербанк России", but not
    "Air France"; of a body also if a small word ties it to the name, or the language has endings instead: "İran
    Parlamenti". ``head`` if it has no case.
    """
    own, others = country_and_rest(tuple(word for word in folded.split() if word not in lexicon.small))
    if not own or (codes and codes != own):
        return None
    if not codes and not is_cased:
        return "head" if rest == others else None
    if not codes and not _has_genitive(folded):
        is_told = not lexicon.place_prepositions or _ends_with_country(folded, lexicon)
        return "national" if is_body and rest == others and is_told else None
    is_akin = sorted(rest) == sorted(others) or (lexicon.names_agree and _is_akin(rest, others, lexicon))
    return "national" if is_akin else None


def _ends_with_country(folded: str, lexicon: Lexicon) -> bool:
    """Whether a country stands at the end of a name, behind a small word: "Ministry of Defence of Georgia"."""
    words = folded.split()
    last = max((at for at, word in enumerate(words) if word in lexicon.small), default=0)
    codes, rest = country_and_rest(tuple(words[last + 1 :]))
    return last > 0 and bool(codes) and not rest


def _has_genitive(folded: str) -> bool:
    """Whether a name has the genitive of a country or its state: "Сбербанк России", "Банк Российской Федерации"."""
    words = folded.split()
    is_of_state = not words_of_all("state_words").isdisjoint(words)
    return not named_in(folded) and (is_of_state or not any(map(by_demonym, words)))


def _is_in_place(word: str, names: Names, lexicon: Lexicon) -> bool:
    """Whether a word is a form of a place's name, where adjectives beside it agree with it: "Африки"."""
    if not lexicon.names_agree:
        return False
    rows = (row for form in stems(word, lexicon.code) for row in names.rows(form.restored))
    return any(names.type_of(row) == "place" for row in rows)


def in_full(word: str, lexicon: Lexicon) -> list[str]:
    """The words of what a body is called in full where a language calls it short, in any case: of "МИДа"."""
    short = lexicon.short_bodies
    forms = (word, *(form.restored for form in stems(word, lexicon.code))) if short else ()
    return next((short[form].split() for form in forms if form in short), [word])


def _has_all(words: tuple[str, ...], folded: str) -> bool:
    """Whether a name may have all these words; numbers may be words there. A form of a place's name has no others."""
    letters = compact(folded)
    return all(word in letters or word.isdigit() for word in words)
