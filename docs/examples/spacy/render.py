"""Draws what namenorm finds in a text, each name with a link to its entity: as a page, and as the picture of the docs.

python render.py --html page.html
python render.py --png ../../images/spacy-displacy.png      needs chromium (Debian: apt-get install chromium)
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

import spacy
from spacy import displacy

FOLDER = Path(__file__).parent
TEXTS = [
    "Netenyahu met Ilham Aliyev in Baku. Aliyev thanked him.",
    "Ильхам Алиев прилетел в Тегеран.",
    "בנימין נתניהו נפגש עם İlham Əliyev.",
]
STYLE = "body { padding: 1rem !important } figure { margin: 0 !important } mark { white-space: nowrap }"
OPTIONS = {"kb_url_template": "https://www.wikidata.org/wiki/{}"}


def page() -> str:
    """The texts with their names marked, as a page of HTML."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("namenorm", config={"gazetteer": str(FOLDER / "names.jsonl"), "annotate_ents": True})
    html: str = displacy.render(list(nlp.pipe(TEXTS)), style="ent", page=True, options=OPTIONS, jupyter=False)
    return html.replace("</head>", f"<style>{STYLE}</style></head>")


def draw(html: Path, picture: Path) -> None:
    """Makes a picture of a page."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("the picture needs chromium; on Debian or Ubuntu: apt-get install chromium")
    picture.parent.mkdir(parents=True, exist_ok=True)
    command = [chromium, "--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=2"]
    subprocess.run(
        [*command, "--window-size=900,270", f"--screenshot={picture.resolve()}", html.resolve().as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )


def main() -> None:
    """Reads the options."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--html", type=Path, help="where to write the page")
    parser.add_argument("--png", type=Path, help="where to write the picture")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        html = options.html or Path(folder) / "page.html"
        html.write_text(page(), encoding="utf-8")
        if options.png:
            draw(html, options.png)


if __name__ == "__main__":
    main()
