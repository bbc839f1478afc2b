"""A shell offers commands, options, names, codes and files when somebody presses Tab, and loads nothing heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
from click.testing import CliRunner

from pipeline.cli.machines.completion import SHELLS, VARIABLE
from pipeline.cli.main import COMMANDS, concord
from tests.run.made import workbook

BIN = Path(sys.executable).parent
HEAVY = {"pandas", "numpy", "pandera", "openpyxl", "xlsxwriter", "babel", "rich", "psutil", "sqlalchemy"}


def asked(monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """What is offered for the last of the words; fish is told values, and nothing else."""
    monkeypatch.setenv("COMP_WORDS", " ".join(["concord", *words[:-1]]))
    monkeypatch.setenv("COMP_CWORD", words[-1])
    monkeypatch.setenv(VARIABLE, "fish_complete")
    result = CliRunner().invoke(concord, complete_var=VARIABLE)
    return [line.partition(",")[2].partition("\t")[0] for line in result.output.splitlines()]


def test_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, "") == list(COMMANDS)
    assert asked(monkeypatch, "re") == ["report", "review", "restore"]


def test_options(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, "run", "--dr") == ["--dry-run"]


def test_rules_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, "rules", "act-03") == ["ACT-03"]


def test_catalogues_and_files_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "joint_review" in asked(monkeypatch, "new", "x.xlsx", "--catalogue", "")
    assert asked(monkeypatch, "new", "x.xlsx", "--catalogue", "our-in") == ["our-in"]


def test_partners_of_the_workbook_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = str(workbook(tmp_path))
    assert asked(monkeypatch, "run", file, "--audience", "") == ["parties", "outside", "INTL", "LOCA"]
    assert asked(monkeypatch, "share", file, "--for", "lo") == ["LOCA"]


def test_without_a_workbook_that_can_be_read_the_audiences_that_always_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    assert asked(monkeypatch, "run", str(tmp_path / "x.xlsx"), "--audience", "") == ["parties", "outside"]
    assert asked(monkeypatch, "share", str(tmp_path / "y.xlsx"), "--for", "") == ["outside"]


@pytest.mark.parametrize("command", ["run", "check", "report", "restore", "history", "schedule", "adopt"])
def test_files(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    assert asked(monkeypatch, command, "Cli") == ["Cli"]


def test_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pipeline.cli.main import main\n"
        "try: main([])\nexcept SystemExit: pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    words = f"concord share {workbook(tmp_path)} --for "
    asked = {VARIABLE: "bash_complete", "COMP_WORDS": words, "COMP_CWORD": "4"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=os.environ | asked, check=True
    )
    assert (done.stdout.split(), done.stderr.strip()) == (["plain,outside", "plain,INTL", "plain,LOCA"], "[]")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell_asks_this_command(shell: str) -> None:
    script = CliRunner().invoke(concord, ["completion", shell]).output
    assert VARIABLE in script
    assert f"{shell}_complete" in script


def test_powershell_is_told_what_is_for_what(monkeypatch: pytest.MonkeyPatch) -> None:
    """In threes: kind, word, help. Few machines that pass the tests have a PowerShell that could try the script."""
    monkeypatch.setenv("COMP_WORDS", "concord restor")
    monkeypatch.setenv("COMP_CWORD", "1")
    monkeypatch.setenv(VARIABLE, "powershell_complete")
    kind, word, says = CliRunner().invoke(concord, complete_var=VARIABLE).output.splitlines()
    assert (kind, word) == ("plain", "restore")
    assert "back-ups" in says


TRIED = {
    "bash": [
        "bash", "--norc", "-c",
        'source <(concord completion bash); COMP_WORDS=(concord rules ACT-0); COMP_CWORD=2; compopt() { :; };'
        ' _concord_completion concord; printf "%s\\n" "${COMPREPLY[@]}"',
    ],
    "fish": ["fish", "--no-config", "-c", 'concord completion fish | source; complete -C "concord rules ACT-0"'],
    # What the line editor would show is handed to a function of that name.
    "zsh": [
        "zsh", "-f", "-c",
        "autoload -Uz compinit; compinit -u -d $TMPDIR/dump; source <(concord completion zsh); "
        'compadd() { print -l ${completions%%:*} ${completions_with_descriptions%%:*} }; '
        "_describe() { print -l ${completions_with_descriptions%%:*} }; "
        "words=(concord rules ACT-0); CURRENT=3; _concord_completion",
    ],
    "pwsh": [
        "pwsh", "-NoProfile", "-Command",
        "concord completion powershell | Out-String | Invoke-Expression; [System.Management.Automation."
        "CommandCompletion]::CompleteInput('concord rules ACT-0', 19, $null).CompletionMatches.CompletionText",
    ],
}  # fmt: skip


# PowerShell is in no package of Debian: it is tried where somebody has it, and its replies by the tests above.
HERE = [name for name in TRIED if name != "pwsh" or which(name)]


@pytest.mark.parametrize("shell", [pytest.param(name, marks=pytest.mark.system(name)) for name in HERE])
def test_the_shell_itself_offers_the_rules(shell: str, tmp_path: Path) -> None:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(TRIED[shell], capture_output=True, text=True, env=environment, check=False)
    offered = [line.split("\t")[0] for line in done.stdout.split("\n") if line]
    assert offered[:2] == ["ACT-01", "ACT-02"], done.stderr
