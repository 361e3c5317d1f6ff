"""Namesakes: who or what only has the name of a listed person or place, by the word beside it.

"Donald Trump Jr." is a son, where the gazetteer does not list him so, "London Bridge" is no city, "Jordan Peterson" no
country, "Abbas Kiarostami" not Mahmoud Abbas, and "in May" a date.
"""

from __future__ import annotations

import re
from itertools import pairwise

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.finding.dotted import has_dot
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import Shape, Trait
from namenorm.model import Tier
from namenorm.resolving.countries import is_country
from namenorm.resolving.titles import is_generation
from namenorm.resolving.words import COMPASS, read_words
from namenorm.text.keys import name_form
from namenorm.text.known_surnames import is_known_surname
from namenorm.text.profiles import endings_of_all, words_of_all

_POSSESSIVE = 2  # letters of the ending of what is somebody's: "Belediye", "Belediyesi"
_BODY = 4  # words
_SURNAME = 6  # letters of a surname that is known by its end
_HYPHENS = ("-", "‐", "‑")
_QUOTED = 5  # words of a name in quotation marks
_SAID = re.compile(r'["“”»],\s*[–—-]')  # what follows is who says it


def is_namesake(mention: PageMention, board: Board) -> bool:
    """Whether a word beside a name, and no part of it, makes something else of both."""
    page, after = board.page, mention.last
    for rule in (
        _is_date,
        _is_after_dot,
        _are_initials,
        _is_titled,
        _is_elsewhere,
        _is_called,
        _is_part,
        _is_in_quoted_name,
        _is_street,
        _is_end_of_longer,
        _is_half_of_double,
        _is_of_other_son,
    ):
        if rule(mention, board):
            return True
    if after >= len(page.keys) or page.initial[after] or not page.is_cased_capital(after):
        return False
    if is_generation(page.keys[after]):
        return board.types(mention) == {"person"}
    if page.headline[after] and not _says_enough(after, board):
        return False
    if page.gaps[after] != Gap.SPACE:
        return page.gaps[after] == Gap.HYPHEN and _is_doubled(mention, board)
    rules = {
        "place": (_is_named_after, _begins_body, _is_of_person),
        "person": (_is_of_other_person, _is_before_surname),
        "work": (_is_of_person,),
        "organization": (_is_of_named_so,),
    }
    types = board.types(mention)
    return len(types) == 1 and any(rule(mention, board) for rule in rules.get(types.pop(), ()))


def _says_enough(position: int, board: Board) -> bool:
    """Whether a word makes another name of the one before it even where all words have a capital."""
    page, key = board.page, board.page.keys[position]
    return key in words_of_all("named_things") or (
        key in board.lexicon.people and not page.shouted[position] and not board.lexicon.is_common(key)
    )


def _is_doubled(mention: PageMention, board: Board) -> bool:
    """Whether a hyphen makes a double surname, or another title, of one: "Mr. Blair-Smith", "La Croix-Rouge"."""
    page, lexicon, after = board.page, board.lexicon, mention.last
    is_title = board.types(mention) == {"work"} and page.shapes[after] == Shape.TITLE
    if page.before(after) not in _HYPHENS or not (is_title or board.types(mention) == {"person"}):
        return False
    is_surname = page.keys[after] in lexicon.people and not lexicon.is_common(page.keys[after])
    if lexicon.capitalises_nouns and not (is_surname or board.gates.around.is_addressed(mention.first)):
        return False  # "Scholz-Besuch", but "Frau Scholz-Lenz"
    rows = board.names.rows(page.keys[after])
    return board.at(after) is None and board.names.weak(rows) == frozenset(rows)


def _is_half_of_double(mention: PageMention, board: Board) -> bool:
    """Whether a hyphen ties a surname to the name of a person where no capital tells it: "רון דרמר-לוי"."""
    page, after = board.page, mention.last
    if after >= len(page.keys) or not page.is_uncased(mention.first) or page.gaps[after] != Gap.HYPHEN:
        return False
    is_surname = page.keys[after] in board.lexicon.surnames or is_known_surname(page.folded(after))
    return is_surname and board.at(after) is None and board.types(mention) == {"person"}


def _is_before_surname(mention: PageMention, board: Board) -> bool:
    """Whether a common surname goes on behind the full name of a person: "Cemil Çiçek Yıldız" is another."""
    page, after = board.page, mention.last
    is_cut = after + 1 < len(page.keys) and page.gaps[after + 1] == Gap.APOSTROPHE  # "Ali Babacan Yıldız'ı"
    if mention.is_word or is_cut or mention.ending or board.at(after) is not None or board.is_title(after):
        return False
    key, spelt = page.keys[after], board.spellings(mention)
    return key in board.lexicon.surnames and not any(key in name.words for name in spelt)


def _is_named_after(mention: PageMention, board: Board) -> bool:
    """Whether a word says that a thing has the name of a place, "London Bridge", and not that it is the place's.

    Behind a state an ordinary word with a capital may stand before it: "Georgia State University".
    """
    page, lexicon, after = board.page, board.lexicon, mention.last
    if mention.ending or _is_of_office(after, board):
        return False
    if page.keys[after] in lexicon.named_after_places or page.keys[after] in words_of_all("named_things"):
        return True
    states = lexicon.inner_divisions | lexicon.division_names
    if page.keys[mention.first] not in states or not lexicon.is_common(page.keys[after]):
        return False
    return page.word_at(after + 1) in lexicon.named_after_places


def _is_of_office(position: int, board: Board) -> bool:
    """Whether a body is that of an office behind it, and so both are the place's: "Kırgızistan Meclis Başkanı".

    With the ending of what is somebody's it is the body that has the office: "Ankara Üniversitesi Rektörü".
    """
    page, heads, key = board.page, board.lexicon.named_after_places, board.page.keys[position]
    if board.lexicon.place_prepositions or not page.has_capital_at(position + 1):
        return False
    owned = any(head.startswith(key) and 0 < len(head) - len(key) <= _POSSESSIVE for head in heads)
    return owned and board.is_title(position + 1)


def _begins_body(mention: PageMention, board: Board) -> bool:
    """The same of several words, none a name or title, where only endings say that a name is that of a place.

    "Bakı Dövlət Universiteti"; but an office behind them is the place's: "İstanbul Belediye Başkanı". Behind a genitive
    it is the body's: "Bakı Dövlət Universitetinin rektoru".
    """
    page, heads = board.page, board.lexicon.named_after_places
    if mention.ending or board.lexicon.place_prepositions:
        return False
    for position in range(mention.last, min(mention.last + _BODY, len(page.keys))):
        is_next = page.gaps[position] == Gap.SPACE and page.is_cased_capital(position)
        if not is_next or board.at(position) is not None or board.is_title(position):
            return False
        if page.keys[position] in heads:
            return position + 1 == len(page.keys) or not board.is_title(position + 1)
        if not heads.isdisjoint(page.forms(position)):
            return True
    return False


def _is_of_person(mention: PageMention, board: Board) -> bool:
    """Whether a place has the name of a person, whose surname nobody knows, before it: "Jordan Peterson"."""
    first, last, page, lexicon = mention.first, mention.last, board.page, board.lexicon
    around, is_where = board.gates.around, board.gates.around.is_where(first)
    is_name = around.is_of_person(last) or (not is_where and around.is_first_name(last))
    if last - first > 1 or not (is_name or _is_stranger(last, board)):
        return False
    is_listed = mention.tier is Tier.KNOWN and around.begins_listed_name(first)  # "Ariel", Jerusalem
    if not is_where and (is_listed or _has_surname_behind(mention, board)):
        return True
    is_person = page.has(last, Trait.PEOPLE)
    if not (is_person or lexicon.place_prepositions):
        return False  # "Paris Valiliği" is the city's, where things are named after places without more ado
    if board.gates.around.is_first_name(first):
        return True
    return page.keys[first] in lexicon.given_places and (is_person or not lexicon.capitalises_nouns)


def _is_of_named_so(mention: PageMention, board: Board) -> bool:
    """Whether what a body is called like is a given name before somebody's surname: "Müsavat Dervişoğlu"."""
    is_given = mention.is_word and board.page.keys[mention.first] in board.lexicon.given
    return is_given and _is_stranger(mention.last, board)


def _has_surname_behind(mention: PageMention, board: Board) -> bool:
    """Whether a word that nobody knows stands behind a place and ends as surnames do: "Bağdat Amreyev"."""
    page, last = board.page, mention.last
    word = page.folded(last)
    is_surname = len(word) >= _SURNAME and word.endswith(endings_of_all("surname_suffixes"))
    if not (is_surname and page.has(last, Trait.UNKNOWN)):
        return False
    return not any(map(is_country, map(board.names.kb.entity, board.owners(mention))))


def _is_of_other_person(mention: PageMention, board: Board) -> bool:
    """Whether a surname is one of another's names: "Bartók Péter", or "Abbas Kiarostami" beside Mahmoud Abbas."""
    page, lexicon, after = board.page, board.lexicon, mention.last
    if not mention.is_word or lexicon.capitalises_nouns or board.at(after) is not None:
        return False
    is_given = board.gates.around.is_given_name
    if is_given(after):
        return not lexicon.is_common(page.keys[after])
    # Where endings tell subject and object apart, both may stand side by side: "Ərdoğan Əliyevi təbrik etdi".
    is_in_order = lexicon.place_prepositions and not lexicon.names_agree and page.shapes[after] != Shape.UPPER
    return (bool(is_in_order) or is_given(mention.first)) and _is_stranger(after, board)


def _is_after_dot(mention: PageMention, board: Board) -> bool:
    """Whether a middle dot joins a name to a given name that is none of it: "埃米内·埃尔多安", "尼古拉·特斯拉"."""
    before = mention.first - 1
    if not has_dot(board, mention.first):
        return False
    word = board.page.written(before)
    if board.names.types_of(board.names.rows(board.page.keys[before])) == {"place"}:
        return False  # "イラン・ロウハニ大統領", the president of Iran
    names = board.spellings(mention)
    return not any(part.endswith(word) for name in names for part in re.split(r"\W+", name.text)[:-1])


def _is_stranger(position: int, board: Board) -> bool:
    """Whether a word may be the surname of somebody who is not listed."""
    page = board.page
    if not (page.has(position, Trait.UNKNOWN | Trait.PEOPLE) or board.names.is_of_persons(page.folded(position))):
        return False
    return board.at(position) is None and not page.is_demonym(position) and not board.is_title(position)


def _are_initials(mention: PageMention, board: Board) -> bool:
    """Whether letters with stops are the initials of a listed person whose surname follows: "R.T. Erdoğan"."""
    page, after = board.page, mention.last
    if "." not in page.text[mention.start : mention.end] or after >= len(page.keys) or not page.is_cased_capital(after):
        return False
    letters, surname = "".join(page.keys[mention.first : after]), page.keys[after]
    return any(
        last == surname and "".join(word[0] for word in given) == letters
        for *given, last in board.names.of_persons(page.folded(after))
    )


def _is_date(mention: PageMention, board: Board) -> bool:
    """Whether a month stands where no person does: "in May", in a text about Theresa May."""
    page, first = board.page, mention.first
    if not mention.is_word or page.keys[first] not in board.lexicon.capitalised_words:
        return False
    return board.gates.around.is_where(first) and board.types(mention) == {"person"}


def _is_titled(mention: PageMention, board: Board) -> bool:
    """Whether a form of address follows a given name that is that of a place as well: "Araz müəllim"."""
    key, lexicon = board.page.keys[mention.first], board.lexicon
    if not mention.is_word or board.page.word_at(mention.last) not in lexicon.honorifics:
        return False
    return (key in lexicon.given_places or key in lexicon.given) and board.types(mention) == {"place"}


def _is_elsewhere(mention: PageMention, board: Board) -> bool:
    """Whether an adjective makes another building of a short name: "Казанский Кремль" is not Moscow's."""
    page, lexicon, before = board.page, board.lexicon, board.page.word_before(mention.first)
    if not (mention.is_word and before and lexicon.names_agree):
        return False
    is_adjective = page.is_cased_capital(mention.first - 1) and before.endswith(lexicon.demonym_endings)
    return is_adjective and board.types(mention) == {"facility"}


def _is_street(mention: PageMention, board: Board) -> bool:
    """Whether a street or ship has the name of a person: "Nizami küçəsi", "парк им. Ленина", "il piroscafo Cavour".

    That name is no part of what else bears it, an airport or a museum.
    """
    if mention.ending and not board.lexicon.names_agree:
        return False  # "İlham Əliyevin adına" is to him, "Nizami adına" named after him
    is_name = mention.source in ("part", "fuzzy") or board.types(mention) == {"person"}
    around = board.gates.around
    return is_name and (around.is_of_street(mention.first, mention.last) or around.is_of_thing(mention.first))


def _is_end_of_longer(mention: PageMention, board: Board) -> bool:
    """Whether an adjective makes another body or event of one: "the Free University of Amsterdam"."""
    page, lexicon, before = board.page, board.lexicon, mention.first - 1
    heads = lexicon.named_after_places
    if mention.is_word or page.keys[mention.first] not in heads or not page.word_before(mention.first):
        return False
    if not page.is_cased_capital(before) or page.initial[before] or page.headline[before] or board.at(before):
        return False
    if page.is_demonym(before) or board.is_title(before) or lexicon.is_function(page.keys[before]):
        return False
    return page.shapes[before] == Shape.TITLE and "place" not in board.types(mention)


def _is_called(mention: PageMention, board: Board) -> bool:
    """Whether quotation marks say that something else has the name of a place: «Карабаху»."""
    return mention.is_word and board.gates.around.is_called(mention.first) and board.types(mention) == {"place"}


def _is_part(mention: PageMention, board: Board) -> bool:
    """Whether a point of the compass makes another place of one: "Северного Кипра"."""
    page, before = board.page, mention.first - 1
    if page.gaps[mention.first] != Gap.SPACE or page.shapes[before] != Shape.TITLE or board.at(before) is not None:
        return False
    if page.headline[before] or board.types(mention) != {"place"}:
        return False
    told = board.lexicon.generic_words.intersection(page.forms(before))
    return any(not COMPASS.isdisjoint(read_words(name_form(form)).concepts) for form in told)


def _is_of_other_son(mention: PageMention, board: Board) -> bool:
    """Whether what stands beside a name without case says that it is another's: "الحسين بن عبد الله الثاني".

    A particle does, or where the name is not spelt as listed a given name before it: "نواف الأحمد الصباح".
    """
    page, lexicon, first, last = board.page, board.lexicon, mention.first, mention.last
    if not page.is_uncased(first) or board.types(mention) != {"person"}:
        return False
    sons, before = lexicon.fathers, page.word_before(first)
    if mention.is_word and page.word_at(last) in sons and board.at(last) is None:
        return not any((page.keys[first], page.keys[last]) in pairwise(name.words) for name in board.spellings(mention))
    if before in sons:
        son = page.word_before(first - 1)  # "حيث ولد نجيب محفوظ" says where he was born
        return bool(son) and not page.initial[first - 1] and not lexicon.is_common(son)
    is_given = mention.tier is Tier.FUZZY and before in lexicon.given and board.at(first - 1) is None
    return is_given and not any(before in name.words for name in board.spellings(mention))


def _is_in_quoted_name(mention: PageMention, board: Board) -> bool:
    """Whether a place or body is one word of what quotation marks and the word before them say to be a name.

    "радио «Свободная Европа»", and by its capitals alone «Эхо Кавказа» and «ВТБ Капитал», but not «Иран проиграл» or
    «Баку — Тбилиси».
    """
    page, lexicon = board.page, board.lexicon
    first, last = _quoted(mention, board)
    if last - first <= mention.last - mention.first or page.shapes[first] == Shape.LOWER:
        return False
    if board.types(mention) not in ({"place"}, {"organization"}):
        return False
    is_told = first > 0 and page.before(first)[:-1] == " "
    if is_told and not lexicon.named_after_places.union(lexicon.named_prefixes).isdisjoint(page.forms(first - 1)):
        return True
    if page.is_uncased(first):
        return False
    is_said = ":" in page.before(first) or _SAID.match(page.text, page.ends[last - 1]) is not None
    if is_said or lexicon.title_case or lexicon.capitalises_nouns:
        return False
    others = [at for at in range(first, last) if not mention.first <= at < mention.last]
    named = (board.names.types_of(board.names.rows(page.keys[at])) for at in others)
    return all(map(page.is_cased_capital, others)) and all(types <= {"person"} for types in named)  # «CNN Türk»


def _quoted(mention: PageMention, board: Board) -> tuple[int, int]:
    """The words from one quotation mark to the next around a mention, where only spaces and dashes part them."""
    page, first, last = board.page, mention.first, mention.last
    while first and not page.before(first).strip(" \u00a0-–—") and mention.last - first < _QUOTED:
        first -= 1
    while last < len(page.keys) and not page.before(last).strip(" \u00a0-–—") and last - first < _QUOTED:
        last += 1
    return (first, last) if board.gates.around.is_quoted(first, last) else (mention.first, mention.last)
