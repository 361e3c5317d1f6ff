"""The documents name what exists, and what exists is documented."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import namenorm
from namenorm.cli.main import COMMANDS, command_parser, main
from namenorm.config import Config
from namenorm.gazetteer.schema import FIELDS, NAME_KINDS
from namenorm.model import ENTITY_TYPES, Tier

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "gazetteer").glob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []


def test_the_architecture_names_modules_that_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "namenorm"
    modules = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    named = set(re.findall(r"`(?:src/namenorm/)?([\w/]+\.py)`", text))
    assert [name for name in named if not any(f"/{module}".endswith(f"/{name}") for module in modules)] == []
    folders = set(re.findall(r"`([\w/]+)/`", text))
    assert [name for name in folders if not (package / name).is_dir()] == []


def test_the_schema_page_lists_every_key_kind_and_type() -> None:
    text = (ROOT / "docs/reference/gazetteer.md").read_text(encoding="utf-8")
    assert [key for key in FIELDS if f"`{key}`" not in text] == []
    assert [kind for kind in NAME_KINDS if kind not in text] == []
    assert [kind for kind in ENTITY_TYPES if kind not in text] == []


def test_the_explanation_lists_every_tier() -> None:
    text = (ROOT / "docs/explanation/resolving.md").read_text(encoding="utf-8")
    assert [tier for tier in Tier if f"| {tier} |" not in text] == []


def test_settings_that_the_documents_name_exist() -> None:
    named = {name for page in PAGES for name in re.findall(r"`Config\.([a-z_]+)`", page.read_text(encoding="utf-8"))}
    assert named
    assert [name for name in named if not hasattr(Config, name)] == []


def test_functions_that_the_documents_call_exist() -> None:
    pages = [page for page in PAGES if page.name != "CHANGELOG.md"]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    named = {name for text in texts for name in re.findall(r"\bnamenorm\.([a-z_]+)\(", text)}
    assert named
    assert [name for name in named if name not in namenorm.__all__] == []


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse words its help differently from Python 3.13 on")
@pytest.mark.parametrize("maker", ["make_cli_reference.py", "make_man_page.py"])
def test_the_pages_of_the_command_line_are_up_to_date(maker: str) -> None:
    command = [sys.executable, str(ROOT / "docs" / maker), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_has_the_fields_that_the_page_of_the_command_line_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Netenyahu")
    Path("b.yaml").write_text("id: Q1\n")
    page = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    shown = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]
    commands = (
        ["resolve", "Netenyahu"],
        ["find", "a.txt"],
        ["clean", "a.txt"],
        ["compare", "Ilham Aliyev", "Ilhem Aliev"],
    )
    printed = []
    for words in (*commands, ["gazetteer", "lint", "b.yaml"]):
        main([*words, "--format", "jsonl"])
        printed.append(json.loads(capsys.readouterr().out.splitlines()[0]))
    assert [_keys(one) for one in shown] == [_keys(one) for one in printed]


def _keys(record: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record, and of the first of those that are listed in it."""
    return {key: _keys(value[0]) if isinstance(value, list) else None for key, value in record.items()}


def test_an_option_has_the_same_short_form_everywhere_and_every_argument_its_help() -> None:
    forms: dict[str, set[str]] = defaultdict(set)
    for command in COMMANDS:
        for known in _arguments(command_parser(command)):
            assert known.help or known.choices, (command, known.metavar)
            for long in known.option_strings:
                forms[long] |= {form for form in known.option_strings if len(form) == 2}
                if long.startswith("--") and not any(len(form) == 2 for form in known.option_strings):
                    forms[long].add("none")
    assert {long: short for long, short in forms.items() if len(short) > 1} == {}


def _arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for known in parser._actions:
        if isinstance(known, argparse._SubParsersAction):
            for sub in known.choices.values():
                yield from _arguments(sub)
        else:
            yield known


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_the_manual_page_is_well_formed() -> None:
    command = ["mandoc", "-T", "lint", "-W", "error", str(ROOT / "docs/man/namenorm.1")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
