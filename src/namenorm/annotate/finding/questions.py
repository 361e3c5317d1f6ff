"""Questions: what the resolver is asked about misspelt names, of many places of many texts together.

Together they take half the time that they take alone. What meets a question that has no answer yet is put off, and done
again when there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.finding.other_words import is_called_so_elsewhere, is_of_other_words
from namenorm.annotate.words.prospects import Prospects
from namenorm.config import Config
from namenorm.model import Candidate, Query, Resolution, Status, Tier
from namenorm.resolving.resolver import Resolver
from namenorm.text.fold import fold

Done = TypeVar("Done")

_TOGETHER = 64  # questions
_REMEMBERED = 4000  # answers, some 5 KB each


class Answer(NamedTuple):
    """A resolution that is sure enough: its best candidate, and the row of that entity."""

    resolution: Resolution
    best: Candidate
    owner: int


class UnansweredError(Exception):
    """A question that has to be answered first."""

    def __init__(self, query: Query) -> None:
        super().__init__(query.text)
        self.query = query


class Questions:
    """The answers of one resolver, remembered; threads may share them."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._answers: dict[Query, Resolution] = {}

    def answer(self, query: Query) -> Resolution:
        """What the resolver says; raises `UnansweredError` where it has not been asked."""
        try:
            return self._answers[query]
        except KeyError:
            raise UnansweredError(query) from None

    def work(self, tasks: Sequence[Callable[[], Sequence[Done]]]) -> list[Sequence[Done]]:
        """What tasks give that may meet questions, in their order."""
        done: list[Sequence[Done]] = [()] * len(tasks)
        todo: Sequence[int] = range(len(tasks))
        while todo:
            put_off: list[int] = []
            asked: dict[Query, None] = {}
            for place, number in enumerate(todo):
                if len(asked) >= _TOGETHER:
                    put_off += todo[place:]
                    break
                try:
                    done[number] = tasks[number]()
                except UnansweredError as met:
                    put_off.append(number)
                    asked[met.query] = None
            self._ask(list(asked))
            todo = put_off
        return done

    def _ask(self, queries: list[Query]) -> None:
        if len(self._answers) + len(queries) > _REMEMBERED:
            self._answers.clear()
        self._answers.update(zip(queries, self._resolver.resolve_many(queries), strict=True))


class Asking(NamedTuple):
    """Asks about the words of one page; ``config`` says how sure the resolver has to be."""

    board: Board
    prospects: Prospects
    config: Config
    questions: Questions

    def sure_answer(self, surface: str, owners: frozenset[int], least: float) -> Answer | None:
        """What a surface means, if that scores ``least``, and an entity that is plausible and called by these words."""
        answer = self.answer(surface, least)
        if answer is None or answer.owner not in owners:
            return None
        _, best, owner = answer
        kind = "organization" if self.board.names.is_body(owner) else self.board.names.kind(owner)
        is_else = is_of_other_words(surface, best, kind) or is_called_so_elsewhere(self.board, surface, best, owner)
        return None if is_else else answer

    def answer(self, surface: str, least: float) -> Answer | None:
        """What a surface means, if that scores ``least``."""
        names, found = self.board.names, self._answer(surface)
        best = found.best
        if best is None or found.status is not Status.RESOLVED or found.score < least:
            return None
        # Another known name is not misspelt: what one word means in a text, `PlaceNames` says.
        if best.tier is Tier.KNOWN and " " not in found.query.text:
            return None
        owner = names.kb.entity_row(best.entity_id)
        return Answer(found, best, owner) if owner is not None and names.allows(owner) else None

    def likelihood(self, surface: str) -> float:
        """How likely the best candidate of a surface is what it means, whatever the status of the answer."""
        return self._answer(surface).score

    def namesakes(self, surface: str, owners: frozenset[int], least: float) -> tuple[Candidate, frozenset[int]] | None:
        """What a surface means where that is unsure only because several have one name, or one that the document has
        elsewhere needs context.

        The best candidate with the score of the name, and the entities; which of them a text means is told as for a
        name that is spelt right. Of several persons `Singles` tells whose a surname is.
        """
        found, kb = self._answer(surface), self.board.names.kb
        if found.best is None or found.best.tier is not Tier.FUZZY:
            return None
        name = fold(found.best.alias.text)
        alike = [each for each in found.candidates if fold(each.alias.text) == name]
        is_one = len(alike) == 1 and found.status is Status.AMBIGUOUS
        alike = alike if is_one else [each for each in alike if each.type != "person"]
        meant = frozenset(row for each in alike if (row := kb.entity_row(each.entity_id)) is not None)
        is_told = (
            not meant.isdisjoint(self.board.present) if is_one else len(meant) > 1 and not meant.isdisjoint(owners)
        )
        score = sum(each.score for each in alike)
        return (replace(found.best, score=score), meant) if is_told and score >= least else None

    def _answer(self, surface: str) -> Resolution:
        return self.questions.answer(Query(" ".join(surface.split()), self.board.page.lang))

    def mention(self, first: int, last: int, owners: frozenset[int]) -> PageMention | None:
        """Words ``first`` up to ``last``, if they surely are a misspelt name of one of some entities."""
        page = self.board.page
        answer = self.sure_answer(page.span(first, last), owners, self.config.mention_probability)
        return page.answered(first, last, answer.resolution, answer.best.score) if answer is not None else None
