"""Data -> YAML in the one style of the gazetteer, with the comments that belong to it.

* ``labels`` and ``demonyms``: a mapping with one language a line;
* ``names``: one name a line, in braces;
* ``examples`` and ``not``: one sentence a line, in double quotes;
* ``sources``: one a line;
* every other list: in brackets on one line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from namenorm.gazetteer.schema import FIELDS, NAME_FIELDS, FieldPath

QUOTED_LISTS = ("examples", "not")
BLOCK_LISTS = (*QUOTED_LISTS, "sources")
_RESOLVER = yaml.resolver.Resolver()
_AMBIGUOUS_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<~\s]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\ufeff]")
_AMBIGUOUS_INSIDE = re.compile(rf": |:$| #|\s$|{_UNPRINTABLE.pattern}")
_NUMBER_LIKE = re.compile(r"[0-9eE._+/-]+")  # more than YAML reads as a number, so that nobody has to wonder
_AMBIGUOUS_IN_FLOW = re.compile(r"[,\[\]{}:]")


class Comments:
    """The comments of a file by the field that they stand above or behind.

    ``above[field]`` are whole lines, ``behind[field]`` what follows a value on its line; ``last`` are the lines at the
    end of the file.
    """

    def __init__(self) -> None:
        self.above: dict[FieldPath, list[str]] = {}
        self.behind: dict[FieldPath, str] = {}
        self.last: list[str] = []


def emit(record: Mapping[str, Any], comments: Comments | None = None) -> str:
    r"""The text of one entry.

    >>> print(emit({"id": "Q3616", "type": "place", "labels": {"en": "Tehran", "no": "NO"},
    ...             "names": [{"text": "Teheran", "lang": "de", "kind": "variant"}]}), end="")
    id: Q3616
    type: place
    labels:
      en: Tehran
      'no': 'NO'
    names:
      - {text: Teheran, lang: de, kind: variant}
    """
    told = comments or Comments()
    lines: list[str] = []
    for key in sorted(record, key=lambda key: FIELDS.index(key) if key in FIELDS else len(FIELDS)):
        for field, text in _lines(key, record[key]):
            indent = " " * (len(text) - len(text.lstrip(" ")))
            lines += [indent + comment for comment in told.above.get(field, ())]
            lines.append(f"{text}  {told.behind[field]}" if field in told.behind else text)
    return "\n".join([*lines, *told.last]) + "\n"


def _lines(key: str, value: Any) -> Iterator[tuple[FieldPath, str]]:
    """The lines of a field, each with what stands on it."""
    if isinstance(value, dict) and key in ("labels", "demonyms"):
        yield (key,), f"{key}:"
        for lang, inner in value.items():
            text = _flow(inner) if isinstance(inner, list) else plain(str(inner))
            yield (key, lang), f"  {plain(lang)}: {text}"
    elif isinstance(value, list) and (key in BLOCK_LISTS or key == "names") and value:
        yield (key,), f"{key}:"
        yield from (((key, number), f"  - {_item(key, item)}") for number, item in enumerate(value))
    else:
        numeral = f"{value:g}" if isinstance(value, float) else str(value) if key == "prior" else ""
        yield (key,), f"{plain(key)}: {numeral or _value(value)}"


def _item(key: str, item: Any) -> str:
    if key in QUOTED_LISTS and isinstance(item, str):
        return quoted(item)
    if key == "names" and isinstance(item, dict):
        order = [*(name for name in NAME_FIELDS if name in item), *(name for name in item if name not in NAME_FIELDS)]
        return _flow({name: item[name] for name in order})
    return _value(item)


def _value(value: Any) -> str:
    return _flow(value) if isinstance(value, list | dict) else plain(str(value))


def _flow(value: Mapping[str, Any] | Sequence[Any] | str) -> str:
    if isinstance(value, str):
        return plain(value, in_flow=True)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{plain(key, in_flow=True)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"


def plain(text: str, *, in_flow: bool = False) -> str:
    """A text without quotes where YAML reads it back as this text, else with them.

    >>> plain("Tehran"), plain("NO"), plain("2020"), plain("Moshe Ya'alon"), plain("Paris, Texas", in_flow=True)
    ('Tehran', "'NO'", "'2020'", "Moshe Ya'alon", "'Paris, Texas'")
    """
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    odd = (
        not text
        or tag != "tag:yaml.org,2002:str"
        or _NUMBER_LIKE.fullmatch(text)
        or _AMBIGUOUS_START.match(text)
        or _AMBIGUOUS_INSIDE.search(text)
        or (in_flow and _AMBIGUOUS_IN_FLOW.search(text))
    )
    if not odd:
        return text
    return quoted(text) if _UNPRINTABLE.search(text) else "'" + text.replace("'", "''") + "'"


def quoted(text: str) -> str:
    r"""A text in double quotes.

    >>> print(quoted('He said "no".'))
    "He said \"no\"."
    """
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\L").replace("\u2029", "\\P").replace("\x85", "\\N")
