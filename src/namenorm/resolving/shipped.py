"""The files with what was learned that namenorm ships: ``resolving/data``, made by the commands of ``evaluation``."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def shipped(name: str) -> Any:
    """What a JSON file says.

    >>> "weights" in shipped("slips.json")
    True
    """
    return json.loads(resources.files("namenorm.resolving").joinpath(f"data/{name}").read_bytes())
