"""The commands as people and schedulers call them: output, exit codes, what is written where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import COMMANDS, concord, main
from pipeline.cli.screen import show
from pipeline.run.batch.workbook_result import WorkbookResult
from schemas.wording.languages import speaking
from tests.run.made import DAY, RISKS, data, workbook

ROOT = Path(__file__).resolve().parents[2]
TODAY = ["--today", DAY.isoformat()]


def call(*arguments: object) -> Result:
    """Call the command in this process; its exit code is the one the process would have."""
    return CliRunner().invoke(concord, [str(argument) for argument in arguments])


def code(*arguments: object) -> int:
    """The exit code of the real entry point."""
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_among_those_the_readme_leads_to(name: str) -> None:
    assert f"`concord {name}`" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_explains_itself(name: str) -> None:
    assert "Usage:" in call(*([name] if name else []), "--help").output


def test_help_loads_none_of_the_heavy_packages() -> None:
    heavy = "pandas numpy pandera openpyxl python_calamine xlsxwriter babel rich psutil"
    program = (
        "import sys\nfrom pipeline.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr.strip() == "[]"


def test_who_checks_a_workbook_leaves_what_reads_it_to_the_worker(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pipeline.cli.main import main\n"
        f"if __name__ == '__main__':\n    try: main(['check', {str(workbook(tmp_path))!r}])\n"
        "    except SystemExit: pass\n"
        "    print([name for name in ('pandas', 'pandera', 'python_calamine') if name in sys.modules], file=sys.stderr)"
    )
    started = tmp_path / "started.py"
    started.write_text(program, encoding="utf-8")
    done = subprocess.run([sys.executable, started], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr.strip().splitlines()[-1] == "[]"
    assert done.stdout


def test_findings_alone_are_exit_code_0(tmp_path: Path) -> None:
    assert code("run", workbook(tmp_path), *TODAY) == 0


def test_cell_errors_are_exit_code_3_and_with_strict_1(tmp_path: Path) -> None:
    path = workbook(tmp_path, values={"Risks": [{**RISKS[0], "impact · INTL": "many"}]})
    assert code("run", path, "--strict", *TODAY) == 1
    assert code("check", path, *TODAY) == 3
    assert code("run", path, *TODAY) == 3


def test_the_only_named_file_refused_is_exit_code_1_and_in_a_folder_3(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(data()[:-900])
    assert code("run", broken, *TODAY) == 1
    workbook(tmp_path)
    assert code("run", tmp_path, *TODAY) == 3


def test_a_file_that_is_not_there_is_exit_code_2(tmp_path: Path) -> None:
    assert code("run", tmp_path / "no.xlsx") == 2


def test_a_day_that_is_none_or_may_be_two_is_exit_code_2_and_says_how_to_write_it(tmp_path: Path) -> None:
    result = call("run", workbook(tmp_path), "--today", "02.11.2026")
    assert result.exit_code == 2
    assert "2026-11-22" in result.output


def test_an_unknown_threshold_is_refused_by_name(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("thresholds: {level.hihg_from: 12}", encoding="utf-8")
    result = call("run", workbook(tmp_path), "--config", config)
    assert result.exit_code == 2
    assert "level.hihg_from" in result.output


@pytest.mark.parametrize("value", ["2026-99-99", "0x_", "[" * 100_000])
def test_a_configuration_with_what_cannot_be_is_refused_in_words(tmp_path: Path, value: str) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"thresholds: {{level.high_from: {value}}}", encoding="utf-8")
    result = call("run", workbook(tmp_path), "--config", config)
    assert result.exit_code == 2
    assert "config.yaml" in result.output


def test_settings_of_messages_with_a_day_that_cannot_be_are_a_warning_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "notify.yaml").write_text("when: 2026-99-99\nping_from: PING\n", encoding="utf-8")
    result = call("run", workbook(tmp_path), *TODAY)
    assert (result.exit_code, "The results are in the workbook." in result.stdout) == (0, True)
    assert "Nobody is told of this run. notify.yaml, line 1" in result.stderr


def test_interrupted_is_exit_code_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.run.batch.task.process", interrupted)
    assert code("run", workbook(tmp_path)) == 130


def test_interrupted_while_a_text_is_executed_it_ends_with_130_too(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(
        "from unittest.mock import patch\n"
        "from pipeline.cli.main import concord, main\n"
        "def interrupted(*_, **__): exec('raise KeyboardInterrupt')\n"
        "with patch.object(concord, 'main', interrupted): main([])\n"
    )
    command = [sys.executable, "-m", "program"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(Path(__file__).parents[2])))}
    assert subprocess.run(command, check=False, capture_output=True, env=environment).returncode == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [["rules"], ["run", "clinic.xlsx"]], ids=["rules", "run"])
def test_output_that_its_drive_does_not_take_is_a_sentence_and_the_workbook_is_finished(
    tmp_path: Path, arguments: list[str]
) -> None:
    path, command = workbook(tmp_path), [sys.executable, "-P", "-m", "pipeline", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("What there is to say could not be shown: No space left on device.")
    assert "Traceback" not in done.stderr
    assert code("run", path, *TODAY) == 0


def test_json_of_one_workbook_is_the_report_that_out_gets(tmp_path: Path) -> None:
    path, out = workbook(tmp_path), tmp_path / "reports"
    printed = json.loads(call("run", path, "--json", "--out", out, *TODAY).stdout)
    assert json.loads((out / "clinic.json").read_text(encoding="utf-8"))["workbooks"] == printed["workbooks"]
    found = {f"{item['rule']}/{item['subject']}": item for item in printed["workbooks"][0]["findings"]}
    assert found["RSK-02/R1"]["cell"] == "N2"
    assert found["RSK-02/R1"]["sheet"] == "Risks"
    assert found["RSK-02/R1"]["severity"] == "critical"


def test_a_folder_counts_other_peoples_spreadsheets_and_is_still_exit_code_0(tmp_path: Path) -> None:
    import openpyxl

    workbook(tmp_path)
    openpyxl.Workbook().save(tmp_path / "shopping.xlsx")
    (tmp_path / "~$clinic2.xlsx").write_bytes(b"x")
    result = call("run", tmp_path, "--json", *TODAY)
    printed = json.loads(result.stdout)
    assert printed["exit_code"] == 0
    assert [Path(name).name for name in printed["foreign"]] == ["shopping.xlsx"]
    assert len(printed["workbooks"]) == 1


def test_two_workbooks_with_one_arrangement_id_are_checked_and_neither_is_written(tmp_path: Path) -> None:
    first, second = workbook(tmp_path), workbook(tmp_path, "copy.xlsx")
    before = first.read_bytes(), second.read_bytes()
    result = call("run", tmp_path, "--json", *TODAY)
    printed = json.loads(result.stdout)
    assert printed["exit_code"] == 3
    assert all("CA-TEST" in item["reason"] and item["findings"] for item in printed["workbooks"])
    assert (first.read_bytes(), second.read_bytes()) == before


def test_a_dry_run_writes_nothing_anywhere(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    assert code("run", path, "--dry-run", "--out", tmp_path / "reports", *TODAY) == 0
    assert path.read_bytes() == before
    assert not (tmp_path / "reports").exists()


def test_our_own_mistake_costs_one_workbook_and_shows_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    def mistaken(*_: object) -> None:
        raise ZeroDivisionError

    workbook(tmp_path)
    monkeypatch.setattr("pipeline.run.batch.task.process", mistaken)
    result = call("run", tmp_path, *TODAY)
    assert "ZeroDivisionError" in result.output
    assert "Traceback" not in result.output


def test_the_table_of_a_folder_names_each_workbook_and_its_result(tmp_path: Path) -> None:
    workbook(tmp_path)
    output = call("run", tmp_path, *TODAY).output
    assert "clinic.xlsx" in output
    assert "written" in output


def test_rules_lists_all_and_explains_one() -> None:
    assert "RSK-03" in call("rules").output
    explained = call("rules", "act-03").output
    assert "Source" in explained
    assert "A.2" in explained
    assert "ACT-03" in call("rules", "ACT-033").output


def test_of_many_unopened_workbooks_only_those_that_need_attention_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quiet = [WorkbookResult(path=tmp_path / f"quiet{n}.xlsx", status="unchanged", was_opened=False) for n in range(41)]
    mend = WorkbookResult(
        path=tmp_path / "mend.xlsx", status="unchanged", was_opened=False, was_read=True, cell_errors=2
    )
    show([*quiet, mend, WorkbookResult(path=tmp_path / "new.xlsx", status="written")], single=False, checks_only=False)
    shown = capsys.readouterr().out
    assert "mend.xlsx" in shown
    assert "new.xlsx" in shown
    assert "quiet" not in shown
    assert "42 workbooks had not changed and were not opened" in shown


def test_a_run_of_one_workbook_says_first_what_to_discuss_then_each_finding_in_one_sentence(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    shown = call("run", path, *TODAY).stdout
    assert shown.index("What to discuss first") < shown.index("What was found")
    assert "Also:" not in shown
    assert "What to discuss first" not in call("check", path, *TODAY).stdout


def test_what_nothing_is_known_of_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    call("run", path, *TODAY)
    for command in ("restore", "history"):
        assert f"Did you mean {path}?" in call(command, tmp_path / "clinik.xlsx").stderr


def test_back_ups_are_listed_newest_first_below_headings(tmp_path: Path) -> None:
    for name in ("first.xlsx", "second.xlsx"):
        call("run", workbook(tmp_path, name), *TODAY)
    listed = call("restore").stdout.splitlines()
    assert listed[0].split() == ["Newest", "Back-ups", "Workbook"]
    assert [line.endswith(name) for line, name in zip(listed[1:], ("second.xlsx", "first.xlsx"), strict=False)] == [
        True, True,
    ]  # fmt: skip


def test_a_group_without_a_command_shows_its_help_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert code("excel") == 2
    assert "\n  remove   Take the add-in" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_help_breaks_no_line_within_a_name_or_an_argument(language: str) -> None:
    with speaking(language):
        shown = [line for name in COMMANDS for line in call(name, "--help").output.splitlines()]
    assert any("[FILE [NUMBER]]" in line for line in shown)
    assert any("[-- RUN OPTIONS]" in line for line in shown)
    assert any("NAME-review.xlsx" in line for line in shown)


def test_a_check_of_a_file_that_is_no_workbook_says_so_and_ends(tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_text("not yet a workbook\n")
    assert "This is a text file" in (told := call("check", path)).output
    assert told.exception is None or isinstance(told.exception, SystemExit)
