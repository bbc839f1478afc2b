"""`concord new --from OLD --language`: what people wrote and settled stays, what is ours is said anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.reading.workbook import Reading, read
from schemas.spec import table
from schemas.wording.languages import DEFAULT, speaking
from tests.chance import every
from tests.cli.test_commands import ROOT, call
from tests.languages.made import DAY, OTHERS, workbook
from tests.places import body_cell
from tests.run.made import RISKS, run

# What people wrote in the plan, by column: one action is settled, one under way.
SETTLED = {
    "what_we_agreed": "We keep it so",
    "status": "kept",
    "notes": "Talked through on 3 May",
    "post": "Focal point",
}
AT_WORK = {"agreed_responsible": "all", "agreed_due": date(2026, 12, 20), "status": "agreed", "progress": "Half done"}
OWN = "Our remark"
SAMPLE = ROOT / "workbooks" / "samples" / "four-partner-consortium.xlsx"


def cell(book: Any, name: str, row: Any, column: str, code: str) -> Any:
    with speaking(code):
        return body_cell(book, name, row, table(name).by_name[column].title)


def written_in(path: Path, code: str) -> None:
    """What people add to a workbook after its first run: their words in the plan and the agenda."""
    book: Any = openpyxl.load_workbook(path)
    with speaking(code):
        words = table("ActionPlan").by_name["status"].vocabulary
        assert words
        said: dict[object, object] = {
            "kept": words.label("kept"),
            "agreed": words.label("agreed"),
            "all": {"en": "All parties"}.get(code),
        }
    for row, wrote in (("MONEY/INTL", SETTLED), ("ARR", AT_WORK)):
        for column, value in wrote.items():
            cell(book, "ActionPlan", row, column, code).value = said.get(value, value)
    cell(book, "Agenda", 1, "what_we_agreed", code).value = "Decided together"
    book.save(path)


def stands(reading: Reading, name: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    read_ = reading.contents[name]
    return [tuple(str(read_.values[column][at]) for column in columns) for at in range(len(read_.found.numbers))]


def states(path: Path) -> Mapping[str, str]:
    return dict(stands(read(path.read_bytes()), "ActionPlan", ("action", "state")))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook in English that was run, written in, and run again."""
    with_own = [{**RISKS[0], OWN: "Told by the drivers"}, *RISKS[1:]]
    path = workbook(tmp_path_factory.mktemp("english"), DEFAULT, values={"Risks": with_own}, own={"Risks": (OWN,)})
    run(path)
    written_in(path, DEFAULT)
    assert run(path).status == "written"
    assert run(path).status == "unchanged"
    return path


@pytest.mark.parametrize("code", every(3, OTHERS))
def test_there_and_back_loses_nothing_and_reopens_nothing(english: Path, code: str, tmp_path: Path) -> None:
    there, back = tmp_path / "there.xlsx", tmp_path / "back.xlsx"
    before = states(english)
    assert "settled" in before.values()
    result = call("new", there, "--from", english, "--language", code)
    assert result.exit_code == 0, result.output
    assert "Start here" not in result.output, "what we made is not called people's own"
    assert "Summary: A" not in result.output
    first = run(there, DAY)
    assert first.status == "written"
    assert read(there.read_bytes()).language == code
    assert states(there) == before
    assert run(there, DAY).status == "unchanged"
    assert call("new", back, "--from", there, "--language", DEFAULT).exit_code == 0
    run(back, DAY)
    assert states(back) == before
    theirs = ("action", "what_we_agreed", "agreed_responsible", "post", "agreed_due", "status", "progress", "notes")
    for path in (there, back):
        reading = read(path.read_bytes())
        assert stands(reading, "ActionPlan", theirs) == stands(read(english.read_bytes()), "ActionPlan", theirs)
        assert "Decided together" in str(stands(reading, "Agenda", ("what_we_agreed",)))
        risks = reading.contents["Risks"].found
        assert risks.cells[0][risks.headers.index(OWN)] == "Told by the drivers"


@pytest.mark.parametrize("code", every(3, OTHERS))
def test_an_indicator_that_we_say_in_another_language_is_not_told_as_changed(code: str, tmp_path: Path) -> None:
    there, back = tmp_path / "there.xlsx", tmp_path / "back.xlsx"
    checks = [checked(SAMPLE)]
    for path, old, language in ((there, SAMPLE, code), (back, there, DEFAULT)):
        assert call("new", path, "--from", old, "--language", language).exit_code == 0
        checks.append(checked(path))
    assert checks == checks[:1] * 3


def checked(path: Path) -> list[str]:
    """The checks that a workbook gives rise to; in its plan people have written beside an indicator."""
    told = call("check", path, "--json", "--today", DAY.isoformat())
    return [check["rule"] for check in json.loads(told.stdout)["workbooks"][0]["checks"]]
