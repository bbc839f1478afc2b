"""Who signs in, and that nothing of it is ever left anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.files.smb.credentials import FILE, PASSWORD, USER, Credentials, CredentialsError, credentials
from tests.cli.test_commands import call
from tests.files.smb import samba
from tests.files.smb.samba import Server
from tests.run.made import DAY, workbook

ROOT = Path(__file__).parents[3]


def written(folder: Path, text: str, mode: int = 0o600) -> dict[str, str]:
    file = folder / "credentials"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return {FILE: str(file)}


def test_the_environment_says_who_signs_in_and_nothing_means_whoever_runs_this() -> None:
    assert credentials({USER: "amina", PASSWORD: "hush"}) == Credentials("amina", "hush")
    assert credentials({}) == Credentials(None, None)


def test_a_file_says_who_signs_in_and_goes_before_single_variables(tmp_path: Path) -> None:
    given = written(tmp_path, "username = amina\npassword=hu=sh\ndomain=FIELD\n")
    assert credentials({**given, USER: "other", PASSWORD: "x"}) == Credentials("FIELD\\amina", "hu=sh")


@pytest.mark.skipif(os.name == "nt", reason="rights of files are others there")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_others_can_use_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(CredentialsError, match="chmod 600"):
        credentials(written(tmp_path, "username=amina\npassword=hush\n", mode))


@pytest.mark.parametrize("text", ["", "username=amina\n", "amina:hush\n", "password=hush\n", "username=a\npassword=\n"])
def test_a_file_without_both_is_refused_without_repeating_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(CredentialsError, match="two lines") as caught:
        credentials(written(tmp_path, text))
    assert "hush" not in str(caught.value)


def test_a_file_that_is_not_there_and_a_user_without_a_password_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CredentialsError, match="cannot be read"):
        credentials({FILE: str(tmp_path / "none")})
    with pytest.raises(CredentialsError, match=PASSWORD):
        credentials({USER: "amina"})


def test_a_password_is_not_shown_with_what_it_belongs_to() -> None:
    assert "hush" not in repr(Credentials("amina", "hush"))


def concord(place: Path, *arguments: object, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a scheduler starts it, with a state folder of its own."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("CONCORD_")}
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)], cwd=ROOT, check=False,
        env={**environ, "CONCORD_STATE": str(place / "state"), **variables}, capture_output=True,
    )  # fmt: skip


@pytest.mark.system("smbd", "pdbedit")
def test_neither_user_nor_password_is_left_anywhere_whatever_becomes_of_a_run(
    shared_server: Server, folder: Path, tmp_path: Path
) -> None:
    for number in range(2):  # enough for workers
        workbook(folder, f"{number}.xlsx", id=f"CA-{number}")
    address, given = shared_server.address(folder), {USER: samba.USER, PASSWORD: samba.PASSWORD}
    out, today = tmp_path / "out", ["--today", DAY.isoformat()]
    runs = {
        "written": concord(tmp_path, "run", address, "--out", out, "--json", *today, **given),
        "in the address": concord(
            tmp_path, "run", f"smb://{samba.USER}:{samba.PASSWORD}@{address.server}/{samba.SHARE}"
        ),
        "not let in": concord(tmp_path, "run", address, **{**given, PASSWORD: samba.PASSWORD + "x"}),
        "of nobody": concord(tmp_path, "run", address),
    }
    codes = {name: run.returncode for name, run in runs.items()}
    assert codes == {"written": 0, "in the address": 2, "not let in": 1, "of nobody": 1}
    assert json.loads(runs["written"].stdout)["counts"] == {"written": 2}
    left = [path for place in (tmp_path, folder) for path in place.rglob("*") if path.is_file()]
    assert {path.suffix for path in left} >= {".json", ".sqlite3", ".xlsx"}
    everything = [path.read_bytes() for path in left] + [run.stdout + run.stderr for run in runs.values()]
    for secret in (samba.USER, samba.PASSWORD):
        for found in (secret.encode(), secret.encode("utf-16-le")):
            assert not any(found in content for content in everything)


@pytest.mark.system("smbd", "pdbedit")
def test_a_run_elsewhere_in_the_folder_is_exit_code_11(shared_server: Server, folder: Path, tmp_path: Path) -> None:
    path = workbook(folder)
    before = path.read_bytes()
    (folder / ".concord-run.lock").write_text("")  # of now, and of nobody that is known
    given = {USER: samba.USER, PASSWORD: samba.PASSWORD}
    done = concord(tmp_path, "run", shared_server.address(folder), **given)
    assert (done.returncode, path.read_bytes()) == (11, before)


def test_a_run_on_this_machine_loads_nothing_for_shares(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pipeline.cli.main import main\n"
        f"try: main(['check', {str(workbook(tmp_path))!r}])\nexcept SystemExit: pass\n"
        "print([name for name in ('smbclient', 'smbprotocol', 'spnego') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.system("smbd", "pdbedit")
def test_what_stood_on_a_share_is_put_back_there(
    signed_in: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    address = signed_in.address(folder / "new.xlsx")
    partners = ["--partner", "INTL=Harbour Relief", "--partner", "LOCA=Green Valley"]
    made = call("new", address, "--title", "Clinic", *partners)
    before = (folder / "new.xlsx").read_bytes()
    run = call("run", address, "--today", DAY.isoformat())
    assert (folder / "new.xlsx").read_bytes() != before
    restored = call("restore", address, 1)
    assert [made.exit_code, run.exit_code, restored.exit_code] == [0, 0, 0]
    assert (folder / "new.xlsx").read_bytes() == before
