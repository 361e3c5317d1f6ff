"""The GitHub Action: its script, in a scratch repository, with the variables that the runner sets."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="needs bash")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one misspelling that is listed, and a runner that has namenorm installed already."""
    repository = tmp_path / "repository"
    (repository / "texts").mkdir(parents=True)
    (repository / "texts/a.txt").write_text("Zakkir Hasanov spoke.\n")
    (repository / "names.jsonl").write_text(
        '{"id": "Q1", "type": "person", "labels": {"en": "Zakir Hasanov"}, '
        '"names": [{"text": "Zakkir Hasanov", "lang": "en", "kind": "misspelling"}]}\n'
    )
    (repository / "namenorm.toml").write_text('gazetteer = ["names.jsonl"]\n')
    command = tmp_path / "runner/namenorm/bin/namenorm"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m namenorm "$@"\n')
    command.chmod(0o755)
    (tmp_path / "runner/namenorm/installed").touch()
    return repository


def run(repository: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    (step,) = ACTION["runs"]["steps"]
    values = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | inputs
    runner = repository.parent / "runner"
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: values[found[1]], text)
        for name, text in step["env"].items()
    }
    environment |= {
        "GITHUB_ACTION_PATH": str(ROOT),
        "RUNNER_TEMP": str(runner),
        "GITHUB_OUTPUT": str(runner / "output"),
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
        "NAMENORM_CACHE": str(runner / "cache"),
        "PATH": "/usr/bin:/bin",
    }
    (runner / "output").unlink(missing_ok=True)
    done = subprocess.run(
        ["bash", "-c", step["run"]], cwd=repository, env=environment, capture_output=True, text=True, check=False
    )
    output = (runner / "output").read_text() if (runner / "output").exists() else ""
    return done, dict(line.split("=", 1) for line in output.splitlines())


def test_annotations(repository: Path) -> None:
    done, outputs = run(repository)
    assert done.returncode == 1, done.stderr
    assert done.stdout == (
        '::warning file=texts/a.txt,line=1,col=1,endColumn=15,title=namenorm::"Zakkir Hasanov" should be '
        '"Zakir Hasanov" (Zakir Hasanov, Q1)\n'
    )
    assert outputs == {"findings": "true"}
    assert "* 1 finding left: 1 safe to repair (--write)" in (repository.parent / "runner/summary.md").read_text()


def test_sarif(repository: Path) -> None:
    done, outputs = run(repository, report="sarif", **{"fail-on-findings": "false"})
    assert done.returncode == 0, done.stderr
    assert outputs == {"findings": "true", "sarif-file": "namenorm.sarif"}
    (result,) = json.loads((repository / "namenorm.sarif").read_text())["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "texts/a.txt"


def test_paths_and_options_come_one_a_line(repository: Path) -> None:
    (repository / "texts/b c.txt").write_text("Nothing.\n")
    done, outputs = run(repository, paths="texts/b c.txt\ntexts/*.txt\n", options="--ignore-words=words\n\n-q")
    assert done.returncode == 2
    assert "words: No such file" in done.stderr
    (repository / "words").write_text("Zakkir Hasanov\n")
    done, outputs = run(repository, paths="texts/b c.txt\ntexts/*.txt\n", options="--ignore-words=words\n\n-q")
    assert (done.returncode, done.stdout, outputs) == (0, "", {"findings": "false"})


def test_an_error_hides_no_findings(repository: Path) -> None:
    done, outputs = run(repository, paths="texts\nmissing")
    assert (done.returncode, outputs) == (2, {"findings": "true"})
    assert done.stdout.count("::warning ") == 1
    assert "namenorm: missing: No such file or directory" in done.stderr


@pytest.mark.parametrize("hostile", ["$(touch owned)", "`touch owned`", "; touch owned", "--write"])
def test_inputs_are_never_run(repository: Path, hostile: str) -> None:
    done, _ = run(repository, paths=hostile)
    assert done.returncode == 2
    assert not (repository / "owned").exists()
    assert "Zakkir" in (repository / "texts/a.txt").read_text()


def test_wrong_reports_are_named(repository: Path) -> None:
    done, _ = run(repository, report="xml")
    assert (done.returncode, done.stdout) == (2, "::error::namenorm: report must be annotations or sarif, not 'xml'\n")
