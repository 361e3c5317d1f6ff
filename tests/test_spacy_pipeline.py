"""The spaCy component in a pipeline: batches, errors, processes, memory zones, docs and pipelines on disk.

Needs the extra `spacy`.
"""

from __future__ import annotations

import json
import multiprocessing
import pickle
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from namenorm.errors import ConfigError, IndexFormatError, IndexVersionError
from namenorm.normalizer import Normalizer

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc, DocBin, Span  # noqa: E402
from spacy.util import registry  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from namenorm.adapters.spacy_component import NamenormComponent

CASES = Path(__file__).parent / "cases" / "spacy"
NAMES = CASES / "names.jsonl"
TEXTS = [json.loads(line)["text"] for line in (CASES / "texts.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAMENORM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def names(tmp_path: Path) -> Path:
    return Path(shutil.copy(NAMES, tmp_path / "names.jsonl"))


def pipeline(lang: str = "xx", gazetteer: Path = NAMES, **config: Any) -> Language:
    nlp: Language = spacy.blank(lang)
    nlp.add_pipe("namenorm", config={"gazetteer": str(gazetteer), "annotate_ents": True, **config})
    return nlp


def component_of(nlp: Language) -> NamenormComponent:
    component: NamenormComponent = nlp.get_pipe("namenorm")  # type: ignore[assignment]
    return component


def seen(doc: Doc) -> list[Any]:
    """All that the component has written on a doc."""
    return [
        doc.text,
        [(span.start, span.end, span.label_, span.kb_id_, span._.namenorm) for span in doc.spans["namenorm"]],
        [(entity.text, entity.label_, entity.kb_id_, entity._.canonical) for entity in doc.ents],
        doc._.namenorm_text,
    ]


def ids(doc: Doc) -> list[str]:
    return [span.kb_id_ for span in doc.spans["namenorm"]]


class TestPipe:
    @pytest.mark.parametrize("batch_size", [1, 4, 1000])
    def test_it_equals_one_call_a_text(self, batch_size: int) -> None:
        nlp = pipeline()
        assert [seen(doc) for doc in nlp.pipe(TEXTS, batch_size=batch_size)] == [seen(nlp(text)) for text in TEXTS]

    def test_it_streams(self) -> None:
        component = component_of(pipeline())
        vocab = spacy.blank("xx").vocab
        taken = []

        def docs() -> Iterator[Doc]:
            for number in range(10):
                taken.append(number)
                yield Doc(vocab, words=["Baku"])

        next(component.pipe(docs(), batch_size=3))
        assert taken == [0, 1, 2]

    def test_a_doc_that_fails_goes_to_the_error_handler_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        nlp = pipeline()
        failed: list[tuple[str, list[str], str]] = []
        nlp.set_error_handler(
            lambda name, _, docs, error: failed.append((name, [doc.text for doc in docs], str(error)))  # type: ignore[arg-type, return-value]
        )
        rewrite_many = Normalizer.rewrite_many

        def broken(self: Normalizer, texts: Sequence[str], **options: Any) -> Any:
            if "Tehran" in texts:
                raise RuntimeError("broken")
            return rewrite_many(self, texts, **options)

        monkeypatch.setattr(Normalizer, "rewrite_many", broken)
        docs = list(nlp.pipe(["Baku", "Tehran", "Tokyo"]))
        assert [(doc.text, doc.ents[0].kb_id_) for doc in docs] == [("Baku", "Q9248"), ("Tokyo", "Q1490")]
        assert failed == [("namenorm", ["Tehran"], "broken")]

    def test_without_a_handler_the_error_is_raised(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Normalizer, "rewrite_many", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            list(pipeline().pipe(["Baku"]))

    @pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
    def test_two_processes_equal_one(self, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("spacy.language.mp", multiprocessing.get_context(method))
        nlp = pipeline()
        nlp.add_pipe("sentencizer")
        expected = [seen(doc) for doc in nlp.pipe(TEXTS)]
        assert [seen(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=4)] == expected

    def test_a_memory_zone_leaves_nothing_behind(self) -> None:
        nlp = pipeline()
        list(nlp.pipe(TEXTS))
        with nlp.memory_zone():
            inside = [seen(doc) for doc in nlp.pipe(["Teheran und Baku xyzzy"])]
        assert "xyzzy" not in nlp.vocab.strings
        assert [seen(doc) for doc in nlp.pipe(["Teheran und Baku xyzzy"])] == inside
        with nlp.memory_zone():
            list(nlp.pipe(TEXTS))
        assert [seen(doc) for doc in nlp.pipe(["Teheran und Baku xyzzy"])] == inside

    def test_the_names_of_the_gazetteer_stay_out_of_the_string_store(self) -> None:
        nlp = pipeline()
        nlp("Baku")
        assert "Benjamin Netanyahu" not in nlp.vocab.strings


class TestDocs:
    @pytest.fixture
    def doc(self) -> Doc:
        doc: Doc = pipeline("en")("Netenyahu met Ali Hasanov in Baku, 巴库和东京.")
        return doc

    def test_bytes(self, doc: Doc) -> None:
        assert seen(Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())) == seen(doc)

    def test_doc_bin(self, doc: Doc) -> None:
        stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
        (back,) = DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab)
        assert seen(back) == seen(doc)

    def test_pickle(self, doc: Doc) -> None:
        assert seen(pickle.loads(pickle.dumps(doc))) == seen(doc)

    def test_json(self, doc: Doc) -> None:
        stored = json.loads(json.dumps(doc.to_json(underscore=["namenorm"])))
        back = Doc(spacy.blank("en").vocab).from_json(stored)
        assert [span._.namenorm for span in back.spans["namenorm"]] == [
            span._.namenorm for span in doc.spans["namenorm"]
        ]

    def test_a_doc_cut_out_of_another(self, doc: Doc) -> None:
        part = doc[2:].as_doc(copy_user_data=True)
        baku = next(entity for entity in part.ents if entity.text == "Baku")
        assert part.text[baku._.namenorm["start"] : baku._.namenorm["end"]] == "Baku"
        assert part._.namenorm_text == part.text
        assert doc[:2].as_doc(copy_user_data=True)._.namenorm_text == "Netanyahu met "

    def test_docs_put_together(self, doc: Doc) -> None:
        both = Doc.from_docs([doc, doc])
        assert both is not None
        records = [span._.namenorm for span in both.spans["namenorm"]]
        assert [both.text[record["start"] : record["end"]] for record in records] == [
            record["surface"] for record in records
        ]
        assert both._.namenorm_text == f"{doc._.namenorm_text} {doc._.namenorm_text}"

    def test_merging_entities_keeps_the_data(self, doc: Doc) -> None:
        before = [entity._.namenorm for entity in doc.ents]
        spacy.blank("en").add_pipe("merge_entities")(doc)
        assert [entity._.namenorm for entity in doc.ents] == before


class TestSaving:
    def test_a_pipeline_takes_its_gazetteer_along(self, tmp_path: Path, names: Path) -> None:
        nlp = pipeline(gazetteer=names, labels={"place": "CITY"}, settings={"limit": 2})
        expected = [seen(doc) for doc in nlp.pipe(TEXTS)]
        nlp.to_disk(tmp_path / "pipeline")
        names.unlink()
        shutil.move(tmp_path / "pipeline", tmp_path / "elsewhere")
        loaded = spacy.load(tmp_path / "elsewhere")
        assert [seen(doc) for doc in loaded.pipe(TEXTS)] == expected
        assert loaded.config["components"] == nlp.config["components"]
        loaded.to_disk(tmp_path / "elsewhere")  # onto the file that it reads
        assert [seen(doc) for doc in spacy.load(tmp_path / "elsewhere").pipe(TEXTS)] == expected

    def test_bytes(self, names: Path) -> None:
        nlp = pipeline(gazetteer=names)
        expected = [seen(doc) for doc in nlp.pipe(TEXTS)]
        content = nlp.to_bytes()
        names.unlink()
        assert [seen(doc) for doc in pipeline(gazetteer=names).from_bytes(content).pipe(TEXTS)] == expected

    def test_a_component_pickles(self) -> None:
        nlp = pipeline()
        component_of(nlp)(nlp.make_doc("Baku"))
        content = pickle.dumps(component_of(nlp))
        assert len(content) < 20_000
        assert pickle.loads(content)(nlp.make_doc("Baku")).ents[0].kb_id_ == "Q9248"

    def test_exclude_leaves_the_index_out(self, tmp_path: Path) -> None:
        component = component_of(pipeline())
        component.to_disk(tmp_path / "all")
        component.to_disk(tmp_path / "less", exclude=["index"])
        assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["index", "meta.json"]
        assert sorted(path.name for path in (tmp_path / "less").iterdir()) == ["meta.json"]
        assert len(component.to_bytes(exclude=["index"])) < 1000 < len(component.to_bytes())
        for folder in ("all", "less"):
            other = component_of(pipeline()).from_disk(tmp_path / folder, exclude=["index"])
            assert other(spacy.blank("xx")("Baku")).ents[0].kb_id_ == "Q9248"

    def test_the_config_can_leave_the_index_out(self, tmp_path: Path, names: Path) -> None:
        nlp = pipeline(gazetteer=names, save_index=False)
        nlp.to_disk(tmp_path / "pipeline")
        assert not (tmp_path / "pipeline/namenorm/index").exists()
        assert spacy.load(tmp_path / "pipeline")("Baku").ents[0].kb_id_ == "Q9248"

    def test_without_the_index_another_gazetteer_is_refused(self, tmp_path: Path, names: Path) -> None:
        pipeline(gazetteer=names, save_index=False).to_disk(tmp_path / "pipeline")
        names.write_text('{"id": "Q1", "type": "place", "labels": {"en": "Elsewhere"}}\n', encoding="utf-8")
        with pytest.raises(IndexVersionError, match=r"names\.jsonl with the contents .*exclude=\['namenorm'\]"):
            spacy.load(tmp_path / "pipeline")("Baku")

    @pytest.mark.parametrize(
        ("content", "error"),
        [
            (b"", IndexFormatError),
            (b"no index", IndexFormatError),
            (b"NAMENORM" + b"\xff\0\0\0" * 12, IndexVersionError),
        ],
    )
    def test_an_index_that_cannot_be_read(self, tmp_path: Path, content: bytes, error: type[Exception]) -> None:
        pipeline().to_disk(tmp_path / "pipeline")
        (tmp_path / "pipeline/namenorm/index").write_bytes(content)
        with pytest.raises(error, match=r"saved with the pipeline cannot be used(.|\n)*To save it anew"):
            spacy.load(tmp_path / "pipeline")
        assert spacy.load(tmp_path / "pipeline", exclude=["namenorm"]).pipe_names == []

    def test_an_engine_in_memory_is_saved_too(self, tmp_path: Path) -> None:
        engine = Normalizer.open(NAMES)
        entities = [engine.kb.entity(row) for row in range(engine.kb.entity_count)]
        nlp = spacy.blank("xx")
        nlp.add_pipe("namenorm").normalizer = Normalizer.from_entities(entities)
        nlp.to_disk(tmp_path / "pipeline")
        for loaded in (spacy.load(tmp_path / "pipeline"), spacy.blank("xx")):
            if not loaded.pipe_names:
                loaded.add_pipe("namenorm")
                loaded.from_bytes(nlp.to_bytes())
            assert [seen(doc) for doc in loaded.pipe(TEXTS)] == [seen(doc) for doc in nlp.pipe(TEXTS)]


class TestInitialize:
    @pytest.mark.parametrize(
        "gazetteer",
        [
            str(NAMES),
            [str(NAMES)],
            {"@readers": "namenorm.Gazetteer.v1", "source": str(NAMES)},
        ],
        ids=["path", "paths", "namenorm.Gazetteer.v1"],
    )
    def test_the_config_names_a_gazetteer(self, gazetteer: Any, tmp_path: Path) -> None:
        nlp = spacy.blank("xx")
        nlp.add_pipe("namenorm")
        nlp.config["initialize"]["components"]["namenorm"] = {"gazetteer": gazetteer}
        nlp.initialize()
        assert [ids(doc) for doc in nlp.pipe(TEXTS)] == [ids(doc) for doc in pipeline().pipe(TEXTS)]
        nlp.to_disk(tmp_path / "pipeline")
        assert [seen(doc) for doc in spacy.load(tmp_path / "pipeline").pipe(TEXTS)] == [
            seen(doc) for doc in nlp.pipe(TEXTS)
        ]

    def test_it_opens_the_gazetteer(self) -> None:
        with pytest.raises(ConfigError, match="there is no 'nowhere'"):
            pipeline(gazetteer=Path("nowhere")).initialize()

    @pytest.mark.parametrize("gazetteer", [5, [5], []])
    def test_something_else_is_refused(self, gazetteer: Any) -> None:
        with pytest.raises(ConfigError, match="is no gazetteer; give a path"):
            component_of(pipeline()).initialize(list, gazetteer=gazetteer)


def test_a_reader_gives_patterns_to_a_span_ruler() -> None:
    patterns = registry.readers.get("namenorm.Patterns.v1")(str(NAMES))
    assert {"label": "GPE", "pattern": "Teheran", "id": "Q3616"} in patterns
    assert {pattern["pattern"] for pattern in patterns}.isdisjoint({"Israeli", "Aliyev"})  # a demonym, a weak name
    nlp = spacy.blank("xx")
    nlp.add_pipe("span_ruler").add_patterns(patterns)
    doc = nlp("Teheran")
    assert [span.id_ for span in doc.spans["ruler"]] == ["Q3616"]


def test_nothing_random_is_used() -> None:
    import random

    random.seed(1)
    state = random.getstate()
    list(pipeline().pipe(TEXTS))
    assert random.getstate() == state


def test_importing_namenorm_does_not_import_spacy() -> None:
    import subprocess

    code = "import namenorm, sys; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_extensions_can_be_had_without_the_component() -> None:
    code = (
        "from namenorm.adapters.spacy_records import register_extensions; register_extensions()\n"
        "from spacy.tokens import Doc, Span\n"
        "assert Span.has_extension('namenorm') and Doc.has_extension('namenorm_text')"
    )
    import subprocess

    subprocess.run([sys.executable, "-c", code], check=True)
    assert Span.has_extension("namenorm")
