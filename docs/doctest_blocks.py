"""Makes code blocks of the examples in docstrings, which Markdown would take for quotations (`mkdocs.yml` loads it)."""

from __future__ import annotations

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"(?m)^>>> .*(?:\n.+)*")  # up to the next empty line


class DoctestBlocks(griffe.Extension):
    """Fences the examples of every object."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """Called for each object that has been read."""
        if obj.docstring is not None:
            text = re.sub(r"  # doctest: .*", "", obj.docstring.value)
            obj.docstring.value = _EXAMPLE.sub(lambda found: f"```pycon\n{found[0]}\n```", text)
