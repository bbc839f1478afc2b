"""What is raised in a worker arrives as it was: one that cannot be sent would end the worker, and the run with it."""

from __future__ import annotations

import pickle

import pytest

from pipeline.files.atomic_replace import ReplaceError, SavedMeanwhileError
from pipeline.files.backend import DriveError, TooLargeError
from pipeline.files.errors import RefusedFileError
from pipeline.files.read import ReadError
from pipeline.xlsx.ooxml.errors import NotSafeError, WriteError

RAISED = [
    RefusedFileError("NOT_EXCEL", "No workbook."),
    ReadError("gone", "It is gone."),
    ReplaceError("in_use", "It is open."),
    SavedMeanwhileError("plan.xlsx"),
    TooLargeError(12),
    DriveError(5, "the share is gone"),
    WriteError("No room.", "Risks", "A1"),
    NotSafeError("No room.", "Risks", "A1"),
]


@pytest.mark.parametrize("raised", RAISED, ids=lambda raised: type(raised).__name__)
def test_an_error_arrives_from_a_worker_as_it_was(raised: Exception) -> None:
    arrived = pickle.loads(pickle.dumps(raised))
    assert type(arrived) is type(raised)
    assert (str(arrived), vars(arrived)) == (str(raised), vars(raised))
