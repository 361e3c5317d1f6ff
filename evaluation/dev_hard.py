"""``python -m evaluation dev-hard``: sets of texts whose gazetteers do not know the texts' own spellings.

Gazetteers that were made beside texts hold spellings that come from the mentions themselves, which flatters whoever
looks names up. The copy drops every variant whose spelling occurs as a mention in exactly one document; labels stay,
and so does what several documents write. Tune on the copy.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.data import read_lines
from evaluation.documents import read_documents, text_sets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from evaluation.documents import Document


def lone_spellings(documents: Iterable[Document]) -> frozenset[str]:
    """The spellings, case aside, that are mentions in one document only."""
    seen: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for gold in document.mentions:
            seen[gold.surface.casefold()].add(document.id)
    return frozenset(spelling for spelling, where in seen.items() if len(where) == 1)


def without(spellings: Collection[str], entity: dict[str, Any]) -> dict[str, Any]:
    """An entity without the variants that are spelt so.

    >>> without({"vvien"}, {"labels": {"de": "Wien"}, "names": [{"text": "VVien"}]})
    {'labels': {'de': 'Wien'}, 'names': []}
    """
    names = [name for name in entity.get("names", ()) if name["text"].casefold() not in spellings]
    return {**entity, "names": names}


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    options = _parser().parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.sets or text_sets(options.data):
        spellings = lone_spellings(read_documents(options.data / f"{name}.jsonl"))
        entities = read_lines(options.data / f"{name}.gaz.jsonl")
        kept = [without(spellings, entity) for entity in entities]
        lines = "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in kept)
        (options.out / f"{name}.gaz.jsonl").write_text(lines, encoding="utf-8", newline="\n")
        shutil.copyfile(options.data / f"{name}.jsonl", options.out / f"{name}.jsonl")
        before, after = (sum(len(entity.get("names", ())) for entity in each) for each in (entities, kept))
        print(f"{name}: {before - after} of {before} variants dropped")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation dev-hard", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help="sets to copy; all of the folder where none is given")
    parser.add_argument("--data", type=Path, required=True, help="a folder of SET.jsonl and SET.gaz.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="the folder that the copies are written to")
    return parser
