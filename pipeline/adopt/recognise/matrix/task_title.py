"""The column that says what is to be done in a table with roles as headers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.matrix.heads.plan_columns import says_time, says_when
from pipeline.adopt.recognise.matrix.heads.task_heads import (
    is_id,
    is_little,
    is_result,
    names_field,
    names_tasks,
    names_tasks_in_brackets,
    says_duties_of,
    says_duty,
    says_what,
)
from pipeline.adopt.recognise.matrix.phases import named_phase
from pipeline.adopt.recognise.matrix.sideways import are_numbered_steps
from pipeline.adopt.recognise.weighed import WeighedColumn

Says = Literal["task", "phase", "area", "little", "nothing"]
_ORDER: tuple[Says, ...] = ("task", "phase", "area", "little", "nothing")
_NO_TITLE = frozenset({"status", "date", "location", "event", "resources", "coordination_rule"})
# What stands between the tasks and the roles.
_BESIDE = ("location", "resources", "capability", "coordination_rule", "status")
_DIFFERING, _RARE = 0.8, 0.6  # of the cells


def find_title(
    columns: ListColumns, roles: Collection[int], besides: int = 0, *, may_be_thing: bool = False
) -> tuple[WeighedColumn, Says] | None:
    """The column that says what is to be done, and how much its header says: by it, else the first that differs.

    `may_be_thing`: where nothing else does, a place or a means before the roles is what is worked on.
    """
    texts = [each for each in columns if each.number not in (*roles, besides) and _is_text(each)]
    there = _before_or_tasks(texts, min(roles))
    # Where nothing else says it, what may happen is what somebody leads.
    events = [each for each in columns if each.number < min(roles) and each.number != besides]
    events = [each for each in events if each.concept == "event" and _is_text(each, _NO_TITLE - {"event"})]
    things = [each for each in columns if may_be_thing and each.number < min(roles) and not is_id(each)]
    there = there or events or [each for each in things if _is_text(each, _NO_TITLE - {"location", "resources"})]
    if not there:
        return None

    fullest = max(each.profile.count for each in there)

    def rank(each: WeighedColumn) -> tuple[int, bool, bool, bool, int]:
        is_rare = each.profile.count < _RARE * fullest  # once above the tasks that it is for
        is_called = each.is_likely and each.concept == "title"  # an activity, and no output of several
        return _ORDER.index(says(each)), is_rare, not is_called, each.profile.distinct_share < _DIFFERING, each.number

    found = min(there, key=rank)
    return found, says(found)


def title_beside_marks(others: Collection[WeighedColumn], roles: Collection[WeighedColumn]) -> WeighedColumn | None:
    """The column that says what is to be done where marks stand below roles: by its header, else by its texts."""
    first = min(each.number for each in roles)
    texts = [
        each
        for each in others
        if each.profile.count >= 2 and each.profile.number_share < 0.5 and each.profile.distinct_share >= 0.5
        and (each.profile.mean_length >= 3 or are_numbered_steps([*each.profile.counts]))
    ]  # fmt: skip
    named = [each for each in texts if each.is_likely and each.concept == "title"]
    named = [each for each in named if not is_id(each)] if len(texts) > len(named) else named  # Task T1.1 | Title
    if named:
        return max(named, key=lambda each: (each.number < first, each.sure, each.profile.mean_length))
    before = [each for each in texts if each.number < first]
    # Stages are what is to be done where nothing else is.
    rest = [each for each in before if not (each.is_likely and each.concept in _BESIDE) and not says_when(each)]
    before = [each for each in rest if each.concept != "phase" or not each.is_likely] or rest or before
    return max(before, key=lambda each: (each.profile.distinct_share >= 0.8, each.profile.mean_length), default=None)


def _before_or_tasks(texts: Collection[WeighedColumn], first: int) -> list[WeighedColumn]:
    """The texts before the roles; those behind, where only there a header says that tasks stand below it.

    Other texts behind the roles are what comes of it.
    """
    before = [each for each in texts if each.number < first]
    tasks = [each for each in texts if says(each) == "task" and (each in before or not is_result(each.head.words))]
    fullest = max((each.profile.count for each in texts), default=0)
    full = [each for each in before if each.profile.count >= _RARE * fullest]
    called = [each for each in tasks if each.is_likely and each.concept == "title"]
    most = max((each.profile.count for each in called), default=0)
    # A sector with several tasks, once above them.
    full = [each for each in full if says(each) != "area" or each.profile.count >= most]
    kept: tuple[Says, ...] = ("task", "area") if called else ("task", "area", "phase")
    return before if not tasks or any(says(each) in kept for each in full) else called or tasks


def _is_text(column: WeighedColumn, others: Collection[str] = _NO_TITLE) -> bool:
    profile = column.profile
    is_said = column.is_likely and column.concept in others and not names_tasks_in_brackets(column.head.header)
    is_other = is_said or is_id(column) or says_time(column)
    is_text = profile.number_share < 0.5 and profile.date_share < 0.5 and profile.mean_length >= 3
    return profile.count >= 2 and is_text and profile.distinct_share >= 0.5 and not is_other


def is_phase_of_tasks(head: HeadColumn) -> bool:
    """Whether a header is a phase below one of tasks: Duties | Before, During, After."""
    return bool(head.group) and bool(named_phase(head.header)) and says_what(head.group)


def says(column: WeighedColumn) -> Says:
    """How much a header says of what is to be done."""
    words = column.head.words
    if is_phase_of_tasks(column.head):
        return "task"
    if is_little(words) and not says_duty(words):
        return "little"
    is_called = column.is_likely and column.concept == "title"
    are_tasks = names_tasks(words) or names_tasks_in_brackets(column.head.header)
    if is_called or are_tasks or says_duty(words) or says_duties_of(column.head.header):
        return "task"
    if column.is_likely and column.concept == "phase":
        return "phase"
    return "area" if names_field(words) else "nothing"
