"""Which weak names a document licenses: names that need more than their spelling before they mean their entity.

A weak name is licensed by a strong name of the same entity elsewhere in the document, by a context cue of the entity,
or by a title before it ("President Aliyev").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.states import is_elsewhere
from namenorm.annotate.finding.namesakes import is_namesake
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import Shape
from namenorm.model import Tier, base_language
from namenorm.resolving.countries import countries_in
from namenorm.text.inflection import stems

_NEAR = 200  # words after a namesake in which the name alone may be his
_TEAMS = 3  # mentions of teams, so that the text is about them
_CUES = 2  # in the text, so that it is about the entity


def licensed(mentions: list[PageMention], board: Board) -> list[PageMention]:
    """The mentions without the names that nothing licenses; notes on the way which entities are present.

    A surname of which the document names a bearer in full is left to `Singles`, which decides which bearer it is.
    """
    names, meanings = board.names, board.meanings
    surnames = [_is_surname(board, mention) for mention in mentions]
    namesakes = [is_namesake(mention, board) for mention in mentions]
    certain = [
        mention
        for mention, *others in zip(mentions, surnames, namesakes, strict=True)
        if not any(others) and not names.weak(mention.rows) and not _letters_of_others(board, mention, mention.rows)
    ]
    meanings.learn(mention for mention in certain if not mention.doubtful)
    board.gates.matches.note(mention for mention in certain if not mention.doubtful)
    singles, ending_at = Singles(board), {mention.last: mention for mention in mentions}

    def follows_stranger(mention: PageMention) -> bool:
        return singles.follows_stranger(mention) and not singles.adjoining.is_apart(ending_at.get(mention.first))

    def is_told(mention: PageMention) -> bool:
        """Whether only the words around it say that a name shared with a place is a team's: elsewhere it is none."""
        shared = board.page.keys[mention.first] if mention.is_word else ""
        return "place" in names.types_of(names.rows(shared)) - names.types_of(mention.rows) - {"person"}

    others = _Others(mentions, board)
    strangers = _Strangers(board, singles)
    kept: list[PageMention] = []
    for number, mention in enumerate(mentions):
        is_else = strangers.have(mention) or board.are_title(mention.first, mention.last + 1)  # "Özel Temsilcisi"
        has_office = not is_else and singles.adjoining.has_office(  # "Speaker Mike Johnson ... Johnson"
            mention.first, ending_at.get(mention.first)
        )
        if mention.doubtful and not _is_certain(board, mentions, number, has_office=has_office):
            continue
        if namesakes[number] or others.are_meant(mention, singles) or _is_form_of_surname(board, mention, singles):
            continue
        is_borne = surnames[number] and singles.bears(*board.page.keys[mention.first : mention.last])
        if is_borne or (surnames[number] and strangers.are_meant(mention, kept)):
            continue
        if (surnames[number] or _has_given_name(board, mention)) and follows_stranger(mention):
            strangers.note(mention)
            continue
        if rows := _meant(board, mention, has_office=has_office):
            kept.append(mention if rows == mention.rows else mention._replace(rows=rows))
            if mention.doubtful:
                meanings.learn(kept[-1:])  # what is said to be a name once is one again
    is_of_sport = sum(map(is_told, kept)) >= _TEAMS
    meanings.learn(mention for mention in kept if is_of_sport or not is_told(mention))
    return kept


def _is_form_of_surname(board: Board, mention: PageMention, singles: Singles) -> bool:
    """Whether a form of a place's name is one of the surname of a person whom the text names in full: "Репина"."""
    if mention.tier is not Tier.INFLECTED or not mention.is_word or board.names.types_of(mention.rows) != {"place"}:
        return False
    forms = stems(board.page.folded(mention.first), board.page.lang, "person")
    return any(singles.bears(form.restored) for form in forms) and not board.gates.around.is_told_place(mention)


class _Strangers:
    """Surnames that the text gives to those who are not listed: "Максим Шойгу ... Шойгу"."""

    def __init__(self, board: Board, singles: Singles) -> None:
        self._board = board
        self._singles = singles
        self._forms: set[str] = set()
        self._named: set[str] = set()

    def note(self, mention: PageMention) -> None:
        """Remembers a surname after a word that is none of the name of whom it would mean."""
        forms = self._singles.focus.forms(mention.last - 1)
        self._forms |= forms
        if self._singles.focus.is_others(mention.first, self._board.owners(mention)):
            self._named |= forms

    def have(self, mention: PageMention) -> bool:
        """Whether some stranger has had a surname, in whatever case: "Анну Пескову ... Пескова"."""
        return bool(self._forms) and not self._forms.isdisjoint(self._singles.focus.forms(mention.last - 1))

    def are_meant(self, mention: PageMention, kept: Iterable[PageMention]) -> bool:
        """Whether a surname by itself is that of who had it before, as nothing so far names the listed one."""
        board = self._board
        theirs = self._forms if board.names.weak(mention.rows) else self._named
        is_theirs = bool(theirs) and not theirs.isdisjoint(self._singles.focus.forms(mention.last - 1))
        if not is_theirs or board.gender_before(mention.first) is not None:
            return False
        return not any(board.owners(mention) & board.owners(each) for each in kept)


class _Others:
    """Where the text gives the name of a place to a person or a town elsewhere, who may then be meant by it alone.

    "John London scored. London was hurt", "born in Paris, Texas, ... went to school in Paris".
    """

    def __init__(self, mentions: list[PageMention], board: Board) -> None:
        self._board = board
        self._places: dict[str, list[int]] = {}
        self._towns: set[str] = set()
        keys, around = board.page.keys, board.gates.around
        places = [mention for mention in mentions if self._is_place(mention)]
        owners = {keys[mention.first]: board.owners(mention) for mention in places}
        firsts = {mention.first for mention in places}
        for position, key in enumerate(keys) if owners else ():
            if key not in owners or position in firsts:
                continue
            is_town = any(is_elsewhere(board.page, position, position + 1, owner) for owner in owners[key])
            if is_town:
                self._towns.add(key)
            if is_town or around.is_of_person(position):
                self._places.setdefault(key, []).append(position)

    def are_meant(self, mention: PageMention, singles: Singles) -> bool:
        """Whether the name of a place means what it named not long before, as nothing says that it is the place.

        A listed person may also be named in full later on: "Churchill is ill. ... Winston Churchill".
        """
        board, page, first = self._board, self._board.page, mention.first
        key, places = page.keys[first], self._places.get(page.keys[first], ())
        count = bisect_left(places, first)
        is_near = count and first - places[count - 1] <= _NEAR
        if not (is_near or (count < len(places) and singles.bears(key))) or not self._is_place(mention):
            return False
        around, before, last = board.gates.around, page.keys[first - 1], mention.last
        is_in = last < len(page.keys) and page.before(last)[:1] == "," and page.is_capital(last)
        if is_in and not around.is_first_name(last):
            return False  # "Newton, Kansas", but "Segundo Montenegro, António Costa apoiou"
        is_told = around.is_told_place(mention) or board.lexicon.is_article(before)
        if not is_near and (before in board.lexicon.particles or countries_in(key)):
            return False  # "The mayor of Newton told Isaac Newton"
        return key in self._towns or not is_told

    def _is_place(self, mention: PageMention) -> bool:
        return mention.is_word and "place" in self._board.names.types_of(mention.rows)


def _meant(board: Board, mention: PageMention, *, has_office: bool) -> tuple[int, ...]:
    """The aliases that a mention may be, without those that nothing licenses; ``has_office`` that an office is told."""
    if told := _teams(board, mention) or (has_office and _persons(board, mention)):
        return told
    rows = _of_own_country(board, mention)
    needy = board.names.weak(rows) | _letters_of_others(board, mention, rows)
    weak = {row for row in needy if not _is_licensed(board, mention, row, has_office=has_office)}
    if not weak or _is_called_place(board, mention):
        return rows
    return _without_foreign(board, mention, rows, weak)


def _of_own_country(board: Board, mention: PageMention) -> tuple[int, ...]:
    """The aliases of a mention but those of bodies of one country where the text gives a body of that kind to another.

    "Ukraine's State Border Service" is not Azerbaijan's, the "Labor Party of Australia" neither Britain's nor Israel's.
    """
    first, last, names, lexicon = mention.first, mention.last, board.names, board.lexicon
    if mention.is_word or "organization" not in names.types_of(mention.rows):
        return mention.rows
    if not all(map(lexicon.is_common, board.page.keys[first:last])):
        return mention.rows
    bearers = zip(mention.rows, map(names.kb.alias_entity, mention.rows), strict=True)
    return tuple(row for row, owner in bearers if not board.meanings.belongs_elsewhere(first, last, owner))


def _is_surname(board: Board, mention: PageMention) -> bool:
    """Whether a mention is a word that names a person, or one with particles before it: "Aliyev", "Le Pen".

    Or a surname that a ship has as well: "Clemenceau".
    """
    names, types = board.names, board.names.types_of(mention.rows)
    if mention.is_word and types.isdisjoint(("person", "place", "organization")) and mention.tier is not Tier.INFLECTED:
        return all(map(names.is_called_else, mention.rows)) and board.gates.around.is_surname_of_listed(mention.first)
    before = board.page.keys[mention.first : mention.last - 1]
    return board.lexicon.particles.issuperset(before) and types == {"person"}


def _teams(board: Board, mention: PageMention) -> tuple[int, ...]:
    """The aliases of teams where the text says that a place's name is its team's: "il Milan", "England won 2-1"."""
    page, names = board.page, board.names
    is_whole = mention.is_word and not page.has_capital_at(mention.last)
    if is_whole and page.word_before(mention.first) in board.lexicon.team_articles:
        return tuple(row for row in mention.rows if names.type_of(row) == "organization")
    if "place" not in names.types_of(mention.rows) or not board.gates.matches.is_of_team(mention):
        return ()
    listed, named = names.teams(mention.rows)
    return listed or _played(board, mention, named)


def _played(board: Board, mention: PageMention, named: Mapping[int, frozenset[str]]) -> tuple[int, ...]:
    """The names of the one team whose sport the text tells, or of the only one where it tells none but a score."""
    matches = board.gates.matches
    told = {row for row, own in named.items() if any(each.startswith(matches.sports) for each in own)}
    is_any = not matches.sports and matches.has_score(mention)
    fitting = told or {row for row, own in named.items() if is_any or not own}
    return tuple(sorted(fitting)) if len(board.names.entities(tuple(fitting))) == 1 else ()


def _persons(board: Board, mention: PageMention) -> tuple[int, ...]:
    """The aliases of persons, whom an office before a name means where capitals tell names: "President Trump"."""
    if board.page.is_uncased(mention.first):
        return ()
    return tuple(row for row in mention.rows if board.names.type_of(row) == "person")


def _has_given_name(board: Board, mention: PageMention) -> bool:
    """Whether a given name stands before a single word that is the name of something of no stated type.

    Where places follow no prepositions, a person stands before a place as often: "Bayramov Bakıda". Or before a surname
    of several words where no capital tells it: "يسري نصر الله".
    """
    if not mention.first or not board.lexicon.place_prepositions:
        return False
    if not mention.is_word:
        are_short = all(board.names.alias(row).kind == "short" for row in mention.rows)
        return are_short and board.types(mention) == {"person"} and board.page.is_uncased_given(mention.first - 1)
    if board.page.keys[mention.first - 1] not in board.lexicon.people:
        return False
    return board.names.types_of(mention.rows) == {"other"}


def _letters_of_others(board: Board, mention: PageMention, rows: tuple[int, ...]) -> frozenset[int]:
    """The aliases that are acronyms of other languages, none of a name in that of the text: a "CIO" in English.

    In Latin letters; languages of other scripts share theirs ("НАТО").
    """
    page, names = board.page, board.names
    is_in_capitals = mention.is_word and page.shapes[mention.first] == Shape.UPPER
    if page.lang is None or not is_in_capitals or not page.keys[mention.first].isascii():
        return frozenset()
    own = names.entities(names.by_initials(page.lang).get(page.keys[mention.first], ()))
    letters = (row for row in rows if names.shape(row).upper and names.type_of(row) != "place")
    foreign = (row for row in letters if names.is_foreign((row, page.lang)))
    return frozenset(row for row in foreign if names.kb.alias_entity(row) not in own)


def _without_foreign(
    board: Board, mention: PageMention, rows: tuple[int, ...], unlicensed: set[int]
) -> tuple[int, ...]:
    """Aliases without those that only another language has, where the text's own has the name for something else.

    "الجزيرة" needs context to be Al Jazeera, but without it is not Algiers either, which is called so in Persian; nor
    is "القاعدة", "the base", by itself Al-Qaeda.
    """
    kb = board.names.kb
    bearers = {kb.alias_entity(row) for row in unlicensed if _is_spoken(board, row)}
    has_case = not board.page.is_uncased(mention.first)
    return tuple(
        row
        for row in rows
        if row not in unlicensed
        and (not bearers or (has_case and kb.alias_entity(row) in bearers) or _is_spoken(board, row))
    )


def _is_spoken(board: Board, row: int) -> bool:
    """Whether an alias is one of the language of the text."""
    lang = board.page.lang
    return lang is not None and base_language(board.names.alias(row).lang) == base_language(lang)


def _is_called_place(board: Board, mention: PageMention) -> bool:
    """Whether the word before a name says that it is a place's, where no capital says that it is one: "مدينة صور"."""
    page, first = board.page, mention.first
    if not (page.is_uncased(first) and page.word_before(first)):
        return False
    is_told = board.gates.around.is_one_of(first - 1, board.lexicon.place_kinds)
    return is_told and board.names.types_of(mention.rows) == {"place"}


def _is_certain(board: Board, mentions: list[PageMention], number: int, *, has_office: bool) -> bool:
    """Whether the words beside a mention say that it is no ordinary word, or those beside other names let it be one."""
    mention = mentions[number]
    if _acts(board, mention) or _is_called_place(board, mention):
        return True
    company = _company(board, mentions, number)
    if board.page.is_uncased(mention.first):
        return any(_is_told_without_case(board, mention, other, has_office=has_office) for other in company)
    if board.page.keys[mention.first] not in board.lexicon.ordinary_words:  # a given name, or one of other languages
        company = (other for other in company if board.names.types_of(other.rows) == {"place"})
    return any(True for _ in company) and _may_be_subject(board, mention)


def _company(board: Board, mentions: list[PageMention], number: int) -> Iterator[PageMention]:
    """The certain names near a mention in its sentence."""
    mention, initial = mentions[number], board.page.initial
    for other in mentions[number + 1 : number + 4]:
        if any(initial[mention.last : other.first + 1]):
            break
        if not other.doubtful:
            yield other
    for other in mentions[max(0, number - 3) : number]:
        if not other.doubtful and not any(initial[other.last : mention.first + 1]):
            yield other


def _acts(board: Board, mention: PageMention) -> bool:
    """Whether a verb follows that no thing has for a subject: "Turkey hosted the summit"."""
    page = board.page
    return mention.last < len(page.keys) and page.keys[mention.last] in board.lexicon.acting_verbs


def _is_told_without_case(board: Board, mention: PageMention, other: PageMention, *, has_office: bool) -> bool:
    """Whether more than another name in its sentence speaks for a name where no capital tells it from a word.

    An office before a person, a preposition before a place, or a place beside it; what says "newspaper" before one has
    been asked for. "در کیف" of a sentence about Putin is in Kyiv, "کیف پول" a purse.
    """
    types, owners = board.names.types_of(mention.rows), set(board.names.owners(mention.rows))
    if types == {"work"} or (types == {"person"} and has_office):
        return True
    is_city = types == {"other"} and board.names.places.continent(board.page.keys[mention.first], board.page.lang)
    if (types == {"place"} or is_city) and board.gates.around.is_where(mention.first):
        return True
    if types == {"place"} and _is_beside(board, mention, other):
        return True
    lexicon, key = board.lexicon, board.page.keys[mention.first]
    everyday, article = lexicon.common_words | lexicon.telling_words, tuple(lexicon.articles)
    bare = key[len(next(filter(key.startswith, article), "")) :]
    is_known = everyday.isdisjoint((key, bare)) and not owners.isdisjoint(board.present)
    return is_known or any(map(board.meanings.cue_count, owners))


def _may_be_subject(board: Board, mention: PageMention) -> bool:
    """Whether the word after a name goes with it, or the text is about what it names.

    "Turkey is", "Turkey asked Iran", but not "Nice weather in Iran".
    """
    page, lexicon = board.page, board.lexicon
    if mention.last >= len(page.keys) or page.shapes[mention.last] != Shape.LOWER:
        return True
    key = page.keys[mention.last]
    is_verb = key.endswith(lexicon.verb_endings)
    is_function = lexicon.is_function(key) and not lexicon.is_article(key)
    return is_verb or is_function or _is_told_of(board, mention)


def _is_beside(board: Board, mention: PageMention, other: PageMention) -> bool:
    """Whether a small word or a comma ties a place to another: "مسکو و کیف", but not "در تهران کیف پول"."""
    if "place" not in board.names.types_of(other.rows):
        return False
    one, two = sorted((mention, other), key=lambda each: each.first)
    if two.first == one.last:
        return board.page.gaps[two.first] != Gap.SPACE or two.tier is Tier.INFLECTED
    return two.first == one.last + 1 and board.is_small[one.last]


def _is_told_of(board: Board, mention: PageMention) -> bool:
    """Whether several context cues say that the text is about what a mention names: "Reading, Berkshire, England"."""
    cues = (board.meanings.cue_count(board.names.kb.alias_entity(row)) for row in mention.rows)
    return max(cues, default=0) >= _CUES


def _is_only_club(board: Board, mention: PageMention) -> bool:
    """Whether one club bears a name, and nothing beside it makes another's of it: "El Atlético Sanluqueño"."""
    page, first = board.page, mention.first
    is_behind = bool(page.word_before(first)) and page.is_cased_capital(first - 1) and not page.initial[first - 1]
    return sum(map(board.names.plays, board.owners(mention))) == 1 and not (
        is_behind or page.has_capital_at(mention.last)
    )


def _is_licensed(board: Board, mention: PageMention, row: int, *, has_office: bool) -> bool:
    owner, is_body = board.names.kb.alias_entity(row), board.names.type_of(row) == "organization"
    is_club = is_body and board.names.plays(owner)
    if is_club and board.gates.matches.is_at(mention):
        return False
    if owner in board.present or board.meanings.cue_count(owner, board.page.span(mention.first, mention.last)):
        return True
    if is_club and _is_only_club(board, mention) and board.gates.matches.is_of_team(mention):
        return True
    return has_office and board.names.type_of(row) == "person"
