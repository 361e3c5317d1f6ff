"""Build hook: compiles the top-level ``gazetteer/`` into the index that the wheel carries."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts ``namenorm/default.index`` into the wheel; an editable install reads ``gazetteer/`` itself instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files of a wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from namenorm.build import build_index

        self._folder = tempfile.TemporaryDirectory()
        index = Path(self._folder.name) / "default.index"
        build_index([root / "gazetteer"], index)
        build_data["force_include"][str(index)] = "namenorm/default.index"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Called after the wheel is written."""
        if version != "editable":
            self._folder.cleanup()
