"""Hard questions that no list of real names has enough of, made from the sets themselves.

Small gazetteers: a few dozen entities of a set, asked about and not. A name whose entity is left out is NIL however
close the others are, and in a small gazetteer the closest is far. Swapped words: a name of one entity with a word of
another, "Heydar Aliyev" for "Ilham Aliyev", is NIL too; the likeliest swaps are between similar words. So is a name
with a word more that makes another name of it, "Columbia University", "Miami Heat", and one with the ending of another,
"Petrobras" for "Petronas". Inflected names: an alias with the case endings of a language that is written in its script,
of entities that are there and that are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

from evaluation.data import EvaluationSet, Question
from namenorm.model import Entity
from namenorm.resolving.conflicts import LANDFORMS
from namenorm.resolving.distance import paths
from namenorm.resolving.edits import EditModel
from namenorm.resolving.words import Kind, read_words
from namenorm.text.fold import fold
from namenorm.text.grams import skeleton
from namenorm.text.keys import name_form
from namenorm.text.language_profile import LanguageProfile
from namenorm.text.profiles import profiles_for_script, words_of_script

ENTITIES = 60
ASKED = 50
ABSENT = 50
SWAPPED = 40
EXTENDED = 30
SURNAMES, LANDFORMS_TOO = 0.3, 0.5
"""How many places have a surname behind them, and how many that or a word like "river"."""
BLENDED = 16
BLENDED_LETTERS = 7
ENDINGS = (3, 4)
INFLECTED = 30
ABSENT_INFLECTED = 20
ROUNDS = 3
TRIED = 40
MOST_WORDS = 4
SLAVIC = frozenset(["ru", "uk", "be", "bg", "mk", "sr", "sr-Latn", "hr", "bs", "sl", "cs", "sk", "pl"])
KIND = "nil-hard"
KIND_INFLECTED = "inflected"


Made = tuple[Entity, str, str]
"""An entity, a name of it, and the other name that was made of this."""


class Extending(NamedTuple):
    """Words that make another name of a name, by script."""

    kinds: Mapping[str, Sequence[str]]
    """Those that say what an organisation is, or that are frequent words of a language."""
    surnames: Mapping[str, Sequence[str]]
    landforms: Mapping[str, Sequence[str]]


def extending_words(sets: Sequence[EvaluationSet]) -> Extending:
    """The first and last words of names of organisations, and the last ones of names of persons.

    Few names of organisations are in other scripts than the Latin, so that what languages list is added.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    surnames: dict[str, set[str]] = defaultdict(set)
    for entity in [entity for item in sets for entity in item.entities]:
        for text in [alias.text for alias in entity.aliases() if " " in alias.text and "," not in alias.text]:
            first, *_, last = text.split()
            if entity.type == "person" and says_something(last):
                surnames[name_form(last).script].add(last)
            elif entity.type == "organization":
                for word in filter(_extends, (first, last)):
                    kinds[name_form(word).script].add(word)
    for script, words in kinds.items():
        words.update(filter(_extends, words_of_script(script, "named_after_places") if script != "Latin" else ()))
    landforms = {
        script: {word for word in words_of_script(script, "generic_words") if _is_landform(word)} for script in surnames
    }
    found = kinds, surnames, {script: words for script, words in landforms.items() if words}
    return Extending(*({script: sorted(words) for script, words in each.items()} for each in found))


def small_sets(
    item: EvaluationSet, edits: EditModel, extending: Extending, rounds: int = ROUNDS
) -> Iterator[EvaluationSet]:
    """Small gazetteers of a set's entities, with questions of all kinds."""
    random = Random(item.name)
    by_id = {entity.id: entity for entity in item.entities}
    solvable = [question for question in item.questions if question.solvable]
    for _ in range(rounds):
        asked = random.sample(solvable, min(ASKED, len(solvable) // 2))
        gold = list(dict.fromkeys(question.gold[0] for question in asked))
        fillers = random.sample(item.entities, min(ENTITIES, len(item.entities) // 3))
        kept = {entity_id: by_id[entity_id] for entity_id in gold}
        kept.update((entity.id, entity) for entity in fillers[: max(0, ENTITIES - len(gold))])
        others = [question for question in solvable if question.gold[0] not in kept]
        absent = [Question(question.text, (), KIND) for question in random.sample(others, min(ABSENT, len(others)))]
        entities = tuple(kept.values())
        swapped = [*_swaps(entities, item.entities, edits, random), *_question_swaps(asked, solvable, random)]
        longer = random.sample(list(entities), min(EXTENDED, len(entities)))
        swapped += [Question(made, (), KIND) for _, _, made in extended(longer, extending, random)]
        swapped += [
            Question(made, (), KIND) for _, _, made in islice(blended(entities, item.entities, random), BLENDED)
        ]
        inflected = [*_inflected(entities, INFLECTED, random)]
        missing = [entity for entity in random.sample(item.entities, len(item.entities)) if entity.id not in kept]
        strangers = [Question(made.text, (), KIND) for made in _inflected(missing, ABSENT_INFLECTED, random)]
        yield EvaluationSet(item.name, item.gazetteer, entities, (*asked, *absent, *swapped, *inflected, *strangers))


def extended(entities: Sequence[Entity], extending: Extending, random: Random) -> Iterator[Made]:
    """Names with a word that makes another name of them: "Columbia University", "Miami Heat", "Sofia Loren"."""
    for entity in entities:
        text = random.choice(entity.aliases()).text
        script = name_form(text).script
        sort = random.random() if entity.type == "place" else 1.0
        beside = (
            extending.surnames if sort < SURNAMES else extending.landforms if sort < LANDFORMS_TOO else extending.kinds
        )
        if "," in text or len(text.split()) > MOST_WORDS or script not in beside:
            continue
        word = random.choice(beside[script])
        says_kind = any(read_words(name_form(word)).named_after)
        if entity.type in ("place", "person") or (entity.type == "organization" and not says_kind):
            in_front = script != "Latin" and says_kind and random.random() < 0.5
            yield entity, text, f"{word} {text}" if in_front else f"{text} {word}"


def blended(entities: Sequence[Entity], pool: Sequence[Entity], random: Random) -> Iterator[Made]:
    """Names of one word with the ending of another such name: "Petrobras" for "Petronas"."""
    names = [alias.text for entity in pool for alias in entity.aliases()]
    single = [text for text in names if text.isalpha() and len(text) >= BLENDED_LETTERS]
    taken = {name_form(text).folded for text in single}
    for entity in random.sample(list(entities), len(entities) if single else 0):
        text, size = random.choice(entity.aliases()).text, random.choice(ENDINGS)
        if entity.type == "person" or not text.isalpha() or len(text) < BLENDED_LETTERS:
            continue
        script = name_form(text).script
        for other in random.choices(single, k=TRIED):
            name = text[:-size] + other[-size:]
            form = name_form(name)
            apart = skeleton(_romanised(name)) != skeleton(_romanised(text)) and _distinct(name, text)
            if form.script == script == name_form(other).script and apart and form.folded not in taken:
                yield entity, text, name
                break


def _inflected(entities: Sequence[Entity], count: int, random: Random) -> Iterator[Question]:
    """Names of entities with the endings of a language: of all words in Slavic languages, else of the last."""
    made = 0
    for entity in random.sample(list(entities), len(entities)):
        if made >= count:
            return
        alias = random.choice(entity.aliases())
        profiles = [item for item in profiles_for_script(name_form(alias.text).script) if item.endings]
        words = alias.text.split()
        if not profiles or len(words) > MOST_WORDS:
            continue
        language = random.choice(profiles)
        first = 0 if language.code in SLAVIC else len(words) - 1
        forms = [*words[:first], *(_inflect(word, language, random) for word in words[first:])]
        if forms != words and "" not in forms:
            made += 1
            yield Question(" ".join(forms), (entity.id,), KIND_INFLECTED)


def _inflect(word: str, language: LanguageProfile, random: Random) -> str:
    """A word with an ending of a language; "" where none fits."""
    folded = fold(word)
    if len(folded) != len(word) or not word.isalpha():
        return ""
    options = [
        word[: len(word) - len(ending.restore)] + (ending.suffix.upper() if word.isupper() else ending.suffix)
        for ending in language.endings
        if folded.endswith(ending.restore) and len(word) - len(ending.restore) >= ending.stem
    ]
    return random.choice(options) if options else ""


def _swaps(entities: Sequence[Entity], pool: Sequence[Entity], edits: EditModel, random: Random) -> Iterator[Question]:
    """Names of the entities with one word taken from another name of the same script."""
    table = edits.table("latin", "latin")
    taken = {name_form(alias.text).folded for entity in pool for alias in entity.aliases()}
    made = 0
    for entity in random.sample(list(entities), len(entities)):
        if made >= SWAPPED:
            return
        text = random.choice(entity.aliases()).text
        words = text.split()
        place = (
            random.choice((0, 0, len(words) - 1)) if entity.type == "person" else random.randrange(max(1, len(words)))
        )
        if len(words) < 2 or not says_something(words[place]):
            continue
        options = words_like(words[place], place, pool, random)
        if not options:
            continue
        close = paths(table, [(_romanised(words[place]), _romanised(option)) for option in options]).similarity
        option = options[int(close.argmax())] if random.random() < 0.5 else random.choice(options)
        name = " ".join((*words[:place], option, *words[place + 1 :]))
        if name_form(name).folded not in taken:
            made += 1
            yield Question(name, (), KIND)


def _question_swaps(asked: Sequence[Question], others: Sequence[Question], random: Random) -> Iterator[Question]:
    """Questions with one word taken from another question: the same across scripts, as questions are."""
    taken = {name_form(question.text).folded for question in others}
    for question in asked:
        words = question.text.split()
        if len(words) < 2 or "," in question.text:
            continue
        place = random.choice((0, 0, len(words) - 1))
        script = name_form(words[place]).script
        for other in random.sample(others, min(TRIED, len(others))):
            parts = other.text.split()
            option = parts[0 if place == 0 else -1]
            usable = len(parts) > 1 and other.gold != question.gold and name_form(option).script == script
            if usable and says_something(option) and _distinct(_romanised(words[place]), _romanised(option)):
                name = " ".join((*words[:place], option, *words[place + 1 :]))
                if name_form(name).folded not in taken:
                    yield Question(name, (), KIND)
                break


def words_like(word: str, place: int, pool: Sequence[Entity], random: Random) -> list[str]:
    """Words at the same place of other names in the same script, that are not merely spellings of one another."""
    script = name_form(word).script
    found = []
    for entity in random.choices(pool, k=TRIED):
        words = random.choice(entity.aliases()).text.split()
        if len(words) > max(1, place) and says_something(words[place]) and name_form(words[place]).script == script:
            found.append(words[place])
    own = _romanised(word)
    return [other for other in found if _distinct(own, _romanised(other))]


def _distinct(left: str, right: str) -> bool:
    changed = sum(x != y for x, y in zip(left, right, strict=False)) + abs(len(left) - len(right))
    return changed > 1


def _extends(word: str) -> bool:
    """Whether a word says what an organisation is, or is a frequent word of a language."""
    if not word.isalpha():
        return False
    words = read_words(name_form(f"{word} {word}"))  # one word alone is never taken for a kind of thing
    return any(words.named_after + words.ordinary) and len(words.joined) > 6


def _is_landform(word: str) -> bool:
    return not LANDFORMS.isdisjoint(read_words(name_form(word)).concepts)


def says_something(word: str) -> bool:
    """Whether a word is no legal form, number or the like, and long enough to tell names apart."""
    words = read_words(name_form(f"Name {word}"))  # a legal form is one only beside a name
    return len(words.joined) > 6 and words.kinds == (Kind.PLAIN, Kind.PLAIN) and not any(words.numbers)


def _romanised(word: str) -> str:
    return "".join(name_form(word).tokens)
