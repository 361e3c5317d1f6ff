"""Resolves mentions that somebody else found, with what the rest of the document says."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.finding.singles import Singles
from namenorm.model import Link, Mention, Query, Resolution, Status, Tier
from namenorm.text.fold import compact, fold

if TYPE_CHECKING:
    from namenorm.annotate.document.board import Board
    from namenorm.annotate.document.page import Page
    from namenorm.resolving.resolver import Resolver


def resolve_span(start: int, end: int, board: Board, resolver: Resolver | None) -> Link:
    """The link of the mention at ``[start, end)``: a listed name, a licensed short form, or what the resolver says."""
    page, meanings = board.page, board.meanings
    surface = page.text[start:end]
    mention = Mention(start, end, surface)
    names = meanings.names
    rows = names.rows(compact(fold(surface)))
    if rows:
        kinds = [names.alias(row) for row in rows]
        tier = Tier.EXACT if any(alias.text == surface for alias in kinds) else Tier.FOLDED
        resolution = meanings.decide(_on_page(start, end, page, rows, tier))
        return Link(mention, resolution, resolution.candidates[0].alias.kind)
    rows = Singles(board).rows_of_span(*_words(start, end, page))
    if rows:
        return Link(mention, meanings.decide(_on_page(start, end, page, rows, Tier.FOLDED)), "short")
    if resolver is None:
        return Link(mention, Resolution(Query(surface, page.lang), Status.NIL))
    resolution = resolver.resolve(Query(surface, page.lang, context=page.text[max(0, start - 200) : end + 200]))
    return Link(mention, resolution, resolution.best.alias.kind if resolution.best else "variant")


def mention_inside(start: int, end: int, board: Board) -> PageMention | None:
    """The mention inside a span of which NER has also taken an article, a title or a possessive: "the EU's"."""
    page, lexicon = board.page, board.lexicon
    first, last = _words(start, end, page)
    mention = next(iter(board.mentions_in(first, last)), None)
    if mention is None or mention.first < first or mention.last > last:
        return None
    before = [key for key in page.keys[first : mention.first] if key not in lexicon.definite_articles]
    is_titled = not before or lexicon.is_title("".join(before)) or all(map(lexicon.is_title, before))
    return mention if is_titled and page.keys[mention.last : last] in ([], ["s"]) else None


def _words(start: int, end: int, page: Page) -> tuple[int, int]:
    """The words that a span covers."""
    return bisect_left(page.starts, start), bisect_left(page.starts, end)


def _on_page(start: int, end: int, page: Page, rows: tuple[int, ...], tier: Tier) -> PageMention:
    first, last = _words(start, end, page)
    return PageMention(first, max(last, first + 1), start, end, rows, tier)
