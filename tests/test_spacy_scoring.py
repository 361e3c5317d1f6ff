"""Scores of the spaCy component, and the example config under spaCy's own commands. Needs the extra `spacy`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

spacy = pytest.importorskip("spacy")

from spacy.tokens import DocBin, Span  # noqa: E402
from spacy.training import Example  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

ROOT = Path(__file__).parent.parent
NAMES = Path(__file__).parent / "cases" / "spacy" / "names.jsonl"
EXAMPLES = ROOT / "docs" / "examples" / "spacy"
GOLD: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("Netenyahu is in Baku.", [("Netenyahu", "PERSON", "Q43723"), ("Baku", "GPE", "Q9248")]),
    ("Teheran and Tokyo", [("Teheran", "GPE", "Q3616"), ("Tokyo", "GPE", "Q0")]),
    ("Nobody was in Nowhere.", [("Nowhere", "GPE", "NIL")]),
]


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAMENORM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def pipeline(**config: Any) -> Language:
    nlp: Language = spacy.blank("en")
    nlp.add_pipe("namenorm", config={"gazetteer": str(NAMES), "annotate_ents": True, **config})
    return nlp


def gold(nlp: Language, *, groups: bool) -> list[Example]:
    examples = []
    for text, entities in GOLD:
        doc = nlp.make_doc(text)
        spans = [
            doc.char_span(text.index(name), text.index(name) + len(name), label=label, kb_id=kb_id)
            for name, label, kb_id in entities
        ]
        doc.ents = [span for span in spans if span is not None]
        if groups:
            doc.spans["namenorm"] = [Span(doc, e.start, e.end, label=e.label, kb_id=e.kb_id) for e in doc.ents]
        examples.append(Example(nlp.make_doc(text), doc))
    return examples


def test_links_and_spans_are_scored() -> None:
    nlp = pipeline()
    scores = nlp.evaluate(gold(nlp, groups=True))
    assert scores["nel_micro_p"] == pytest.approx(3 / 4)
    assert scores["nel_micro_r"] == pytest.approx(3 / 4)
    assert scores["spans_namenorm_p"] == 1
    assert scores["spans_namenorm_r"] == pytest.approx(4 / 5)
    assert scores["spans_namenorm_per_type"]["PERSON"]["f"] == 1
    assert scores["namenorm_links_p"] == pytest.approx(3 / 4)
    assert scores["namenorm_links_r"] == pytest.approx(3 / 4)


def test_links_are_scored_against_entities_where_there_are_no_groups() -> None:
    nlp = pipeline(annotate_ents=False)
    scores = nlp.evaluate(gold(nlp, groups=False))
    assert scores["namenorm_links_f"] == pytest.approx(3 / 4)
    assert scores["spans_namenorm_f"] is None


def test_another_group_has_scores_of_its_own_name() -> None:
    nlp = pipeline(spans_key="mine")
    assert nlp.evaluate(gold(nlp, groups=False))["mine_links_f"] == pytest.approx(3 / 4)


def test_the_scores_that_training_weighs_are_numbers() -> None:
    nlp = pipeline(annotate_ents=False)
    weights = {name: weight for name, weight in nlp.config["training"]["score_weights"].items() if weight}
    assert weights == {"nel_micro_f": 1.0}
    scores = nlp.evaluate([Example(nlp.make_doc("Baku"), nlp.make_doc("Baku"))])
    assert all(isinstance(scores[name], float) for name in weights)


def run(*arguments: object) -> str:
    command = [sys.executable, "-m", "spacy", *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", cwd=EXAMPLES)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("config", sorted(EXAMPLES.glob("*.cfg")), ids=lambda path: path.name)
def test_the_example_configs_assemble_and_evaluate(tmp_path: Path, config: Path) -> None:
    run("assemble", config, tmp_path / "pipeline")
    nlp = spacy.load(tmp_path / "pipeline")
    doc = nlp("Netenyahu met Ilham Aliyev in Baku.")
    assert [entity.kb_id_ for entity in doc.ents] == ["Q43723", "Q57371", "Q9248"]
    DocBin(docs=[doc, nlp("Nobody was there.")], store_user_data=True).to_disk(tmp_path / "gold.spacy")
    run("evaluate", tmp_path / "pipeline", tmp_path / "gold.spacy", "--output", tmp_path / "scores.json")
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert scores["nel_micro_f"] == 1
    assert scores["namenorm_links_f"] == 1
    assert scores["spans_namenorm_f"] == 1


def test_the_drawing_links_every_name_to_its_entity(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, EXAMPLES / "render.py", "--html", tmp_path / "page.html"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "https://www.wikidata.org/wiki/Q43723" in page
    assert ">NIL<" not in page
