"""The pre-commit hooks: what pre-commit would run, on the files that it would name."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Zakkir Hasanov spoke.\n")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/b.txt").write_text("Zakkir Hasanov spoke.\n")
    (tmp_path / ".namenormignore").write_text("old/\n")
    (tmp_path / "names.jsonl").write_text(
        '{"id": "Q1", "type": "person", "labels": {"en": "Zakir Hasanov"}, '
        '"names": [{"text": "Zakkir Hasanov", "lang": "en", "kind": "misspelling"}]}\n'
    )
    (tmp_path / "namenorm.toml").write_text('gazetteer = ["names.jsonl"]\n')
    return tmp_path


def run(hook_id: str, repository: Path) -> subprocess.CompletedProcess[str]:
    (hook,) = [hook for hook in HOOKS if hook["id"] == hook_id]
    assert (hook["language"], hook["types"]) == ("python", ["text"])
    program, *words = shlex.split(hook["entry"])
    assert program == "namenorm"
    files = ["a.txt", "old/b.txt", "names.jsonl"]  # pre-commit names files of every kind
    command = [sys.executable, "-m", "namenorm", *words, *files]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)


def test_the_check_reports(repository: Path) -> None:
    done = run("namenorm", repository)
    assert done.returncode == 1
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith('a.txt:1:1 "Zakkir Hasanov" -> "Zakir Hasanov" Q1 person misspelling ')
    assert (repository / "a.txt").read_text() == "Zakkir Hasanov spoke.\n"


def test_the_fix_repairs_what_is_not_ignored_and_fails_once(repository: Path) -> None:
    names = (repository / "names.jsonl").read_text()
    assert run("namenorm-fix", repository).returncode == 1
    assert (repository / "a.txt").read_text() == "Zakir Hasanov spoke.\n"
    assert (repository / "old/b.txt").read_text() == "Zakkir Hasanov spoke.\n"
    assert (repository / "names.jsonl").read_text() == names
    again = run("namenorm-fix", repository)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
