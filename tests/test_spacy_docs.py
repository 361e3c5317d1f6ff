"""The pages about spaCy are true: their Python runs, and they list what there is. Needs the extra `spacy`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

pytest.importorskip("spacy")

from spacy.util import registry

from namenorm.adapters.spacy_options import LABEL_SCHEMES, MODES
from namenorm.adapters.spacy_registry import DEFAULT_CONFIG
from namenorm.model import LEVELS

DOCS = Path(__file__).parent.parent / "docs"
HOW_TO = (DOCS / "how-to" / "spacy.md").read_text(encoding="utf-8")
REFERENCE = (DOCS / "reference" / "spacy.md").read_text(encoding="utf-8")


def test_the_python_of_the_how_to_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NAMENORM_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    shutil.copy(DOCS / "examples" / "spacy" / "names.jsonl", tmp_path)
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", HOW_TO, re.DOTALL):
        exec(block, names)
    printed = capsys.readouterr().out
    assert "('Netenyahu', 'PERSON', 'Q43723', 'Benjamin Netanyahu')" in printed
    assert "[('Netenyahu', 'Q43723')]" in printed
    assert "Netanyahu, 巴库 и Баку" in printed


def test_the_five_lines_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMENORM_CACHE", str(tmp_path / "cache"))
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    (code,) = [block for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "import spacy" in block]
    *lines, last = code.strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    assert eval(last, names) == [
        ("Netenyahu", "Q43723", "Benjamin Netanyahu"),
        ("Ilham Aliyev", "Q57371", "Ilham Aliyev"),
        ("Baku", "Q9248", "Baku"),
    ]


def test_the_reference_lists_every_option_label_and_function() -> None:
    assert [key for key in DEFAULT_CONFIG if f"| `{key}` |" not in REFERENCE] == []
    assert [word for word in (*MODES, *LEVELS, *LABEL_SCHEMES) if f"`{word}`" not in REFERENCE] == []
    for kind, label in LABEL_SCHEMES["ontonotes"].items():
        assert f"| {kind} | {label} | {LABEL_SCHEMES['wikiner'][kind]} |" in REFERENCE
    for group in (registry.misc, registry.readers, registry.scorers):
        names = [name for name in group.get_all() if name.startswith("namenorm.")]
        assert [name for name in names if f"`{name}`" not in REFERENCE] == []


@pytest.mark.parametrize("name", ["names.jsonl", "find.cfg", "link.cfg", "render.py"])
def test_the_examples_that_the_pages_name_exist(name: str) -> None:
    assert (DOCS / "examples" / "spacy" / name).exists()


def test_the_picture_exists() -> None:
    assert (DOCS / "images" / "spacy-displacy.png").stat().st_size > 10_000
