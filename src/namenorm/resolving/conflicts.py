"""What contradicts that two names name one entity: other numbers, the other gender, another given name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import product
from unicodedata import normalize

from rapidfuzz.distance import OSA, Indel, Prefix

from namenorm.resolving.alignment import Alignment
from namenorm.resolving.directions import directions
from namenorm.resolving.inflected import dictionary_words, reads_as_inflected
from namenorm.resolving.words import COMPASS, Kind, Side, Words, may_mean, patronymics
from namenorm.text.given_names import (
    are_given_names_apart,
    are_two_names,
    is_feminine,
    is_given_name,
    is_made_surname,
)
from namenorm.text.grams import skeleton
from namenorm.text.profiles import telling_characters, words_of_all
from namenorm.text.romanize import VOWELS, romanize
from namenorm.text.scripts import script

LETTERED = frozenset({"latin", "cyrillic"})
"""Scripts in which a syllable more is another name."""
VOWELLESS = frozenset({"arabic", "hebrew", "semitic"})
"""Scripts whose names, as they are romanised, are none of another script: "سعد" is Saad, which is like "سعاد"."""
_GLIDES = frozenset("hjwy")  # consonants that romanisations add beside vowels
_LEAST_ALIKE = 3  # letters that two surnames begin with
_NAME_SIZE = (3, 4)  # characters of a name of a person, where one is a syllable
_SAME_FATHER = 0.5  # the least similarity of what the same father is called
_SHORT_NAME = 6  # letters; in longer names one other consonant is more likely a slip than another name
# Consonants that stand for one sound in some language, lie side by side on keyboards, or look alike in bad print.
_CONFUSED = """
ckqxg szcxj dt bpvwfu mn jyigz lr hb hn li lt ft ce gq hg hj kj kl sd sa dfe rt fg vb bn xs zs cv cd nh mk wq ws lj
wd rd rf tf tg pl dx dc fv fc gt gb gv jn jm zx xc xd vg bg th
"""
_CHARACTERS = "\u2e80"  # from here on letters may be Han or Hangul
_ADDED = 2  # characters of a word, where words are not parted
_PARTS = COMPASS | {
    "bay", "canal", "cape", "city", "district", "hill", "lake", "lower", "mount", "new", "port", "river", "strait",
    "upper", "valley", "village",
}  # fmt: skip
"""Concepts that make a part of a country of its name, or another land."""
WATERS = frozenset({"bay", "canal", "lake", "river", "sea", "strait", "wadi"})
"""Concepts of waters, which no town or state is."""
LANDFORMS = WATERS | {"cape", "hill", "mount", "spring", "valley"}
"""Concepts that make something that lies near a place of its name."""
_CONFUSED_SETS = tuple(map(frozenset, _CONFUSED.split()))


def conflicts(query: Side, alias: Side, alignment: Alignment, entity_type: str) -> list[float]:
    """Conflicts of numbers, gender, consonants, initials, and known difference; each 0 where nothing contradicts."""
    x, y = query.words, alias.words
    person = entity_type == "person"
    return [
        number_conflict(x, y),
        float(person and _is_other_gender(x, y, alignment)),
        float(person and _is_other_given_name(x, y, alignment)),
        float(person and _initial_conflict(x, y, alignment)),
        _known_difference(query, alias, alignment),
    ]


def number_conflict(x: Words, y: Words) -> float:
    """1 where both names have numbers, or points of the compass, and they differ; .5 where only one has.

    1 too where a character is the opposite of one of the other: "東京" and "西京".
    """
    opposite = _is_character_apart(x.folded, y.folded)
    if opposite or not (any(x.numbers) or any(y.numbers) or COMPASS.intersection(x.concepts + y.concepts)):
        return float(opposite)
    numbers = (_numbers(side, other) for side, other in ((x, y), (y, x)))
    return max(_difference(*numbers), _difference(directions(x, y), directions(y, x)))


def _numbers(words: Words, other: Words) -> list[str]:
    """The numbers of a name, but for a Roman one that the other name has as a word: "Jinping Xi", "Xi Jinping"."""
    plain = {text for text, number in zip(other.texts, other.numbers, strict=True) if not number}
    told = zip(words.texts, words.numbers, strict=True)
    return [number.rpartition("#")[2] for text, number in told if number and text not in plain]


def may_conflict(words: Sequence[str], romanised: Sequence[str], script: str) -> bool:
    """Whether one of some words, folded and romanised, is such that `number_conflict` may tell names by it."""
    letters = "".join(words)
    return may_mean(words, romanised, script, COMPASS) or (
        not letters.isascii() and any(not apart.isdisjoint(letters) for apart in telling_characters())
    )


def _is_character_apart(left: str, right: str) -> bool:
    """Whether two names differ in one character only, which stands for another direction, size or number."""
    if len(left) != len(right) or max(left, default="") < _CHARACTERS:
        return False
    changed = _changed(left, right)
    return bool(changed) and any(apart.issuperset(changed) for apart in telling_characters())


def _changed(left: str, right: str) -> tuple[str, ...]:
    """The letters in which two words of one length differ, if that is one only."""
    changed = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
    return changed[0] if len(changed) == 1 else ()


def has_added_characters(query: str, alias: str) -> bool:
    """Whether one name has a word more inside, where words are not parted: "北京师范大学" is not "北京大学".

    >>> has_added_characters("北京师范大学", "北京大学"), has_added_characters("北京市", "北京")
    (True, False)
    """
    more = len(query) - len(alias)
    if more < _ADDED or min(query, default="") < _CHARACTERS:
        return False
    return any(query[:at] + query[at + more :] == alias for at in range(1, len(alias)))


def names_a_part(query: Words, alias: Words) -> bool:
    """Whether a query has a word for a part of a country and an alias has none: "Northern Cyprus", "Jordan Valley"."""
    return not _PARTS.isdisjoint(query.concepts) and _PARTS.isdisjoint(alias.concepts)


def names_organisation(query: Words, alignment: Alignment, entity_type: str) -> bool:
    """Whether a word more makes a place or person an organisation: "Columbia University" is no "Columbia"."""
    return entity_type != "organization" and any(query.named_after[place] for place in alignment.free_left)


def is_named_after(query: Words, alias: Words, alignment: Alignment) -> bool:
    """Whether a query has a word more for a thing that is named after a place, as an alias has none: "London Bridge".

    In another script the word may be one that the alias has more.
    """
    if any(alias.named_after) or (query.group != alias.group and alignment.free_right):
        return False
    return any(query.named_after[place] for place in alignment.free_left)


def _difference(left: list[str], right: list[str]) -> float:
    if sorted(left) == sorted(right):
        return 0.0
    return 1.0 if left and right else 0.5


def _initial_conflict(x: Words, y: Words, alignment: Alignment) -> bool:
    """Whether an initial of one name fits no given name of the other: "A. Putin", "Vladimir Putin"; or no initial."""
    own, other = (
        "".join(text for text in side.texts[1:-1] if len(text) < 2 + VOWELS.isdisjoint(text))  # "H.W." is one word
        for side in (x, y)
    )
    if own != other and own and other:
        return True  # "George H. W. Bush", "George W. Bush"
    left = [place for place in alignment.free_left if not x.numbers[place]]
    right = [place for place in alignment.free_right if not y.numbers[place]]
    return any(
        words.plain(others) and any(len(own.texts[place]) == 1 for place in free)
        for own, free, words, others in ((x, left, y, right), (y, right, x, left))
    )


def _any_pair(x: Words, y: Words, alignment: Alignment, differs: Callable[[str, str], bool]) -> bool:
    """Whether a word of the query stands for one of the alias that differs in a way that names of people do."""
    return any(pair.is_single and differs(x.texts[pair.left], y.texts[pair.right]) for pair in alignment.pairs)


def _is_other_gender(x: Words, y: Words, alignment: Alignment) -> bool:
    """Whether a word of one name is the feminine form of a word of the other, and no case form ("Donalda Trumpa")."""
    if not _any_pair(x, y, alignment, is_other_gender):
        return False
    # "Trumpa" has an ending that no woman's name has, "Putina" has one.
    has_case = _any_pair(x, y, alignment, lambda left, right: left != right and not is_feminine(left, right))
    return not (has_case and reads_as_inflected(x, y, alignment))


def _is_other_given_name(x: Words, y: Words, alignment: Alignment) -> bool:
    """Whether a word of the query stands for a given name of the alias, but is known, or looks like, another."""
    groups, same_script = {x.group, y.group}, x.group == y.group
    free = [(x.texts[i], y.texts[j]) for i in alignment.free_left for j in alignment.free_right]
    if any(is_given_name(left) and is_given_name(right) for left, right in free if same_script or alignment.rest <= 0):
        return True
    if same_script and any(are_given_names_apart(*pair) or _is_form_of_other(*pair, x.folded) for pair in free):
        return True
    if groups <= LETTERED and _any_pair(x, y, alignment, has_added_syllable):
        return True
    if _is_given_character_apart(x.folded, y.folded):
        return True
    surname = max(y.plain(), default=0)
    is_spelt = same_script or VOWELLESS.isdisjoint(groups)
    return any(
        pair.is_single
        and pair.right != surname
        and (
            (is_spelt and are_two_names("given_names", x.texts[pair.left], y.texts[pair.right]))
            or (same_script and is_other_consonant(x.texts[pair.left], y.texts[pair.right]))
        )
        for pair in alignment.pairs
    )


def _is_form_of_other(left: str, right: str, query: str) -> bool:
    """Whether a word of a query is a form of a given name that begins otherwise than another: "Елены", "Ангела"."""
    forms = dictionary_words(query).get(left, ()) if is_given_name(right) else ()
    return any(is_given_name(form) and _begins_otherwise(form, right) for form in forms)


def _begins_otherwise(left: str, right: str) -> bool:
    return left[0] != right[0] and (skeleton(left[0]) or left[0]) != (skeleton(right[0]) or right[0])


def _is_given_character_apart(left: str, right: str) -> bool:
    """Whether two names of three or four characters differ in one behind the surname, which is read otherwise.

    In Han; in Hangul by two of its letters at least, as no slip of the pen makes them: "이재용", "이재명".
    """
    if len(left) != len(right) or not _NAME_SIZE[0] <= len(left) <= _NAME_SIZE[1] or left[0] != right[0]:
        return False
    changed, scripts = _changed(left, right), {script(left), script(right)}
    if not changed or scripts not in ({"Han"}, {"Hangul"}):
        return False
    if scripts == {"Han"}:
        return len(set(map(romanize, changed))) > 1
    letters = [normalize("NFD", character) for character in changed]
    return OSA.distance(*letters) > 1


def are_other_persons(query: Words, alias: Words, alignment: Alignment) -> bool:
    """Whether names differ as those of two persons do: by a syllable, the form of a given name, or another surname."""
    pairs = [(i, j) for i in alignment.free_left for j in alignment.free_right]
    is_lettered = {query.group, alias.group} <= LETTERED
    if is_lettered and any(has_added_syllable(query.texts[i], alias.texts[j]) for i, j in pairs):
        return True
    if _names_son_as_father(alias, alignment):
        return True
    pairs += [(pair.left, pair.right) for pair in alignment.pairs if pair.is_single]
    changed = {j: (query.texts[i], alias.texts[j]) for i, j in pairs if query.texts[i] != alias.texts[j]}
    last = len(alias.texts) - 1
    if query.group != alias.group or not last:
        return False
    if last not in changed:
        return query.group == "latin" and any(has_other_form(*pair) for pair in changed.values())
    left, right = changed[last]
    if is_other_surname(left, right, query.texts[0]):
        forms = dictionary_words(query.folded).get(left, ())  # of which no alias is one: "Лавр" is not Лавров
        return not has_other_end(left, right) or (is_lettered and not any(_sound_alike(form, right) for form in forms))
    return is_lettered and len(changed) == 1 and has_other_beginning(left, right)


def _names_son_as_father(alias: Words, alignment: Alignment) -> bool:
    """Whether what stands before a particle is the father's name behind it: "Khalifa bin Hamad", Hamad bin Khalifa.

    Before an article the surname may be: "Boubakeur el-Hakim", El Hakim Boubakeur.
    """
    stands_for, sons = {pair.left: pair.right for pair in alignment.pairs}, words_of_all("romanised_sons")
    return any(
        alias.kinds[right] is Kind.PARTICLE
        and stands_for.get(left - 1, right) > right
        and (alias.texts[right] in sons or stands_for.get(left + 1) == right - 1)
        for left, right in stands_for.items()
    )


def is_other_surname(left: str, right: str, given: str) -> bool:
    """Whether two words are two surnames behind a given name: both are common, or they end otherwise."""
    return are_two_names("surnames", left, right) or is_made_surname(left, right, given) or has_other_end(left, right)


def has_other_end(left: str, right: str) -> bool:
    """Whether two words begin alike and end in other letters, at least two in one of them, with other consonants.

    "Blixt" is not "Blixen", but "Prokofieff" is "Prokofiev".
    """
    same = Prefix.similarity(left, right)
    ends = left[same:], right[same:]
    if same < _LEAST_ALIKE or max(map(len, ends)) < 2 or not set(ends[0]).isdisjoint(ends[1]):
        return False
    first, second = (set(end).difference(VOWELS - {"u"}, "hj", left[same - 1]) for end in ends)
    if not (first and second):
        return not VOWELS.issuperset(first | second)
    return any(map(_are_other_consonants, product(first, second)))


def _sound_alike(left: str, right: str) -> bool:
    """Whether consonants that sound alike are all in which two words differ: "dimitrow", "dimitrov"."""
    changed = {letter for pair in zip(left, right, strict=False) if pair[0] != pair[1] for letter in pair}
    return len(left) == len(right) and skeleton(left) == skeleton(right) and VOWELS.isdisjoint(changed)


def has_other_father(name: Words, others: Iterable[Words]) -> bool:
    """Whether the father's name in a name is like none in the names of a person: "Владимир Игоревич Путин".

    "Гейдарович" is "Гейдар оглы", and "Алиевич" may be "Алирза оглы".
    """
    father = _father(name)
    own = [known for other in others if other.group == name.group and (known := _father(other))] if father else []
    return bool(own) and all(Indel.normalized_similarity(father, known) < _SAME_FATHER for known in own)


def _father(name: Words) -> str:
    """The father's name without what makes a patronymic of it."""
    told = [text for text, kind in zip(name.texts, name.kinds, strict=True) if kind is Kind.PATRONYMIC]
    return "".join(text.removesuffix(next(filter(text.endswith, patronymics()), "")) for text in told)


def has_other_form(left: str, right: str) -> bool:
    """Whether one of two given names is the feminine form of the other: "viktoria", "viktor"."""
    key = "feminine_given_names"
    return is_feminine(left, right, key) or is_feminine(right, left, key)


def is_other_gender(left: str, right: str) -> bool:
    """Whether one word is the feminine form of the other, however both are spelt.

    >>> is_other_gender("aliyev", "alieva"), is_other_gender("ilhama", "ilham"), is_other_gender("hasanov", "hasanof")
    (True, True, False)
    """
    short, long = sorted((left, right), key=len)
    if short == long or len(short) < 4:
        return False
    if long == short + "a" and short[-1] not in VOWELS:
        return True
    return is_feminine(left, right) or is_feminine(right, left)


def has_added_syllable(left: str, right: str) -> bool:
    """Whether one word has a syllable more than the other amid its letters, as no slip of the pen adds.

    >>> has_added_syllable("putilin", "putin"), has_added_syllable("netanyahu", "netayahu")
    (True, False)
    """
    short, long = sorted((left, right), key=len)
    size = len(short)
    if len(long) != size + 2 or size < 4:
        return False
    for place in range(2, size):
        if short[:place] == long[:place] and short[place:] == long[place + 2 :]:
            consonants = set(long[place : place + 2]) - VOWELS
            return len(consonants) == 1 and consonants.isdisjoint(_GLIDES | {long[place - 1], long[place + 2]})
    return False


def is_other_consonant(left: str, right: str) -> bool:
    """Whether two short words of one length differ in one consonant that nobody confuses: two names, not one.

    >>> is_other_consonant("zakir", "zahir"), is_other_consonant("zakir", "zaqir")
    (True, False)
    """
    return 2 < len(left) <= _SHORT_NAME and has_other_consonant(left, right)


def has_other_beginning(left: str, right: str) -> bool:
    """Whether two words are equal but for their first letters, consonants that nobody confuses.

    >>> has_other_beginning("doroshenko", "poroshenko"), has_other_beginning("gasanov", "hasanov")
    (True, False)
    """
    return len(left) == len(right) > 3 and left[1:] == right[1:] and has_other_consonant(left, right)


def has_other_consonant(left: str, right: str) -> bool:
    """Whether two words of one length, however long, differ in one consonant that nobody confuses.

    >>> has_other_consonant("ireland", "iceland"), has_other_consonant("ireland", "ireladn")
    (True, False)
    """
    changed = _changed(left, right) if len(left) == len(right) else ()
    return bool(changed) and _are_other_consonants(changed)


@lru_cache(maxsize=2048)
def _are_other_consonants(letters: tuple[str, ...]) -> bool:
    """Whether two letters are consonants that nobody confuses."""
    pair = frozenset(letters)
    if pair & VOWELS or any(map(str.isdigit, pair)):
        return False
    return not are_confused(pair)


def are_confused(letters: frozenset[str]) -> bool:
    """Whether letters sound alike in some language, lie side by side on keyboards or look alike in bad print."""
    return any(letters <= confused for confused in _CONFUSED_SETS)


def _known_difference(query: Side, alias: Side, alignment: Alignment) -> float:
    """The weight of a word of the query that is itself a word of other names, but here stands for a different one."""
    worst = 0.0
    x, y = query.words, alias.words
    if x.group != y.group or (len(x.texts) > 1 and reads_as_inflected(x, y, alignment)):
        return worst  # "Unii Europejskiej" is a case form of "Unia Europejska", whatever else has these words
    for pair in alignment.pairs:
        if pair.is_single and not pair.initial:
            i, j = pair.left, pair.right
            if x.texts[i] != y.texts[j] and query.known[i] and len(x.texts[i]) > 2:
                worst = max(worst, min(query.weights[i], alias.weights[j]))
    return worst
