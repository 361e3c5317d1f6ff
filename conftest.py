"""Doctests of modules that need an optional dependency are collected only where it is installed."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("spacy") else ["src/namenorm/adapters/spacy_*.py"]
