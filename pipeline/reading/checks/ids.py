"""Ids across rows and tables: doubles, parents that are not there, codes that name nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.domain.nearest import Spellings, did_you_mean
from pipeline.domain.references import without_word
from pipeline.reading.content import Content
from pipeline.reading.problems import Problems, Trouble
from pipeline.xlsx.ooxml.refs import letters
from schemas.vocabulary import compared, compared_once
from schemas.wording.text import joined

WHOLE = "arrangement"
_NAMED_BY = ("event", "element")


def doubles(read: Content, problems: Problems) -> None:
    """Leave out every row whose id stands further up already, whatever its case, spaces and accents."""
    ids = read.ids
    alike = list(map(compared, ids))
    if len(set(alike)) == len(ids):
        return
    seen: dict[str, int] = {}
    key = read.keys[-1]
    for position in read.usable:
        first = seen.setdefault(alike[position], position)
        if first != position:
            typed = read.raw[key][position]
            by_number = isinstance(typed, float) and typed % 1 != 0
            values = {"id": ids[position], "other": _address(read, first)}
            problems.add(read.problem(position, key, Trouble("CHK-33" if by_number else "CHK-07", values)))
            read.out[position] = ids[position]


def reserved(read: Content, problems: Problems) -> None:
    """Findings about the whole have the subject `arrangement`: no id, code, event or element may be called so."""
    for key in (*read.keys, *(key for key in _NAMED_BY if key in read.values)):
        if WHOLE not in compared_once("".join(map(str, filter(None, set(read.values[key]))))):
            continue  # it stands nowhere in any of them
        for position in read.usable:
            if compared(str(read.values[key][position] or "")) == WHOLE:
                problems.add(read.problem(position, key, Trouble("CHK-83")))
                if key in read.keys:
                    read.out[position] = str(read.values[key][position])
                else:
                    read.reject(position, key)


def activities(read: Content, problems: Problems) -> None:
    """Say which codes have no row above them, and which supported activities do not exist.

    A row whose parent is missing stays usable: only its place in the tree is open.
    """
    codes = [str(code) for code in read.values[read.key]]
    known = set(codes)
    above = [code.rpartition(".")[0] for code in codes]
    if not known.issuperset(filter(None, above)):
        for position in read.usable:
            if above[position] and above[position] not in known:
                values = {"id": codes[position], "above": above[position]}
                problems.add(read.problem(position, read.key, Trouble("CHK-10", values)))
    _supported(read, known, problems)


def _supported(read: Content, known: set[str], problems: Problems) -> None:
    spellings = Spellings(known)
    for position, given in _references(read, "supports", "Activities", known):
        strange = [code for code in given if code not in known]
        if strange:
            values = {"codes": joined(strange), "meant": did_you_mean(strange[0], spellings.nearest(strange[0]))}
            problems.add(read.problem(position, "supports", Trouble("CHK-12", values)))


def _references(read: Content, key: str, table: str, known: set[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The ids that the usable rows name in a column, from which words in front are taken away first.

    One that could not be understood has none.
    """
    values = read.values.get(key, [])
    lists = {given for given in set(values) if isinstance(given, tuple) and given}
    bare: dict[object, tuple[str, ...]] = {
        given: tuple(without_word(id, table, known) for id in given) for given in lists
    }
    for position in read.usable if bare else ():
        given = bare.get(values[position], ())
        if given:
            values[position] = given
            yield position, given


def referring(tables: Mapping[str, Content], problems: Problems) -> None:
    """Say which cells name rows of another sheet that are not there; a word in front of an id is left away."""
    for read in tables.values():
        for head in read.heads.ours:
            other = tables.get(head.column.refers)
            if other is not None and head.column.is_list:
                _referring(read, head.key, other, problems)


def _referring(read: Content, key: str, other: Content, problems: Problems) -> None:
    name = other.found.table.name
    known = {str(id) for id in other.values[other.key]}
    alike = {compared(id) for id in known}
    spellings = Spellings(known)
    for position, given in _references(read, key, name, known):
        strange = [id for id in given if compared(id) not in alike]
        if strange:
            meant = did_you_mean(strange[0], spellings.nearest(strange[0]))
            values = {"codes": joined(strange), "meant": meant, "other": other.found.sheet}
            problems.add(read.problem(position, key, Trouble("CHK-85", values)))


def _address(read: Content, position: int) -> str:
    return f"{letters(read.place.numbers[read.keys[-1]])}{read.numbers[position]}"


def left_out(tables: Mapping[str, Content]) -> dict[str, frozenset[str]]:
    """By table, the ids of rows that cannot be used: they still count as known."""
    found = {name: frozenset(id for id in read.out.values() if id) for name, read in tables.items() if read.key}
    return {name: ids for name, ids in found.items() if ids}


def left_out_rows(tables: Mapping[str, Content]) -> dict[str, tuple[tuple[int, str], ...]]:
    """By table, every row that cannot be used: its number in the sheet, and its id as far as it is known."""
    found = {
        name: tuple((read.numbers[position], id) for position, id in sorted(read.out.items()))
        for name, read in tables.items()
        if read.key
    }
    return {name: rows for name, rows in found.items() if rows}


def left_out_events(risks: Content | None) -> frozenset[str]:
    """The events of risks that cannot be used: what is about them may not be for others."""
    events = risks.values.get("event", ()) if risks else ()
    return frozenset(str(events[position] or "") for position in risks.out) if risks and events else frozenset()
