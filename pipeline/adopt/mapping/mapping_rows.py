"""What was recognised as rows that people can correct: tables, columns, words and partners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.adopt.compared_words import plain
from pipeline.adopt.mapping.answers import (
    Answers,
    column_keys,
    fill_targets,
    is_no,
    is_yes,
    target_label,
    targets,
)
from pipeline.adopt.mapping.named_answers import names_partners
from pipeline.adopt.mapping.whose import headed, whose
from pipeline.adopt.proposal import NOTHING, ROLE, ColumnProposal, Proposal, WordList, ranges
from pipeline.adopt.sheet_words import answer_word, kind_of, kind_word, table_of
from pipeline.adopt.source.sheet import number_of, shown
from schemas.spec import table as table_named
from schemas.vocabulary import normal
from schemas.wording.text import in_every_language, joined, text

# The tables of a mapping, each with the keys of its columns (`pipeline.adopt.sheet_words`).
HEADERS: Mapping[str, tuple[str, ...]] = {
    "MapTables": ("kind", "sheet", "header_rows", "rows_carried", "rows_left", "use", "why", "answer"),
    "MapColumns": ("header", "group", "number", "kind", "samples", "becomes", "partner", "why", "answer"),
    "MapWords": ("column", "word", "how_often", "means", "why", "answer"),
    "MapRows": ("sheet", "text", "row", "taken_for", "why", "answer"),
    "MapPartners": ("found", "where", "partner", "why", "answer"),
    "MapPairs": ("text", "row", "table", "here", "why", "answer"),
}
Line = dict[str, object]


@dataclass(frozen=True)
class MappingLine:
    """One row of a mapping table; `is_open` where it waits for an answer, `choices` what may be answered."""

    cells: Line
    is_open: bool
    choices: str = ""


def mapping_lines(proposal: Proposal, viewer: str) -> dict[str, list[MappingLine]]:
    """The rows of the four tables, those with a question first."""
    lines: dict[str, list[MappingLine]] = {
        "MapTables": list(_tables(proposal)),
        "MapColumns": [*_columns(proposal), *_fills(proposal)],
        "MapWords": list(_words(proposal)),
        "MapPartners": list(_partners(proposal, viewer)),
    }
    if any(table.doubtful for table in proposal.used):
        lines["MapRows"] = list(_doubtful(proposal))
    if proposal.pairs:
        lines["MapPairs"] = list(_pairs(proposal))
    return {name: sorted(rows, key=lambda line: not line.is_open) for name, rows in lines.items()}


def _pairs(proposal: Proposal) -> Iterator[MappingLine]:
    for pair in proposal.pairs:
        why = text("adopt.why.pair") if pair.ask else ""
        yield _line(
            "MapPairs", (pair.text, pair.row, table_named(pair.table).sheet, pair.here, why, ""), pair.ask, "yes_no"
        )


def _tables(proposal: Proposal) -> Iterator[MappingLine]:
    for seen in proposal.named:
        table = seen.turned or seen
        rows = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges(seen.header_rows))
        cells = (
            kind_word(table.kind), table.sheet, rows, len(table.carried), len(table.left),
            answer_word("yes" if table.is_used else "no"), table.why, "",
        )  # fmt: skip
        yield _line("MapTables", cells, table.ask, "" if table.kind == "other" else "yes_no")


def _doubtful(proposal: Proposal) -> Iterator[MappingLine]:
    for table in proposal.used:
        for row, words in table.doubtful.items():
            cells = (table.sheet, words, row, table.left[row], text("adopt.why.row"), "")
            yield _line("MapRows", cells, True, "yes_no")


def _columns(proposal: Proposal) -> Iterator[MappingLine]:
    for table in proposal.used:
        for key, column in column_keys(table):
            becomes = target_label(column.target) if column.target else text("adopt.mapping.stays_out")
            samples = "" if _may_name(column) else " | ".join(column.samples)
            kind = kind_word(table.kind)
            why = column.check or column.why
            cells = (column.header, column.group, key[-1], kind, samples, becomes, whose(column), why, "")
            yield _line("MapColumns", cells, column.ask and not column.is_whose_asked, table.table)


def _may_name(column: ColumnProposal) -> bool:
    """Whether the cells of a column may hold names of persons: then none is shown."""
    return bool(column.target and column.words and names_partners(column.target))


def _fills(proposal: Proposal) -> Iterator[MappingLine]:
    for table in proposal.used:
        for fill in table.fills:
            what = text("adopt.mapping.copy_of", column=target_label(fill.copy_of)) if fill.copy_of else fill.value
            none = text("adopt.mapping.no_column")
            why = fill.why or text("adopt.why.fill")
            cells = (none, fill.section, 1, kind_word(table.kind), what, target_label(fill.target), "", why, "")
            yield _line("MapColumns", cells, fill.ask, "" if fill.is_setting else f"fill:{fill.target}")


def _words(proposal: Proposal) -> Iterator[MappingLine]:
    seen: set[tuple[str, str]] = set()
    asked = {(target, word) for target, words in _lists(proposal) for word in words.open_words}
    for target, words in _lists(proposal):
        for word in words.counts:
            key = (target, plain(word))
            if key in seen:
                continue
            seen.add(key)
            is_open = (target, word) in asked
            code = words.map.get(word, words.proposed.get(word, ""))
            cells = (
                target_label(target),
                word,
                words.counts[word],
                word_label(target, code),
                words.why if is_open else "",
                "",
            )
            yield _line("MapWords", cells, is_open, f"words:{target}")


def word_label(target: str, code: str) -> str:
    """A code as people see it."""
    table, _, name = target.partition(".")
    vocabulary = table_named(table).by_name[name].vocabulary
    return vocabulary.label(code) if vocabulary and code else code


def _lists(proposal: Proposal) -> Iterator[tuple[str, WordList]]:
    for table in proposal.used:
        for column in table.columns:
            is_list = column.words and not column.words.is_ticked
            if is_list and column.words and column.target and not _may_name(column):
                yield column.target, column.words
            if column.role_word:
                yield ROLE, column.role_word


def _partners(proposal: Proposal, viewer: str) -> Iterator[MappingLine]:
    """A line a name, wherever it stands: it is answered once for all its places."""
    lines: dict[str, list[_Named]] = {}
    heads = headed(proposal)
    for table in proposal.used:
        for column in table.columns:
            for one in _named(column, heads, viewer):
                lines.setdefault(plain(one.name), []).append(one)
    for named in lines.values():
        first = next((one for one in named if one.is_open), named[0])
        where = joined(dict.fromkeys(one.where for one in named))
        why = next((one.why for one in named if one.why), "")
        is_open = any(one.is_open for one in named)
        yield _line("MapPartners", (named[0].name, where, first.code, why, ""), is_open, "partners")


class _Named(NamedTuple):
    """A name in a column, and the partner that is proposed for it."""

    name: str
    where: str
    code: str
    why: str
    is_open: bool


def _named(column: ColumnProposal, heads: Mapping[str, str], viewer: str) -> Iterator[_Named]:
    """The names of a column: its header, where each partner has its own; else those in its cells."""
    if not column.target or not column.words:
        return
    where, words, is_asked = target_label(column.target), column.words, column.is_whose_asked
    if column.target.partition(".")[2] == "role":
        why = column.why if is_asked else ""
        yield _Named(column.header, where, column.partner or column.proposed_partner, why, is_asked)
    elif _may_name(column):
        for word in words.counts:
            code = words.map.get(word, words.proposed.get(word, heads.get(plain(word), viewer)))
            is_unknown = word in words.unmapped
            why = (column.why if is_asked else words.why) if is_unknown else ""
            yield _Named(word, where, code, why, is_unknown and (words.ask or is_asked))


def _line(name: str, cells: tuple[object, ...], is_open: bool, choices: str) -> MappingLine:
    return MappingLine(dict(zip(HEADERS[name], cells, strict=True)), is_open, choices)


def answers_from(rows: Mapping[str, list[Line]]) -> Answers:
    """The answers that the rows of a mapping hold, from a workbook or from YAML."""
    answers = Answers()
    no_column = {normal(str(said["no_column"])) for said in in_every_language("adopt.mapping")}
    for line in rows.get("MapTables", ()):
        use = _text(line, "answer") or ("no" if is_no(_text(line, "use")) else "")
        answers.tables[_text(line, "sheet"), kind_of(_text(line, "kind"))] = use
    for line in rows.get("MapColumns", ()):
        said = _text(line, "answer")
        target = fill_targets().get(normal(_text(line, "becomes")))
        if normal(_text(line, "header")) in no_column:
            if target:
                answers.fills[target, plain(_text(line, "group"))] = said
            continue
        number = number_of(line.get("number")) or 1  # which of several alike; the first where it is no number
        key = (kind_of(_text(line, "kind")), plain(_text(line, "header")), plain(_text(line, "group")), int(number))
        answers.known.add(key)
        answers.columns[key], answers.becomes[key] = said, _text(line, "becomes")
        if _text(line, "partner"):
            answers.whose[key] = _partner(_text(line, "partner"))
    for line in rows.get("MapWords", ()):
        target = targets().get(normal(_text(line, "column")))
        said = _text(line, "answer")
        means = _code(target, _text(line, "means")) if target else ""
        if target and said:
            answers.words[target, plain(_text(line, "word"))] = means if is_yes(said) else _code(target, said)
        elif target and means:
            answers.means[target, plain(_text(line, "word"))] = means
    for line in rows.get("MapRows", ()):
        answers.rows[_text(line, "sheet"), plain(_text(line, "text"))] = _text(line, "answer")
    for line in rows.get("MapPairs", ()):
        answers.pairs[table_of(_text(line, "table")), plain(_text(line, "text")), _text(line, "row")] = _text(
            line, "answer"
        )
    for line in rows.get("MapPartners", ()):
        said, found = _text(line, "answer"), plain(_text(line, "found"))
        if said:
            answers.partners[found] = _partner(_text(line, "partner") if is_yes(said) else said)
        elif _text(line, "partner"):
            answers.given[found] = _partner(_text(line, "partner"))
    return answers


def _partner(said: str) -> str:
    return NOTHING if normal(said) == NOTHING or is_no(said) else said.upper()


def _text(line: Line, name: str) -> str:
    return shown(line.get(name, ""))


def _code(target: str, said: str) -> str:
    table, _, name = target.partition(".")
    column = table_named(table).by_name[name]
    if said == NOTHING:
        return NOTHING
    if column.vocabulary:
        return column.vocabulary.code(said) or ""
    return said if column.kind == "scale" and said in ("1", "2", "3", "4", "5") else ""
