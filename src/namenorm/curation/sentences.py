"""The sentences of a gazetteer as tests: ``examples`` must find their entity, ``not`` sentences must not.

A sentence under ``examples`` passes when some mention in it is RESOLVED to the entity; one under ``not`` when none is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from namenorm.errors import ConfigError, GazetteerError
from namenorm.gazetteer.reader import read_sources
from namenorm.gazetteer.rules import Entry, entries_of
from namenorm.model import Link, Problem, Status
from namenorm.normalizer import Normalizer

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SentenceReport:
    """What failed, and how much was tested."""

    problems: tuple[Problem, ...]
    sentences: int
    entities: int


def check_sentences(
    gazetteer: Path,
    ids: Collection[str] = (),
    *,
    normalizer: Normalizer | None = None,
    progress: Progress = lambda _done, _total: None,
) -> SentenceReport:
    """Tests the sentences of the entities ``ids`` (none: of all) against the whole gazetteer.

    >>> from pathlib import Path
    >>> check_sentences(Path("gazetteer"), ["Q3616"]).problems  # doctest: +SKIP
    ()
    """
    sources = list(read_sources(gazetteer))
    entries = entries_of(sources, is_ours=gazetteer.is_dir())
    if not entries:
        raise GazetteerError([found for source in sources for found in source.problems])
    unknown = sorted({*ids} - {entry.entity.id for entry in entries})
    if unknown:
        raise ConfigError(f"no entry has the ID {', '.join(unknown)}; find it with: namenorm gazetteer search NAME")
    tested = [entry for entry in entries if not ids or entry.entity.id in ids]
    tested = [entry for entry in tested if entry.entity.examples or entry.entity.negatives]
    engine = normalizer or Normalizer.open(gazetteer)
    problems: list[Problem] = []
    for number, entry in enumerate(tested, 1):
        problems += _entry_problems(entry, engine)
        progress(number, len(tested))
    count = sum(len(entry.entity.examples) + len(entry.entity.negatives) for entry in tested)
    return SentenceReport(tuple(problems), count, len(tested))


def _entry_problems(entry: Entry, normalizer: Normalizer) -> Iterator[Problem]:
    wanted = entry.entity.replaced_by or entry.entity.id
    for number, sentence in enumerate(entry.entity.examples):
        links = normalizer.find(sentence)
        if all(link.resolution.id != wanted for link in links):
            message = f"{sentence!r} does not find {wanted}: {describe(links)}"
            yield entry.problem("E501", ("examples", number), message)
    for number, sentence in enumerate(entry.entity.negatives):
        found = [link for link in normalizer.find(sentence) if link.resolution.id == wanted]
        if found:
            message = f"{sentence!r} finds {wanted} in {found[0].mention.surface!r}"
            yield entry.problem("E502", ("not", number), message)


def describe(links: Sequence[Link]) -> str:
    """What was found in a sentence, in words.

    >>> describe(())
    'no name was found'
    """
    if not links:
        return "no name was found"
    return "found " + "; ".join(f"{link.mention.surface!r} = {meaning(link)}" for link in links)


def meaning(link: Link) -> str:
    """What a link says, in words: an ID and label, or the candidates of an AMBIGUOUS one."""
    resolution = link.resolution
    if resolution.status is Status.AMBIGUOUS:
        return "AMBIGUOUS: " + ", ".join(candidate.entity_id for candidate in resolution.candidates[:3])
    return f"{resolution.best.entity_id} {resolution.best.label}" if resolution.best and resolution.id else "NIL"
