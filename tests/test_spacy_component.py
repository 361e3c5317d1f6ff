"""The spaCy component says what the engine says, in the places where spaCy users look. Needs the extra `spacy`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from namenorm.errors import ConfigError, GazetteerError, IndexFormatError
from namenorm.index.header import FORMAT_VERSION
from namenorm.normalizer import Normalizer

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc, Span  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

CASES = Path(__file__).parent / "cases" / "spacy"
NAMES = CASES / "names.jsonl"
TEXTS = [json.loads(line) for line in (CASES / "texts.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAMENORM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def engine(cache: None) -> Normalizer:
    return Normalizer.open(NAMES)


def pipeline(lang: str = "xx", **config: Any) -> Language:
    nlp: Language = spacy.blank(lang)
    nlp.add_pipe("namenorm", config={"gazetteer": str(NAMES), **config})
    return nlp


def records_of(doc: Doc) -> list[dict[str, Any]]:
    return [span._.namenorm for span in doc.spans["namenorm"]]


def ruler(nlp: Language) -> Any:
    return nlp.add_pipe("entity_ruler", before="namenorm")


def component_of(nlp: Language) -> Any:
    return nlp.get_pipe("namenorm")


def with_entities(doc: Doc, *entities: tuple[str, str]) -> Doc:
    offsets = [(doc.text.index(text), text, label) for text, label in entities]
    spans = [doc.char_span(start, start + len(text), label=label) for start, text, label in offsets]
    doc.ents = [span for span in spans if span is not None]
    return doc


@pytest.mark.parametrize("lang", ["xx", "en", "de"])
@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["text"][:24])
def test_find_says_what_the_engine_says(engine: Normalizer, lang: str, case: dict[str, Any]) -> None:
    doc = pipeline(lang)(case["text"])
    links = engine.find(case["text"])
    found = [
        (record["start"], record["end"], record["surface"], record["status"], record["id"], record["score"])
        for record in records_of(doc)
    ]
    assert sorted(found) == sorted(
        (
            link.mention.start,
            link.mention.end,
            link.mention.surface,
            str(link.resolution.status),
            link.resolution.id,
            link.resolution.score,
        )
        for link in links
    )
    assert [span.kb_id_ for span in doc.spans["namenorm"]] == [link.resolution.id or "" for link in links]
    assert set(case["ids"]) <= {span.kb_id_ for span in doc.spans["namenorm"]}
    assert doc._.namenorm_text == engine.rewrite(case["text"]).text
    assert doc.text == case["text"]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["text"][:24])
def test_link_says_what_the_engine_says(engine: Normalizer, case: dict[str, Any]) -> None:
    nlp = pipeline(mode="link")
    doc = nlp.make_doc(case["text"])
    found = pipeline()(case["text"])
    spans = [Span(doc, span.start, span.end, label="THING") for span in found.spans["namenorm"]]
    doc.ents = spacy.util.filter_spans(spans)
    offsets = [(entity.start_char, entity.end_char) for entity in doc.ents]
    doc = component_of(nlp)(doc)
    expected = engine.link(case["text"], offsets)
    assert [entity.kb_id_ for entity in doc.ents] == [link.resolution.id or "NIL" for link in expected]
    assert [span.kb_id_ for span in doc.spans["namenorm"]] == [link.resolution.id or "" for link in expected]
    assert [record["score"] for record in records_of(doc)] == [link.resolution.score for link in expected]
    assert {entity.label_ for entity in doc.ents} <= {"THING"}


def test_linking_a_batch_says_what_linking_each_doc_says() -> None:
    nlp = pipeline(mode="link")
    names = ("Hasanov", "Netenyahu", "Baku", "Lisbon")
    ruler(nlp).add_patterns([{"label": "X", "pattern": name} for name in names])
    texts = ["Zakir Hasanov and Hasanov.", "Nobody.", "Netenyahu in Baku.", "Hasanov left Lisbon.", ""]
    together = [[entity.kb_id_ for entity in doc.ents] for doc in nlp.pipe(texts)]
    assert together == [[entity.kb_id_ for entity in nlp(text).ents] for text in texts]
    assert [len(ids) for ids in together] == [2, 0, 2, 2, 0]


def test_nothing_but_add_pipe_is_needed() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("namenorm")
    component = component_of(nlp)
    assert nlp.pipe_names == ["namenorm"]
    assert json.loads(json.dumps(nlp.config["components"]["namenorm"]))["gazetteer"] is None
    assert "PERSON" in component.labels
    assert nlp.pipe_labels["namenorm"] == list(component.labels)


def test_analyze_pipes_finds_no_problem() -> None:
    nlp = pipeline()
    nlp.add_pipe("entity_ruler", before="namenorm")
    analysis: Any = nlp.analyze_pipes()
    assert not any(analysis["problems"].values())
    assert {"doc.spans", "span._.namenorm"} <= set(analysis["summary"]["namenorm"]["assigns"])


def test_the_plain_data_of_a_span() -> None:
    doc = pipeline()("We saw Netenyahu.")
    (span,) = doc.spans["namenorm"]
    assert span._.canonical == "Benjamin Netanyahu"
    record = span._.namenorm
    assert record == json.loads(json.dumps(record))
    assert (record["start"], record["end"], record["surface"]) == (7, 16, "Netenyahu")
    assert (record["status"], record["id"], record["tier"]) == ("RESOLVED", "Q43723", "misspelling")
    assert record["candidates"][0]["alias"] == "Netenyahu"
    assert 0 < record["score"] < 1


def test_an_ambiguous_name_is_a_span_without_an_id() -> None:
    doc = pipeline()("Ali Hasanov spoke.")
    (span,) = doc.spans["namenorm"]
    assert (span._.namenorm["status"], span.label_) == ("AMBIGUOUS", "PERSON")
    assert (span.kb_id_, span._.canonical, span._.namenorm["id"]) == ("", None, None)
    assert {candidate["id"] for candidate in span._.namenorm["candidates"]} == {"Q4060326", "Q12835397"}


def test_a_span_that_namenorm_has_not_seen_has_no_data() -> None:
    doc = pipeline()("We saw Netenyahu.")
    assert doc[0:1]._.namenorm is None
    assert doc[0:1]._.canonical is None
    assert spacy.blank("xx")("We saw Netenyahu.")._.namenorm_text == "We saw Netenyahu."


def test_the_text_is_rewritten_beside_the_doc() -> None:
    text = "Netenyahu in Baku"
    assert pipeline()(text)._.namenorm_text == "Netanyahu in Baku"
    assert pipeline(rewrite=None)(text)._.namenorm_text == text


class TestTokensThatDoNotAlign:
    def test_two_names_in_one_token_keep_their_own_data(self) -> None:
        doc = pipeline("en")("巴库和东京")
        assert len(doc) == 1
        spans = list(doc.spans["namenorm"])
        assert [span.text for span in spans] == [doc.text, doc.text]
        assert [(span._.namenorm["start"], span._.namenorm["end"]) for span in spans] == [(0, 2), (3, 5)]
        assert [span._.canonical for span in spans] == ["巴库", "东京"]
        assert len(set(spans)) == 2

    def test_entities_from_them_do_not_overlap(self) -> None:
        doc = pipeline("en", annotate_ents=True)("巴库和东京")
        assert [(entity.text, entity.kb_id_) for entity in doc.ents] == [(doc.text, "Q9248")]

    @pytest.mark.parametrize("alignment", ["proclitic", "glued"])
    def test_a_part_of_a_token_expands(self, engine: Normalizer, alignment: str) -> None:
        doc = Doc(spacy.blank("xx").vocab, words=["xBaku", "y"] if alignment == "proclitic" else ["Baku-", "Tehran!"])
        component = component_of(pipeline())
        for link in engine.find(doc.text):
            span = next(s for s in component(doc).spans["namenorm"] if s.kb_id_ == link.resolution.id)
            assert span.start_char <= link.mention.start < link.mention.end <= span.end_char
            assert (span._.namenorm["start"], span._.namenorm["end"]) == (link.mention.start, link.mention.end)


class TestEntities:
    def test_they_are_left_alone_unless_asked(self) -> None:
        assert not pipeline()("Netenyahu in Baku").ents

    def test_on_request_they_are_set(self) -> None:
        doc = pipeline(annotate_ents=True)("Netenyahu in Baku")
        assert [(entity.text, entity.label_, entity.kb_id_) for entity in doc.ents] == [
            ("Netenyahu", "PERSON", "Q43723"),
            ("Baku", "GPE", "Q9248"),
        ]
        assert [entity._.canonical for entity in doc.ents] == ["Benjamin Netanyahu", "Baku"]

    @pytest.mark.parametrize(
        ("ents_filter", "expected"),
        [
            ("spacy.prioritize_existing_ents_filter.v1", [("in Baku", "X")]),
            ("spacy.prioritize_new_ents_filter.v1", [("Baku", "GPE")]),
        ],
    )
    def test_the_stock_filters_decide(self, ents_filter: str, expected: list[tuple[str, str]]) -> None:
        nlp = pipeline(annotate_ents=True, ents_filter={"@misc": ents_filter})
        doc = component_of(nlp)(with_entities(nlp.make_doc("He is in Baku"), ("in Baku", "X")))
        assert [(entity.text, entity.label_) for entity in doc.ents] == expected

    def test_an_entity_that_the_filter_drops_leaves_no_kb_ids(self) -> None:
        new = {"@misc": "spacy.prioritize_new_ents_filter.v1"}
        nlp = pipeline(mode="both", annotate_ents=True, ents_filter=new)
        doc = component_of(nlp)(with_entities(nlp.make_doc("He is in Baku"), ("in Baku", "X")))
        assert [token.ent_kb_id_ for token in doc] == ["", "", "", "Q9248"]

    def test_after_an_entity_ruler_they_are_linked(self) -> None:
        nlp = pipeline(mode="link")
        ruler(nlp).add_patterns(
            [{"label": "PER", "pattern": "Netenyahu", "id": "rule"}, {"label": "LOC", "pattern": "Nowhere"}]
        )
        doc = nlp("Netenyahu left Baku for Nowhere")
        assert [(e.text, e.label_, e.kb_id_, e.id_) for e in doc.ents] == [
            ("Netenyahu", "PER", "Q43723", "rule"),
            ("Nowhere", "LOC", "NIL", ""),
        ]
        assert [e._.canonical for e in doc.ents] == ["Benjamin Netanyahu", None]
        assert [(s.text, s.label_, s.kb_id_) for s in doc.spans["namenorm"]] == [
            ("Netenyahu", "PER", "Q43723"),
            ("Nowhere", "LOC", ""),
        ]

    def test_both_links_what_is_there_and_adds_what_is_not(self) -> None:
        nlp = pipeline(mode="both", annotate_ents=True)
        ruler(nlp).add_patterns([{"label": "PER", "pattern": "Netenyahu"}])
        doc = nlp("Netenyahu left Baku")
        assert [(e.text, e.label_, e.kb_id_) for e in doc.ents] == [
            ("Netenyahu", "PER", "Q43723"),
            ("Baku", "GPE", "Q9248"),
        ]
        assert [s.text for s in doc.spans["namenorm"]] == ["Netenyahu", "Baku"]
        assert doc._.namenorm_text == "Netanyahu left Baku"

    @pytest.mark.parametrize(("overwrite", "expected"), [(True, "Q9248"), (False, "mine")])
    def test_ids_that_are_there_are_kept_on_request(self, overwrite: bool, expected: str) -> None:
        nlp = pipeline(mode="link", overwrite=overwrite)
        doc = nlp.make_doc("Baku")
        doc.ents = [Span(doc, 0, 1, label="X", kb_id="mine")]
        assert component_of(nlp)(doc).ents[0].kb_id_ == expected

    def test_linking_without_entities_says_what_is_missing(self) -> None:
        nlp = pipeline(mode="link")
        with pytest.warns(UserWarning, match="add it after 'ner' or 'entity_ruler'"):
            doc = nlp("Netenyahu in Baku")
        assert list(doc.spans["namenorm"]) == []


class TestLabels:
    @pytest.mark.parametrize(
        ("labels", "expected"),
        [
            ("ontonotes", ["PERSON", "GPE"]),
            ("wikiner", ["PER", "LOC"]),
            ("namenorm", ["person", "place"]),
            ({"place": "CITY"}, ["PERSON", "CITY"]),
        ],
    )
    def test_they_follow_the_scheme(self, labels: Any, expected: list[str]) -> None:
        doc = pipeline(labels=labels)("Netenyahu in Baku")
        assert [span.label_ for span in doc.spans["namenorm"]] == expected

    def test_demonyms_have_one_of_their_own(self) -> None:
        doc = pipeline(demonyms=True)("An Israeli in Baku")
        assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["namenorm"]] == [
            ("Israeli", "NORP", "Q801"),
            ("Baku", "GPE", "Q9248"),
        ]
        assert doc._.namenorm_text == doc.text


def test_types_and_overlaps_are_the_engines(engine: Normalizer) -> None:
    text = "Netenyahu at the Baku–Tbilisi–Ceyhan pipeline in Baku"
    for options in ({"types": ["place"]}, {"overlaps": True}, {"lang": "de"}):
        doc = pipeline(**options)(text)
        expected = engine.find(text, **options)
        found = [(span._.namenorm["start"], span._.namenorm["end"]) for span in doc.spans["namenorm"]]
        assert sorted(found) == sorted((link.mention.start, link.mention.end) for link in expected)


def test_two_components_in_one_pipeline_do_not_disturb_each_other() -> None:
    nlp = pipeline(types=["person"], spans_key="people")
    nlp.add_pipe("namenorm", name="places", config={"gazetteer": str(NAMES), "types": ["place"], "spans_key": "places"})
    doc = nlp("Netenyahu in Baku")
    assert [span._.canonical for span in doc.spans["people"]] == ["Benjamin Netanyahu"]
    assert [span._.canonical for span in doc.spans["places"]] == ["Baku"]
    assert doc._.namenorm_text == "Netanyahu in Baku"


def test_running_twice_changes_nothing() -> None:
    nlp = pipeline("en", annotate_ents=True)
    doc = nlp("Netenyahu, 巴库和东京")
    before = ([span._.namenorm for span in doc.spans["namenorm"]], doc.to_json(), dict(doc.user_data))
    doc = component_of(nlp)(doc)
    assert ([span._.namenorm for span in doc.spans["namenorm"]], doc.to_json(), dict(doc.user_data)) == before


def test_settings_reach_the_engine() -> None:
    config = component_of(pipeline(preset="precision", settings={"limit": 1, "min_margin": 0.2})).normalizer.config
    assert (config.limit, config.min_margin, config.min_probability) == (1, 0.2, 0.75)


def test_an_open_engine_can_be_shared(engine: Normalizer) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("namenorm")
    component_of(nlp).normalizer = engine
    doc = nlp("Baku")
    assert [span.kb_id_ for span in doc.spans["namenorm"]] == ["Q9248"]


def test_an_extension_of_somebody_else_is_left_alone() -> None:
    mine = Span.remove_extension("canonical") if Span.has_extension("canonical") else None
    Span.set_extension("canonical", default="theirs")
    try:
        with pytest.warns(UserWarning, match=r"Span\._\.canonical was already taken"):
            nlp = pipeline()
        doc = nlp("Baku")
        assert doc.spans["namenorm"][0]._.canonical == "theirs"
    finally:
        Span.remove_extension("canonical")
        if mine is not None:
            Span.set_extension("canonical", getter=mine[2])


class TestErrorsSayWhatToDo:
    @pytest.mark.parametrize(
        ("config", "message"),
        [
            ({"mode": "guess"}, "choose one of find, link, both"),
            ({"labels": "conll"}, "choose one of ontonotes, wikiner, namenorm, or map types"),
            ({"labels": {"planet": "X"}}, "'planet' is not possible; choose one of person"),
            ({"labels": {"place": ""}}, "must be a non-empty string"),
            ({"types": ["planet"]}, "choose one of person"),
            ({"rewrite": "all"}, "choose one of misspelling, variant, style or null"),
            ({"preset": "fast"}, "choose one of default, precision, recall"),
            ({"settings": {"limt": 3}}, "'limt' is not possible; choose one of"),
            ({"settings": {"limit": "three"}}, "must be a whole number"),
            ({"settings": {"min_margin": 3}}, "must be between 0 and 1"),
            ({"spans_key": ""}, "name a key of doc.spans"),
        ],
    )
    def test_an_option_that_cannot_be(self, config: dict[str, Any], message: str) -> None:
        with pytest.raises(ConfigError, match=message):
            pipeline(**config)
        with pytest.raises(ConfigError, match="lang: 'English' is not a language code"):
            spacy.blank("xx").add_pipe("namenorm", config={"lang": "English"})

    @pytest.mark.parametrize(
        "config", [{"mode": [3]}, {"gazetteer": {"a": 5}}, {"moed": "find"}, {"overlaps": "perhaps"}]
    )
    def test_a_config_of_the_wrong_type_is_named_by_spacy(self, config: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=next(iter(config))):
            pipeline(**config)

    def test_a_gazetteer_that_does_not_exist(self) -> None:
        with pytest.raises(ConfigError, match=r"there is no 'nowhere\.jsonl' in .*; give the path of a folder"):
            pipeline(gazetteer="nowhere.jsonl")("Baku")

    def test_a_gazetteer_with_errors_lists_them(self, tmp_path: Path) -> None:
        (tmp_path / "names.jsonl").write_text('{"id": "Q1", "type": "planet", "labels": {"en": "Earth"}}\n')
        with pytest.raises(GazetteerError, match=r"names\.jsonl:1: error: type: 'planet'"):
            pipeline(gazetteer=str(tmp_path / "names.jsonl"))("Baku")

    def test_an_index_that_is_damaged(self, tmp_path: Path) -> None:
        (tmp_path / "names.index").write_bytes(b"NAMENORM" + FORMAT_VERSION.to_bytes(4, "little") * 12)
        with pytest.raises(IndexFormatError, match="namenorm build"):
            pipeline(gazetteer=str(tmp_path / "names.index"))("Baku")

    def test_text_in_place_of_a_doc(self) -> None:
        with pytest.raises(TypeError, match=r"takes a spaCy Doc, not str; call nlp\(text\) instead"):
            component_of(pipeline())("Baku")
