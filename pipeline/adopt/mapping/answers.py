"""What people answered in a mapping, laid over what was recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from pipeline.adopt.compared_words import plain
from pipeline.adopt.mapping.named_answers import answer_partners, names_partners, words_of_partners
from pipeline.adopt.mapping.whose import answer_partner, settle_partner, take_partner
from pipeline.adopt.proposal import (
    ACTION,
    CURRENCY,
    NOTHING,
    ROLE,
    TABLES,
    ColumnProposal,
    Fill,
    Pair,
    Proposal,
    TableProposal,
    WordList,
)
from pipeline.adopt.recognise.matrix.sideways import sheet_of
from pipeline.adopt.recognise.organisations import known_code
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body
from pipeline.adopt.recognise.scales.scale import Scale
from pipeline.adopt.recognise.scales.word_lists import listed_words, rating_words
from pipeline.adopt.source.sheet import Cell, SourceBook, shown
from schemas.arrangement_fields import field_title
from schemas.fields import Column
from schemas.spec import table as table_named
from schemas.vocabulary import normal, vocabulary
from schemas.wording.languages import languages, speaking, spoken_first
from schemas.wording.text import text

_ALSO = {"yes": ("ok", "sim"), "no": ("nao",)}
ColumnKey = tuple[str, str, str, int]
PairKey = tuple[str, str, str]  # table, text as compared, and row that is there


def is_yes(said: str) -> bool:
    """Whether an answer agrees, in any language that ships."""
    return vocabulary("yes_no").code(said) == "yes" or normal(said) in _ALSO["yes"]


def is_no(said: str) -> bool:
    """Whether an answer declines or leaves something out, in any language that ships."""
    declines = vocabulary("yes_no").code(said) == "no" or normal(said) in _ALSO["no"]
    return declines or said.strip() == NOTHING or normal(said) in _left_out()


@cache
def _left_out() -> frozenset[str]:
    said = set()
    for code in languages():
        with speaking(code):
            said |= {normal(text("adopt.mapping.stays_out")), normal(text("adopt.mapping.leave_out"))}
    return frozenset(said)


@dataclass(frozen=True, slots=True)
class WrittenCode:
    """What stands where the mapping names a partner, and the place as a sentence says it."""

    said: str
    where: str


@dataclass
class Answers:
    """Answers by what they are about: headers and words as they stand in the source, never letters of columns."""

    tables: dict[tuple[str, str], str] = field(default_factory=dict)  # by sheet and kind
    columns: dict[ColumnKey, str] = field(default_factory=dict)
    fills: dict[tuple[str, str], str] = field(default_factory=dict)  # by target and heading
    words: dict[tuple[str, str], str] = field(default_factory=dict)  # by target and word
    partners: dict[str, str] = field(default_factory=dict)  # by what was found, as compared
    rows: dict[tuple[str, str], str] = field(default_factory=dict)  # by sheet, and text as compared
    pairs: dict[PairKey, str] = field(default_factory=dict)
    known: set[ColumnKey] = field(default_factory=set)  # every column that the mapping names
    # What stands beside the answers: where a column goes, what a word means, which partner one is.
    becomes: dict[ColumnKey, str] = field(default_factory=dict)
    means: dict[tuple[str, str], str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    whose: dict[ColumnKey, str] = field(default_factory=dict)  # the partner of a column of which each has its own
    codes: list[WrittenCode] = field(default_factory=list)  # all that names a partner, each with its place

    def of_table(self, table: TableProposal) -> str:
        """What was answered of a table; of a sheet that the mapping does not know what holds for all of its kind."""
        if any(sheet == table.sheet for sheet, _ in self.tables):
            return self.tables.get((table.sheet, table.kind), "")
        said = {answer for (_, kind), answer in self.tables.items() if kind == table.kind}
        return said.pop() if len(said) == 1 else ""

    def fit(self, proposal: Proposal) -> bool:
        """Whether the mapping was made for headers such as these: half of those with a place, at least."""
        keys = [key for table in proposal.working for key, column in column_keys(table) if column.target]
        return not keys or not self.known or sum(key in self.known for key in keys) * 2 >= len(keys)


def column_keys(table: TableProposal) -> Iterator[tuple[ColumnKey, ColumnProposal]]:
    """The columns of a table with what tells them apart: kind, header, group, and which of several alike it is."""
    seen: Counter[tuple[str, str]] = Counter()
    for column in table.columns:
        name = (plain(column.header), plain(column.group))
        seen[name] += 1
        yield (table.kind, *name, seen[name]), column


def target_label(target: str) -> str:
    """A column of ours as people choose it: `Risks: Likelihood`."""
    table, _, name = target.partition(".")
    of = table_named(table)
    title = field_title(name) if target == CURRENCY else of.by_name[name].title
    return text("adopt.mapping.target", table=of.sheet, column=title)


def targets(kinds: Iterable[str] = TABLES.values()) -> dict[str, str]:
    """Every column of ours that may be fed, by how people may name it in any language, as compared."""
    kinds = tuple(kinds)
    found: dict[str, str] = {}
    for code in reversed(spoken_first()):  # of two that are called alike, the one in the language in force counts
        with speaking(code):
            for table in kinds:
                for column in table_named(table).columns:
                    target = f"{table}.{column.name}"
                    found[normal(target)] = found[normal(target_label(target))] = target
    return found


def fill_targets() -> dict[str, str]:
    """Every column of ours that may be filled where no column feeds it, by how people may name it, as compared."""
    found = targets()
    for code in spoken_first():
        with speaking(code):
            found |= {normal(one): target for target in (ACTION, CURRENCY) for one in (target, target_label(target))}
    return found


def apply(proposal: Proposal, answers: Answers, book: SourceBook, codes: Mapping[str, str]) -> None:
    """Lay answers over a proposal; `codes` are the partners that are known, by name or code as compared."""
    known = {**codes, **answers.partners}
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for table in proposal.working:
        sheet = sheet_of(sheets[table.sheet], table)
        said = normal(answers.of_table(table))
        if is_no(said):
            table.is_used = False
        elif is_yes(said):
            table.ask = False
        _answer_rows(table, answers)
        for key, column in column_keys(table):
            cells = (sheet.at(row, column.column) for row in table.carried)
            if column.is_whose_asked or (column.target == ROLE and plain(column.header) in answers.partners):
                _answer_whose(column, answers.columns.get(key, ""), known)
            else:
                _answer_column(column, answers.columns.get(key, ""), cells, known)
            answer_partner(column, answers.whose.get(key, ""), known)
            settle_partner(column)
            _answer_words(column, answers, known)
        for fill in table.fills:
            _answer_fill(fill, answers.fills.get((fill.target, plain(fill.section)), ""))


def _answer_rows(table: TableProposal, answers: Answers) -> None:
    """Carry the rows of which somebody said that they are none of what they were taken for."""
    for row, words in list(table.doubtful.items()):
        said = normal(answers.rows.get((table.sheet, plain(words)), ""))
        if is_no(said):
            body = Body(table.carried, table.continued, table.left, table.headings)
            body.take(row)
            table.carried, table.sections = body.carried, body.sections
        if is_no(said) or is_yes(said):
            del table.doubtful[row]
    without = [row for row in table.carried if row not in table.sections and row not in table.continued]
    there = {"", *table.sections.values()}
    gone = [fill for fill in table.fills if fill.section not in there]
    table.fills = [fill for fill in table.fills if fill not in gone]
    for fill in gone if without else ():
        # What a heading said that is none: of the rows above the first one left nobody has said it yet.
        if not any(other.target == fill.target and not other.section for other in table.fills):
            table.fills.append(Fill(fill.target, value=fill.value))


def answer_pairs(pairs: Iterable[Pair], answers: Answers) -> None:
    """Say of each pair whether it is the same, where somebody answered that."""
    for pair in pairs:
        said = normal(answers.pairs.get(pair_key(pair), ""))
        pair.ask, pair.is_same = not (is_yes(said) or is_no(said)), is_yes(said)


def pair_key(pair: Pair) -> PairKey:
    """By what a pair is known in a mapping."""
    return pair.table, plain(pair.text), pair.row


def _answer_column(column: ColumnProposal, said: str, cells: Iterable[Cell], known: Mapping[str, str]) -> None:
    answer = normal(said)
    if not answer:
        return
    if is_yes(answer):
        column.ask, column.is_assumed = False, column.is_assumed or column.why == text("adopt.why.days")
    elif is_no(answer):
        column.target, column.ask, column.words = None, False, None
        column.why = text("adopt.left.nothing")
    elif answer in targets():
        target = targets()[answer]
        if target != column.target:
            column.target, column.proposed_partner = target, ""
            column.words = words_for(target, column, Profile.of(cells), known)
        column.ask = False


def _answer_whose(column: ColumnProposal, said: str, known: Mapping[str, str]) -> None:
    """Give the column of an organisation its partner; one that was answered with no stays out."""
    code = NOTHING if is_no(said) else known_code(column.header, known)
    if code:
        take_partner(column, code)


def words_for(target: str, column: ColumnProposal, profile: Profile, known: Mapping[str, str]) -> WordList | None:
    """The word list of a column that a person gave another place; None for places without one."""
    table, _, name = target.partition(".")
    of: Column = table_named(table).by_name[name]
    if of.kind == "scale":
        return _steps_for(name.removeprefix("residual_"), column, profile)
    if partners := words_of_partners(target, column, profile, known):
        return partners
    return listed_words(profile, of.words) if of.words else None


def _steps_for(scale: str, column: ColumnProposal, profile: Profile) -> WordList | None:
    """The steps of a column that a person made a rating: of two in each cell, the one that it stands for."""
    part = replace(column.words.part, rating=scale) if column.words and column.words.part else None
    read = [Profile.of(map(one.of, map(shown, profile.cells))) for one in (part, part.other)] if part else [profile]
    words = rating_words(read[0], scale, Scale.of((column.header, each) for each in read))
    return None if isinstance(words, str) else replace(words, part=part)


def _answer_words(column: ColumnProposal, answers: Answers, known: Mapping[str, str]) -> None:
    words = column.words
    if words is None or column.target is None or words.is_ticked:
        return
    if names_partners(column.target):
        role = answers.words.get((ROLE, plain(column.header)), "") if column.names_partners else ""
        answer_partners(column, words, answers.partners, known, role)
        return
    answered = {
        word: answers.words[column.target, plain(word)]
        for word in words.counts
        if (column.target, plain(word)) in answers.words
    }
    for word, code in answered.items():
        if code and word in words.doubtful:
            words.where_several[word] = code
        elif code:
            words.map[word] = code
            if word in words.unmapped:
                words.unmapped.remove(word)
    asked = words.counts if words.asks_all else words.doubtful
    if words.counts and not words.unmapped and all(map(answered.get, asked)):
        words.ask = False


def _answer_fill(fill: Fill, said: str) -> None:
    answer = normal(said)
    if not answer or (fill.is_offer and not is_yes(answer) and not is_no(answer)):
        return
    fill.ask = False
    if is_no(answer):
        fill.value, fill.copy_of = NOTHING, ""
    elif fill.is_setting and not is_yes(answer):
        fill.value = said.strip().upper()
    elif not is_yes(answer):
        table, _, name = fill.target.partition(".")
        vocabulary = table_named(table).by_name[name].vocabulary
        fill.copy_of = ""
        fill.value = (vocabulary.code(said) or "") if vocabulary else said.strip()
        fill.ask = not fill.value
