"""What a file of ``languages/`` may say: every key with its meaning.

Reading the files is the work of `namenorm.text.profiles`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ending:
    """A case ending or suffix that a language adds to names.

    ``suffix`` is written in the language's own script, folded; ``types`` are the entity types that it is used with
    (empty: all); ``stem`` is the least number of letters that must remain; ``restore`` is appended to the stem to get
    the dictionary form back ("Путин-ым" restores "", "Москв-ой" restores "а").
    """

    suffix: str
    restore: str = ""
    types: tuple[str, ...] = ()
    stem: int = 3


@dataclass(frozen=True, slots=True, eq=False)
class LanguageProfile:
    """What one file of ``languages/`` says about a language or a script. All words are folded.

    >>> LanguageProfile("tlh", "Klingon", ("Latin",), particles=frozenset({"tai"})).endings
    ()
    """

    # What it is
    code: str
    """The BCP-47 code of the language, or ``und-`` and a script: the name of the file."""
    name: str
    """Its name in English."""
    scripts: tuple[str, ...]
    """The scripts that it is written in, the usual one first."""

    # Letters
    letters: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """A letter or letters and their romanisation; ``^`` and ``$`` in a key stand for the edges of a word.

    Of a language in Latin letters: how English would write these sounds, if it writes foreign names by sound."""
    folded: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """What letters of a script become that Unicode does not take for forms of others: "æ", "ae"."""
    sounding: tuple[str, ...] = ()
    """Letters that tell, in whatever text, that a name is spelt as the language has it sound: "tsch"."""
    respells: bool = False
    """Names from languages that write Latin letters as well are spelt by their sound too: "Corc Buş"."""
    inherent_vowel: str = ""
    """The vowel of a bare consonant in Indic scripts."""
    silent_final: bool = False
    """The inherent vowel is silent at the end of a word."""
    dotted_i: bool = False
    """The capital of i is İ."""
    unvowelled: bool = False
    """Most vowels are not written."""
    vowel_letters: str = ""
    """Letters that stand for vowels where these are written, inside a word one may as well leave them out."""
    vowels: str = ""
    """Letters for vowels, folded: endings depend on them."""
    softening_letters: str = ""
    """Consonants after which endings change: "г", "ш"."""
    gliding_letters: str = ""
    """Letters that stand behind vowels only: "й"."""
    changing_vowels: str = ""
    """Vowels before the last consonants of a name that are others before an ending: "Кишинів", "Кишинева"."""
    confused_letters: tuple[str, ...] = ()
    """Letters that sound alike, and so are written for each other."""
    sound_spellings: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Letters in which transcriptions write a sound, and those in which one of them does: "kh", "h"."""
    own_letters: str = ""
    """Letters that speak for the language when it is guessed."""
    foreign_letters: str = ""
    """Letters that its own words never have, which speak against it."""
    old_spellings: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Old letters and what they are today."""
    foreign_syllables: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Syllables as they are spelt elsewhere, and in the romanisation of today: "hsiao" and "сяо", "xiao"."""
    telling_characters: tuple[str, ...] = ()
    """Characters that tell names apart which differ in one of them only: "東京", "西京"."""
    division_characters: str = ""
    """What is written together with the names of places: "市"."""

    # Endings and small words
    endings: tuple[Ending, ...] = ()
    """Case endings and suffixes that names take."""
    safe_endings: bool = False
    """The endings may be stripped from a word whose language is not known."""
    endings_after_consonants: bool = False
    """An ending that begins with a vowel follows a consonant, unless it pushes letters out: "Баку" takes none."""
    names_agree: bool = False
    """Every word of a person's name takes the case of the whole."""
    uninflected_names: bool = False
    """Names take no case endings: a possessive is a word of its own, and plurals of names are no names."""
    title_case: bool = False
    """Every content word of a name has a capital: "World Bank", but "Banque mondiale"."""
    proclitics: tuple[str, ...] = ()
    """Small words that are written together with the word that follows."""
    doubled_letters: str = ""
    """Letters that are written twice where a small word stands before them: "בווינה", in Vienna, "וינה"."""
    possessives: tuple[str, ...] = ()
    """What is added to a name that owns something: "’s"."""
    demonym_endings: tuple[str, ...] = ()
    """Endings that make a demonym of the name of a place: "ian"."""
    demonyms: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Demonyms without their endings, where these do not tell, and the names of the countries: "french", "france"."""
    place_endings: tuple[str, ...] = ()
    """What demonym endings replace."""
    feminine_surnames: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Endings of men's surnames in Latin letters, as they are spelt in many languages, and of women's: "ov", "ova"."""
    feminine_given_names: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """The same of given names: "o", "a"."""
    surname_suffixes: tuple[str, ...] = ()
    """What surnames are made with; those of one stem with two of them are two families': "ov" and "li"."""
    patronymic_suffixes: frozenset[str] = frozenset()
    """Endings and words that make a patronymic of a name, or a surname of one: "son"; with ``middle_patronymics``."""
    middle_patronymics: frozenset[str] = frozenset()
    """Those of them that only stand between a given name and a surname: "ovich", "oglu"."""
    word_endings: tuple[str, ...] = ()
    """Endings of ordinary words that no given name has, those of nouns where nouns have a capital: "ung", "ously"."""
    verb_endings: tuple[str, ...] = ()
    """Endings of verbs, before which a word that begins a sentence is more likely a name."""

    # Words beside and inside names
    honorifics: frozenset[str] = frozenset()
    """Forms of address and ranks: "mr", "prof"."""
    honorifics_as_names: frozenset[str] = frozenset()
    """Honorifics of any language that are names as well: "Don", "Earl", "Sultan"."""
    gendered_titles: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Honorifics and the gender of their bearer, m or f."""
    generations: frozenset[str] = frozenset()
    """Words behind a name that tell a son from his father: "jr"."""
    roles: frozenset[str] = frozenset()
    """Offices, some of several words: "prime minister"."""
    particles: frozenset[str] = frozenset()
    """Small words inside names: "al", "van"."""
    cut_particles: frozenset[str] = frozenset()
    """The letters that particles before surnames are cut to: "v. Kardorff"."""
    joined_prefixes: frozenset[str] = frozenset()
    """Beginnings of names after which a capital may stand inside a word: "McDonald", "LaGuardia"."""
    saints: frozenset[str] = frozenset()
    """Honorifics that places are named with as well: "San José"."""
    everyday_titles: frozenset[str] = frozenset()
    """Titles of so many that they do not tell whose surname follows: "Dr Johnson", "Judge Cameron"."""
    landed_titles: frozenset[str] = frozenset()
    """Titles after which, and "of", a place is a person: "Duke of Gloucester"."""
    legal_forms: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Legal forms of companies and what they mean: "ooo", "llc"."""
    abbreviations: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Abbreviated words of names and the full words."""
    short_names: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Acronyms and short names of countries and international organisations, and what English calls these."""
    city_names: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """What large cities are called, and what English calls them, where CLDR does not know and no spelling tells."""
    short_bodies: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """What bodies that many countries have are called for short, and in full: "МИД"."""
    english_words: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Words of names of bodies and the like, and what English names have for them: "банк", "bank"; "-" for nothing."""
    bodies_of_states: frozenset[str] = frozenset()
    """Words of English names of bodies that each state has: alone, "ministry" does not say whose."""
    beyond_states: frozenset[str] = frozenset()
    """Words beside them by which a body is of no single state: "world", "european"."""
    state_words: frozenset[str] = frozenset()
    """Words, in any case, that stand beside a country in the full name of its state: "Türkiye Cumhuriyeti"."""
    generic_words: frozenset[str] = frozenset()
    """Words that say what something is and not which one: "city"; with those of ``named_after_places``."""
    named_after_places: frozenset[str] = frozenset()
    """Those of them that make another thing of the place beside them: "Bank of Azerbaijan", "London Bridge"."""
    named_things: frozenset[str] = frozenset()
    """Words that make a team, a drink or the like of the place before them, in any language: "bulls"."""
    offshoots: frozenset[str] = frozenset()
    """Words for what belongs to an organisation and is named after it: "energy", "foundation"."""
    glued_generics: bool = False
    """Generic words are written together with the name that follows them."""
    numerals: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    """Number words and ordinals, and their digits."""
    ordinal_suffixes: frozenset[str] = frozenset()
    """What makes an ordinal of the digits before it: "th"."""
    place_prepositions: frozenset[str] = frozenset()
    """Words after which a place is meant; a language that has none says so by endings, and names a place by itself."""
    where_endings: tuple[str, ...] = ()
    """Case endings of a place where something is or that it comes from."""
    party_endings: frozenset[str] = frozenset()
    """Case endings of another party, with or to whom something is done: "Ermənistanla", "Ermənistanı"."""
    place_kinds: frozenset[str] = frozenset()
    """Words after which what no capital tells from an ordinary word is a place: "مدينة صور", a city, "زار", visited."""
    place_kinds_behind: frozenset[str] = frozenset()
    """Words that say behind a name that it is a place's: "Şəki rayonu", a district."""
    conjunctions: frozenset[str] = frozenset()
    """Words between two of a kind: "and", "or"."""
    given_places: frozenset[str] = frozenset()
    """Names of places that are given names as well: "Jordan"."""
    division_names: frozenset[str] = frozenset()
    """States and provinces that share their names with other places: "Atlanta, Georgia"."""
    inner_divisions: frozenset[str] = frozenset()
    """States and provinces, in full or short, whose towns are called like cities elsewhere: "Paris, Texas"."""
    never_begins: frozenset[str] = frozenset()
    """Characters of a script without spaces that words do not begin with, as they only spell foreign names."""
    team_articles: frozenset[str] = frozenset()
    """Articles that no city takes, so that what has them and a city's name is a team: "il Milan"."""
    sports: frozenset[str] = frozenset()
    """Names of sports, by which a team is known as one: "football"."""
    matches: frozenset[str] = frozenset()
    """Other words of texts about matches, and of names of clubs: "coach", "fc"."""
    team_words: frozenset[str] = frozenset()
    """Words that names of teams have beside those of the place and the sport: "national"."""
    street_words: frozenset[str] = frozenset()
    """Words that make a street of the name before them: "Regent Street"."""
    street_prefixes: frozenset[str] = frozenset()
    """Words that make a street of the name after them: "rue de Rome"."""
    named_prefixes: frozenset[str] = frozenset()
    """Words for what bears the name of a place that stands just after them: "Hotel London", "Radio-Tunis"."""
    bodies_before_places: frozenset[str] = frozenset()
    """Words, with a capital, for bodies and clubs that have the name of a place behind them, in texts of any language:
    "Universidad de Chile", "Sparta Prague"."""
    given_names: frozenset[str] = frozenset()
    """Common given names, one spelling of each."""
    given_name_spellings: frozenset[str] = frozenset()
    """Other words that are given names in a text: other spellings, names of other countries."""
    surnames: frozenset[str] = frozenset()
    """Common surnames."""

    # Words that are no names
    function_words: frozenset[str] = frozenset()
    """Articles, prepositions, pronouns and the like, which also tell the language."""
    telling_words: frozenset[str] = frozenset()
    """Other frequent words that tell the language; those that several languages have say nothing."""
    telling_affixes: tuple[str, ...] = ()
    """Endings and beginnings of words that tell the language: "-ого", "ال-"."""
    siblings: tuple[str, ...] = ()
    """Less spoken languages that a short text may not tell apart from this one, the most spoken first."""
    relatives: tuple[str, ...] = ()
    """More spoken languages that share many of its words, and so need no lead over it."""
    articles: frozenset[str] = frozenset()
    """Articles, after which a capital is a noun in languages that capitalise them."""
    definite_articles: frozenset[str] = frozenset()
    """Articles that texts put before acronyms and that belong to none: "the UN", "l'ONU"."""
    romanised_sons: frozenset[str] = frozenset()
    """Particles before the name of a father, in Latin letters: "bin"."""
    romanised_articles: frozenset[str] = frozenset()
    """Articles in Latin letters, which the same name may have in several forms: "al-Sharaa", "ash-Sharaa"."""
    acting_verbs: frozenset[str] = frozenset()
    """Verbs that have nothing but a name before them: "hosted", "imposed"."""
    ordinary_words: frozenset[str] = frozenset()
    """Words that equal names: "turkey"."""
    calendar_words: frozenset[str] = frozenset()
    """Days and months that have a capital and are nobody's name: a name may begin after one ("On Monday Biden")."""
    capitalised_words: frozenset[str] = frozenset()
    """Words with a capital that are no names, those of the calendar included."""
    capitalises_nouns: bool = False
    """A capital inside a sentence says nothing."""
    common_words: frozenset[str] = frozenset()
    """Words too frequent to stand for a longer name on their own or, where there is no case, to be a name unasked."""
