"""The roles of partners in an activity: of several the strongest, who leads where nobody is said to, names in cells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.proposal import NOTHING, WordList
from pipeline.adopt.recognise.matrix.heads.role_spellings import TAKES_PART
from pipeline.adopt.recognise.matrix.named.in_cells import is_nobody, parts_of_cell, roles_told
from pipeline.adopt.recognise.matrix.role_words import LEADS, Said, is_responsible, strongest
from pipeline.adopt.source.sheet import shown
from pipeline.adopt.workbook.aims import Aim
from pipeline.adopt.workbook.trace import Carried, Record
from schemas.fields import PARTNER_MARK

ROLE_KEY = f"role{PARTNER_MARK}"
_BETWEEN = ", "


def partners_named(cell: str, words: WordList | None) -> tuple[dict[str, str], str]:
    """The partners that a cell names, by code, and what of it stays behind: persons, all of them, a mere dash.

    With each partner goes the role that stands beside the name, "" where none does.
    """
    codes = words.map if words else {}
    told = roles_told(cell, words.counts if words else ())
    there = [name for name in told if codes.get(name, NOTHING) != NOTHING and told[name] != NOTHING]
    behind = [name for name in told if name not in there]
    found: dict[str, str] = {}
    for name in there:
        roles = [role for role in (found.get(codes[name], ""), told[name]) if role]
        found[codes[name]] = strongest(roles) if roles else ""
    return found, _BETWEEN.join(behind) if told else cell


def may_be_copied(behind: str) -> bool:
    """Whether what stays behind of a cell names nobody: all of them, none yet, a mere dash."""
    return all(map(is_nobody, parts_of_cell(behind)))


def take_role(record: Record, line: Carried) -> None:
    """Give a partner a role: the stronger one, where it has another already."""
    if line.key in record.values:
        line.value = strongest([str(record.values[line.key]), str(line.value)])
    record.trace.append(line)
    change(record, line.key, line.value)


def change(record: Record, key: str, value: object) -> None:
    """Let a value be another one, in its trace too."""
    record.values[key] = value
    for earlier in record.trace:
        if earlier.key == key:
            earlier.value = value


def settle_leaders(record: Record, aims: Sequence[Aim]) -> None:
    """Where several lead one task: what was answered that their letters mean there."""
    leading = [key for key, value in record.values.items() if key.startswith(ROLE_KEY) and value == LEADS]
    said = {one.key: shown(one.source) for one in record.trace if one.key in leading}
    for aim in aims if len(leading) > 1 else ():
        if aim.words and aim.key in said and said[aim.key] in aim.words.where_several:
            change(record, aim.key, aim.words.where_several[said[aim.key]])


def let_one_lead(record: Record, aims: Sequence[Aim], said: Said) -> None:
    """Where nobody answers for a task (A), the only one who does it (R) leads; `said`: what a legend says."""
    roles = {key: value for key, value in record.values.items() if key.startswith(ROLE_KEY)}
    if any(aim.role for aim in aims):
        doing = {key for key, value in roles.items() if value == TAKES_PART}
    else:
        doing = {one.key for one in record.trace if one.key in roles and is_responsible(shown(one.source), said)}
    if LEADS not in roles.values() and len(doing) == 1:
        change(record, doing.pop(), LEADS)
