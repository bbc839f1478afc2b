"""Whether a table with names below roles certainly is a plan or a matrix, is to be asked about, or is none."""

from __future__ import annotations

from pipeline.adopt.kind_words import speaks_against, speaks_for
from pipeline.adopt.lexicon import lexicon
from pipeline.adopt.proposal import NOTHING
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_service_head
from pipeline.adopt.recognise.matrix.heads.plan_columns import are_periods, is_plan
from pipeline.adopt.recognise.matrix.heads.role_spellings import MAIN
from pipeline.adopt.recognise.matrix.heads.task_heads import (
    is_hazard,
    is_log,
    is_nothing_to_do,
    is_owner,
    names_other_things,
)
from pipeline.adopt.recognise.matrix.named.columns import name_bodies
from pipeline.adopt.recognise.matrix.named.partners import are_names
from pipeline.adopt.recognise.matrix.named.shape import NamedShape
from pipeline.adopt.recognise.weighed import WeighedColumn

KIND = "activity_matrix"
_PHRASE = 12  # letters on average: what is to be done, and no name of a thing


def is_sure(candidate: Candidate, shape: NamedShape) -> bool | None:
    """Whether it certainly is such a table; None for one that is none."""
    if shape.who or (shape.is_other and shape.says == "task"):
        return False
    if shape.is_other:
        return None
    if is_nothing_to_do(shape.title, is_single=shape.is_single):
        of_organisations = any(head.is_of_organisations and head.part in MAIN for head in shape.roles.values())
        is_service = is_service_head(shape.title.head.words) and shape.is_single and _names_bodies(candidate, shape)
        may_be = shape.is_shared_out or (of_organisations and is_hazard(shape.title)) or is_service
        return False if may_be else None
    if shape.says == "nothing" and names_other_things(shape.rest) and _is_of_register(shape.title):
        return None
    is_task = shape.says in ("task", "phase")
    named = [candidate.profiles[column] for column, head in shape.roles.items() if head.role != NOTHING]
    if not all(are_names(profile) for profile in named if profile.count):
        return False if shape.says == "task" or shape.are_works else None  # phrases in small letters
    if all(head.is_unsure for head in shape.roles.values()):
        return False if is_task or shape.are_works else None  # P1, P2: nothing says that these are roles at all
    if shape.is_shared_out and not is_task:
        return False  # what one has and others work on may be anything
    if not shape.is_single:
        is_clear = shape.says != "nothing" or len(shape.roles) > 2
        return is_clear or is_plan(shape.rest, (*candidate.names, candidate.file))
    return _is_single_sure(candidate, shape, is_task=is_task)


def _is_of_register(title: WeighedColumn) -> bool:
    """Whether a header says what comes of a risk, or why, as beside a hazard in a register."""
    return any(match.score == 1 for match in lexicon("risk_register").matches(title.head.words))


def _names_bodies(candidate: Candidate, shape: NamedShape) -> bool:
    """Whether organisations are named beside phrases."""
    main = (candidate.profiles[column] for column, head in shape.roles.items() if head.part != "beside")
    return shape.title.profile.mean_length >= _PHRASE and any(name_bodies(profile.counts) for profile in main)


def _is_single_sure(candidate: Candidate, shape: NamedShape, *, is_task: bool) -> bool | None:
    """The same of a table in which only one column has a role, as a list of anything with its owner has, too."""
    is_plain_task = is_task and not is_log(shape.title)
    is_owned = any(is_owner(each) for each in shape.columns if each.number in shape.roles)
    (main,) = [column for column, head in shape.roles.items() if head.part != "beside"]
    are_bodies = _names_bodies(candidate, shape)
    is_beside_others = names_other_things(shape.rest) and not are_periods(each.head.header for each in shape.columns)
    if (is_owned and is_log(shape.title)) or is_beside_others:
        return False if is_task else None
    if is_plain_task and is_plan(shape.rest, (*candidate.names, candidate.file)):
        return True
    # Nothing but what is done and who leads it: who keeps a cluster, or a task without a day.
    is_said = is_task or shape.says == "area" or shape.roles[main].is_of_organisations
    is_timed = shape.title.profile.mean_length >= _PHRASE and is_plan(shape.rest, ())  # whoever is named
    is_against = any(speaks_against(KIND, name) for name in candidate.names)
    is_titled = any(speaks_for(KIND, name) for name in candidate.names)
    may_be = (is_timed or is_titled) and not is_owned and not is_against and shape.says != "little"
    return False if is_said or are_bodies or may_be else None
