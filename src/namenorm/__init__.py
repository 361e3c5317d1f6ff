"""namenorm: resolves the many spellings of a name to one canonical ID.

>>> import namenorm
>>> namenorm.resolve("Netenyahu").best.label  # doctest: +SKIP
'Benjamin Netanyahu'

Start with `resolve`, `find` and `rewrite`; open your own gazetteer with `Normalizer.open`.
"""

from namenorm.api import (
    available_languages,
    build_index,
    compare,
    entity,
    find,
    find_many,
    link,
    link_many,
    lint_gazetteer,
    resolve,
    resolve_many,
    rewrite,
    rewrite_many,
    undo,
)
from namenorm.config import Config
from namenorm.errors import (
    ConfigError,
    DocumentError,
    GazetteerError,
    IndexFileError,
    IndexFormatError,
    IndexVersionError,
    NamenormError,
    UndecodableError,
    UndoError,
)
from namenorm.model import (
    Alias,
    Candidate,
    Comparison,
    Edit,
    Entity,
    Evidence,
    Link,
    Mention,
    Problem,
    Query,
    Resolution,
    Rewrite,
    Safety,
    Status,
    Tier,
)
from namenorm.normalizer import Normalizer
from namenorm.version import __version__

__all__ = [
    "Alias",
    "Candidate",
    "Comparison",
    "Config",
    "ConfigError",
    "DocumentError",
    "Edit",
    "Entity",
    "Evidence",
    "GazetteerError",
    "IndexFileError",
    "IndexFormatError",
    "IndexVersionError",
    "Link",
    "Mention",
    "NamenormError",
    "Normalizer",
    "Problem",
    "Query",
    "Resolution",
    "Rewrite",
    "Safety",
    "Status",
    "Tier",
    "UndecodableError",
    "UndoError",
    "__version__",
    "available_languages",
    "build_index",
    "compare",
    "entity",
    "find",
    "find_many",
    "link",
    "link_many",
    "lint_gazetteer",
    "resolve",
    "resolve_many",
    "rewrite",
    "rewrite_many",
    "undo",
]
