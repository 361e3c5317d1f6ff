"""What is known about spelling before any data is seen: where learning the edit tables starts from."""

from __future__ import annotations

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = "aeiouy"
SILENT = VOWELS + "h"
CLASSES = """kcqgx iyj vwbfu szxjc td mn lr bp fp hkg gjz"""
LOOKALIKES = """o0 l1 i1 li s5 b8 z2 a4 g9 q9 lt ft fs ec uv un hb rn nu tl"""
PAIRS = """
sh:s kh:h kh:k ph:f ck:k th:t gh:g ch:c ch:k ch:s ts:c ts:s tz:z zh:z zh:j dj:j dz:z cz:c sz:s
qu:k qu:q ks:x gz:x ou:u oo:u ee:i ei:i ai:e ae:e oe:o ue:u iy:i yi:i ij:i ii:i uw:u wu:u ya:a ye:e yo:o yu:u ia:a ie:e
io:o iu:u ja:a je:e jo:o ju:u aa:a ll:l ss:s tt:t nn:n mm:m rr:r pp:p ff:f cc:c kk:k dd:d bb:b gg:g zz:z vv:w
rn:m cl:d ii:u li:h ri:n nt:m in:m ui:m
sh:ch sh:sz sh:sc sh:sj ch:cz ch:tj ch:tc kh:ch kh:gh ts:tz ts:cz ou:oo ei:ai ei:ey ai:ay au:ou au:ow aw:au ya:ia ya:ja
ye:ie yu:iu yu:ju yo:io dj:zh dj:dg oo:uu ee:ea ll:ly gn:ny nj:ny
"""
# How often, next to a letter that stays what it is (1).
DIGIT_STAYS, SILENT_DROPS, LETTER_DROPS, SPACE_DROPS = 0.1, 0.09, 0.02, 0.1
ANY_CHANGE, VOWEL_CHANGE, CLASS_CHANGE, LOOKALIKE, PAIR = 0.0004, 0.02, 0.01, 0.004, 0.02


def prior_counts() -> dict[tuple[str, str], float]:
    """Pseudo-counts of operations, summing to 1."""
    weighted = [*_kept(), *_changed()]
    counts: dict[tuple[str, str], float] = {}
    for x, y, weight in weighted:
        for key in ((x, y), (y, x)):
            counts[key] = counts.get(key, 0.0) + weight
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()}


def _kept() -> list[tuple[str, str, float]]:
    """Letters that stay, and letters that are dropped."""
    found = [(letter, letter, 1.0 if letter.isalpha() else DIGIT_STAYS) for letter in LETTERS + "0123456789"]
    found += [(x, "", SILENT_DROPS if x in SILENT else LETTER_DROPS) for x in LETTERS + "0123456789"]
    return [*found, (" ", "", SPACE_DROPS)]


def _changed() -> list[tuple[str, str, float]]:
    """Letters and pairs of letters that stand for others."""
    found = [(x, y, ANY_CHANGE) for x in LETTERS for y in LETTERS]
    found += [(x, y, VOWEL_CHANGE) for x in VOWELS for y in VOWELS]
    found += [(x, y, CLASS_CHANGE) for group in CLASSES.split() for x in group for y in group]
    found += [(pair[0], pair[1], LOOKALIKE) for pair in LOOKALIKES.split()]
    for pair in PAIRS.split():
        x, _, y = pair.partition(":")
        found.append((x, y, PAIR))
    return found
