"""Other words: whether a misspelt name is that of somebody or something else than the resolver takes it for.

It has other words than the name of that entity, it is made otherwise, or the text says so.

>>> is_other_family("kazimli", "kazimov", "az"), is_other_family("kazmov", "kazimov", "az")
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, product, starmap
from operator import eq

from rapidfuzz.distance import OSA

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.states import is_elsewhere
from namenorm.annotate.words.boned import labials, labials_fit
from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.prospects import Prospects
from namenorm.annotate.words.spellings import has_name_in, is_letter_off, is_of_other_language
from namenorm.annotate.words.vocabulary import Shape
from namenorm.model import Candidate, Tier
from namenorm.resolving.countries import country_and_rest
from namenorm.text.bones import bone_count, bones, bones_as_read
from namenorm.text.fold import fold, undoubled
from namenorm.text.given_names import is_given_name, may_be_given_name
from namenorm.text.inflection import stems
from namenorm.text.keys import name_form
from namenorm.text.known_surnames import is_known_surname
from namenorm.text.profiles import endings_of_all, language_profile, words_of_all
from namenorm.text.romanize import romanize, romanize_by_sound
from namenorm.text.scripts import script

_TAIL = 2  # letters
_TOLD = 2  # right words that tell whose the misspelt surname beside them is
_LONG_WORD = 8  # letters
_MOST_LEFT_OUT = 2  # words of a name for each that a misspelt short form has
_LIKE = 0.4  # edits a letter up to which one word may stand for another
_SHORT_WORD = 6  # letters of a word in which a second edit leaves too little
_STEM = 3  # letters of a surname before its suffix
_LETTERS_A_SLIP = 7  # of a long word: in a shorter one a second slip is more likely another name


# --- By the words that the resolver has compared ----------------------------------------------------------------------


def is_of_other_words(query: str, candidate: Candidate, kind: str) -> bool:
    """Whether a window has a word that a person's name has not, and lacks one that it has, or goes on after one of it.

    "Victor Orbanski" is no Viktor Orbán, nor "Merkelina" Merkel, however alike the rest is. A given name may be cut
    short, "Phil" is Philip, and in another script look like none: "Джо" is Joe.
    """
    if kind != "person":
        return _is_another(name_form(query).tokens, candidate, kind)
    is_romanised = candidate.tier is Tier.ROMANISED
    first, *others = name_form(candidate.alias.text).tokens
    given = first if others else ""
    is_first = partial(eq, name_form(query).tokens[0])
    extra, lacking = unmatched("query", candidate), unmatched("alias", candidate)
    articles = words_of_all("romanised_articles")
    if not (articles.isdisjoint(extra) or articles.isdisjoint(lacking)):  # "аш-Шараа", al-Sharaa
        extra, lacking = ([word for word in each if word not in articles] for each in (extra, lacking))
    if is_romanised:
        alike = {pair for pair in product(extra, lacking) if has_bones_of(*pair)}
        extra, lacking = ([word for word in each if word not in chain(*alike)] for each in (extra, lacking))
    for word, name in product(extra, lacking):
        is_like = is_romanised or word.startswith(name) or name.startswith(word)
        if name != given or not is_like:
            return True
    return not is_romanised and any(
        word.startswith(name) and len(word) >= len(name) + _TAIL
        for word, name in _pairs(candidate)
        if name != given or not is_first(word)
    )


def _is_another(words: Sequence[str], candidate: Candidate, kind: str) -> bool:
    """Whether words name another body or thing than a candidate: it has most of them, and others in the place of some.

    "Правління Національного", a bank's board, is no administration of aeronautics and research, "International Monetary
    Fund" no Arab one, and "George Floyd" no act that bears his name. A service may be an organisation as well.
    """
    missing, generic = unmatched("alias", candidate), words_of_all("generic_words", "named_after_places")
    if len(missing) > _MOST_LEFT_OUT * len(words) > _MOST_LEFT_OUT:
        return True
    is_named_after = not generic.isdisjoint(missing) and generic.isdisjoint(words)
    if is_named_after and may_be_given_name(words[0]):
        return True
    little = words_of_all("function_words", "particles", "legal_forms", "generic_words")
    extra, lacking = (
        [word for word in found if len(word) > _TAIL and word not in little]
        for found in (unmatched("query", candidate), missing)
    )
    if kind == "other" and not extra and _lacks_telling_word(lacking, candidate):
        return True
    if not lacking:  # "Vrije Universiteit Amsterdam" is not the University of Amsterdam
        _, rest = country_and_rest(tuple(word for word in extra if word != words[-1]))
        return kind == "organization" and bool(rest)
    return bool(extra) and not any(starmap(_stands_for, product(extra, lacking)))


def _lacks_telling_word(lacking: Sequence[str], candidate: Candidate) -> bool:
    """Whether words are some of a name, none of them misspelt, and what they lack is no title and no number.

    A body, a place or a person may be told by some words, but "Wolf Pack" is a program as well as a team of Hartford.
    """
    titles = words_of_all("honorifics", "roles")
    is_telling = any(word not in titles and not word.isdigit() for word in lacking)
    return is_telling and all(word == name for word, name in _pairs(candidate))


def _stands_for(word: str, other: str) -> bool:
    """Whether a word may be another one, misspelt or cut short."""
    return other.startswith(word) or OSA.normalized_distance(word, other) <= _LIKE


def has_bones_of(word: str, name: str) -> bool:
    """Whether two romanised words have the same consonants, two at least.

    "msdq" has those of "mosaddegh", "khn" of "cohen", and "tyb" of "tayyip", of which bones hold the first only.
    """
    own = bones(name)
    if own not in (*bones_as_read(word), bones(word.replace("kh", "k"))):
        return False
    return bone_count(own) > 1 or (bone_count(own) + labials(name)[0] > 1 and labials_fit(word, name))


def unmatched(side: str, candidate: Candidate) -> list[str]:
    """The words of the query, or of the alias, for which the other has none."""
    return [evidence.note for evidence in candidate.evidence if evidence.feature == f"unmatched_{side}_word"]


def lacks_words(mention: PageMention) -> bool:
    """Whether the name that a misspelt mention is taken for has more words."""
    return mention.best is not None and bool(unmatched("alias", mention.best))


def is_shared(words: Sequence[str], candidates: Sequence[Candidate]) -> bool:
    """Whether names of several have all words of a window and more: "Xarici İşlər", of ministries, "George Bush"."""
    longer = [names for item in candidates if len(names := fold(item.alias.text).split()) > len(words) > 1]
    return sum(set(names).issuperset(words) for names in longer) > 1


def _pairs(candidate: Candidate) -> Iterator[tuple[str, str]]:
    return (evidence.sides for evidence in candidate.evidence if evidence.feature == "word")


def is_far(board: Board, prospects: Prospects, first: int, last: int, best: Candidate) -> bool:
    """Whether the one word of a mention that tells which place or body it means is several slips from the name's.

    "Schwaben" is no misspelt "Schweden", nor is the Bataan Peninsula the Balkan one. A doubled letter is no slip.
    """
    words, keys = name_form(best.alias.text).tokens, board.page.keys[first:last]
    alike = board.lexicon.generic_words.intersection(words, keys)
    telling = [position for position, key in enumerate(keys, first) if key not in alike]
    if best.type == "person" or len(telling) != 1:
        return False
    name = undoubled("".join(word for word in words if word not in alike))
    forms = map(undoubled, prospects.dictionary.forms(board.page.numbers[telling[0]]))
    return all(OSA.distance(form, name) > max(1, len(form) // _LETTERS_A_SLIP) for form in forms)


# --- By the names of persons ------------------------------------------------------------------------------------------


def is_other_family(word: str, surname: str, lang: str | None) -> bool:
    """Whether two surnames, folded, are made with other suffixes of a language: Kazımlı and Kazımov, not Kazımova.

    One of them may have none: Pamukçu is not Pamuk.
    """
    own = _suffix(surname, lang)
    if not own:
        return word == surname + _suffix(word, lang) != surname
    readings = [word] if _suffix(word, lang) else [form.restored for form in stems(word, lang, "person")]
    found = {suffix for each in readings if (suffix := _suffix(each, lang))}
    return bool(found) and not any(own in suffix or suffix in own for suffix in found)


def _suffix(word: str, lang: str | None) -> str:
    """The longest suffix of surnames that a word ends with; nothing where it has none."""
    profile = language_profile(lang)
    suffixes = profile.surname_suffixes if profile else ()
    found = (each for each in suffixes if word.endswith(each) and len(word) - len(each) >= _STEM)
    return max(found, key=len, default="")


def is_other_surname(word: str, name: str, lexicon: Lexicon) -> bool:
    """Whether a word, folded, is one common surname, and a person has another, so that no edit is SAFE.

    >>> from namenorm.annotate.words.lexicon import Lexicon
    >>> is_other_surname("anderson", "Magdalena Andersson", Lexicon.of("en"))
    True
    """
    own = fold(name).split()
    return word in lexicon.people and word not in own and own[-1] in words_of_all("surnames")


def names_others(words: Sequence[str], name: str, lang: str | None, lexicon: Lexicon) -> bool:
    """Whether words, folded, cannot be a person's name.

    They are one of another family, given names without the surname, or another given name with what is no misspelling.

    >>> from namenorm.annotate.words.lexicon import Lexicon
    >>> names_others(["mehmet", "ali"], "Mehmet Ali Şahin", "tr", Lexicon.of("tr"))
    True
    >>> names_others(["zakir", "hasenov"], "Zakir Həsənov", "az", Lexicon.of("az"))
    False
    >>> names_others(["jerami", "grant"], "Jeremy Hunt", "en", Lexicon.of("en"))
    True
    """
    own = fold(name).split()
    if len(own) < 2 or len(words) < 2:
        return False
    is_cased = words[-1] != words[-1].upper()
    is_word = is_cased and (words[-1] in lexicon.people or lexicon.is_common(words[-1]))
    said = (romanize_by_sound(word, lang or "") for word in words)
    is_read = not words[-1].isascii() and has_bones_of(romanize(words[-1]), romanize(own[-1]))  # "Тимошенко"
    if is_word and not is_read and set(map(romanize, own)).isdisjoint(chain(map(romanize, words), said)):
        return True
    if is_other_family(words[-1], own[-1], lang):
        return True
    spelt = name_form(name).tokens
    if len(words) >= len(own) or not set(spelt[:-1]).issuperset(map(romanize, words)):
        return False
    return all(word in lexicon.given or is_given_name(romanize(word)) for word in words)


# --- By what the text says --------------------------------------------------------------------------------------------


def means_else(board: Board, first: int, last: int, best: Candidate, owner: int) -> bool:
    """Whether words name somebody else, a place elsewhere, what is of another country, or a person and no place.

    A short word that only a name in another script is like means nothing where the entity has one in the language of
    the text: "Alman" is no "آلمان" but German, since Germany is "Almanya".
    """
    page, around, key = board.page, board.gates.around, board.page.keys[first]
    words = list(map(page.folded, board.content(first, last)))
    if best.type == "person" and names_others(words, best.alias.text, page.lang, board.lexicon):
        return True
    is_place, is_word = best.type == "place", last - first == 1
    if not is_word and _has_other_surname(board, first, last, owner):
        return True
    if is_place and (
        is_elsewhere(board.page, first, last, owner)
        or (is_word and around.is_called(first))
        or _has_word_more(board, first, last, best)
    ):
        return True
    if (
        board.meanings.is_of_other_country(first, last, owner)
        or board.goes_on_to_country(last, owner)
        or (best.type != "person" and goes_on_otherwise(board, last, best, owner))
        or (not is_word and best.type == "organization" and board.is_of_longer_name(first, last, owner))
    ):
        return True
    if not is_word or (best.type != "person" and around.is_surname(key)):
        return is_word
    is_short = len(key) < _LONG_WORD and best.tier is Tier.ROMANISED
    return is_short and page.lang is not None and _is_called_else(board, first, owner)


def goes_on_otherwise(board: Board, last: int, best: Candidate, owner: int) -> bool:
    """Whether another word with a capital, or of an office, goes on where the last one of a name is lacking.

    "Sınır Tanımayan Gazeteciler" are reporters and no doctors, "Rusiya Müdafiə naziri" a minister and no ministry.
    """
    page, end = board.page, name_form(best.alias.text).tokens[-1]
    if end not in unmatched("alias", best):
        return False
    if board.goes_on_to_title(last):
        return True
    if not page.word_at(last) or page.shapes[last] != Shape.TITLE or page.headline[last]:
        return False
    is_free = board.at(last) is None and not board.is_title_word[last]
    return is_free and board.names.words_in_names(owner).isdisjoint(page.forms(last))


def _has_other_surname(board: Board, first: int, last: int, owner: int) -> bool:
    """Whether words end with a common surname that is not a listed person's: "John Yates" for "Johnny Oates".

    It is his, misspelt, if only a letter is doubled, or two other words are right: "Naftali Bennet", "Ursula von der
    Leyden"; a father's name is none.
    """
    if owner in board.present or board.names.kind(owner) != "person":
        return False
    words = [board.page.folded(position) for position in range(first, last)]
    if not is_known_surname(words[-1]) or words[-1].endswith(endings_of_all("patronymic_suffixes")):
        return False
    own, surname = frozenset(words), undoubled(words[-1])
    names = [board.names.shape(row).words for row in board.names.kb.entity_aliases(owner)]
    is_his = (surname in map(undoubled, name) or len(own.intersection(name)) >= _TOLD for name in names)
    return not any(is_his)


def _is_called_else(board: Board, position: int, owner: int) -> bool:
    """Whether an entity has a name in the language of a text, from which a word differs by more than a letter."""
    entity, surface, lang = board.names.kb.entity(owner), board.page.span(position, position + 1), board.page.lang
    if not has_name_in(entity, surface, lang):
        return False
    is_told = owner in board.present or len(surface) >= _SHORT_WORD  # "Lunda" may be another place than Luanda
    return not (is_told and is_letter_off(entity, surface, lang))


def is_called_so_elsewhere(board: Board, word: str, best: Candidate, owner: int) -> bool:
    """Whether one word in Latin letters, which most languages share, is like what only others call an entity.

    What a text names elsewhere it may name in another language as well.
    """
    lang = board.page.lang
    if lang is None or best.tier not in (Tier.FUZZY, Tier.ROMANISED) or owner in board.present or not word.isalpha():
        return False
    return script(word) == "Latin" and is_of_other_language(board.names.kb.entity(owner), word, best.alias.text, lang)


def _has_word_more(board: Board, first: int, last: int, best: Candidate) -> bool:
    """Whether words are an adjective of a place and what it goes with: "Central Asian Eyes" are not Central Asia."""
    content = board.content(first, last)
    if not any(map(board.page.is_demonym, content)):
        return False
    extra = frozenset(unmatched("query", best))
    keys = (board.page.keys[position] for position in content)
    return any(extra.issuperset(name_form(key).tokens) for key in keys)
