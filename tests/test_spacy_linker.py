"""The bridge to spaCy's trained entity linker: its knowledge base and its candidates. Needs the extra `spacy`."""

from __future__ import annotations

import pickle
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from namenorm.model import Entity

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc, Span  # noqa: E402
from spacy.training import Example  # noqa: E402
from spacy.util import registry  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

NAMES = Path(__file__).parent / "cases" / "spacy" / "names.jsonl"


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAMENORM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def kb() -> Any:
    return registry.misc.get("namenorm.KnowledgeBase.v1")(str(NAMES), 16)(spacy.blank("en").vocab)


def entity(text: str, mention: str) -> Span:
    doc = spacy.blank("en")(text)
    start = text.index(mention)
    span: Span | None = doc.char_span(start, start + len(mention), label="X")
    assert span is not None
    doc.ents = [span]
    return span


class TestKnowledgeBase:
    def test_it_holds_every_entity_and_name(self, kb: Any) -> None:
        assert {"Q43723", "Q9248"} <= set(kb.get_entity_strings())
        assert kb.contains_alias("Нетаньяху")
        assert not kb.contains_alias("Israeli")

    def test_the_priors_of_a_name_sum_to_one(self, kb: Any) -> None:
        priors = {candidate.entity_: candidate.prior_prob for candidate in kb.get_alias_candidates("Aliyev")}
        assert priors == {"Q57371": pytest.approx(0.6), "Q316037": pytest.approx(0.4)}
        for alias in kb.get_alias_strings():
            assert sum(candidate.prior_prob for candidate in kb.get_alias_candidates(alias)) == pytest.approx(1)

    def test_vectors_are_fixed_and_can_be_given(self) -> None:
        from namenorm.adapters.spacy_linker import entity_vector, knowledge_base

        thing = Entity("Q3616", "place", {"en": "Tehran"})
        assert entity_vector(thing, 3) == pytest.approx(entity_vector(thing, 3))
        assert entity_vector(thing, 3) != entity_vector(Entity("Q1", "place", {"en": "Tehran"}), 3)
        mine = knowledge_base(spacy.blank("en").vocab, str(NAMES), 2, vector=lambda _, length: [1.0] * length)
        assert mine.get_vector("Q3616") == [1.0, 1.0]

    def test_spacy_saves_and_loads_it(self, kb: Any, tmp_path: Path) -> None:
        kb.to_disk(tmp_path / "kb")
        again = registry.misc.get("spacy.KBFromFile.v1")(tmp_path / "kb")(spacy.blank("en").vocab)
        assert again.get_size_entities() == kb.get_size_entities()


class TestCandidates:
    @pytest.mark.parametrize(
        ("text", "mention", "expected"),
        [
            ("He met Netenyahu.", "Netenyahu", "Q43723"),
            ("He met Benjamin Netenyahu.", "Benjamin Netenyahu", "Q43723"),
            ("He met Zakkir Hasanov.", "Zakkir Hasanov", "Q4064386"),
            ("Приехал Закир Гасанов.", "Закир Гасанов", "Q4064386"),
            ("in TEHRAN", "TEHRAN", "Q3616"),
        ],
    )
    def test_they_are_fuzzy_and_cross_scripts(self, kb: Any, text: str, mention: str, expected: str) -> None:
        generate = registry.misc.get("namenorm.CandidateGenerator.v1")(str(NAMES))
        span = entity(text, mention)
        candidates = list(generate(kb, span))
        assert candidates[0].entity_ == expected
        assert 0 < candidates[0].prior_prob <= 1
        assert list(candidates[0].entity_vector) == pytest.approx(kb.get_vector(expected))

    def test_the_batch_form_gives_the_same(self, kb: Any) -> None:
        one = registry.misc.get("namenorm.CandidateGenerator.v1")(str(NAMES))
        many = registry.misc.get("namenorm.CandidateBatchGenerator.v1")(str(NAMES))
        doc = spacy.blank("en")("Aliyev met Netenyahu in Teheran")
        doc.ents = [Span(doc, 0, 1, label="X"), Span(doc, 2, 3, label="X"), Span(doc, 4, 5, label="X")]

        def plain(candidates: Any) -> list[tuple[str, str, float]]:
            return [(candidate.entity_, candidate.alias_, candidate.prior_prob) for candidate in candidates]

        assert [plain(group) for group in many(kb, doc.ents)] == [plain(one(kb, entity)) for entity in doc.ents]
        assert len(plain(one(kb, doc.ents[0]))) == 2

    def test_a_name_of_nobody_has_none(self, kb: Any) -> None:
        generate = registry.misc.get("namenorm.CandidateGenerator.v1")(str(NAMES))
        assert list(generate(kb, entity("He met Qwrtpsdf.", "Qwrtpsdf"))) == []

    def test_only_entities_of_the_knowledge_base_are_candidates(self) -> None:
        from spacy.kb import InMemoryLookupKB

        other = InMemoryLookupKB(spacy.blank("en").vocab, entity_vector_length=2)
        other.add_entity("Q9248", freq=1, entity_vector=[0.0, 1.0])
        generate = registry.misc.get("namenorm.CandidateGenerator.v1")(str(NAMES))
        assert [candidate.entity_ for candidate in generate(other, entity("in Baku", "Baku"))] == ["Q9248"]
        assert list(generate(other, entity("in Teheran", "Teheran"))) == []

    def test_a_generator_pickles(self, kb: Any) -> None:
        generate = registry.misc.get("namenorm.CandidateBatchGenerator.v1")(str(NAMES))
        list(generate(kb, [entity("in Baku", "Baku")]))
        again = pickle.loads(pickle.dumps(generate))
        assert [candidate.entity_ for candidate in again(kb, [entity("in Baku", "Baku")])[0]] == ["Q9248"]


TRAINING = [
    ("President Ilham Aliyev opened the new refinery", "Ilham Aliyev", "Q57371"),
    ("President Aliyev opened a refinery today", "Aliyev", "Q57371"),
    ("Today President Aliyev spoke about oil prices", "Aliyev", "Q57371"),
    ("In Soviet times Heydar Aliyev led the KGB", "Heydar Aliyev", "Q316037"),
    ("Under the Soviet Union the KGB knew Aliyev", "Aliyev", "Q316037"),
    ("The KGB officer Aliyev rose in Soviet times", "Aliyev", "Q316037"),
]


def linker_pipeline() -> Language:
    nlp: Language = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(
        "entity_linker",
        config={
            "entity_vector_length": 16,
            "get_candidates": {"@misc": "namenorm.CandidateGenerator.v1", "gazetteer": str(NAMES)},
            "get_candidates_batch": {"@misc": "namenorm.CandidateBatchGenerator.v1", "gazetteer": str(NAMES)},
        },
    )
    nlp.config["initialize"]["components"]["entity_linker"] = {
        "kb_loader": {"@misc": "namenorm.KnowledgeBase.v1", "gazetteer": str(NAMES), "entity_vector_length": 16}
    }
    return nlp


def example(nlp: Language, text: str, mention: str, kb_id: str) -> Example:
    reference = nlp.make_doc(text)
    start = text.index(mention)
    span = reference.char_span(start, start + len(mention), label="PERSON", kb_id=kb_id)
    assert span is not None
    reference.ents = [span]
    for token in reference:
        token.is_sent_start = token.i == 0
    return Example(nlp.make_doc(text), reference)


def linked(nlp: Language, text: str, mention: str) -> str:
    doc: Doc = nlp.get_pipe("sentencizer")(nlp.make_doc(text))
    start = text.index(mention)
    span = doc.char_span(start, start + len(mention), label="PERSON")
    assert span is not None
    doc.ents = [span]
    return nlp.get_pipe("entity_linker")(doc).ents[0].kb_id_


def test_a_trained_linker_gets_candidates_that_exact_lookup_has_not(tmp_path: Path) -> None:
    spacy.util.fix_random_seed(0)
    nlp = linker_pipeline()
    examples = [example(nlp, *item) for item in TRAINING]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        random.shuffle(examples)
        losses = nlp.update(examples, sgd=optimizer)
    assert losses["entity_linker"] < 0.2
    nlp.to_disk(tmp_path / "pipeline")
    for trained in (nlp, spacy.load(tmp_path / "pipeline")):
        assert linked(trained, "President Aliyev opened the refinery", "Aliyev") == "Q57371"
        assert linked(trained, "In Soviet times the KGB knew Aliyev", "Aliyev") == "Q316037"
        # Neither is a name in the knowledge base, so spaCy's own lookup would say NIL.
        linker: Any = trained.get_pipe("entity_linker")
        assert not linker.kb.contains_alias("Zakkir Hasanov")
        assert linked(trained, "The minister Zakkir Hasanov spoke", "Zakkir Hasanov") == "Q4064386"
        assert linked(trained, "The minister ZAKIR HASANOV spoke", "ZAKIR HASANOV") == "Q4064386"
        assert linked(trained, "Nobody knows Qwrtpsdf", "Qwrtpsdf") == "NIL"
