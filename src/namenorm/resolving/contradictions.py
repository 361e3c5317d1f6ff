"""What contradicts that a name means an entity, by the comparison and by what is known of the entity.

"Mikhail Putin" has another given name than Vladimir Putin, "Mrs Macron" is a woman, "London Bridge" is no city.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from rapidfuzz.distance import Indel

from namenorm.resolving.alignment import WordPair
from namenorm.resolving.conflicts import (
    LETTERED,
    are_other_persons,
    has_added_characters,
    has_other_consonant,
    has_other_father,
    names_a_part,
)
from namenorm.resolving.countries import by_demonym, countries_in, is_country, is_of_other_country, names_country
from namenorm.resolving.directions import has_other_direction
from namenorm.resolving.features import UNSPELT
from namenorm.resolving.known_names import is_known_name, is_other_division, lies_elsewhere
from namenorm.resolving.namesakes import Compared, is_namesake
from namenorm.resolving.ranking import Ranked
from namenorm.resolving.readings import located
from namenorm.resolving.titles import gender_of, generation_of, title_words
from namenorm.resolving.usual_words import (
    are_two_usual_words,
    forms_in_script,
    has_usual_words_only,
    is_body,
    is_office,
    is_usual,
)
from namenorm.resolving.words import Kind, Words, read_words
from namenorm.text.fold import fold
from namenorm.text.given_names import is_given_name
from namenorm.text.grams import sound_of
from namenorm.text.keys import name_form
from namenorm.text.known_surnames import is_known_surname
from namenorm.text.profiles import profiles_for_script
from namenorm.text.scripts import script

_SAME_WORD = 0.9  # the least similarity of a word that is spelt right to one that it stands for
_SURNAME = 4  # letters; shorter ones differ wholly by a slip
_UNLIKE_GIVEN = -0.1  # less similar given names are not spellings of one
_UNLIKE = 0.2  # less similar words are not spellings of one surname
_UNLIKE_WORDS, _APART = 0.7, 3  # similarity of words that mean something else; two meanings, and none
_ENDING = 4  # letters that surnames of one people have in common
_SAME_PLACE = 0.7  # the least similarity of a name in another script to that of a place which has one in the query's
_SAME_NAME = 0.7  # the least similarity of a given name that is spelt otherwise

CONFLICTS = {
    "number_conflict": "the numbers differ",
    "gender_conflict": "one is the feminine form of the other",
    "consonant_conflict": "a short word differs in a consonant, as two names do",
    "initial_conflict": "an initial fits no name",
    "known_difference": "a word of the name is itself a word of other names",
    "known_name": "the name is known as the name of another",
    "organised": "a word more makes it the name of an organisation",
}
"""Features of a comparison that speak against a candidate, in words."""

OTHER_PERSONS, SON_OR_FATHER = "names differ as those of two persons do", "one is the son or the father of the other"


def contradiction(item: Ranked) -> str:
    """What in a name speaks against an entity so much that no likeness outweighs it; "" where nothing does."""
    return CONFLICTS["gender_conflict"] if item.feature("gender_conflict") else _contradiction(item)


def contradicts(item: Ranked) -> bool:
    """Whether there is such a `contradiction`."""
    return bool(contradiction(item))


def contradicts_otherwise(item: Ranked) -> bool:
    """Whether there is another than a surname of the other gender, which may be a case form."""
    return bool(_contradiction(item))


def _contradiction(item: Ranked) -> str:
    of_type = _OF_TYPE.get(item.type, ())
    of_others = () if item.type == "person" else _OF_NO_PERSON
    rules = chain(_OF_ANY, of_type, of_others, _OF_COUNTRIES)
    return next((note for note, holds in rules if holds(item)), "")


def is_unlike_own_names(item: Ranked) -> bool:
    """Whether a place has names in the script of a query, which is only somewhat like one in another script.

    "Zgarta" is like जकार्ता (Jakarta), "Мисир Марданов" like Misir (Egypt).
    """
    if item.type != "place" or item.feature("same_script") or not item.feature("has_own_script"):
        return False
    single, folded = len(item.query_side.words.texts) == 1, item.query_side.words.folded
    is_unlike = item.feature("soft") < _SAME_PLACE if single else bool(item.alignment.free_left)
    if not is_unlike or not profiles_for_script(script(folded)):  # that is read letter by letter, as best one can
        return False
    names = (fold(alias.text) for alias in item.entity.aliases())
    return not any(len(name) > _SURNAME and folded.startswith(name) for name in names)  # it may be one with an ending


def is_elsewhere(text: str, item: Ranked) -> bool:
    """Whether a name is that of a place which lies elsewhere than an entity, or in it: "Bethlehem, Pennsylvania".

    Or of a body in another place than the alias says: "University of California, Davis".
    """
    told = located(text) if item.type != "person" else None
    if told is None:
        return False
    head, tail = fold(told.head), fold(told.tail)
    if item.type != "place":
        own = located(item.alias.text)
        tails = {tail, fold(own.tail)} if own else set()
        return len(tails) > 1 and all(map(is_known_name, tails))
    within = not told.bracketed and item.alias_side.words.folded == tail != head
    return within or lies_elsewhere(item.kb, item.row, head, tail)


def has_other_generation(item: Ranked) -> bool:
    """Whether a name says that its bearer is a son or a father, as no name of the entity does: "Trump Jr."."""
    generation = generation_of(item.query_side.words.folded) if item.type == "person" else ""
    return bool(generation) and generation not in _generations(item)


def _own_names(item: Ranked) -> Iterator[Words]:
    return (read_words(name_form(alias.text)) for alias in item.entity.aliases())


def _generations(item: Ranked) -> set[str]:
    return {generation_of(fold(alias.text)) for alias in item.entity.aliases()}


def _is_one_ruler(item: Ranked) -> bool:
    """Whether both names have one number, so that given names differ as languages do: "Francis I", "François Ier"."""
    numbers = [{number for number in words.numbers if number} for words in item.words]
    return bool(numbers[0]) and numbers[0] == numbers[1]


def _differs_in_consonant(item: Ranked) -> bool:
    return bool(item.feature("consonant_conflict")) and not _is_one_ruler(item)


def _has_other_initial(item: Ranked) -> bool:
    return bool(item.feature("initial_conflict") and item.feature("same_script"))


def has_other_meaning(item: Compared) -> bool:
    """Whether a word stands for another usual one, or for one that it hardly resembles and they mean other things.

    "Deutsche Bahn" is not "Deutsche Bank", "Norddeutsche" not "Süddeutsche".
    """
    (x, y), pairs = item.words, [pair for pair in item.alignment.pairs if pair.is_single]
    if x.group != y.group or item.type == "person":
        return False
    unlike = [(pair.left, pair.right) for pair in pairs if pair.similarity < _UNLIKE_WORDS]
    return any(
        has_other_direction(x.texts[left], y.texts[right], x.group)
        or len({x.concepts[left], y.concepts[right], ""}) == _APART
        for left, right in unlike
    ) or any(
        are_two_usual_words(x.own[pair.left], y.own[pair.right])
        and (not x.concepts[pair.left] or x.concepts[pair.left] != y.concepts[pair.right])
        for pair in pairs
    )


def _has_other_division(item: Ranked) -> bool:
    """Whether a word is the name of a state or province, and stands for another: "Republic of Mordovia", "Moldova".

    Words that mean the same are no such names, though provinces are called so, "East" and "Eastern", nor is one that
    resembles a word that nobody knows: "Valle d'Aosta". But "Southern Africa" is not the country.
    """
    (x, y), country = item.words, is_country(item.entity)
    words = [
        (pair.left, pair.right)
        for pair in item.alignment.pairs
        if pair.is_single and (country or pair.similarity < _SAME_PLACE or is_known_name(y.texts[pair.right]))
    ]
    return x.group == y.group and any(
        is_other_division(x.texts[left], y.texts[right])
        and (country or not x.concepts[left] or x.concepts[left] != y.concepts[right])
        for left, right in words
    )


def _is_given_name_alone(item: Ranked) -> bool:
    """Whether a query is one word and stands for another than the surname of a person: "Hafez", "Hafez al-Assad"."""
    words = item.alias_side.words
    plain = [place for place in words.plain() if not words.numbers[place]]
    if len(item.query_side.words.texts) != 1 or len(plain) < 2 or len(item.alignment.pairs) != 1:
        return False
    pair = item.alignment.pairs[0]
    return pair.is_single and pair.right == plain[0 if item.in_order else -1]


def _has_other_word(item: Ranked) -> bool:
    """Whether one word is left over on either side, and they have another consonant or no letter in common.

    Beside one word more that is all a name has, they need only be unlike: "Євгенія Тимошенко", Yulia Tymoshenko.
    """
    (x, y), plain = item.words, [words.plain() for words in item.words]
    left = [x.texts[place] for place in plain[0] if place in item.alignment.free_left]
    left = [text for text in left if text not in title_words(x.folded, script(x.folded))]
    right = [y.texts[place] for place in plain[1] if place in item.alignment.free_right]
    if len(left) != 1 or len(right) != 1:
        return False
    short, long = sorted((left[0], right[0]), key=len)
    is_lettered, is_own = {x.group, y.group} <= LETTERED, x.group == y.group
    is_whole = len(short) >= _SURNAME and len(plain[0]) == len(plain[1]) and (is_own or is_lettered)
    if is_whole and item.alignment.rest < _UNLIKE_GIVEN and short not in long:
        return True
    return is_own and (set(short).isdisjoint(long) or (is_lettered and has_other_consonant(short, long)))


def _lacks_surname(item: Ranked) -> bool:
    """Whether nothing in a query resembles a person's surname, in whose stead it has another word or an initial."""
    (x, y), alignment = item.words, item.alignment
    plain = y.plain()
    surname = plain[-1 if item.in_order else 0] if len(plain) > 1 else -1
    if surname not in alignment.free_right or len(y.texts[surname]) < _SURNAME or {x.group, y.group} & UNSPELT:
        return False
    if any(pair.initial for pair in alignment.pairs):
        return True
    left = [x.texts[place] for place in x.plain(alignment.free_left)]
    if not left or min(map(len, left)) < _SURNAME:
        return False
    # Surnames of one people end alike, and may be alike in nothing else: "Zakiyev", "Aliyev".
    ending = y.texts[surname][-_ENDING:]
    ends_alike = any(min(len(text), len(y.texts[surname])) >= _ENDING + 2 and text.endswith(ending) for text in left)
    return ends_alike or alignment.rest < _UNLIKE


def _is_son_or_father(item: Ranked) -> bool:
    """Whether a query is that of a son, and an entity the father, or the other way round."""
    return has_other_generation(item) and bool(_generations(item) - {""})


def _is_addressed_otherwise(item: Ranked) -> bool:
    """Whether a form of address is that of the other gender."""
    told = _gender_told(item)
    return told is not None and item.entity.gender not in (told, None)


def _has_known_surname(item: Ranked) -> bool:
    """Whether a query has a common surname that sounds like none in the names which its script has for a person.

    Then it is no spelling of what another script calls the person: "John Kerin", "ჯონ კერი" (John Kerry).
    """
    words, plain = item.query_side.words, item.alias_side.words.plain()
    if item.feature("same_script") or not item.feature("has_own_script") or not plain:
        return False
    surname = plain[-1 if item.in_order else 0]
    told = [
        pair.left for pair in item.alignment.pairs if pair.right == surname and is_known_surname(words.own[pair.left])
    ]
    forms = [name_form(alias.text) for alias in item.entity.aliases()] if told else []
    own = {sound_of(token) for form in forms if form.script == script(words.folded) for token in form.tokens}
    return any(sound_of(words.texts[place]) not in own for place in told)


def _is_of_other_country(item: Ranked) -> bool:
    folded = item.query_side.words.folded
    return item.type != "person" and bool(countries_in(folded)) and is_of_other_country(folded, item.entity)


def _is_addressed(item: Ranked) -> bool:
    """Whether a form of address makes a person of what is none: "Mr Nissan", but not the film "Mr. Bean"."""
    return 0 in item.alignment.free_left and _gender_told(item) is not None


def _gender_told(item: Ranked) -> str | None:
    folded = item.query_side.words.folded
    return gender_of(folded, script(folded))


def _is_office(item: Ranked) -> bool:
    """Whether a query says who holds an office in a body, and nothing that is one: "Министр обороны", Минобороны."""
    words = item.query_side.words.own
    holds = item.type == "organization" and any(is_office(words[place]) for place in item.alignment.free_left)
    return holds and not any(map(is_body, words))


def _begins_as_person(item: Ranked) -> bool:
    """Whether a query begins with a given name that what is no person has not: "Fahd of Saudi Arabia"."""
    words = item.query_side.words
    return 0 in item.alignment.free_left and not words.named_after[-1] and is_given_name(words.texts[0])


def _has_other_given_name(item: Ranked) -> bool:
    """Whether a query that fits the bare surname of a person has another name beside it, which is no title."""
    if item.alias.kind != "short":
        return False
    words = item.query_side.words
    beside = {words.texts[place] for place in words.plain(item.alignment.free_left)}
    given = {text for text in beside if len(text) > 1} - title_words(words.folded, script(words.folded))
    if not given:
        return False
    surname = item.alias_side.words.texts
    forms = [name_form(alias.text) for alias in item.entity.aliases()]
    spelt = [form for form in forms if form.script == script(words.folded) and len(form.tokens) > 1]
    names = {token for form in spelt or forms for token in form.tokens}
    own = [name for name in names if not any(_is_alike(name, word) for word in surname)]
    return not any(_is_alike(name, text) for text in given for name in own)


def _is_alike(left: str, right: str) -> bool:
    return Indel.normalized_similarity(left, right) >= _SAME_NAME


def _says_too_little(item: Ranked) -> bool:
    """Whether a query has words only that bodies and places of any country have in their names, and is no whole name.

    "Reserve" is not the "Federal Reserve", "Zentralbank" not the European one, "Верховный суд" no "Верховная рада".
    Two words or more may leave out what it is, and what stands behind them: "Golden Gate", "West Ham", and of a country
    its own name: "Islamic Republic". Whose something is says enough: "Turkish Intelligence Service".
    """
    (x, y), alignment = item.words, item.alignment
    if item.feature("inflected") or not (x.generic or has_usual_words_only(x.folded)) or any(map(by_demonym, x.texts)):
        return False
    single, last = len(x.texts) == 1, max((pair.right for pair in alignment.pairs), default=0)
    begins = not (single or x.generic) and last < min(alignment.free_right, default=0)
    if begins and is_country(item.entity):
        return False
    telling = (Kind.PLAIN,) if begins else (Kind.PLAIN, Kind.GENERIC)
    dropped = [place for place in alignment.free_right if y.kinds[place] in telling]
    if single or x.group == y.group:
        lacks = any(single or not y.named_after[place] for place in dropped)
    else:
        lacks = any(names_country(y.own[place]) for place in dropped)
    return lacks or _has_usual_word_more(item) or any(_is_other_word(item, pair) for pair in alignment.pairs)


def _has_usual_word_more(item: Ranked) -> bool:
    """Whether a body's name has a usual word more, or in the place of its own: "International Maritime Bureau"."""
    (x, y), free = item.words, item.alignment.free_left
    if item.entity.type != "organization" or x.group != y.group:
        return False
    more = [x.kinds[place] for place in free if len(x.texts[place]) > 1]
    return Kind.PLAIN in more or (Kind.GENERIC in more and bool(item.alignment.free_right))


def _is_other_word(item: Ranked, pair: WordPair) -> bool:
    """Whether a usual word of a query stands for another one, or, alone, for another word or any but its own names."""
    (x, y), single = item.words, len(item.query_side.words.texts) == 1
    if not pair.is_single or pair.initial or pair.similarity >= (_SAME_WORD if single else _UNLIKE_WORDS):
        return False
    if x.group != y.group:
        return single and (item.type != "place" or bool(item.feature("has_own_script")))
    left, right = x.own[pair.left], y.own[pair.right]
    return single or (is_usual(right) and forms_in_script(left).isdisjoint(forms_in_script(right)))


_Rule = tuple[str, Callable[[Ranked], bool]]
"""What contradicts, in words, and whether it does."""

_OF_ANY: tuple[_Rule, ...] = (
    (CONFLICTS["number_conflict"], lambda item: item.feature("number_conflict") >= 1.0),
    (CONFLICTS["known_name"], lambda item: item.feature("known_name") >= 1.0),
    (CONFLICTS["consonant_conflict"], _differs_in_consonant),
    ("a word means something else", has_other_meaning),
    (CONFLICTS["initial_conflict"], _has_other_initial),
    ("a word beside it makes it the name of something else", is_namesake),
)
_OF_TYPE: dict[str, tuple[_Rule, ...]] = {
    "person": (
        (OTHER_PERSONS, lambda item: are_other_persons(*item.words, item.alignment)),
        (SON_OR_FATHER, _is_son_or_father),
        ("the father has another name", lambda item: has_other_father(item.query_side.words, _own_names(item))),
        ("the person has no such given name", _has_other_given_name),
        ("the form of address is of the other gender", _is_addressed_otherwise),
        ("a name stands for another that is nothing like it", _has_other_word),
        ("nothing stands for the surname", _lacks_surname),
        ("a given name alone", _is_given_name_alone),
        ("another common surname", _has_known_surname),
    ),
    "place": (("a word is the name of another region", _has_other_division),),
}
_OF_NO_PERSON: tuple[_Rule, ...] = (
    ("words that many names have, and not the whole name", _says_too_little),
    ("it is addressed as a person", _is_addressed),
    ("it is an office that somebody holds", _is_office),
    ("it begins as the name of a person", _begins_as_person),
    (
        "characters more make it another name",
        lambda item: has_added_characters(item.query_side.words.folded, item.alias_side.words.folded),
    ),
)
_OF_COUNTRIES: tuple[_Rule, ...] = (
    ("it is a part of the country", lambda item: names_a_part(*item.words) and is_country(item.entity)),
    ("it is of another country", _is_of_other_country),
)
