"""Makes the pictures of docs/images that show `namenorm clean`: `python docs/make_images.py` (needs Chromium).

The commands really run, on docs/examples; Chromium draws what they print and the page that they write.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

DOCS = Path(__file__).parent
EXAMPLES = ("article.txt", "notes.md")
_STYLES = {"1": "bold", "2": "dim", "31": "red", "32": "green", "33": "yellow", "36": "cyan"}
_TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; padding: 18px 22px; background: #1b1e22; color: #dcdcd6; }
body { font: 15px/1.45 "DejaVu Sans Mono", monospace; }
pre { margin: 0; white-space: pre-wrap; font: inherit; }
.bold { font-weight: bold; } .dim { color: #8b9096; } .red { color: #ff8a76; } .green { color: #8bd49c; }
.yellow { color: #ecc36a; } .cyan { color: #7cc7d6; } .prompt { color: #8b9096; }
</style><pre>"""
_POINT_AT = """<script>addEventListener("load", () => {
  const marks = [...document.querySelectorAll("mark.edit")];
  const mark = marks.find((one) => one.dataset.label === "Zakir Hasanov") || marks[0];
  mark.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
});</script></body>"""


def main() -> int:
    """Makes all pictures."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("make_images.py needs Chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in EXAMPLES:
            shutil.copy(DOCS / "examples" / name, work)
        words = ["clean", "--show-context", "article.txt"]
        diff = ["clean", "--diff", "notes.md"]
        shown = _shown(work, words) + "\n" + _shown(work, diff)
        _draw(chromium, work, _TERMINAL + shown + "</pre>", "clean-terminal.png", (1180, 620))
        _run(work, ["clean", "--html", "report.html", *EXAMPLES])
        page = (work / "report.html").read_text(encoding="utf-8")
        _draw(chromium, work, page.replace("</body>", _POINT_AT), "clean-report.png", (1400, 800))
    return 0


def _run(folder: Path, words: list[str]) -> str:
    command = [sys.executable, "-m", "namenorm", *words, "--color", "always"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _shown(folder: Path, words: list[str]) -> str:
    """A command and what it prints, as HTML."""
    body = escape(_run(folder, words), quote=False)
    body = re.sub(r"\x1b\[([0-9;]+)m", lambda found: _span(found[1]), body)
    return f'<span class="prompt">$</span> namenorm {escape(" ".join(words))}\n{body}'


def _span(codes: str) -> str:
    return "</span>" if codes == "0" else f'<span class="{" ".join(_STYLES[code] for code in codes.split(";"))}">'


def _draw(chromium: str, folder: Path, page: str, name: str, size: tuple[int, int]) -> None:
    (folder / "page.html").write_text(page, encoding="utf-8")
    target = DOCS / "images" / name
    subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
            f"--user-data-dir={folder / 'profile'}", f"--window-size={size[0]},{size[1]}", f"--screenshot={target}",
            (folder / "page.html").as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
