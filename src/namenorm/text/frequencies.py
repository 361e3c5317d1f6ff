"""The most frequent words of a language, from wordfreq where somebody asks for them.

wordfreq is optional (``pip install 'namenorm[words]'``): its code is under the Apache License, its data under CC BY-SA
4.0. This is the only module that imports it, and only where a count of words is asked for, so that an answer never
depends on what happens to be installed.
"""

from __future__ import annotations

from functools import lru_cache

from namenorm.errors import ConfigError
from namenorm.model import label_languages
from namenorm.text.fold import compact, fold


@lru_cache(maxsize=32)
def most_frequent(lang: str | None, count: int) -> frozenset[str]:
    """The ``count`` most frequent words of a language, folded.

    None where ``count`` is 0 or wordfreq has no list of the language. It folds case, so names are among the words.

    >>> most_frequent("en", 0)
    frozenset()

    Raises `namenorm.errors.ConfigError` where wordfreq is not installed.
    """
    if not count or lang is None:
        return frozenset()
    try:
        import wordfreq
    except ImportError:
        raise ConfigError("usual_words needs word frequencies: pip install 'namenorm[words]'") from None
    listed = wordfreq.available_languages()
    base = next((code for code in label_languages(lang) if code in listed), None)
    if base is None:
        return frozenset()
    return frozenset(compact(fold(word)) for word in wordfreq.top_n_list(base, count) if any(map(str.isalpha, word)))
