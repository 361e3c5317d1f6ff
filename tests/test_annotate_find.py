"""Finding names in texts. The cases are data (cases/find.jsonl), those in which nothing may be found first."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from namenorm.annotate.words.neighbours import Neighbours
from namenorm.gazetteer.reader import read_gazetteer
from namenorm.index.reader import MappedIndex
from namenorm.model import Alias, Entity, Status
from namenorm.normalizer import Normalizer
from namenorm.resolving.explain import explain
from namenorm.resolving.resolver import Resolver
from tests.memory_index import MemoryIndex

if TYPE_CHECKING:
    from namenorm.model import Query, Resolution

CASES = Path(__file__).parent / "cases"


@lru_cache(maxsize=2)
def normalizer(gazetteer: str = "find_gazetteer.jsonl") -> Normalizer:
    return Normalizer.from_entities(read_gazetteer(CASES / gazetteer))


@lru_cache(maxsize=1)
def shipped() -> Normalizer:
    return Normalizer.open()


def cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    params = []
    for line in lines:
        case = json.loads(line)
        reason = case.pop("xfail", None)
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        params.append(pytest.param(case, id=case["text"][:40], marks=marks))
    return params


def cases_of(*names: str) -> list[Any]:
    """The cases of files that have gazetteers of their own, each with the name of its file."""
    named = [(name, param) for name in names for param in cases(f"{name}.jsonl")]
    return [pytest.param(name, *param.values, id=f"{name}: {param.id}", marks=param.marks) for name, param in named]


@pytest.mark.parametrize(
    ("name", "case"),
    cases_of("find", "find_languages", "find_countries", "find_unvowelled", "find_elsewhere", "find_transliterated"),
)
def test_find(name: str, case: dict[str, Any]) -> None:
    links = normalizer(f"{name}_gazetteer.jsonl").find(case["text"], lang=case["lang"])
    assert [[link.mention.surface, link.resolution.id] for link in links] == case["mentions"]


@pytest.mark.parametrize(("name", "case"), cases_of("find_bodies", "find_news", "find_press", "find_shared"))
def test_find_what_is_meant_whatever_is_ambiguous_beside_it(name: str, case: dict[str, Any]) -> None:
    links = normalizer(f"{name}_gazetteer.jsonl").find(case["text"], lang=case["lang"])
    assert [[link.mention.surface, link.resolution.id] for link in links if link.resolution.id] == case["mentions"]


@pytest.mark.parametrize("case", cases("find_strangers.jsonl"))
def test_nobody_listed_is_found_among_strangers_with_names_like_theirs(case: dict[str, Any]) -> None:
    links = shipped().find(case["text"], lang=case["lang"])
    assert [link.mention.surface for link in links if link.resolution.id] == []


@pytest.mark.parametrize("case", cases("find_sentences.jsonl") + cases("find_paragraphs.jsonl"))
def test_find_with_the_gazetteer_that_comes_with_namenorm(case: dict[str, Any]) -> None:
    """Names that the gazetteer may gain are no failure, unless no mention is listed or ``only`` is said."""
    links = shipped().find(case["text"], lang=case["lang"])
    pairs = [[link.mention.surface, link.resolution.id] for link in links if link.resolution.id]
    assert [pair for pair in case["mentions"] if pair not in pairs] == []
    assert case["mentions"] or not pairs
    assert not case.get("only") or [pair for pair in pairs if pair not in case["mentions"]] == []


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("On Monday Hunter Biden pleaded guilty.", []),
        ("In May Biden pleaded for it.", ["Biden"]),
        ("Mrs Putin left, Mr Putin stayed.", ["Putin"]),
        ("Donald Trump Jr. spoke in Baku.", ["Baku"]),
        ("Emmanuel Macron arrived. Then Brigitte Macron came.", ["Emmanuel Macron"]),
        ("Emmanuel Macron arrived. Mrs Macron smiled, Macron did not.", ["Emmanuel Macron", "Macron"]),
        ("He met Angela Merkel. Then he left.", ["Angela Merkel"]),
        ("The Isreali prime minister left.", []),
        ("The Azerbajani president Ilham Aliyev left.", ["Ilham Aliyev"]),
        ("It is said that Sofia Lapid was in Athens on Monday.", ["Athens"]),
        ("He disagreed with Menahem Golan about the Golan.", ["Golan"]),
        ("Then Hillary and Bill Clinton came.", ["Bill Clinton"]),
        ("Jordan Peterson and Israel Adesanya flew from Jordan to Israel.", ["Jordan", "Israel"]),
        ("The novelist Virginia Woolf never saw Virginia.", ["Virginia"]),
        ("Theresa May came in June. In May she stayed. Ms. May resigned in May.", ["Theresa May", "May"]),
        ("They crossed London Bridge and read the Paris Times in London.", ["London"]),
        ("Then John Paris and Maria London came to us from Lima.", ["Lima"]),
        ("Yesterday Christian Armenia was praised.", ["Armenia"]),
        ("Sofia Loren was never in Sofia.", ["Sofia"]),
        ("Saddam Hussein fell, and Hussein Kamel fled before.", ["Saddam Hussein"]),
        ("Mahmoud Abbas met the film director Abbas Kiarostami, and Abbas smiled.", ["Mahmoud Abbas", "Abbas"]),
        ("Foreign minister Abbas Araqchi came.", ["Abbas Araqchi"]),
        ("His colleague Ararat Mirzoian waited under the Ararat.", ["Ararat Mirzoian", "Ararat"]),
    ],
)
def test_who_or_what_has_the_name_of_another_is_not_found(text: str, mentions: list[str]) -> None:
    assert [link.mention.surface for link in shipped().find(text, lang="en")] == mentions


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Then Ursula von der Leyden came.", "Ursula von der Leyden"),  # of whom alone "Ursula" is a name
        ("Then Mohammed bin Salmann came.", "Mohammed bin Salmann"),  # "Salman" is no place, and has no people
        ("Then Joe Bidn came.", "Joe Bidn"),  # four letters
        ("It was said that yesterday the minister Zakkir\nHasanov spoke.", "Zakkir\nHasanov"),
    ],
)
def test_misspelt_names_are_found_whole(text: str, mention: str) -> None:
    assert [link.mention.surface for link in shipped().find(text, lang="en")] == [mention]


@pytest.mark.parametrize(
    ("lang", "text", "mention"),
    [
        ("ru", "Об этом заявил глава МИД Хоссейн Амир Абдоллахиан в среду.", "Хоссейн Амир Абдоллахиан"),
        ("az", "Tərəflər Bakı-Tbilsi-Ceyhan kəmərini müzakirə ediblər.", "Bakı-Tbilsi-Ceyhan"),
    ],
)
def test_words_that_are_in_no_name_of_it_are_no_part_of_a_misspelt_name(lang: str, text: str, mention: str) -> None:
    assert [link.mention.surface for link in shipped().find(text, lang=lang)] == [mention]


def test_a_misspelt_name_does_not_reach_over_the_entries_of_a_list() -> None:
    assert shipped().find("The names:\nIlhaam\nAliev\nZakkir\nHasanov\n", lang="en") == ()


@pytest.mark.parametrize(
    ("lang", "text", "mentions"),
    [
        ("ru", "Как сообщил журналист Алексей Берлин, переговоры прошли в Вене.", ["Вене"]),
        ("de", "Der Sänger Jordan Müller kam gestern nach Berlin.", ["Berlin"]),
        ("fr", "L'acteur Israel Kamakawiwo est venu à Paris hier soir.", ["Paris"]),
        ("es", "La actriz Sofía Vergara y el cantante Israel Fernández viajaron a Roma.", ["Roma"]),
        ("tr", "Paris Valiliği bu konuda dün açıklama yaptı.", ["Paris"]),
        ("tr", "Ali dün Ankara'ya gitti.", ["Ankara"]),
    ],
)
def test_a_place_that_is_a_name_of_a_person_here(lang: str, text: str, mentions: list[str]) -> None:
    assert [link.mention.surface for link in shipped().find(text, lang=lang)] == mentions


def test_demonyms_are_linked_as_demonyms_when_asked() -> None:
    links = normalizer().find("Israeli and Azeri officials", lang="en", demonyms=True)
    assert [(link.mention.surface, link.resolution.id, link.kind) for link in links] == [
        ("Israeli", "Q801", "demonym"),
        ("Azeri", "Q227", "demonym"),
    ]


def test_demonyms_that_name_nothing_by_themselves_are_linked_too() -> None:
    entity = Entity("Q43", "place", {"en": "Turkey"}, (Alias("Turkish", "en", "demonym"),))
    finds = Normalizer.from_entities([entity]).find
    assert [link.resolution.id for link in finds("The Turkish envoys left.", lang="en", demonyms=True)] == ["Q43"]
    assert finds("The Turkish envoys left.", lang="en") == ()


def test_types_narrow_the_search() -> None:
    links = normalizer().find("Ilham Aliyev in Baku", types=["place"])
    assert [link.resolution.id for link in links] == ["Q9248"]


def test_overlaps_keep_nested_mentions() -> None:
    text = "He studied at Tehran University."
    assert [link.mention.surface for link in normalizer().find(text)] == ["Tehran University"]
    found = [link.mention.surface for link in normalizer().find(text, overlaps=True)]
    assert found == ["Tehran University", "Tehran"]


def test_two_bearers_are_told_apart_by_the_paragraph() -> None:
    text = "Ilham Aliyev rules now.\n\nHeydar Aliyev ruled then. Aliyev died in 2003."
    links = normalizer().find(text, lang="en")
    assert [link.resolution.id for link in links] == ["Q57371", "Q157451", "Q157451"]


def test_two_bearers_in_one_paragraph_are_ambiguous() -> None:
    links = normalizer().find("Ilham Aliyev succeeded Heydar Aliyev. Aliyev spoke.", lang="en")
    last = links[-1].resolution
    assert last.status is Status.AMBIGUOUS
    assert {candidate.entity_id for candidate in last.candidates} == {"Q57371", "Q157451"}


def test_link_resolves_given_spans_with_the_document() -> None:
    text = "Ilham Aliyev spoke. Then aliyev left for Wonderland."
    links = normalizer().link(text, [(0, 12), (25, 31), (41, 51)], lang="en")
    assert [link.resolution.id for link in links] == ["Q57371", "Q57371", None]
    assert [link.mention.surface for link in links] == ["Ilham Aliyev", "aliyev", "Wonderland"]


def test_link_sees_through_what_ner_takes_with_a_name() -> None:
    entities = (
        Entity("eu", "organization", {"en": "European Union"}, (Alias("EU", "en", "acronym"),)),
        Entity("bibi", "person", {"en": "Benjamin Netanyahu"}),
        Entity("sara", "person", {"en": "Sara Netanyahu"}),
    )
    text = "Benjamin Netanyahu left. The EU's envoy saw Prime Minister Netanyahu's aide, not Jo Netanyahu's."
    expected = {"The EU's": "eu", "Prime Minister Netanyahu's": "bibi", "Jo Netanyahu's": None, "The EU's envoy": None}
    spans = [(text.index(surface), text.index(surface) + len(surface)) for surface in expected]
    links = Normalizer.from_entities(entities).link(text, spans, lang="en")
    assert {link.mention.surface: link.resolution.id for link in links} == expected


def test_link_rejects_spans_outside_the_text() -> None:
    with pytest.raises(ValueError, match="no span"):
        normalizer().link("Baku", [(0, 5)])


def test_the_index_is_not_read_as_a_whole() -> None:
    others = [Entity(f"X{number}", "place", {"en": f"Kunta {number} Mbwe"}) for number in range(500)]
    kb = MappedIndex.build([*read_gazetteer(CASES / "find_gazetteer.jsonl"), *others])
    links = Normalizer(kb).find("He met Zakkir Hasanov and saw Uzbekhistan.", lang="en")
    assert [link.resolution.id for link in links] == ["P1", "Q265"]
    assert kb.form.cache_info().misses < 300


def test_an_article_is_no_part_of_a_longer_name_in_a_text_of_no_known_language() -> None:
    engine = Normalizer.from_entities(
        [
            Entity("FAO", "organization", {"en": "Food and Agriculture Organization of the United Nations"}),
            Entity("UN", "organization", {"en": "United Nations"}),
        ]
    )
    found = engine.find("The United Nations sent observers.")
    assert [(link.mention.surface, link.resolution.id) for link in found] == [("United Nations", "UN")]


def test_a_label_beside_others_is_no_inflected_form() -> None:
    entity = Entity("Q183", "place", {"en": "Germany", "tr": "Almanya"})
    assert Normalizer.from_entities([entity]).find("Alman bakanlar geldi.", lang="tr") == ()


def test_a_misspelt_name_does_not_span_a_conjunction_that_is_none_of_its_words() -> None:
    entity = Entity("Q204027", "person", {"en": "Sergei Ivanov", "ru": "Сергей Иванов"})
    assert Normalizer.from_entities([entity]).find("Владимир Иванов и Сергей Петров не пришли.", lang="ru") == ()


@pytest.mark.parametrize(
    ("name", "lang", "text"),
    [
        ("Сергей Иванов", "ru", "Владимир Иванов и Сергей Петров не пришли."),  # "и" is in no name of his
        ("Ronaldo", "he", "אוהדים ראו רונלדו אתמול"),  # a surname alone
    ],
)
def test_the_resolver_is_not_asked_what_no_answer_could_make_a_mention(
    name: str, lang: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Query] = []
    resolve_many = Resolver.resolve_many

    def note(resolver: Resolver, queries: list[Query]) -> list[Resolution]:
        asked.extend(queries)
        return resolve_many(resolver, queries)

    monkeypatch.setattr(Resolver, "resolve_many", note)
    assert not found(Entity("P", "person", {"en": name}), text, lang)
    assert not asked


def found(entity: Entity, text: str, lang: str) -> list[str]:
    links = Normalizer.from_entities([entity]).find(text, lang=lang)
    return [link.mention.surface for link in links if link.resolution.id]


def test_a_misspelt_name_ends_where_its_words_end() -> None:
    pashinyan = Entity("Q7035479", "person", {"en": "Nikol Pashinyan"})
    assert found(pashinyan, "Dünən Nikol Paşinyan Gümrüdə oldu.", "az") == ["Nikol Paşinyan"]


def test_a_patronymic_belongs_to_a_misspelt_name() -> None:
    hasanov = Entity("P1", "person", {"en": "Zakir Hasanov"})
    assert found(hasanov, "He met Hasanovv Zakir Asgaroglu there.", "en") == ["Hasanovv Zakir Asgaroglu"]


@pytest.mark.parametrize(
    ("names", "text", "lang", "mention"),
    [
        ({"en": "Olaf Scholz"}, "Прошла встреча Олафа Шольца с послами.", "ru", "Олафа Шольца"),
        ({"en": "Nikol Pashinyan"}, "Rozmawiał z premierem Nikolem Paszinianem.", "pl", "Nikolem Paszinianem"),
        ({"en": "Nikol Pashinyan"}, "Կառավարությունում Նիկոլ Փաշինյանի նիստն էր։", "hy", "Նիկոլ Փաշինյանի"),
        ({"az": "Tel-Əviv"}, "Nazir Təl-Əvivə gəldi.", "az", "Təl-Əvivə"),
        ({"he": "מחמוד עבאס"}, "زار محمود عباس المدينة.", "ar", "محمود عباس"),
    ],
)
def test_names_are_found_in_a_spelling_and_a_case_that_no_list_has(
    names: dict[str, str], text: str, lang: str, mention: str
) -> None:
    kind = "place" if "az" in names else "person"
    assert found(Entity("Q1", kind, names), text, lang) == [mention]


def test_the_order_of_names_tells_persons_apart_where_there_is_no_case() -> None:
    abbas = Entity("Q127998", "person", {"en": "Mahmoud Abbas", "he": "מחמוד עבאס"})
    assert found(abbas, "عباس محمود العقاد أديب مصري.", "ar") == []


def test_a_word_of_the_language_is_no_name_in_another_script() -> None:
    germany = Entity("Q183", "place", {"tr": "Almanya", "fa": "آلمان"})
    assert found(germany, "Fransız diplomatlar ve Alman bakanlar geldi.", "tr") == []
    assert found(germany, "Bakan Almanya’dan döndü.", "tr") == ["Almanya"]


def test_inflected_words_in_lower_case_belong_to_names_that_have_them() -> None:
    sea = Entity("Q5484", "place", {"ru": "Каспийское море", "en": "Caspian Sea"})
    assert found(sea, "Уровень Каспийского моря падает.", "ru") == ["Каспийского моря"]
    assert found(sea, "Уровень каспийского моря падает.", "ru") == []


def test_a_surname_alone_means_whom_its_misspelt_full_name_meant() -> None:
    hasanov = Entity("P1", "person", {"en": "Zakir Hasanov"})
    assert found(hasanov, "Zakkir Hasanovv came. Then Hasanovv left.", "en") == ["Zakkir Hasanovv", "Hasanovv"]
    assert found(hasanov, "Hasanovv came. Zakkir Hasanovv left, Mary Hasanovv did not.", "en") == ["Zakkir Hasanovv"]


def linked(entities: list[Entity], text: str, lang: str | None) -> list[tuple[str, str | None]]:
    links = Normalizer.from_entities(entities).find(text, lang=lang)
    return [(link.mention.surface, link.resolution.id) for link in links]


FINLAND = Entity("fi", "place", {"sv": "Finland"})
KARDORFF = Entity("k", "person", {"de": "Kardorff"})


def test_an_explanation_says_that_a_mention_is_short_for_a_name() -> None:
    last = normalizer().find("Ilham Aliyev came. Aliyev left.", lang="en")[-1]
    assert explain(last.resolution).startswith("“Aliyev” is short for the alias “Ilham Aliyev” (en)")


def test_an_explanation_says_that_a_known_name_is_not_a_listed_one() -> None:
    listed = Normalizer.from_entities(
        [Entity("G", "place", {"en": "Germany"}), Entity("N", "organization", {"en": "United Nations"})]
    )
    for lang, text, name in (("fr", "Il est en Allemagne.", "Germany"), ("ru", "Он в ООН.", "United Nations")):
        (link,) = listed.find(text, lang=lang)
        assert f"is known to be another name of what has the alias “{name}” (en)" in explain(link.resolution)


def test_a_misspelt_full_name_tells_bearers_of_a_surname_apart_as_a_right_one_does() -> None:
    bearers = Normalizer.from_entities(
        [
            Entity("E", "person", {"en": "Emma Lundgren"}, gender="f"),
            Entity("K", "person", {"en": "Karl Lundgren"}, gender="m"),
        ]
    )

    def meant(text: str) -> list[str | None]:
        return [link.resolution.id for link in bearers.find(text, lang="en")]

    assert meant("Emmma Lundgren met Karl Lundgren. It was late. Lundgren left.") == ["E", "K", None]
    assert meant("Emmma Lundgren met Karl Lundgren in May. Lundgren left.") == ["E", "K", None]
    assert meant("Emmma Lundgren is here. Lundgren spoke. Karl Lundgren left.") == ["E", "E", "K"]
    assert meant("Karl Lundgren left. Emmma Lundgren is here. It was late. Lundgren spoke.") == ["K", "E", "E"]
    assert meant("Karl Lundgren left. Lundgren spoke. Emmma Lundgren is here.") == ["K", "K", "E"]
    assert meant("Emmma Lundgren met Karl Lundgren. It was late. Mrs Lundgren left. Lundgren left.") == [
        "E",
        "K",
        "E",
        "E",
    ]


def test_a_word_glued_to_a_name_is_cut_off_where_the_text_has_lost_other_spaces() -> None:
    text = "Styrelsen i Finlandborde,sade han,upprätthållas.Han borde gå,sade de."
    assert linked([FINLAND], text, "sv") == [("Finland", "fi")]
    assert linked([FINLAND], text.replace(",", ", ").replace(".", ". "), "sv") == []


def test_a_glued_word_that_the_text_does_not_use_is_part_of_another_name() -> None:
    assert linked([FINLAND], "Styrelsen i Finlandsson,sade han,upprätthållas.Han borde gå,sade de.", "sv") == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Der Abg. v. Kardorff sprach.", "v. Kardorff"),
        ("Der Abg. von Kardorff sprach.", "Kardorff"),
        ("Das gilt u. Kardorff sprach.", "Kardorff"),
    ],
)
def test_a_particle_cut_to_a_letter_belongs_to_a_surname(text: str, surface: str) -> None:
    assert linked([KARDORFF], text, "de") == [(surface, "k")]


def test_a_place_takes_no_particle() -> None:
    assert linked([Entity("b", "place", {"de": "Biberstein"})], "Er kam v. Biberstein.", "de") == [("Biberstein", "b")]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Kontakt zur Fregatte «Brandenburg» besteht.", "Fregatte «Brandenburg»"),
        ("Kontakt zur Fregatte „Brandenburg“ besteht.", "Fregatte „Brandenburg“"),
        ('Kontakt zur Fregatte "Brandenburg" besteht.', 'Fregatte "Brandenburg"'),
        ("Kontakt zur «Fregatte Brandenburg» besteht.", "Fregatte Brandenburg"),
        ("Kontakt zur Fregatte (Brandenburg) besteht.", "Fregatte (Brandenburg)"),
        ("Kontakt zur Fregatte Brandenburg) besteht.", "Fregatte Brandenburg"),
    ],
)
def test_a_quotation_that_opens_in_a_name_closes_in_it(text: str, surface: str) -> None:
    entities = [Entity("f", "facility", {"de": "Fregatte Brandenburg"}, (Alias("Fregatte (Brandenburg)", "de"),))]
    assert linked(entities, text, "de") == [(surface, "f")]


def test_a_name_is_that_of_the_place_where_nothing_else_speaks() -> None:
    entities = [Entity("band", "person", {"en": "Chicago"}), Entity("city", "place", {"en": "Chicago"})]
    assert linked(entities, "They moved to Chicago in May.", "en") == [("Chicago", "city")]


def test_a_listed_genitive_of_a_place_is_no_name_of_another() -> None:
    entities = [Entity("france", "place", {"de": "Frankreich"}), Entity("republic", "place", {"de": "Frankreich's"})]
    assert linked(entities, "Die Häfen Frankreichs sind offen.", "de") == [("Frankreichs", "france")]
    assert linked(entities[1:], "Die Häfen Frankreichs sind offen.", "de") == [("Frankreichs", "republic")]


def test_a_surname_returns_in_another_case_after_a_full_name_that_no_list_has() -> None:
    scholz = [Entity("s", "person", {"en": "Olaf Scholz"})]
    text = "В Берлине видели Олафа Шольца. Потом Шольц уехал."
    assert linked(scholz, text, "ru") == [("Олафа Шольца", "s"), ("Шольц", "s")]


def test_a_full_name_that_is_a_part_of_the_listed_one_licenses_the_surname() -> None:
    lavrov = [Entity("l", "person", {"ru": "Сергей Викторович Лавров"})]
    text = "Приехал министр Сергей Лавров. По словам Лаврова, всё готово."
    assert linked(lavrov, text, "ru") == [("Сергей Лавров", "l"), ("Лаврова", "l")]


@pytest.mark.parametrize(
    ("name", "text", "surface", "lang"),
    [
        ("דוד בן-גוריון", "דוד בן-גוריון נאם. אחר כך בן גוריון נסע.", "בן גוריון", "he"),
        ("جمال عبد الناصر", "ولد جمال عبد الناصر هناك، وأمم عبد الناصر القناة.", "عبد الناصر", "ar"),
        ("Nuri al-Maliki", "They met Nuri al-Maliki. An aide to al-Maliki left.", "al-Maliki", "en"),
    ],
)
def test_a_surname_takes_the_particles_that_the_name_has_before_it(
    name: str, text: str, surface: str, lang: str
) -> None:
    assert linked([Entity("p", "person", {lang: name})], text, lang)[1:] == [(surface, "p")]


def test_names_go_on_in_lower_case_and_in_cases() -> None:
    war = [Entity("w", "event", {"ru": "Вторая мировая война"})]
    assert linked(war, "После Второй мировой войны построили завод.", "ru") == [("Второй мировой войны", "w")]


def test_the_hebrew_article_is_swallowed_by_a_preposition() -> None:
    assert linked([Entity("n", "place", {"he": "הנגב"})], "הוא גר בנגב שנים רבות.", "he") == [("בנגב", "n")]


def test_a_double_oblique_hyphen_is_a_hyphen() -> None:
    entities = [Entity("a", "place", {"de": "Österreich"}), Entity("ah", "place", {"de": "Österreich-Ungarn"})]
    assert linked(entities, "Er lebt in Oeſterreich⸗ Ungarn und New=York.", "de") == [("Oeſterreich⸗ Ungarn", "ah")]


def test_the_place_of_a_dateline_may_be_cut_short() -> None:
    finds = Normalizer.from_entities([Entity("Q61", "other", {"en": "Washington, D.C."})]).find
    assert [link.resolution.id for link in finds("Washington (dpa) - Die Wahl ist frei.", lang="de")] == ["Q61"]
    assert finds("Washington (his dog) barked.", lang="en") == ()
    assert finds("Washington said no.", lang="en") == ()


def test_an_agency_that_a_dateline_names_is_one_in_lower_case_elsewhere_too() -> None:
    finds = Normalizer.from_entities([Entity("A1", "organization", {"de": "Dpa"})]).find
    links = finds("Berlin (dpa) - Das sagte ein Sprecher der Agentur dpa.", lang="de")
    assert [link.mention.start for link in links] == [8, 50]
    assert finds("Das sagte ein Sprecher der Agentur dpa.", lang="de") == ()


def test_a_word_may_stand_for_a_name_that_has_a_few_letters_more() -> None:
    listed = [
        Entity("Q656", "place", {"en": "St Petersburg"}),
        Entity("Q1", "organization", {"en": "Institute of Hydrology in Obninsk"}),
    ]
    neighbours = Neighbours(MemoryIndex(listed))
    assert neighbours.whole("petersburg") == {0}
    assert neighbours.whole("obninsk") == set()
