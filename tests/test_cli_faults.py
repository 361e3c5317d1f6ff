"""What must not be lost: kills, full disks, read-only folders, and the page in a real browser."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OLD = "Mr IIlam Aliyev and Netenyahu.\n" * 40
NEW = "Mr Ilham Aliyev and Netanyahu.\n" * 40
_STUBBED = """
import sys
sys.path[:0] = {path!r}
from tests.stub_normalizer import StubNormalizer
from namenorm.normalizer import Normalizer
from namenorm.cli.main import main
Normalizer.open = lambda *_: StubNormalizer()
{before}
sys.exit(main(sys.argv[1:]))
"""


def command(*words: str, before: str = "") -> list[str]:
    script = _STUBBED.format(path=[str(ROOT), str(ROOT / "src")], before=before)
    return [sys.executable, "-c", script, *words]


def run(*words: str, cwd: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words, before=before), cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(300):
        (texts / f"{number:03}.txt").write_text(OLD)
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_killed_at_any_moment_leaves_each_file_old_or_new(folder: Path, jobs: str) -> None:
    dice = random.Random(7)
    words = ["clean", "-q", "-j", jobs, "--write", "--report", "edits.jsonl", "--resume", "texts"]
    for _ in range(4):
        process = subprocess.Popen(command(*words), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not (folder / "edits.jsonl").exists() and process.poll() is None:
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.3))
        process.kill()
        process.wait()
        assert {path.read_text() for path in (folder / "texts").glob("*.txt")} <= {OLD, NEW}
    assert run(*words, cwd=folder).returncode == 0
    assert {path.read_text() for path in (folder / "texts").glob("*.txt")} == {NEW}
    assert run("undo", "edits.jsonl", cwd=folder).returncode == 0
    assert {path.read_text() for path in (folder / "texts").glob("*.txt")} == {OLD}


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "small.txt").write_text(OLD)
    (tmp_path / "large.txt").write_text(OLD * 100)
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
    result = run("clean", "--write", "-q", "small.txt", "large.txt", cwd=tmp_path, before=limit)
    assert result.returncode == 2
    assert result.stderr.startswith("namenorm: large.txt: File too large")
    assert (tmp_path / "small.txt").read_text() == NEW
    assert (tmp_path / "large.txt").read_text() == OLD * 100
    assert sorted(path.name for path in tmp_path.iterdir()) == ["large.txt", "small.txt"]


def _is_mountable() -> bool:
    """Whether this user may mount a small disk, if only for the processes of a test."""
    if shutil.which("unshare") is None:
        return False
    words = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _is_mountable(), reason="no disk of its own can be mounted")
@pytest.mark.parametrize("ledger", [[], ["--report", "edits.jsonl"]], ids=["", "ledger"])
def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path, ledger: list[str]) -> None:
    """On 256 KB there is room for a second copy of the small files, not of the large one nor for the whole ledger."""
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    texts = {"a.txt": OLD, "large.txt": OLD * 130, "z.txt": OLD}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    words = command("clean", "--write", "-q", "-j", "1", *ledger, "a.txt", "large.txt", "z.txt")
    script = 'mount -t tmpfs -o size=256k tmpfs disk && cp ./*.txt disk && (cd disk && "$@")'
    script += "; code=$?; cp -r disk kept; exit $code"
    result = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", *words],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 2
    assert "No space left on device" in result.stderr
    assert (kept / "large.txt").read_text() == texts["large.txt"]
    for name in ("a.txt", "z.txt"):
        assert (kept / name).read_text() in ((NEW,) if not ledger else (OLD, NEW))
    assert {item.name for item in kept.iterdir()} <= {*texts, "edits.jsonl"}
    if ledger:
        assert run("undo", "edits.jsonl", cwd=kept).returncode == 0
        assert {name: (kept / name).read_text() for name in texts} == texts


@pytest.mark.skipif(not _is_mountable(), reason="no disk of its own can be mounted")
def test_an_output_that_does_not_fit_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    words = command("gazetteer", "export", "jsonl", "-g", "default", "-o", "disk/all.jsonl")
    script = 'mount -t tmpfs -o size=256k tmpfs disk && "$@"; code=$?; ls -A disk; exit $code'
    result = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", *words],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "namenorm: disk/all.jsonl: No space left on device\n"


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder in which nobody may write, not even root."""
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "a.txt").write_text(OLD)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        lock, unlock = ["chattr", "+i", str(folder)], ["chattr", "-i", str(folder)]
        if shutil.which("chattr") is None or subprocess.run(lock, check=False, capture_output=True).returncode:
            pytest.skip("root may write everywhere here")
        yield folder
        subprocess.run(unlock, check=True)
    else:
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode")
def test_a_read_only_folder_is_named_and_the_others_are_done(closed: Path, tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open/a.txt").write_text(OLD)
    result = run("clean", "--write", "-q", "closed", "open", cwd=tmp_path)
    assert result.returncode == 2
    assert re.search(
        "namenorm: closed/a.txt: no file can be made in its folder: (Permission denied|Operation not permitted)",
        result.stderr,
    )
    assert [path.read_text() for path in closed.iterdir()] == [OLD]
    assert (tmp_path / "open/a.txt").read_text() == NEW
    result = run("clean", "--write", "-q", "--report", "closed/edits.jsonl", "open", cwd=tmp_path)
    assert result.returncode == 2
    assert "namenorm: closed/edits.jsonl: " in result.stderr
    result = run("clean", "-q", "--html", "closed/page.html", "open", cwd=tmp_path)
    assert result.stderr.startswith("namenorm: closed/page.html: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_what_cannot_be_recorded_is_not_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD)
    result = run("clean", "--write", "-q", "--report", "/dev/full", "a.txt", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("namenorm: /dev/full: No space left on device")
    assert (tmp_path / "a.txt").read_text() == OLD


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_worker_processes_end_with_a_run_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Iran")
    (tmp_path / "b.jsonl").write_text('{"text": "Tehran and Iran"}\n' * 200_000)
    words = ["-m", "namenorm", "clean", "-q", "-j", "2", "."]
    process = subprocess.Popen([sys.executable, *words], cwd=tmp_path, stdout=subprocess.DEVNULL)
    workers: list[int] = []
    while len(workers) < 2 and process.poll() is None:
        time.sleep(0.1)
        workers = [int(word) for word in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    time.sleep(1)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert workers
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def _append(path: Path) -> None:
    with path.open("a") as file:
        file.write("more")


def _rewrite_with_the_old_time(path: Path) -> None:
    times = path.stat()
    path.write_text(OLD.replace("Mr", "Dr"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_text(OLD)
    other.replace(path)


@pytest.mark.parametrize("change", [_append, _rewrite_with_the_old_time, _replace, Path.unlink])
@pytest.mark.parametrize("ledger", [[], ["--report", "edits.jsonl"]], ids=["", "ledger"])
def test_a_file_that_changes_while_it_is_cleaned_is_left_alone(
    tmp_path: Path, change: Callable[[Path], None], ledger: list[str]
) -> None:
    """The run waits for an answer: it has read the file and not replaced it yet."""
    path = tmp_path / "a.txt"
    path.write_text(OLD)
    (tmp_path / "b.txt").write_text(OLD)
    process = subprocess.Popen(
        command("clean", "-q", "--interactive", *ledger, "a.txt", "b.txt"), cwd=tmp_path, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    asked = ""
    while not asked.endswith("[q]uit changing: "):
        letter = process.stderr.read(1)
        assert letter, asked
        asked += letter
    change(path)
    changed = path.read_text() if path.exists() else None
    _, errors = process.communicate("a\n", timeout=60)
    said = "has changed since it was read, left as it is" if changed is not None else "No such file or directory"
    assert said in errors.splitlines()[-1]
    assert process.returncode == 2
    assert (path.read_text() if path.exists() else None) == changed
    assert (tmp_path / "b.txt").read_text() == NEW
    assert {item.name for item in tmp_path.iterdir()} <= {"a.txt", "b.txt", "edits.jsonl"}
    if ledger:
        assert run("undo", "edits.jsonl", cwd=tmp_path).returncode == 0
        assert (path.read_text() if path.exists() else None) == changed
        assert (tmp_path / "b.txt").read_text() == OLD


def test_a_text_that_the_engine_cannot_bear_does_not_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("broken")
    (tmp_path / "b.txt").write_text(OLD)
    fail = (
        "real = StubNormalizer.rewrite\n"
        "def rewrite(self, text, **options):\n    assert text != 'broken', 'cannot'\n"
        "    return real(self, text, **options)\n"
        "StubNormalizer.rewrite = rewrite"
    )
    result = run("clean", "--write", "-q", "a.txt", "b.txt", cwd=tmp_path, before=fail)
    assert result.returncode == 2
    assert result.stderr.startswith("namenorm: a.txt: internal error: AssertionError: cannot")
    assert (tmp_path / "b.txt").read_text() == NEW


@pytest.mark.skipif(sys.platform != "linux", reason="no such signal, or processes that know no stub")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_says_so_and_ends_at_once(folder: Path, jobs: str) -> None:
    slow = (
        "import signal; signal.signal(2, signal.default_int_handler)  # which a background job ignores\n"
        "import time; real = StubNormalizer.find\n"
        "StubNormalizer.find = lambda *a, **k: (time.sleep(60 if 'IIlam' in a[1] else 0), real(*a, **k))[1]"
    )
    process = subprocess.Popen(
        command("clean", "-q", "-j", jobs, "--write", "--report", "r.jsonl", "texts", before=slow), cwd=folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not (folder / "r.jsonl").exists():
        time.sleep(0.01)
    time.sleep(1)
    process.send_signal(2)
    _, errors = process.communicate(timeout=20)
    advice = "each file is either repaired or as it was; add --resume to go on"
    assert (process.returncode, errors) == (130, f"namenorm: interrupted; {advice}\n")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_worker_that_is_killed_ends_the_run_with_advice(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"text": "Tehran and Iran"}\n' * 400_000)
    words = ["-m", "namenorm", "clean", "-q", "-j", "2", "--write", "b.jsonl"]
    process = subprocess.Popen([sys.executable, *words], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    workers: list[str] = []
    while len(workers) < 2 and process.poll() is None:
        time.sleep(0.05)
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(workers[0]), 9)
    _, errors = process.communicate(timeout=60)
    advice = "namenorm: a process ended that nobody had stopped, perhaps for lack of memory; try -j 1\n"
    assert (process.returncode, errors) == (2, advice)
    assert [path.name for path in tmp_path.iterdir()] == ["b.jsonl"]


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
def test_the_page_works_in_a_browser(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Netenyahu, Netanyahu & Alijef <b>Tehran</b>\nאב Netanyahu\n")
    (tmp_path / "b.txt").write_text("nothing </script> here")
    assert run("clean", "-q", "--html", "report.html", "a.md", "b.txt", cwd=tmp_path).returncode == 1
    page = tmp_path / "report.html"
    probe = """<script>addEventListener("load", () => {
      const mark = document.querySelector("mark.edit");
      mark.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
      const tip = document.getElementById("tip").hidden ? "" : document.getElementById("tip").textContent;
      document.querySelector("[value=after]").click();
      const after = mark.innerText;
      document.querySelectorAll("#side ul:last-of-type button")[0].click();
      const counts = [...document.querySelectorAll("output")].map((node) => node.textContent);
      const off = [...document.querySelectorAll("mark.off")].map((node) => node.dataset.label);
      const entities = document.querySelectorAll("#side ul:last-of-type button").length;
      document.title = JSON.stringify({tip, after, counts, off, entities});
    });</script></body>"""
    page.write_text(page.read_text().replace("</body>", probe))
    result = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
            f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", result.stdout, re.DOTALL)
    assert title is not None, result.stderr
    seen = json.loads(title[1])
    assert seen["tip"].startswith("Netenyahu → Netanyahu")
    assert seen["after"] == "Netanyahu"
    assert seen["counts"] == ["1", "3", "1"]
    assert seen["entities"] == 2
    assert set(seen["off"]) == {"", "Tehran"}
