"""The examples of README, tutorial and how-tos run as they are written and print what the pages show.

A block marked `console` has commands after `$ ` and what they print (standard output); one marked `pycon` is a doctest.
A file that a page tells the reader to save is the block after its name and a colon. Scores may change with every
training, so of them only the place is compared.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "docs/tutorial.md", "docs/how-to/own-gazetteer.md", "docs/how-to/resolve-a-column.md"]


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def without_scores(printed: str) -> str:
    return re.sub(r"\b[01]\.\d{2,4}\b", "0.nn", printed)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The text of a page, in a folder that has the examples of a checkout and the files that the page shows."""
    text: str = ROOT.joinpath(request.param).read_text(encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    for name, content in re.findall(r"`([\w-]+\.\w+)`:\n\n```\w+\n(.*?)```", text, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    return text


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a POSIX shell")
def test_commands_print_what_the_page_shows(page: str) -> None:
    for block in blocks(page, "console"):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, wanted = example.partition("\n")
            done = subprocess.run(command, shell=True, capture_output=True, text=True, encoding="utf-8", check=False)
            assert done.returncode in (0, 1), done.stderr
            checker = doctest.OutputChecker()
            shown, printed = without_scores(wanted), without_scores(done.stdout)
            assert checker.check_output(shown, printed, doctest.ELLIPSIS), f"$ {command}\n{done.stdout}{done.stderr}"


def test_python_prints_what_the_page_shows(page: str) -> None:
    code = "".join(blocks(page, "pycon"))
    if "import pandas" in code:
        pytest.importorskip("pandas")
    examples = doctest.DocTestParser().get_doctest(code, {}, "page", None, 0)
    assert examples.examples
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples).failed == 0
