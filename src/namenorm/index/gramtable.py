"""GramTable: the aliases whose grams are most like those of a name, by tf-idf cosine in several views at once.

Postings lie in blocks of 65,536 aliases, so that a row takes two bytes and the sums of a block stay in the processor's
cache. A block holds its gram numbers in order, where the postings of each begin, and what each alias's vector in each
view has to be divided by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from namenorm.index.sorting import distinct
from namenorm.text.grams import GRAM_VIEWS, gram_arrays, view_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from namenorm.index.layout import SectionStore

    Codes = npt.NDArray[np.uint32]
    Floats = npt.NDArray[np.float32]

BLOCK = 1 << 16
_VIEWS = len(GRAM_VIEWS)
_POSTINGS = 80_000
"""Postings of one view that a search reads; the rarest grams come first, so small indexes are read whole."""


def file_block(store: SectionStore, number: int, raw: npt.NDArray[np.uint8], rows: npt.NDArray[np.uint32]) -> None:
    """Files the grams of up to `BLOCK` aliases (see `namenorm.text.grams.gram_arrays`)."""
    codes, owners = gram_arrays(raw, rows)
    filed = distinct((codes.astype(np.uint64) << np.uint64(16)) | owners.astype(np.uint64))
    codes = (filed >> np.uint64(16)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1]))) if codes.size else codes
    codes = codes[starts]
    name = f"grams.{number:04d}"
    store.append(f"{name}.codes", codes)
    store.append(f"{name}.starts", np.append(starts, filed.size).astype(np.uint32))
    store.append(f"{name}.rows", (filed & np.uint64(0xFFFF)).astype(np.uint16))


def finish_grams(store: SectionStore, aliases: int) -> None:
    """Counts the grams of all blocks and works out the norms of all aliases, which need the counts."""
    blocks = range(-(-aliases // BLOCK))
    codes = np.zeros(0, dtype=np.uint32)
    counts = np.zeros(0, dtype=np.uint32)
    for number in blocks:
        own = store.array(f"grams.{number:04d}.codes")
        sizes = np.diff(store.array(f"grams.{number:04d}.starts"))
        merged, places = np.unique(np.concatenate([codes, own]), return_inverse=True)
        summed = np.bincount(places, weights=np.concatenate([counts, sizes]), minlength=merged.size)
        codes, counts = merged, summed.astype(np.uint32)
    store.append("grams.codes", codes)
    store.append("grams.counts", counts)
    squares = rarity(counts, aliases) ** 2
    for number in blocks:
        name = f"grams.{number:04d}"
        own, starts = store.array(f"{name}.codes"), store.array(f"{name}.starts")
        rows = store.array(f"{name}.rows").astype(np.int64)
        size = min(BLOCK, aliases - number * BLOCK)
        weights = squares[np.searchsorted(codes, own)]
        slots = rows + np.repeat(view_of(own).astype(np.int64) * size, np.diff(starts))
        sums = np.bincount(slots, weights=np.repeat(weights, np.diff(starts)), minlength=_VIEWS * size)
        store.append(f"{name}.norms", np.sqrt(sums).astype(np.float16))


def rarity(counts: npt.NDArray[Any], aliases: int) -> npt.NDArray[np.float64]:
    """The weight of grams that stand in ``counts`` of all aliases."""
    weights: npt.NDArray[np.float64] = np.log((aliases + 1) / (counts + 0.5))
    return weights


class GramTable:
    """Searches the arrays of `file_block` and `finish_grams`."""

    def __init__(self, sections: Mapping[str, npt.NDArray[Any]], aliases: int) -> None:
        self._aliases = aliases
        self._codes, self._counts = sections["grams.codes"], sections["grams.counts"]
        self._blocks = [
            tuple(sections[f"grams.{number:04d}.{part}"] for part in ("codes", "starts", "rows", "norms"))
            for number in range(-(-aliases // BLOCK))
        ]

    def nearest(self, codes: Codes, rankings: Sequence[Sequence[int]], count: int) -> list[list[int]]:
        """For each ranking, a sum of views, the ``count`` aliases with the highest cosines to a bag, best first."""
        codes, weights, norms = self._weighted(codes)
        read = self._affordable(codes)
        codes, weights = codes[read], weights[read]
        tops = [_Top(count) for _ in rankings]
        for number, block in enumerate(self._blocks):
            scores = _scores(block, codes, weights, norms)
            for views, top in zip(rankings, tops, strict=True):
                top.add(scores[views[0]] if len(views) == 1 else scores[views[0]] + scores[views[1]], number * BLOCK)
        return [top.rows() for top in tops]

    def cosines(self, codes: Codes, rows: Sequence[int], names: Sequence[bytes]) -> Floats:
        """The cosines of some aliases, whose romanised words are ``names``, to a bag: shape ``(rows, views)``."""
        codes, weights, norms = self._weighted(codes)
        count = len(names)
        if not count or not codes.size:
            return np.zeros((count, _VIEWS), dtype=np.float32)
        raw = np.frombuffer(b"".join(b" %b " % name for name in names), dtype=np.uint8)
        owners = np.repeat(np.arange(count, dtype=np.uint32), [len(name) + 2 for name in names])
        found, owners = gram_arrays(raw, owners)
        places = np.minimum(np.searchsorted(codes, found), codes.size - 1)
        shared = codes[places] == found
        pairs = distinct(owners[shared].astype(np.uint64) * np.uint64(codes.size) + places[shared].astype(np.uint64))
        owner, place = np.divmod(pairs.astype(np.int64), codes.size)
        slots = owner * _VIEWS + view_of(codes)[place]
        sums = np.bincount(slots, weights=weights[place] ** 2, minlength=count * _VIEWS).reshape(count, _VIEWS)
        scale = self._norms(rows) * norms
        return np.divide(sums, scale, out=np.zeros_like(sums), where=scale > 0).astype(np.float32)

    def _norms(self, rows: Sequence[int]) -> npt.NDArray[np.float64]:
        found = np.empty((len(rows), _VIEWS))
        for place, row in enumerate(rows):
            norms = self._blocks[row >> 16][3]
            found[place] = norms[row & (BLOCK - 1) :: norms.size // _VIEWS]
        return found

    def _weighted(self, codes: Codes) -> tuple[Codes, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """The codes that any alias has, their weights, and the norm of the whole bag in each view."""
        places = np.minimum(np.searchsorted(self._codes, codes), max(0, self._codes.size - 1))
        known = self._codes[places] == codes if self._codes.size else np.zeros(codes.size, dtype=bool)
        counts = np.where(known, self._counts[places], 0) if self._codes.size else np.zeros(codes.size)
        weights = rarity(counts, self._aliases)
        norms = np.sqrt(np.bincount(view_of(codes), weights=weights**2, minlength=_VIEWS))
        return codes[known], weights[known], norms

    def _affordable(self, codes: Codes) -> npt.NDArray[np.intp]:
        """The places of the grams that a search reads: in each view the rarest, up to so many postings."""
        counts = self._counts[np.searchsorted(self._codes, codes)].astype(np.int64)
        order = np.lexsort((counts, view_of(codes)))
        views, counts = view_of(codes)[order], counts[order]
        read = np.cumsum(counts)
        before = np.concatenate(([0], read))[np.searchsorted(views, views)]
        kept: npt.NDArray[np.intp] = np.sort(order[(read - before <= _POSTINGS) | (read - before == counts)])
        return kept


def _scores(
    block: tuple[npt.NDArray[Any], ...], codes: Codes, weights: npt.NDArray[np.float64], norms: npt.NDArray[np.float64]
) -> Floats:
    """The cosine of every alias of a block in every view: shape ``(views, aliases)``."""
    own, starts, rows, divisors = block
    size = divisors.size // _VIEWS
    places = np.minimum(np.searchsorted(own, codes), own.size - 1)
    known = own[places] == codes
    places, weights, views = places[known], weights[known], view_of(codes[known])
    first = starts[places].astype(np.int64)
    sizes = starts[places + 1].astype(np.int64) - first
    ends = np.cumsum(sizes)
    at = np.arange(int(ends[-1]) if ends.size else 0) + np.repeat(first - ends + sizes, sizes)
    slots = rows[at] + np.repeat(views.astype(np.int64) * size, sizes)
    sums = np.bincount(
        slots, weights=np.repeat(weights**2 / np.maximum(norms[views], 1e-12), sizes), minlength=_VIEWS * size
    )
    scores = sums.astype(np.float32)
    scores /= np.maximum(divisors, np.float16(1e-4)).astype(np.float32)
    return scores.reshape(_VIEWS, size)


class _Top:
    """The rows with the highest positive scores so far; of equal scores, the lower row."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._rows = np.zeros(0, dtype=np.int64)
        self._scores = np.zeros(0, dtype=np.float32)

    def add(self, scores: Floats, first: int) -> None:
        full = self._rows.size >= self._count
        least = self._scores[-1] if full else np.float32(0)
        rows = np.flatnonzero(scores > least)
        if not rows.size:
            return
        own = scores[rows]
        if rows.size > 4 * self._count:
            # Equal scores at the cut are all kept here, so that the lower row wins below.
            rows = rows[own >= np.partition(own, own.size - self._count)[own.size - self._count]]
            own = scores[rows]
        joined, values = np.concatenate([self._rows, rows + first]), np.concatenate([self._scores, own])
        order = np.lexsort((joined, -values))[: self._count]
        self._rows, self._scores = joined[order], values[order]

    def rows(self) -> list[int]:
        found: list[int] = self._rows.tolist()
        return found
