"""GramTable: the aliases whose grams are most like those of a name, by tf-idf cosine in several views at once.

Postings lie in blocks of 65,536 aliases, so that a row takes two bytes. A block holds its gram numbers in order and
where the postings of each begin, those that are so common that no search reads them left out; every alias has, for each
view, what the length of its vector is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, reduce
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from namenorm.index.arrays import Ints, begins, distinct, stretches
from namenorm.index.layout import SectionStore
from namenorm.kb import Extent
from namenorm.text.grams import GRAM_VIEWS, LETTERS, NO_GRAM, THREES, digits_of_threes, gram_arrays, threes, view_of

Codes = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.unsignedinteger[Any]]
Floats = npt.NDArray[np.float32]

BLOCK = 1 << 16
_VIEWS = len(GRAM_VIEWS)
_VIEW_BITS = 2  # enough for the number of a view, so that a row and a view are one number
_OWNER, _PLACE = np.uint64(32), np.uint64((1 << 32) - 1)  # of pairs in one number
_HASH_BITS = (13, 17)  # of tables of codes, at least and at most
_MULTIPLIERS = tuple(np.uint32(pow(0x9E3779B1, power, 1 << 32)) for power in range(1, 40, 2))
_STRIDE = 40_503  # between the numbers that stand for one row of successive blocks
_UNIT = np.float32(1 << 22)  # of sums of whole numbers
_SHORTEST = np.float32(1e-4)
_POSTINGS = 8_000
"""Postings of one view that a search reads, those of the rarest grams first, so that small indexes are read whole. Of
grams with more postings only the number is kept."""


def file_block(store: SectionStore, raw: npt.NDArray[np.uint8], rows: npt.NDArray[np.uint32]) -> None:
    """Files the grams of up to `BLOCK` aliases (see `namenorm.text.grams.gram_arrays`) until all are counted."""
    codes, owners = gram_arrays(raw, rows)
    kept = np.flatnonzero(codes != NO_GRAM)
    filed = distinct((codes.take(kept).astype(np.uint64) << np.uint64(16)) | owners.take(kept).astype(np.uint64))
    codes = (filed >> np.uint64(16)).astype(np.uint32)
    starts = np.flatnonzero(begins(codes))
    store.append("blocks.codes", codes[starts])
    store.append("blocks.sizes", np.diff(starts, append=codes.size).astype(np.uint32))
    store.append("blocks.rows", (filed & np.uint64(0xFFFF)).astype(np.uint16))


def finish_grams(store: SectionStore, aliases: int) -> None:
    """Counts the grams of all blocks, works out the lengths of all vectors, and keeps the postings that are read."""
    known, places = np.unique(store.array("blocks.codes"), return_inverse=True)
    counts = np.bincount(places, weights=store.array("blocks.sizes"), minlength=known.size).astype(np.uint32)
    store.append("grams.all", known)
    store.append("grams.counts", counts)
    squares, read = rarity(counts, aliases) ** 2, counts <= _POSTINGS
    end, first_alias, done = 0, 0, 0
    for codes, sizes, rows in zip(*(store.parts(f"blocks.{part}") for part in ("codes", "sizes", "rows")), strict=True):
        own = places[done : done + codes.size]
        done += codes.size
        slots = rows.astype(np.int64) * _VIEWS + np.repeat(view_of(codes).astype(np.int64), sizes)
        slot_count = min(BLOCK, aliases - first_alias) * _VIEWS
        sums = np.bincount(slots, weights=np.repeat(squares[own], sizes), minlength=slot_count)
        store.append("grams.norms", np.sqrt(sums).astype(np.float16))
        kept = read[own]
        ends = end + np.cumsum(sizes[kept], dtype=np.int64)
        store.append("grams.codes", codes[kept])
        store.append("grams.starts", (ends - sizes[kept]).astype(np.uint32))
        store.append("grams.rows", rows[np.repeat(kept, sizes)])
        store.append("grams.ends", np.array([store.length("grams.codes")], dtype=np.uint32))
        end, first_alias = int(store.length("grams.rows")), first_alias + BLOCK
    store.append("grams.starts", np.array([end], dtype=np.uint32))
    for part in ("codes", "sizes", "rows"):
        store.drop(f"blocks.{part}")


def rarity(counts: npt.NDArray[Any], aliases: int) -> npt.NDArray[np.float64]:
    """The weight of grams that stand in ``counts`` of all aliases."""
    weights: npt.NDArray[np.float64] = np.log((aliases + 1) / (counts + 0.5))
    return weights


class GramTable:
    """Searches the arrays of `file_block` and `finish_grams`."""

    def __init__(self, sections: Mapping[str, npt.NDArray[Any]], aliases: int) -> None:
        self._aliases = aliases
        self._codes, self._counts = sections["grams.all"], sections["grams.counts"]
        self._block_codes, self._starts, self._rows = (
            sections[f"grams.{part}"] for part in ("codes", "starts", "rows")
        )
        self._ends: list[int] = sections["grams.ends"].tolist()
        self._blocks = [self._block_codes[first:end] for first, end in pairwise([0, *self._ends])]
        self._norms = sections["grams.norms"]

    def rarest_letters(self, words: Sequence[str]) -> int:
        """How many aliases have the three letters in a row of some words that the fewest have."""
        return min(map(self._letter_counts.__getitem__, threes(words)), default=0)

    @cached_property
    def _letter_counts(self) -> memoryview:
        """How many aliases have three letters in a row (see `namenorm.text.grams.threes`)."""
        first, last = self._codes.searchsorted(THREES).tolist()
        counts = np.zeros((len(LETTERS) + 1,) * 3, dtype=np.uint32)
        counts[digits_of_threes(self._codes[first:last])] = self._counts[first:last]
        counts[:, 0] = np.iinfo(np.uint32).max  # there is no letter in the middle
        return counts.data

    def nearest(self, codes: Codes, rankings: Sequence[Sequence[int]], extent: Extent) -> list[list[int]]:
        """For each ranking, a sum of views, the aliases with the highest sum of cosines to a bag, best first.

        An alias is ranked where it has something in common with the bag in each of the views.
        """
        codes, weights, norms = self._weighted(codes)
        read = self._affordable(codes, min(extent.postings, _POSTINGS))
        codes, shares = codes[read], weights[read] ** 2 / norms[view_of(codes[read])]
        rows, scores = self._summed(self._postings(codes, rankings), shares)
        held = scores > 0
        found = []
        for views in rankings:
            in_all = reduce(np.logical_and, [held[view] for view in views]).nonzero()[0]
            total = reduce(np.add, [scores[view].take(in_all) for view in views])
            found.append(rows.take(in_all.take(_highest(total, extent.aliases))).tolist())
        return found

    def cosines(
        self, bags: Sequence[Codes], rows: Sequence[Ints], names: npt.NDArray[np.uint8], sizes: Ints
    ) -> list[Floats]:
        """For each bag the cosines of some aliases to it: shape ``(rows, views)``.

        ``names`` holds the romanised words of all aliases one behind the other, ``sizes`` how many letters each has.
        """
        weighted = [self._weighted(codes) for codes in bags]
        known, places = np.unique(np.concatenate([codes for codes, _, _ in weighted]), return_inverse=True)
        ends = np.cumsum([0, *map(len, rows)])
        count, bag = int(ends[-1]), np.arange(len(bags)).repeat(list(map(len, rows)))
        if not count or not known.size:
            return [np.zeros((len(own), _VIEWS), dtype=np.float32) for own in rows]
        squares = np.zeros((len(bags), known.size))
        squares[np.arange(len(bags)).repeat([len(codes) for codes, _, _ in weighted]), places] = np.concatenate(
            [weights**2 for _, weights, _ in weighted]
        )
        place, row = self._in_common(known, names, sizes)
        parts = squares.ravel().take(bag.take(row) * known.size + place)
        slots = row * _VIEWS + view_of(known).take(place)
        sums = np.bincount(slots, weights=parts, minlength=count * _VIEWS).reshape(count, _VIEWS)
        scale = self._norms.reshape(-1, _VIEWS)[np.concatenate(rows)].astype(np.float64)
        scale *= np.array([norms for _, _, norms in weighted]).take(bag, axis=0)
        found = np.divide(sums, scale, out=np.zeros(scale.shape), where=scale > 0).astype(np.float32)
        return [found[start:end] for start, end in pairwise(ends.tolist())]

    @staticmethod
    def _in_common(codes: Codes, names: npt.NDArray[np.uint8], sizes: Ints) -> tuple[Ints, Ints]:
        """Which of some grams which of some names have: their places, in the order of the names, then of the grams."""
        count = sizes.size
        raw = np.full(names.size + 2 * count, ord(" "), dtype=np.uint8)
        raw[np.arange(names.size) + np.repeat(np.arange(1, 2 * count, 2), sizes)] = names
        found, owners = gram_arrays(raw, np.arange(count, dtype=np.uint32).repeat(sizes + 2))
        shared, places = _shared(codes, found)
        held = distinct((owners.take(shared).astype(np.uint64) << _OWNER) | places.astype(np.uint64))
        return (held & _PLACE).astype(np.intp), (held >> _OWNER).astype(np.intp)

    def _postings(self, codes: Codes, rankings: Sequence[Sequence[int]]) -> tuple[Numbers, int]:
        """The postings of some grams in order: the row and the view above, the gram in so many bits below.

        Those of rows that no ranking needs may be missing.
        """
        found, grams, blocks = self._places(codes)
        first = self._starts.take(found).astype(np.intp)
        sizes = self._starts.take(found + 1).astype(np.intp) - first
        rows, views = self._rows.take(stretches(first, sizes)), view_of(codes).take(grams)
        bounds = np.append(0, sizes.cumsum()).take(views.searchsorted(np.arange(_VIEWS + 1))).tolist()
        needed = _needed(rows + (blocks * _STRIDE).astype(np.uint16).repeat(sizes), bounds, rankings)
        bits = codes.size.bit_length()
        small = (self._aliases * _VIEWS) << bits < 1 << 32  # numbers half as wide are sorted in half the time
        postings: Numbers = rows.take(needed).astype(np.uint32 if small else np.uint64)
        postings <<= _VIEW_BITS + bits
        own = ((blocks * (BLOCK * _VIEWS) + views) << bits) | grams
        postings += own.astype(postings.dtype).repeat(sizes).take(needed)
        postings.sort()
        return postings, bits

    def _summed(self, postings: tuple[Numbers, int], shares: npt.NDArray[np.float64]) -> tuple[Ints, Floats]:
        """The rows that occur, in order, and their cosines by what each gram adds: shape ``(views, rows)``."""
        numbers, bits = postings
        slots = numbers >> bits
        last = np.ones(slots.size, dtype=bool)
        np.not_equal(slots[1:], slots[:-1], out=last[:-1])
        ends = last.nonzero()[0]
        # Added up in whole numbers, so that a sum does not depend on what was added before; these may run over.
        parts = (shares * _UNIT).astype(np.uint32).take(numbers & ((1 << bits) - 1))
        sums = parts.cumsum(dtype=np.uint32).take(ends)
        sums[1:] -= sums[:-1].copy()
        held = slots.take(ends).astype(np.intp)
        cosines = sums / np.maximum(self._norms.take(held).astype(np.float32), _SHORTEST) * (1 / _UNIT)
        owners = held >> _VIEW_BITS
        new = begins(owners)
        rows = owners[new]
        scores = np.zeros(_VIEWS * rows.size, dtype=np.float32)
        scores[(held & (_VIEWS - 1)) * rows.size + new.cumsum() - 1] = cosines
        return rows, scores.reshape(_VIEWS, rows.size)

    def _places(self, codes: Codes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Where the blocks hold some grams, which of the grams it is each time, and which block; in order of grams."""
        firsts = np.array([0, *self._ends[:-1]])[:, None]
        places = np.stack([block.searchsorted(codes) for block in self._blocks]) + firsts
        np.minimum(places, np.maximum(firsts, np.array(self._ends)[:, None] - 1), out=places)
        known = (
            self._block_codes.take(places) == codes if self._block_codes.size else np.zeros(places.shape, dtype=bool)
        )
        grams, blocks = known.T.nonzero()
        return places[blocks, grams], grams, blocks

    def _weighted(self, codes: Codes) -> tuple[Codes, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """The codes that any alias has, their weights, and the norm of the whole bag in each view."""
        places = np.minimum(np.searchsorted(self._codes, codes), max(0, self._codes.size - 1))
        known = self._codes[places] == codes if self._codes.size else np.zeros(codes.size, dtype=bool)
        counts = np.where(known, self._counts[places], 0) if self._codes.size else np.zeros(codes.size)
        weights = rarity(counts, self._aliases)
        norms = np.sqrt(np.bincount(view_of(codes), weights=weights**2, minlength=_VIEWS))
        return codes[known], weights[known], norms

    def _affordable(self, codes: Codes, most: int) -> npt.NDArray[np.intp]:
        """The places of the grams that a search reads: in each view the rarest, up to so many postings."""
        counts = self._counts[np.searchsorted(self._codes, codes)].astype(np.int64)
        order = np.lexsort((counts, view_of(codes)))
        views, counts = view_of(codes)[order], counts[order]
        read = np.cumsum(counts)
        before = np.concatenate(([0], read))[np.searchsorted(views, views)]
        kept: npt.NDArray[np.intp] = np.sort(order[(read - before <= most)])
        return kept


def _needed(rows: npt.NDArray[np.uint16], bounds: Sequence[int], rankings: Sequence[Sequence[int]]) -> Ints:
    """The places of the postings whose row may be ranked, given what stands for their rows and where each view begins.

    A row is ranked where it has postings in all views of a ranking, so those of a view that never comes first are
    needed only where the row has some in one that does. Rows that share a number with such a row are not left out.
    """
    found = []
    for view, (start, end) in enumerate(pairwise(bounds)):
        before = {ranking[0] for ranking in rankings if view in ranking}
        if view in before:
            found.append(np.arange(start, end))
            continue
        ranked = np.zeros(BLOCK, dtype=bool)
        for first in before:
            ranked[rows[bounds[first] : bounds[first + 1]]] = True
        found.append(ranked.take(rows[start:end]).nonzero()[0] + start)
    return np.concatenate(found)


def _shared(codes: Codes, found: Codes) -> tuple[Ints, Ints]:
    """Where ``found`` holds one of some distinct codes, and which; by a hash without collisions, where one is found."""
    numbers = np.arange(codes.size, dtype=np.uint16)
    bits = min(_HASH_BITS[1], max(_HASH_BITS[0], 2 * codes.size.bit_length() - 1))
    shift, table = np.uint32(32 - bits), np.zeros(1 << bits, dtype=np.uint16)
    for multiplier in _MULTIPLIERS:
        slots = (codes * multiplier) >> shift
        table[slots] = numbers
        if np.array_equal(table.take(slots), numbers):
            places = table.take((found * multiplier) >> shift)
            break
    else:
        places = np.minimum(np.searchsorted(codes, found), codes.size - 1)
    shared = (codes.take(places) == found).nonzero()[0]
    return shared, places.take(shared).astype(np.intp)


def _highest(scores: Floats, count: int) -> Ints:
    """The places of the highest scores, highest first; of equal ones, the first."""
    least = np.partition(scores, scores.size - count)[scores.size - count] if scores.size > count else np.float32(0)
    places = (scores >= least).nonzero()[0]
    found: Ints = places[np.argsort(-scores.take(places), kind="stable")[:count]]
    return found
