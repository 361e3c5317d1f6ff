"""A name beside a single entity that is listed: whether it means that entity (``cases/names_beside.jsonl``).

``most`` is the most that an answer may score which is not sure. A line with ``"fails": true`` is a known failure.
"""

from __future__ import annotations

from typing import Any

import pytest
from evaluation.data import read_lines
from evaluation.shipped_names import CASES

from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.model import Entity, Query, Status
from namenorm.resolving.resolver import Resolver


def cases() -> list[Any]:
    failure = pytest.mark.xfail(strict=True, reason="known failure")
    return [
        pytest.param(line, id=f"{line['query']}-{line['listed']}", marks=[failure] if line.get("fails") else [])
        for line in read_lines(CASES.with_name("names_beside.jsonl"))
    ]


@pytest.mark.parametrize("line", cases())
def test_a_name_means_what_is_listed_or_it_does_not(line: dict[str, Any]) -> None:
    listed = Entity("listed", line["type"], {line.get("lang", "en"): line["listed"]})
    found = Resolver(MappedIndex.build([listed]), Config()).resolve(Query(line["query"]))
    assert (found.status is Status.RESOLVED) is line["same"], (found.status, found.score)
    assert not line["same"] or found.score <= line.get("most", 1.0)
