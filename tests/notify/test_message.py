"""What a message says and what it never says: it is for people who look after runs, not for the parties."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.notify.compared import Change, Changes
from pipeline.notify.mail import html, mail
from pipeline.notify.message import LONGEST, MOST, Message, Places, message
from pipeline.notify.payload import card, message_payload
from pipeline.notify.settings import Settings, Smtp
from pipeline.notify.tell import is_due
from pipeline.run.batch.workbook_result import WorkbookResult, pack
from pipeline.run.result import RunResult
from schemas.wording.direction import APART, TOGETHER
from schemas.wording.languages import speaking

AT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
SHARED = Path("shared").absolute()
PRIVATE = "LOCA fears an attack on its own staff"
SAME = Changes()


def report(name: str, status: Any = "unchanged", **more: Any) -> WorkbookResult:
    found = {
        "findings": [{"id": "RSK-01/R1", "severity": "high", "partners": ["LOCA"], "message": PRIVATE}],
        "checks": [{"found": PRIVATE, "message": PRIVATE}],
        "actions": [],
    }
    given = {"title": name.title(), "severities": {"high": 1}, "actions": {"new": 2, "resolved": 1}, **more}
    return WorkbookResult(
        path=SHARED / "north" / f"{name}.xlsx", status=status, was_read=True,
        packed=pack(found), **given,
    )  # fmt: skip


def over(*results: WorkbookResult, code: int = 0) -> RunResult:
    return RunResult(
        run_id="run-1", paths=(SHARED,), started=AT, finished=AT + timedelta(minutes=2), results=results, code=code
    )


def said(*results: WorkbookResult, changes: Changes = SAME, code: int = 0, places: Places | None = None) -> Message:
    return message(over(*results, code=code), changes, places or Places())


@pytest.mark.parametrize(
    ("results", "changes", "code", "subject"),
    [
        ([], SAME, 0, "Concord: no workbooks were found"),
        ([], SAME, 130, "Concord: the run was interrupted"),
        ([], SAME, 1, "Concord: the run did not finish"),
        ([report("a", "foreign")], SAME, 1, "Concord: no workbooks were found"),
        ([report("a")], SAME, 0, "Concord: nothing new in 1 workbook"),
        ([report("a"), report("b", "foreign")], SAME, 0, "Concord: nothing new in 1 workbook"),
        ([report("a")] * 1200, SAME, 0, "Concord: nothing new in 1,200 workbooks"),
        ([report("a"), report("b", "open")], SAME, 3, "Concord: 1 of 2 workbooks to look at"),
        ([report("a"), report("b", cell_errors=2)], SAME, 3, "Concord: 1 of 2 workbooks to look at"),
        (
            [report("a"), report("b", "written")], Changes(workbooks=(Change(path=Path("b"), title="B", new=1),)), 0,
            "Concord: new results in 1 of 2 workbooks",
        ),
    ],
)  # fmt: skip
def test_the_subject_says_what_came_of_it(
    results: list[WorkbookResult], changes: Changes, code: int, subject: str
) -> None:
    assert said(*results, changes=changes, code=code).subject == subject


def test_the_text_says_what_needs_attention_what_is_new_and_where_to_look() -> None:
    changes = Changes(
        workbooks=(
            Change(path=SHARED / "north" / "clinic.xlsx", title="Clinic", new=1, reopened=2, resolved=1, overdue=3),
            Change(path=SHARED / "school.xlsx", title="", first=True),
            Change(path=SHARED / "river.xlsx", title="River", gone=True),
            Change(path=SHARED / "well.xlsx", title="Well"),
        )
    )
    results = [
        report("clinic", "written"), report("market", "open", reason="Open in Excel by A. Person. Close it."),
        report("bridge", "refused", reason="Gaps!B9: Move it.", cell_errors=1), report("road", cell_errors=12),
        report("late", "waiting", reason="It is still being saved."), report("hill", "strict", cell_errors=2),
    ]  # fmt: skip
    text = said(*results, changes=changes, places=Places(out=Path("pages"), log=Path("concord.log"))).text
    where = Path("north")
    for line in (
        f"Market ({where / 'market.xlsx'}): open elsewhere, left alone",
        f"Bridge ({where / 'bridge.xlsx'}): nothing was written: Gaps!B9: Move it., 1 cell to correct",
        f"Road ({where / 'road.xlsx'}): 12 cells to correct",
        f"Late ({where / 'late.xlsx'}): left for the next run: It is still being saved.",
        f"Hill ({where / 'hill.xlsx'}): nothing was written, because of cells to correct, 2 cells to correct",
        f"Clinic ({where / 'clinic.xlsx'}): 1 new action, 2 actions reopened, 1 action resolved, "
        "3 actions now past their date",
        "school.xlsx: seen for the first time",
        "River (river.xlsx): not there any more",
        "Well (well.xlsx): other results",
        "Findings: 6 high",
        "Actions: 12 new, 6 resolved",
        "Cells to correct: 15",
        f"Workbooks: {SHARED}",
        f"Pages: {Path('pages').absolute()}",
        "Log: concord.log, run run-1",
    ):
        assert f"- {line}\n" in text, line
    assert "A. Person" not in text


def test_long_lists_end_with_how_many_more_there_are() -> None:
    block = said(*(report(f"book{number}", "open") for number in range(MOST + 5)), code=3).blocks[0]
    assert len(block.lines) == MOST + 1
    assert block.lines[-1] == "and 5 more"


def test_a_line_stays_one_line_and_within_what_a_channel_takes() -> None:
    (line,) = said(report("a", "open", title="long\n" * 9000), code=3).blocks[0].lines
    assert len(line) == LONGEST
    assert "\n" not in line


def test_no_form_of_a_message_tells_what_was_found() -> None:
    reason = f'Gaps!A1: The header in A1 reads "{PRIVATE}". Save it again.'
    made = said(report("a", "written"), report("b", "refused", reason=reason, cell_errors=1), code=3)
    smtp = Smtp(host="h", port=25, security="none", sender="a@b", to=("c@d",))
    forms = [
        made.text,
        html(made),
        mail(smtp, made).as_string(),
        json.dumps(card(made)),
        json.dumps(message_payload(made)),
    ]
    assert all("Gaps!A1" in form.replace("=\n", "") for form in forms)
    for form in forms:
        assert "fears" not in form
        assert "LOCA" not in form


def test_a_title_cannot_become_a_tag_a_link_or_a_header() -> None:
    title = "<script>alert(1)</script> [press here](https://bad.example)\nBcc: x@y"
    made = said(report("a", "open", title=title), code=3)
    smtp = Smtp(host="h", port=25, security="none", sender="a@b", to=("c@d",))
    whole = mail(smtp, made)
    assert "<script>" not in html(made)
    assert whole["Bcc"] is None
    runs = card(made)["attachments"][0]["content"]["body"]
    assert {element["type"] for element in runs} == {"RichTextBlock"}


def test_a_mail_holds_the_text_and_the_same_as_a_page_and_asks_for_no_answer() -> None:
    smtp = Smtp(host="h", port=25, security="none", sender="concord@x.org", to=("c@d.org", "e@f.org"))
    whole = mail(smtp, said(report("Süd", "open"), code=3))
    assert whole["To"] == "c@d.org, e@f.org"
    assert whole["Auto-Submitted"] == "auto-generated"
    assert str(whole["Message-ID"]).endswith("@x.org>")
    parts = {part.get_content_type(): part.get_content() for part in whole.iter_parts()}
    assert "Süd" in parts["text/plain"]
    assert "<li>Süd" in parts["text/html"]
    assert whole.as_bytes().isascii()


def test_a_files_name_that_is_no_text_can_be_sent() -> None:
    made = said(report("bad\udcff", "open", title=""), code=3)
    smtp = Smtp(host="h", port=25, security="none", sender="a@b", to=("c@d",))
    assert b"bad?" in mail(smtp, made).as_bytes()


@pytest.mark.parametrize(
    ("when", "code", "new", "told"),
    [
        ("change", 0, False, False), ("change", 0, True, True), ("change", 3, False, False), ("change", 3, True, True),
        ("change", 1, False, True), ("change", 130, False, True),
        ("failure", 0, True, False), ("failure", 3, False, True), ("failure", 1, False, True),
        ("failure", 130, False, True), ("always", 0, False, True),
    ],
)  # fmt: skip
def test_people_are_told_when_the_settings_say_so(when: Any, code: int, new: bool, told: bool) -> None:
    assert is_due(Settings(when=when), Changes(came_out_otherwise=new), code) is told


def test_from_the_right_lines_and_subject_begin_there_though_a_title_is_in_latin_letters() -> None:
    with speaking("ar"):
        told = said(report("clinic", "open"), code=3)
        given = card(told)["attachments"][0]["content"]
    assert told.subject.startswith("من Concord: ")
    assert f"\n- {APART}{APART}Clinic{TOGETHER} ({APART}" in told.text
    assert given["rtl"] is True
