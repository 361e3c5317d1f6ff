"""What the rules of finding are for: of each an example that is found, or not found, for no other reason."""

from __future__ import annotations

import pytest

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.short_forms import Parsed, relation
from namenorm.model import Alias, Entity
from namenorm.normalizer import Normalizer

Names = dict[str, str]


def mentions(names: Names, text: str, lang: str) -> list[str]:
    """The surfaces that mean the entities which have some names, given with their types."""
    entities = [Entity(name, kind, {lang: name}) for name, kind in names.items()]
    return [link.mention.surface for link in Normalizer.from_entities(entities).find(text, lang=lang)]


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        ({"1984": "work"}, "He wrote 1984 in 1948, not in 1984.", []),
        ({"Costa Rica": "place"}, "They sailed along the Costa. Rica was with them.", []),
        ({"Boris Johnson": "person"}, "He thanked Boris. Johnson smiled.", ["Johnson"]),
        ({"Anna Karenina": "work"}, "He met Anna (Karenina was late).", []),
        ({"Prince Albert": "place"}, "The Prince, Albert by name, left.", []),
        ({"Americas": "place", "America": "place"}, "It is America 's largest town.", ["America"]),
    ],
)
def test_numbers_are_no_names_and_marks_part_words(names: Names, text: str, found: list[str]) -> None:
    assert mentions(names, text, "en") == found


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        ({"Sale": "place"}, "The house was for Sale. They live in Sale.", ["Sale"]),
        ({"Kale": "place"}, "Kale is green. They sell kale.", []),
        ({"Kale": "place"}, "Kale is far. They like Kale.", ["Kale", "Kale"]),
        ({"Home Office": "organization"}, "The Home office was small.", []),
        ({"The Sun": "work"}, "He saw the Sun.", []),
        ({"Reading": "place", "Iran": "place"}, "Reading is good. Iran is far.", ["Iran"]),
        ({"Monday": "person"}, "On Monday they left.", []),
        ({"President": "work"}, "The President left.", []),
        ({"White House": "facility"}, "They saw the White house.", []),
        ({"Gaza Strip": "place"}, "They saw the Gaza strip.", ["Gaza strip"]),
        ({"All-Star": "event"}, "They saw the League All Star Game.", []),
        ({"Western Victoria": "organization", "Victoria": "place"}, "They live in western Victoria.", ["Victoria"]),
        ({"Bank of England": "organization"}, "The bank of England acted.", ["bank of England"]),
        ({"Sale": "organization"}, "They met Sale there.", ["Sale"]),
        ({"Senate": "organization"}, "THE SENATE MET IN THE HALL OF TOWN.", []),
        ({"Frank": "person"}, "Frank left. They met Frank.", ["Frank", "Frank"]),
        ({"Reading": "place"}, "Reading, they say, is good.", ["Reading"]),
        ({"Reading": "place"}, "Reading Abbey was old.", []),
        ({"Homeland Zebra": "organization"}, "They like Homeland, a homeland.", []),
        (
            {"Reading": "place", "Iran": "place"},
            "Reading is near. They say Reading is not Iran.",
            ["Reading", "Reading", "Iran"],
        ),
    ],
)
def test_ordinary_words_need_more_than_a_capital(names: Names, text: str, found: list[str]) -> None:
    assert mentions(names, text, "en") == found


@pytest.mark.parametrize(
    ("name", "text", "lang", "found"),
    [
        ("NATO", "Then NATO met. A nato is a nato.", "en", ["NATO"]),
        ("NATO", "They met Nato there. Nato met.", "en", ["Nato"]),  # the second may be a word that begins a sentence
        ("SALT", "Salt was there.", "en", []),
        ("ASARCO", "Asarco met there.", "en", ["Asarco"]),
        ("Ben", "Ben is here. They met Ben.", "en", ["Ben"]),
        ("Ant", "They read Ant and saw an ant.", "en", []),
        ("Mr", "They met Mr there.", "en", []),
        ("UN", "The Un met.", "en", []),
        ("Ob", "The Ob is long; the OB is no river.", "en", ["Ob"]),
        ("US", "LET US GO TO THE SEA WITH THEM NOW.", "en", []),
        ("UN", "THE UN MET IN THE HALL OF TOWN.", "en", ["UN"]),
        ("DPA", "(dpa/afp) Er kam.", "de", ["dpa"]),
        ("AN", "Berlin (an) Er kam.", "de", []),
        ("ש״ס", "מפלגת ש״ס הצביעה. שס.", "he", ["ש״ס"]),
    ],
)
def test_short_names_are_told_by_their_letters(name: str, text: str, lang: str, found: list[str]) -> None:
    assert mentions({name: "organization"}, text, lang) == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"من": "place"}, "جاء من بعيد.", "ar", []),
        ({"של": "organization"}, "הוא של אבא.", "he", []),
        ({"שלום": "person"}, "הוא אמר שלום.", "he", []),
        ({"Presse": "work"}, "Er las die Presse.", "de", []),
        ({"Presse": "work"}, "Er las die „Presse“.", "de", ["Presse"]),
        ({"京都": "place"}, "東京都の人口", "ja", []),
        ({"京都": "place"}, "京都の人口", "ja", ["京都"]),
        ({"中国": "place"}, "他是中国人。", "zh", []),
        ({"中国": "place"}, "他在中国。", "zh", ["中国"]),
        ({"יצחק רבין": "person"}, "רבין הלך.", "he", ["רבין"]),
        ({"חיים ויצמן": "person"}, "הוא בא ממכון ויצמן אתמול.", "he", []),
    ],
)
def test_where_there_are_no_spaces_or_capitals(names: Names, text: str, lang: str, found: list[str]) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        ({"Georgia": "place"}, "They drove to Atlanta, Georgia.", []),
        ({"Georgia": "place"}, "They drove to Tbilisi in Georgia.", ["Georgia"]),
        ({"Baku": "place"}, "They drove to Khatai, Baku.", ["Baku"]),
        ({"Washington": "place"}, "They met Gen. P. Washington there.", []),
        ({"Washington": "place"}, "They met a P. Washington there.", []),
        ({"Tehran": "place"}, "Then Mrs Tehrran came.", []),
        ({"Tehran": "place"}, "They went to Tehrran.", ["Tehrran"]),
        ({"Prime Minister of Israel Office": "organization"}, "Then the Prime Minister came.", []),
        ({"Olaf Scholz": "person"}, "Olaf Scholz came. The Bogus Scholz left.", ["Olaf Scholz"]),
        (
            {"Security Council of Azerbaijan": "organization", "Russia": "place"},
            "The Security Council of Azerbaijan met. Russia’s Security Council met.",
            ["Security Council of Azerbaijan", "Russia"],
        ),
    ],
)
def test_words_beside_a_name_say_whose_it_is(names: Names, text: str, found: list[str]) -> None:
    assert mentions(names, text, "en") == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"Netanyahu": "person"}, "NETENYAHU MET THE KING OF THE SEA.", "en", []),
        ({"Tehran": "place"}, "Tehrran is big.", "en", []),  # short, and the capital may be that of the sentence
        ({"Netanyahu": "person"}, "Netenyahu is here.", "en", ["Netenyahu"]),
        ({"Netanyahu": "person"}, "They saw President Netenyahu.", "en", ["Netenyahu"]),
        ({"Netanyahu": "person"}, "They saw Yoav Netenyahu.", "en", []),
        ({"Hessen": "place"}, "Das Hesen ist da.", "de", []),  # any noun has a capital
        ({"Regensburg": "place"}, "Er war in Regenburg.", "de", ["Regenburg"]),
    ],
)
def test_a_misspelt_word_has_a_capital_because_it_is_a_name(
    names: Names, text: str, lang: str, found: list[str]
) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize("noun", ["Bundesinnenminister", "Aktenbold"])
def test_a_noun_before_a_surname_is_no_given_name_where_nouns_have_capitals(noun: str) -> None:
    text = f"Olaf Scholz sprach. Dann kam der {noun} Scholz."
    assert mentions({"Olaf Scholz": "person"}, text, "de") == ["Olaf Scholz", "Scholz"]


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        ({"John Major": "person"}, "John Major came. A major problem is a major one. Major said.", ["John Major"]),
        ({"Grand Hotel": "other"}, "The Grand Hotel burnt. Then Hotel said.", ["Grand Hotel"]),
        ({"Kalman Group": "other"}, "Kalman Group came. Then Group left.", ["Kalman Group"]),
        ({"Ilham Aliyev": "person"}, "Ilham Aliyev came. Then I. Aliyev left.", ["Ilham Aliyev", "I. Aliyev"]),
        ({"Pierre Dupont": "person"}, "Pierre Dupont came. Xavier Dupont left. Then Dupont smiled.", ["Pierre Dupont"]),
        ({"Essex": "place"}, "Then the Earl of Essex came.", []),
        ({"Essex": "place"}, "Then the Earl (of Essex) came.", ["Essex"]),
        ({"Emine Erden": "person", "Recep Tayyip Erden": "other"}, "They met Erden there.", []),
    ],
)
def test_a_surname_is_that_of_whom_the_text_names(names: Names, text: str, found: list[str]) -> None:
    assert mentions(names, text, "en") == found


@pytest.mark.parametrize(("title", "found"), [("Mr", ["Trump"]), ("Mrs", [])])
def test_a_form_of_address_has_to_fit_whom_a_surname_alone_means(title: str, found: list[str]) -> None:
    entity = Entity("d", "person", {"en": "Donald Trump"}, (Alias("Trump", "en", "short"),), gender="m")
    links = Normalizer.from_entities([entity]).find(f"Then {title} Trump left.", lang="en")
    assert [link.mention.surface for link in links] == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"Anna Smithson": "person"}, "Then came Anna and Smitson to town.", "en", ["Smitson"]),
        ({"Peter Schröder": "person"}, "Dann kamen Peter und Schroeter nach Hause.", "de", []),
        ({"Prime Bank": "organization"}, "The Prime Minister Bankk went home.", "en", []),
        ({"King David Hotel": "facility"}, "They stayed at King Davyd Hotel there.", "en", ["King Davyd Hotel"]),
        ({"West Germany": "place"}, "The bonds are in West German marks.", "en", []),
        (
            {"London and Bristoll Bank": "organization", "London": "place", "Bristol": "place"},
            "They went to London and Bristol today.",
            "en",
            ["London", "Bristol"],
        ),
        ({"Benjamin Netanyahu": "person", "Hassan": "place"}, "He saw Netenyahu-Hassan there.", "en", ["Hassan"]),
        ({"Nizhny Novgorod": "place"}, "El lunes llegaron a Nizhni Nóvgorod.", "es", ["Nizhni Nóvgorod"]),
        ({"Central Asia": "place"}, "He saw it through Central Asian Eyes.", "en", []),
        ({"Eastern Mediterranean": "place"}, "In the East Mediterranean it rained.", "en", ["East Mediterranean"]),
        (dict.fromkeys(("George W. Bush", "George H. W. Bush"), "person"), "And George Bush left.", "en", []),
        (
            dict.fromkeys(("George W. Bush", "George H. W. Bush"), "person"),
            "And George W. Buhs left.",
            "en",
            ["George W. Buhs"],
        ),
    ],
)
def test_a_misspelt_name_has_the_words_of_the_right_one(names: Names, text: str, lang: str, found: list[str]) -> None:
    assert mentions(names, text, lang) == found


def test_a_misspelt_demonym_stands_for_no_longer_name() -> None:
    georgia = Entity("g", "place", {"en": "Georgia"}, demonyms=(Alias("Georgian", "en", "demonym"),))
    paper = Entity("t", "work", {"en": "Georgian Times"})
    assert Normalizer.from_entities([georgia, paper]).find("He was a poet, and Georgain left.", lang="en") == ()


@pytest.mark.parametrize(
    ("name", "text", "lang", "found"),
    [
        ("Sankt Gallen", "Er kam aus St. Gallen zurück.", "de", "St. Gallen"),
        ("St-Etienne", "Il est parti sur Saint-Etienne ce matin.", "fr", "Saint-Etienne"),
        ("Saint Petersburg", "He left St Petersburg today.", "en", "St Petersburg"),
        ("Fort Worth", "He left Ft. Worth today.", "en", "Ft. Worth"),
        ("Saint", "He met St. Louis today.", "en", None),
        ("Saint Louis", "He walked along St. James today.", "en", None),
    ],
)
def test_a_name_is_found_with_its_words_in_full_or_short(name: str, text: str, lang: str, found: str | None) -> None:
    assert mentions({name: "place"}, text, lang) == ([found] if found else [])


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("France", "Then Mr. Haigh France took the chair.", []),
        ("France", "Then Mr. Haigh, France, took the chair.", ["France"]),
        ("Maryland", "She is the sister of Mrs. Markland and left.", []),
        ("Wales", "Yesterday the Prince of Wales left.", []),
        ("Hamburg", "The letters came by ship from Hamburgh yesterday.", ["Hamburgh"]),
        ("Egypt", "They read of Egypts destiny.", []),
    ],
)
def test_who_is_addressed_is_no_place(name: str, text: str, found: list[str]) -> None:
    assert mentions({name: "place"}, text, "en") == found


@pytest.mark.parametrize(
    ("name", "text", "lang", "found"),
    [
        ("مارسيليا", "قال صديقي من مرسيليا اليوم", "ar", ["مرسيليا"]),
        ("ازبکستان", "او از ازبکستن آمد.", "fa", ["ازبکستن"]),
        ("אוקראינה", "הוא נסע אל אוקריאנה היום.", "he", ["אוקריאנה"]),
        ("תוניסיה", "הוא נסע אל טוניסיה היום.", "he", ["טוניסיה"]),
        ("الجيزة", "فاز الكاتب بالجائزة الكبرى، وهذه الجائزة مهمة.", "ar", []),
        ("מצרים", "הם מייצרים נעליים.", "he", []),
        ("ירושלים", "הוא אכל כבד ירושלמי מצוין.", "he", []),
        ("الكولوسيوم", "يحتوي الحليب على الكالسيوم.", "ar", []),
        ("نيجيريا", "الحكومة النيجيرية رفضت.", "ar", []),
    ],
)
def test_a_long_word_without_case_is_a_misspelt_name_by_confused_letters(
    name: str, text: str, lang: str, found: list[str]
) -> None:
    assert mentions({name: "place"}, text, lang) == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        (
            {"Luiz Inácio Lula da Silva": "person"},
            "Then Luís Inácio Lula da Silva came.",
            "en",
            ["Luís Inácio Lula da Silva"],
        ),
        (
            {"Петро Порошенко": "person"},
            "Виступив Петро Порошенко. Потім Петро Порошин пішов.",
            "uk",
            ["Петро Порошенко"],
        ),
        ({"גדעון סער": "person"}, "גדעון סער דיבר. איש העסקים גדעון תדמור סירב. גם גדעון סירב.", "he", ["גדעון סער"]),
        (
            {"გიორგი მარგველაშვილი": "person"},
            "გიორგი მარგველაშვილი მოვიდა. მარგველშვილი წავიდა.",
            "ka",
            ["გიორგი მარგველაშვილი", "მარგველშვილი"],
        ),
        ({"Gorus": "place"}, "Görüşdən sonra o getdi.", "az", []),
        ({"Wilno": "place", "Białoruś": "place"}, "Mówił w Wilnie o Białorusi.", "pl", ["Wilnie", "Białorusi"]),
        ({"თბილისი": "place"}, "ის თბილისშია.", "ka", ["თბილისშია"]),
        ({"حماس": "organization"}, "رفضت حماس المقترح بحماس، والحماس كبير.", "ar", ["حماس"]),
        (
            {"Newark Liberty International Airport": "place", "Newark, New Jersey": "place"},
            "The other airports are Newark Airport and more.",
            "en",
            ["Newark Airport"],
        ),
    ],
)
def test_names_in_parts_and_namesakes(names: Names, text: str, lang: str, found: list[str]) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"Газпром": "organization"}, "Об этом сказал г-н Газпром, а не сам Газпром.", "ru", ["Газпром"]),
        ({"Испания": "place"}, "Приехал король Испании.", "ru", ["Испании"]),
        ({"Париж": "place"}, "Приехал господин Париж.", "ru", []),
        ({"Siemens": "organization"}, "Herr Siemens war bei Siemens.", "de", ["Siemens"]),
        ({"Ford": "organization"}, "He met Henry Ford at the gates of Ford.", "en", ["Ford"]),
        ({"Paris": "place"}, "They miss Paris now.", "en", ["Paris"]),
        ({"הכנסת": "organization"}, "הוא בא לבית הכנסת. זה בית הכנסת.", "he", []),  # a synagogue
        ({"Israel": "place"}, "Der Israel-PLO Krieg.", "de", ["Israel"]),
        ({"Elsass": "place"}, "Er kam nach Elsass-Lothringen.", "de", []),
        ({"Дніпро": "place"}, "Команда Дніпро-1 перемогла.", "uk", []),
        ({"Zürich": "place", "Winterthur": "place"}, "Die Strecke Zürich-Winterthur.", "de", ["Zürich", "Winterthur"]),
        ({"Cagliari": "place"}, "Die Cagliari-Frage ist offen.", "de", ["Cagliari"]),
    ],
)
def test_the_word_beside_a_name_makes_another_of_it(names: Names, text: str, lang: str, found: list[str]) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"Дуб": "place"}, "Он жил в Дубе, сидел на дубе, и в Дубе.", "ru", []),
        ({"Koski": "place"}, "Hän oli Koskessa. Hän oli kotona.", "fi", ["Koskessa"]),
        ({"Koski": "place"}, "Hän oli Koskessa. Se on koskessa.", "fi", []),
    ],
)
def test_an_inflected_name_is_no_word_of_the_language(names: Names, text: str, lang: str, found: list[str]) -> None:
    assert mentions(names, text, lang) == found


def test_what_ends_like_a_genitive_may_be_another_name() -> None:
    entities = [Entity("p", "place", {"de": "Peter"}), Entity("a", "person", {"de": "Anna Peters"})]
    links = Normalizer.from_entities(entities).find("Das sah Peters gern. Das war in Peter.", lang="de")
    assert [(link.mention.surface, link.resolution.id) for link in links] == [("Peters", "a"), ("Peter", "p")]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Er war bei der Uno. Die UNO kam. Uno spielte er gern.", "de", ["Uno", "UNO"]),
        ("Gli Usa tacciono. Usa la testa!", "it", ["Usa"]),
        ("Ajax Vs Feyenoord was mooi.", "nl", []),
        ("They told Us of Kim Jong Un.", "en", []),
    ],
)
def test_an_acronym_may_be_written_like_a_word_behind_a_small_one(text: str, lang: str, found: list[str]) -> None:
    assert mentions({"United Nations": "organization", "United States": "place"}, text, lang) == found


def test_an_acronym_that_the_language_has_needs_no_context() -> None:
    states = Entity("us", "place", {"en": "United States"}, (Alias("VS", "nl", "acronym", "weak"),))
    assert [link.mention.surface for link in Normalizer.from_entities([states]).find("De VS wacht.", lang="nl")] == [
        "VS"
    ]
    assert not Normalizer.from_entities([states]).find("Sie spielten Ajax VS Bayern.", lang="de")


@pytest.mark.parametrize(
    ("name", "kind", "text", "found"),
    [
        ("U.S.", "place", "He left the U. S. again.", ["U. S."]),
        ("Berlin", "place", "He left Berlin. then it rained.", ["Berlin"]),
        ("Hbl", "work", "They read Hbl. Then they left.", ["Hbl."]),  # no vowel: it is cut short
        ("Aesch", "work", "See Aesch. Ag. 12 and so on.", ["Aesch."]),
        ("Agam", "work", "See Agam. 12 there.", ["Agam."]),
        ("Agam", "place", "See Agam. 12 there.", ["Agam"]),
        ("Roma", "work", "See Roma. 12 there.", ["Roma"]),  # a vowel at the end: it is a whole word
        ("Romanus", "work", "See Romanus. 12 there.", ["Romanus"]),
    ],
)
def test_the_stop_of_a_word_that_is_cut_short_is_part_of_it(name: str, kind: str, text: str, found: list[str]) -> None:
    assert mentions({name: kind}, text, "en") == found


def test_a_name_that_cuts_a_longer_one_of_its_entity_takes_its_stop() -> None:
    entity = Entity("s", "person", {"en": "Sophocles"}, (Alias("Soph", "en", "variant"),))
    assert [link.mention.surface for link in Normalizer.from_entities([entity]).find("So Soph. has it.")] == ["Soph."]


def test_a_given_name_that_is_a_word_begins_no_sentence() -> None:
    text = "Devlet Bahçeli konuştu. Devlet, vatandaşına sahip çıkar."
    assert mentions({"Devlet Bahçeli": "person"}, text, "tr") == ["Devlet Bahçeli"]


def test_a_father_s_name_alone_is_nobody() -> None:
    text = "قال زايد إن الوضع هادئ."
    assert mentions({"محمد بن زايد": "person"}, text, "ar") == []


def test_a_part_after_a_possessive_has_a_word_that_says_which_one_is_meant() -> None:
    names = {"Second Nagorno-Karabakh War": "event", "Azerbaijan": "place"}
    text = "It was during Azerbaijan’s Nagorno-Karabakh war with Armenia."
    assert mentions(names, text, "en") == ["Azerbaijan", "Nagorno-Karabakh war"]


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"United States": "place"}, "The U.S. and the US met.", "en", ["U.S.", "US"]),
        ({"United States": "place"}, "The U. S. ship left.", "en", ["U. S."]),
        ({"United States": "place"}, "They told us. Us two.", "en", []),
        ({"United States": "place"}, "LET US GO TO THE SEA WITH THEM NOW.", "en", []),
        ({"United States": "place", "US": "organization"}, "The US left.", "en", ["US"]),
        ({"United Nations": "organization"}, "Le vote de l'ONU a eu lieu.", "fr", ["ONU"]),
    ],
)
def test_a_language_has_acronyms_for_what_is_listed_in_full(
    names: Names, text: str, lang: str, found: list[str]
) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"Paris": "place"}, "A judge in Paris, Texas, left.", "en", []),
        ({"Paris": "place", "Rome": "place"}, "They saw Paris, Rome and Oslo.", "en", ["Paris", "Rome"]),
        ({"Denver": "place"}, "A judge in Denver, Colorado, left.", "en", ["Denver"]),
        ({"Bremen": "place"}, "Der Dampfer „Bremen“ kam nach Bremen.", "de", ["Bremen"]),
        ({"London": "place"}, "Im Hotel London ist es laut, im Hilton Hotel London nicht.", "de", ["London"]),
        ({"Roma": "place"}, "Il signor Roma vive a Roma.", "it", ["Roma"]),
        ({"Praga": "place"}, "Spotkał Andrzeja Praga w hotelu.", "pl", []),
        ({"Tehran": "place"}, "L'accord d'Tehrran, signé à Tehran.", "fr", ["Tehrran", "Tehran"]),
    ],
)
def test_what_only_bears_the_name_of_a_place(names: Names, text: str, lang: str, found: list[str]) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"Banque Mondiale": "organization"}, "Elle dirige la Banque mondiale.", "fr", ["Banque mondiale"]),
        ({"Banque Mondiale": "organization"}, "Banque mondiale et autres.", "fr", []),
        ({"World Bank": "organization"}, "She heads the World bank.", "en", []),
        ({"the Caspian": "place", "Caspian Sea": "other"}, "They saw the Caspian Sea.", "en", ["Caspian Sea"]),
        ({"the Caspian": "place", "Caspian Sea": "other"}, "They saw the Caspian.", "en", ["the Caspian"]),
        ({"Petersburg": "place", "St. Petersburg": "place"}, "Bref från S:t Petersburg.", "sv", ["S:t Petersburg"]),
    ],
)
def test_how_names_are_written_beside_others(names: Names, text: str, lang: str, found: list[str]) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize(
    ("words", "name", "kind", "way"),
    [
        ("helen troy", "Helen of Troy Ltd", "organization", "bare"),
        ("ohio state", "Ohio State University", "organization", None),
        ("jose mario goni", "Jose Goni", "person", "wider"),
        ("jose mario goni", "Jose Goni", "organization", None),
        ("tulsa", "Tulsa, Oklahoma", "place", "site"),
        ("tulsa", "Tulsa, Oklahoma", "organization", "head"),
        ("victorian supreme court", "Supreme Court of Victoria", "organization", "akin"),
        ("victorian supreme court", "Supreme Court of Victoria", "place", None),
        ("martin ginsburg", "Martin David Morris Ginsburg", "person", "inner"),
        ("martin borg ginsburg", "Martin David Morris Ginsburg", "person", None),
    ],
)
def test_which_words_are_a_short_form_of_a_name(words: str, name: str, kind: str, way: str | None) -> None:
    lexicon = Lexicon.of("en")
    assert relation(tuple(words.split()), Parsed.of(name, lexicon), kind, lexicon) == way


@pytest.mark.parametrize(
    ("names", "word", "is_found"),
    [
        ({"Pachomius the Great": "person"}, "Pachomius", True),
        ({"Imax Corporation": "organization"}, "Imax", True),
        ({"Wycliffe University College": "organization"}, "Wycliffe", False),
        ({"Neil Armstrong": "person", "Louis Armstrong": "person"}, "Armstrong", False),
    ],
)
def test_a_word_alone_that_one_entity_bears(names: Names, word: str, *, is_found: bool) -> None:
    assert mentions(names, f"They read {word} there.", "en") == [word] * is_found


def test_a_cue_in_the_sentence_tells_whose_surname_it_is() -> None:
    heydar = Entity("Q2", "person", {"en": "Heydar Aliyev"}, context=("KGB",))
    found = Normalizer.from_entities([Entity("Q1", "person", {"en": "Ilham Aliyev"}), heydar]).find(
        "Ilham Aliyev and Heydar Aliyev were there. The KGB knew Aliyev.", lang="en"
    )
    assert [link.resolution.id for link in found] == ["Q1", "Q2", "Q2"]


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"بايرن ميونخ": "organization"}, "فاز بايرن ميونيخ أمس على الفريق", "ar", ["بايرن ميونيخ"]),
        (
            {"قوات سوريا الديمقراطية": "organization"},
            "قالت قوات سوريا الديموقراطية اليوم",
            "ar",
            ["قوات سوريا الديموقراطية"],
        ),
        ({"מכון ויצמן למדע": "organization"}, "הוא למד במכון ויצמן למדה בשנה שעברה", "he", []),
        ({"جامعة حيفا": "organization"}, "درس في جامعة يافا ثلاث سنوات", "ar", []),
        ({"גולדה מאיר": "work"}, "הוא ראה את גולדה מארי ברחוב", "he", []),
        (
            {"آژانس بین‌المللی انرژی اتمی": "organization"},
            "مدیرکل آژانس بین المللی انرژی اتمی گفت",
            "fa",
            ["آژانس بین المللی انرژی اتمی"],
        ),
        (
            dict.fromkeys(
                [f"دانشگاه {city}" for city in ["تهران", "شیراز", "تبریز", "اصفهان", "گیلان"]], "organization"
            ),
            "استادان دانشگاه تهارن نشستند و دانشگاه تهیه شد",
            "fa",
            ["دانشگاه تهارن"],
        ),
        ({"علی خامنه‌ای": "person"}, "دیروز علی خامنه ای گفت", "fa", ["علی خامنه ای"]),
        ({'ש"ס': "organization"}, "הליכוד וש״ס פרשו", "he", ["וש״ס"]),
    ],
)
def test_names_of_several_words_without_case_may_have_a_slip_or_be_torn(
    names: Names, text: str, lang: str, found: list[str]
) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize(
    ("name", "text", "lang", "found"),
    [
        ("ביירות", "בביירות דנו בבחירות, ובחירות הן עניין מקומי.", "he", ["בביירות"]),
        ("نتنياهو", "وصل نتنياهو ثم غادر نتنيهاو المدينة", "ar", ["نتنياهو", "نتنيهاو"]),
        ("البرتغال", "زار البرتغال واشترى برتغالا وبرتقالا", "ar", ["البرتغال"]),
        ("חיזבאללה", "אמש חיזבאלה הודיע על כך", "he", ["חיזבאלה"]),
        ("גרמניה", "פגש פוליטיקאית גרמנייה לשעבר", "he", []),
        ("ירדן", "רון ירדן הוא גנן, ודני ביקר בירדן.", "he", ["בירדן"]),
    ],
)
def test_other_words_of_a_language_are_no_slips_of_a_name(name: str, text: str, lang: str, found: list[str]) -> None:
    assert mentions({name: "place"}, text, lang) == found


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("كيف وصلت إلى هنا؟", "ar", []),  # Kyiv in Persian
        ("قالت صحيفة تركية ذلك", "ar", []),  # Turkey in Persian
        ("یک کیف خرید", "fa", []),
        ("سلام بر همه", "fa", []),
        ("יש מקרים רבים, והם מסרו שקרים", "he", []),
        ("زار القاعدة الجوية", "ar", []),
        ("演员马里奥与导演加西亚访问马里", "zh", ["马里"]),
        ("選手はパリで優勝した", "ja", ["パリ"]),
        ("השר בן-גביר אמר", "he", ["בן-גביר"]),
        ("بحث إلهام عليف ذلك، وقال علييف إن", "ar", ["إلهام عليف", "علييف"]),
        ("رئيس كازاخستان قاسم جومرت توكاييف", "ar", ["كازاخستان", "قاسم جومرت توكاييف"]),
        ("نمایندگی آمریکا را به عهده دارد", "fa", ["آمریکا"]),
    ],
)
def test_words_without_case_are_names_in_their_own_language_only(text: str, lang: str, found: list[str]) -> None:
    assert [link.mention.surface for link in Normalizer.open().find(text, lang=lang)] == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        # Nothing says that they are persons but their given names.
        ({"سمير حداد": "other"}, "وصل سمير حداد أمس. وقال حداد إنه راض.", "ar", ["سمير حداد", "حداد"]),
        ({"سمير حداد": "other"}, "وقال حداد إنه راض.", "ar", []),
        ({"Donald Tusk": "other"}, "С Дональдом Туском говорили. Туск ответил.", "ru", ["Дональдом Туском", "Туск"]),
        ({"United States of America": "other"}, "В США и ABC.", "ru", ["США"]),
        (
            {"European Commission": "other"},
            "Еврокомиссия и глава Еврокомиссии.",
            "ru",
            ["Еврокомиссия", "Еврокомиссии"],
        ),
        ({"Bakı": "place"}, "Bakı Dövlət Universiteti Bakıdadır.", "az", ["Bakıdadır"]),
        ({"İstanbul": "place"}, "İstanbul Büyükşehir Belediye Başkanı geldi.", "tr", ["İstanbul"]),
        ({"منتدى دافوس": "other"}, "بدأ منتدى دافوس أمس. وقال دافوس إنه راض.", "ar", ["منتدى دافوس"]),
        # Whose surname it is is told by no type.
        ({"سمير زغلول": "person", "رجب زغلول": "other"}, "وقال زغلول إنه راض.", "ar", []),
        ({"سمير زغلول": "person"}, "وقال زغلول إنه راض.", "ar", ["زغلول"]),
        ({"شیراز": "other"}, "حافظ در شیراز زاده شد.", "fa", ["شیراز"]),
        ({"محمد": "other"}, "جاء محمد بن سالم أمس.", "ar", []),
        ({"بغداد": "other"}, "نزلنا في فندق بغداد أمس. ثم زرنا بغداد.", "ar", ["بغداد"]),
        ({"کیف": "other", "لاهور": "place"}, "او به لاهور رفت و در کیف ماند.", "fa", ["لاهور", "کیف"]),
    ],
)
def test_what_has_no_type_is_told_by_its_names(names: Names, text: str, lang: str, found: list[str]) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize(
    ("names", "text", "lang", "found"),
    [
        ({"ناصر آل ثاني": "person"}, "وصل ناصر آل ثاني في تشرين الثاني.", "ar", ["ناصر آل ثاني"]),
        ({"سالم حداد": "person"}, "جاء ناصر بن سالم حديد أمس.", "ar", []),
        ({"משרד הביטחון": "organization"}, "המשרד לביטחון לאומי הודיע.", "he", []),
        ({"משרד הביטחון": "organization"}, "הוא בא למשרד הביטחון אתמול.", "he", ["למשרד הביטחון"]),
        ({"العربية": "organization"}, "هو وطني والعربية لغته.", "ar", []),
        ({"برشلونة": "place"}, "فاز فريق برشلونة أمس في برشلونة.", "ar", ["برشلونة"]),
        ({"קייב": "place"}, "דינמו קייב ניצחה בקייב.", "he", ["בקייב"]),
    ],
)
def test_words_of_a_name_go_together(names: Names, text: str, lang: str, found: list[str]) -> None:
    assert mentions(names, text, lang) == found


@pytest.mark.parametrize(
    ("labels", "text", "lang", "found"),
    [
        ({"en": "United States"}, "سفر به آمریکا دیروز بود.", "fa", "آمریکا"),
        ({"en": "Azerbaijan"}, "سفیر آذربایجان در ایران بود.", "fa", "آذربایجان"),
        ({"en": "Azerbaijan"}, "استاندار آذربایجان شرقی آمد.", "fa", None),
        ({"en": "OPEC"}, "בחרנו באופק אחר.", "he", None),
        ({"en": "Hamas", "fa": "حماس", "ar": "حركة حماس"}, "وقالت حماس أمس إنها توافق.", "ar", "حماس"),
        ({"fa": "الجزیره", "ar": "الجزائر"}, "الجزيرة صغيرة.", "ar", None),
    ],
)
def test_a_language_without_case_calls_what_is_listed_in_others(
    labels: Names, text: str, lang: str, found: str | None
) -> None:
    links = Normalizer.from_entities([Entity("Q1", "place", labels)]).find(text, lang=lang)
    assert [link.mention.surface for link in links] == ([found] if found else [])


@pytest.mark.parametrize(
    ("name", "text", "lang"),
    [("القطار", "وصل القطار مساء.", "ar"), ("דג", "הוא אכל דג בבית.", "he"), ("عشق", "او از عشق سخن گفت.", "fa")],
)
def test_the_title_of_something_without_case_is_a_word_at_first(name: str, text: str, lang: str) -> None:
    assert mentions({name: "other"}, text, lang) == []


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        ({"Durham University": "organization"}, "They like Durham very much.", []),
        (
            {"Durham University": "organization"},
            "At Durham University they like Durham.",
            ["Durham University", "Durham"],
        ),
        ({"Tsinghua University": "organization"}, "They like Tsinghua very much.", ["Tsinghua"]),
        ({"Albert of Monaco": "person"}, "They like Monaco very much.", []),
        ({"Abraham Accords": "law"}, "They like Abraham very much.", []),
        ({"Lebanese Civil War": "event"}, "They fear the Civil War there.", []),
        ({"Otto von Bismarck": "person"}, "They like Bismarck very much.", ["Bismarck"]),
        ({"Hezbollah–Israel conflict": "event"}, "They fear Hezbollah very much.", []),
    ],
)
def test_the_name_of_a_place_or_of_one_of_two_is_not_short_for_what_is_named_after_it(
    names: Names, text: str, found: list[str]
) -> None:
    assert mentions(names, text, "en") == found


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        ({"Georgia": "place"}, "They saw Georgina there.", []),  # English
        ({"Camila": "place"}, "They saw Camilla there.", []),  # Swedish
        ({"Brasile": "place"}, "They saw Basile there.", ["Basile"]),
        ({"Kamil Idris": "person"}, "They saw Idris there.", []),  # Turkish
        ({"Kamil Idrosov": "person"}, "They saw Idrosov there.", ["Idrosov"]),
    ],
)
def test_a_given_name_of_any_language_is_no_misspelt_name_and_no_surname(
    names: Names, text: str, found: list[str]
) -> None:
    assert mentions(names, text, "en") == found


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        ({"Arab Monetary Fund": "organization"}, "They asked the International Monetary Fund.", []),
        ({"Arab Monetary Fund": "organization"}, "They asked the Arab Monetery Fund.", ["Arab Monetery Fund"]),
        ({"David Ben Gurion Airport": "facility"}, "They asked David Ben Gourion.", []),
        ({"Golda Meir Airport": "facility"}, "They saw Golda Meyr Airport.", ["Golda Meyr Airport"]),
        ({"National League": "organization"}, "He led the League of Nations.", []),
        ({"Council of Asia": "organization"}, "They met in the Council of Asian Lawyers.", []),
        ({"Central Court": "other"}, "He asked the Central Religious Court.", []),
        ({"Central Court": "other"}, "He asked the Central Coart.", ["Central Coart"]),
        ({"Ohio State Department of Health": "organization"}, "The State Department denied it.", []),
        ({"H. S.": "other"}, "They wrote for S. H. there.", []),
        ({"Hartford Blue Bears": "other"}, "They saw Blue Bears there.", []),
        ({"Hartford Blue Bears": "other"}, "They saw the Hartferd Blue Bears there.", ["Hartferd Blue Bears"]),
        ({"Orange TV": "organization"}, "For him Orange is TV.", []),
        ({"Robert F. Torrel": "person"}, "They saw John F. Torrel there.", []),
        ({"Robert F. Torrel": "person"}, "They saw F. Torrel there.", ["F. Torrel"]),
        ({"John F. Sandner": "other"}, "They saw John F. Torrel there.", []),
        ({"Mary Smith Airport": "other"}, "They saw Senator Mary Smith there.", []),
        ({"Ministry of Defence of Armenia": "organization"}, "He led the Ministry of Defence of Georgia.", []),
        ({"Ministry of Defence of Armenia": "organization"}, "He led the Georgian Ministry of Defence.", []),
        (
            {"Ministry of Defence of Georgia": "organization"},
            "See the Georgian Defence Ministry.",
            ["Georgian Defence Ministry"],
        ),
    ],
)
def test_another_word_or_country_makes_another_body_of_a_like_name(names: Names, text: str, found: list[str]) -> None:
    assert mentions(names, text, "en") == found


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fr", "La Cour permnente d'arbitrage siège à La Haye.", "Cour permnente d'arbitrage"),
        ("fr", "La Commission europénne a répondu.", "Commission europénne"),
        ("ru", "Тогда Союзное госудраство подписало договор.", "Союзное госудраство"),
        ("ru", "Он из Международного комитета обоорны страны.", "Международного комитета обоорны страны"),
        ("fr", "Une Cour permanentes d'arbitrage siège.", None),  # another form, whoever wrote it
        ("fr", "Une Cour permanente d'arbitre siège.", None),
        ("fr", "Une cour permnente d'arbitrage siège.", None),
        ("fr", "La Commission européens a répondu.", None),
        ("fr", "La Cour permnente d'arbtrage siège.", None),
    ],
)
def test_one_word_in_lower_case_may_be_misspelt(lang: str, text: str, found: str | None) -> None:
    bodies = [
        Entity("a", "organization", {"fr": "Cour permanente d'arbitrage"}),
        Entity("b", "organization", {"fr": "Commission européenne"}),
        Entity("c", "organization", {"ru": "Союзное государство"}),
        Entity("d", "organization", {"ru": "Международный комитет обороны страны"}),
    ]
    links = Normalizer.from_entities(bodies).find(text, lang=lang)
    assert [link.mention.surface for link in links] == ([found] if found else [])
