"""Writes docs/reference/cli.md from the help of the commands: `python docs/make_cli_reference.py`.

With ``--check`` it writes nothing and fails where the page is out of date.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from namenorm.cli.main import COMMANDS, command_parser

PAGE = Path(__file__).parent / "reference" / "cli.md"
HEAD = """\
# Command line

This page is the help of the commands, as `namenorm COMMAND --help` prints it.

Exit codes: 0 all done, 1 findings left or names unresolved, 2 error, 130 interrupted. Data goes to standard output,
messages and progress to standard error; progress only to a terminal. Colour follows the terminal and `NO_COLOR`.

`namenorm resolve --format jsonl` prints one object per name, in the order of the input:

```json
{"query": "Netenyahu", "status": "RESOLVED", "id": "Q43723", "label": "Benjamin Netanyahu", "type": "person",
 "score": 0.9261, "tier": "fuzzy",
 "candidates": [{"id": "Q43723", "label": "...", "type": "person", "alias": "...", "score": 0.9261, "tier": "fuzzy"}]}
```

`namenorm find --format jsonl` prints one object per mention, with offsets in code points; `end` is exclusive:

```json
{"path": "a.txt", "line": 1, "column": 1, "start": 0, "end": 9, "text": "Netenyahu", "status": "RESOLVED",
 "id": "Q43723", "label": "Benjamin Netanyahu", "type": "person", "score": 0.9, "tier": "fuzzy"}
```

`id` is `null` unless the status is RESOLVED; an AMBIGUOUS mention also has `candidates`. In tables and records
(`--field`), `record`, the number of the row, where a header counts, stands in place of `line` and `column`; with
`--id-field`, `doc_id` in place of `path` and them.

`namenorm clean --format jsonl` prints one object per finding, with `byte` as the offset in the file; `obstacle` says
what keeps an edit from being made, `candidates` what an AMBIGUOUS name may mean. `--format json` is one object with
`versions`, `findings`, `entities` and `summary`:

```json
{"path": "a.txt", "line": 1, "column": 1, "start": 0, "end": 9, "byte": 0, "before": "Netenyahu",
 "after": "Netanyahu", "id": "Q43723", "label": "Benjamin Netanyahu", "type": "person", "tier": "fuzzy",
 "level": "misspelling", "safety": "SAFE", "score": 0.9, "reason": "misspelling of Benjamin Netanyahu",
 "applied": false}
```

`namenorm compare --format jsonl` prints one object; `gazetteer lint` and `test` print one per problem:

```json
{"left": "Ilham Aliyev", "right": "Ильхам Алиев", "score": 0.98,
 "evidence": [{"feature": "word", "value": 0.934, "weight": 0.467, "note": "ilham ~ ilkham"}]}
```

```json
{"path": "gazetteer/place/Q3616-tehran.yaml", "line": 9, "field": "type", "message": "is missing; ...",
 "severity": "error", "code": "E101", "repair": ""}
```
"""


def page() -> str:
    """The whole page."""
    sections = []
    for command in COMMANDS:
        sections.append(_section(2, command))
        sections += (_section(3, command, name) for name in _actions(command))
    return "\n".join([HEAD, *sections])


def _section(level: int, *words: str) -> str:
    return f"{'#' * level} namenorm {' '.join(words)}\n\n```text\n{_help(*words)}\n```\n"


def _actions(command: str) -> list[str]:
    for known in command_parser(command)._actions:
        if isinstance(known, argparse._SubParsersAction):
            return list(known.choices)
    return []


def _help(*words: str) -> str:
    # Python 3.13 prints options without repeating the metavariable; the page is made with the oldest version.
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "namenorm", *words, "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip()


def main() -> int:
    """Writes the page, or checks it."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == page():
        return 0
    print(f"{PAGE} is out of date; run: python docs/make_cli_reference.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
