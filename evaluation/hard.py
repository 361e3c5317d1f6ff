"""Hard questions that no list of real names has enough of, made from the sets themselves.

Small gazetteers: a few dozen entities of a set, asked about and not. A name whose entity is left out is NIL however
close the others are, and in a small gazetteer the closest is far. Swapped words: a name of one entity with a word of
another, "Heydar Aliyev" for "Ilham Aliyev", is NIL too; the likeliest swaps are between similar words. Inflected names:
an alias with the case endings of a language that is written in its script, of entities that are there and that are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evaluation.data import EvaluationSet, Question
from namenorm.model import Entity
from namenorm.resolving.distance import paths
from namenorm.resolving.edits import EditModel
from namenorm.resolving.words import Kind, read_words
from namenorm.text.fold import fold
from namenorm.text.keys import name_form
from namenorm.text.language_profile import LanguageProfile
from namenorm.text.profiles import profiles_for_script

ENTITIES = 60
ASKED = 50
ABSENT = 50
SWAPPED = 40
EXTENDED = 24
INFLECTED = 30
ABSENT_INFLECTED = 20
ROUNDS = 3
TRIED = 40
MOST_WORDS = 4
SLAVIC = frozenset(["ru", "uk", "be", "bg", "mk", "sr", "sr-Latn", "hr", "bs", "sl", "cs", "sk", "pl"])
KIND = "nil-hard"
KIND_INFLECTED = "inflected"


def organising_words(sets: Sequence[EvaluationSet]) -> tuple[str, ...]:
    """The last words of names of organisations that say what sort of organisation it is, in Latin letters."""
    names = {entity.label() for item in sets for entity in item.entities if entity.type == "organization"}
    words = {name.split()[-1] for name in names if name.strip() and "," not in name}
    return tuple(sorted(word for word in words if word.isalpha() and word.isascii() and _is_organising(word)))


def small_sets(
    item: EvaluationSet, edits: EditModel, organising: Sequence[str], rounds: int = ROUNDS
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
        swapped += _extended(entities, organising, random)
        inflected = [*_inflected(entities, INFLECTED, random)]
        missing = [entity for entity in random.sample(item.entities, len(item.entities)) if entity.id not in kept]
        strangers = [Question(made.text, (), KIND) for made in _inflected(missing, ABSENT_INFLECTED, random)]
        yield EvaluationSet(item.name, item.gazetteer, entities, (*asked, *absent, *swapped, *inflected, *strangers))


def _extended(entities: Sequence[Entity], organising: Sequence[str], random: Random) -> Iterator[Question]:
    """Names of persons and places with a word that makes them names of organisations: "Columbia University"."""
    for entity in random.sample(list(entities), min(EXTENDED, len(entities))):
        names = [alias.text for alias in entity.aliases() if name_form(alias.text).script == "Latin"]
        names = [text for text in names if "," not in text and len(text.split()) <= MOST_WORDS]
        if names and entity.type in ("place", "person"):
            yield Question(f"{random.choice(names)} {random.choice(organising)}", (), KIND)


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
        places = (0, 0, len(words) - 1) if entity.type == "person" else range(max(1, len(words)))
        place = random.choice(places)
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


def _is_organising(word: str) -> bool:
    return any(read_words(name_form(word)).named_after)


def says_something(word: str) -> bool:
    """Whether a word is no legal form, number or the like, and long enough to tell names apart."""
    words = read_words(name_form(f"Name {word}"))  # a legal form is one only beside a name
    return len(words.joined) > 6 and words.kinds == (Kind.PLAIN, Kind.PLAIN) and not any(words.numbers)


def _romanised(word: str) -> str:
    return "".join(name_form(word).tokens)
