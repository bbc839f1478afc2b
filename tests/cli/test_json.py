"""What each command prints with --json is what the shipped JSON Schema says, over samples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.chance import every
from tests.cli.json_said import Said, said
from tests.cli.test_commands import TODAY, call, code
from tests.run.made import data, workbook

# The samples are worked through once.
SAMPLES = every(  # the smallest, which people have left in disorder, and the largest
    6,
    sorted(
        (Path(__file__).resolve().parents[2] / "workbooks" / "samples").glob("*.xlsx"),
        key=lambda path: path.stat().st_size,
    ),
)


def printed(*arguments: object, codes: tuple[int, ...] = (0, 3)) -> Said:
    """What a command prints, which is one JSON object of the shape that the schema describes."""
    result = call(*arguments, "--json")
    content = said(result.stdout)
    assert content["command"] == arguments[0]
    assert content.get("exit_code", 0) in codes
    return content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Samples; the tests change none of them."""
    made = tmp_path_factory.mktemp("samples")
    for sample in SAMPLES:
        shutil.copy(sample, made)
    return made


@pytest.fixture(scope="module")
def checked(folder: Path) -> Said:
    return printed("check", folder, *TODAY)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return workbook(tmp_path)


def test_check_of_samples(checked: Said) -> None:
    assert len(checked["workbooks"]) == len(SAMPLES)
    assert all(one["findings"] and one["topics"] for one in checked["workbooks"] if one["title"])
    assert any(one["checks"] for one in checked["workbooks"])
    assert any(action["what_we_agreed"] for one in checked["workbooks"] for action in one["actions"])


def test_topics_and_findings_lead_to_actions_and_findings_that_are_there(checked: Said) -> None:
    for one in checked["workbooks"]:
        findings, actions = {found["id"] for found in one["findings"]}, {row["action"] for row in one["actions"]}
        assert {id for topic in one["topics"] for id in topic["findings"]} <= findings
        assert {id for topic in one["topics"] for id in topic["actions"]} <= actions
        assert {found["action"] for found in one["findings"]} <= {*actions, ""}


def test_counts_are_those_of_the_lists(checked: Said) -> None:
    for one in checked["workbooks"]:
        counts = one["counts"]
        found = [each for each in one["findings"] if each["shown_in"] != "Summary"]  # obstacles count apart
        assert (counts["findings"], counts["checks"]) == (len(found), len(one["checks"]))
        assert sum(counts["actions_by_state"].values()) == sum(row["kind"] == "action" for row in one["actions"])


@pytest.mark.parametrize("audience", ["parties", "outside"])
def test_report_of_samples_and_the_files_that_it_leaves(folder: Path, tmp_path: Path, audience: str) -> None:
    shown = printed("report", folder, "--out", tmp_path, "--audience", audience, *TODAY)
    names = {Path(file).name for file in shown["files"]}
    assert names == {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert "portfolio.html" in names


def test_run_of_one_workbook_and_of_a_folder_are_one_shape(clinic: Path, tmp_path: Path) -> None:
    one = printed("run", clinic, "--out", tmp_path / "reports", *TODAY)
    assert {Path(file).name for file in one["files"]} == {"clinic.html", "clinic.json"}
    many = printed("run", clinic.parent, "--settle", 0, *TODAY)
    assert (one.keys(), one["workbooks"][0].keys()) == (many.keys(), many["workbooks"][0].keys())


@pytest.mark.parametrize("audience", ["parties", "INTL", "outside"])
def test_the_file_in_a_folder_for_reports(clinic: Path, tmp_path: Path, audience: str) -> None:
    shown = printed("run", clinic, "--out", tmp_path / "reports", "--audience", audience, *TODAY)
    left = said((tmp_path / "reports" / "clinic.json").read_text(encoding="utf-8"))
    assert left["workbooks"] == shown["workbooks"]


def test_a_workbook_that_is_refused_and_one_that_is_not_ours(clinic: Path) -> None:
    clinic.with_name("broken.xlsx").write_bytes(data()[:-900])
    shutil.copy(SAMPLES[0].parents[2] / "requirements.txt", clinic.with_name("other.xlsx"))
    shown = printed("run", clinic.parent, "--settle", 0, *TODAY)
    assert sorted(one["status"] for one in shown["workbooks"]) == ["refused", "written"]
    assert [Path(file).name for file in shown["foreign"]] == ["other.xlsx"]
    assert printed("run", clinic.with_name("broken.xlsx"), *TODAY, codes=(1,))["workbooks"][0]["findings"] == []


def test_new(tmp_path: Path) -> None:
    made = tmp_path / "made.xlsx"
    shown = printed(
        "new", made, "--title", "Clinic access", "--partner", "INTL=Harbour Relief", "--partner", "LOCA=Aid"
    )
    assert shown["files"] == [str(made)]
    assert made.exists()


def test_split_join_and_share(clinic: Path) -> None:
    made = printed("split", clinic, *TODAY)
    assert len(made["files"]) == len(made["copies"]) == 2
    joined = printed("join", clinic, *made["files"], *TODAY)
    assert [copy["partner"] for copy in joined["copies"]] == ["INTL", "LOCA"]
    assert printed("share", clinic, "--for", "outside", "--to", clinic.with_name("x.xlsx"), *TODAY)["for"] == "outside"


def test_history_of_all_runs_and_of_one_workbook(clinic: Path) -> None:
    assert code("run", clinic, *TODAY) == 0
    assert printed("history")["runs"][0]["counts"] == {"written": 1}
    assert printed("history", clinic)["results"][0]["findings_by_severity"]["critical"] == 1


def test_restore_lists_puts_back_and_forgets(clinic: Path) -> None:
    assert code("run", clinic, *TODAY) == 0
    assert printed("restore")["workbooks"][0]["workbook"] == str(clinic), "the newest first"
    assert [kept["number"] for kept in printed("restore", clinic)["workbooks"][0]["backups"]] == [1]
    assert printed("restore", clinic, 1)["put_back"]["workbook"] == str(clinic)
    assert printed("restore", "--forget", clinic)["forgotten"]["backups"] == 2


def test_rules_all_and_one() -> None:
    assert len(printed("rules")["rules"]) > 50
    assert [rule["id"] for rule in printed("rules", "act-03")["rules"]] == ["ACT-03"]


def test_status_without_schedules() -> None:
    assert printed("status")["schedules"] == []


@pytest.mark.parametrize("count", [1, 2])
def test_adopt_of_one_file_and_of_several(tmp_path: Path, count: int) -> None:
    header = "Risk ID,Risk description,Likelihood,Impact,Owner,Status"
    row = "R1,Convoys are attacked on the northern road,4,5,Logistics manager,Open"
    files = [tmp_path / f"register{number}.csv" for number in range(count)]
    for file in files:
        file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    shown = printed("adopt", *files)
    sources = shown["sources"] if count > 1 else [shown]
    assert [source["contract"] for source in sources] == [1] * count
    assert sources[0]["tables"][0]["kind"] == "risk_register"
