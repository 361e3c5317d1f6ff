"""How the properties are tested: how long an example takes depends on the machine, and says nothing of the property."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
