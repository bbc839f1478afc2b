"""Workbooks worked through by a Dask cluster: two workers on this machine, each a process tree of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.run.batch import batch
from pipeline.run.batch.batch import Manner
from pipeline.run.batch.discover import Found, search
from pipeline.run.batch.options import Options
from pipeline.run.batch.task import lost
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.batch.workers import Limits, WorkerError
from pipeline.run.cluster import client, dispatch
from pipeline.run.cluster.client import ClusterError, connected
from pipeline.run.output.outputs import outputs
from pipeline.run.workbook.process import process
from pipeline.store.backups import copies_of
from tests.cli.test_commands import TODAY, call
from tests.run.batch import misbehaving
from tests.run.cluster import clusters
from tests.run.cluster.clusters import Started
from tests.run.made import DAY, workbook

pytest.importorskip("distributed")
pytestmark = pytest.mark.usefixtures("by_workers")
LIMITS = Limits(seconds=3600.0, memory=512 << 20)  # so long that only what hangs reaches it, however busy the machine
SHORT = replace(LIMITS, seconds=0.5)  # for what hangs alone


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler that is there is waited for as long as this machine takes."""
    monkeypatch.setattr(client, "ANSWERS_WITHIN", 3600.0)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    with clusters.cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture(scope="module")
def without_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A scheduler to which a test lets workers come; it ends them again."""
    with clusters.cluster(tmp_path_factory.mktemp("scheduler"), workers=0) as started:
        yield started


def run(folder: Path, address: str, backups: Path | None = None) -> dict[str, WorkbookResult]:
    options = Options(today=DAY, backups=backups, out=folder.parent / "out")
    found = search([folder])
    leaves = outputs((folder,), found, options)
    results = batch.run(found.files, options, Manner(LIMITS, cluster=address), leaves=leaves)
    return {report.path.name: report for report in results}


def folder_of(tmp_path: Path, count: int) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    for number in range(count):
        workbook(folder, f"{number}.xlsx", id=f"CA-{number}")
    return folder


def test_workbooks_come_out_as_they_do_here_and_this_machine_keeps_what_it_replaces(
    running: Started, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path, 3)
    workbook(folder, "copy.xlsx", id="CA-2")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    results = run(folder, running.address, tmp_path / "backups")
    assert {name: report.status for name, report in results.items()} == {
        "0.xlsx": "written", "1.xlsx": "written", "2.xlsx": "refused", "copy.xlsx": "refused",
    }  # fmt: skip
    for name in ("0.xlsx", "1.xlsx"):
        here = tmp_path / name
        here.write_bytes(before[name])
        process(here, Options(today=DAY))
        assert (folder / name).read_bytes() == here.read_bytes()
        assert [copy.file.read_bytes() for copy in copies_of(tmp_path / "backups", folder / name)] == [before[name]]
    assert (folder / "2.xlsx").read_bytes() == before["2.xlsx"]
    assert sorted(path.name for path in (tmp_path / "out").glob("*.html")) == [
        f"{name}.html" for name in ("0", "1", "2", "copy")
    ]
    assert not (running.folder / "state" / "backups").exists()


def test_a_workbook_that_ends_its_process_hangs_or_eats_memory_costs_itself_alone(running: Started) -> None:
    items = ["dies", "eats", *(f"item {number}" for number in range(20))]
    with connected(running.address, []) as machines:
        ((_, hung),) = machines.each(misbehaving.shout, ["hangs"], SHORT)
        came: dict[str, Any] = {
            items[place]: result for place, result in machines.each(misbehaving.shout, items, LIMITS)
        }
    assert [came[item] for item in items[2:]] == [item.upper() for item in items[2:]]
    assert isinstance(hung, Exception)
    assert "longer than 0.5 seconds" in lost(Path("hangs"), hung, SHORT).reason
    said = {item: lost(Path(item), came[item], LIMITS).reason for item in items[:2]}
    assert "end abruptly" in said["dies"]
    assert "more than 512 MB" in said["eats"]


def test_a_worker_that_is_killed_during_the_run_costs_time_and_no_workbook(running: Started, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 6)
    told: list[WorkbookResult] = []

    def kill_after_two(report: WorkbookResult) -> None:
        told.append(report)
        if len(told) == 2:
            clusters.kill(running.processes[1])

    options = Options(today=DAY)
    results = batch.run(search([folder]).files, options, Manner(LIMITS, cluster=running.address), after=kill_after_two)
    clusters.left(running, 1)
    running.worker()  # for the tests that follow
    clusters.come(running, 2)
    assert [report.status for report in results] == ["written"] * 6
    assert {process(report.path, options).status for report in results} == {"unchanged"}


def test_when_the_cluster_is_lost_what_is_done_stays_and_the_rest_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients: list[Any] = []
    real = client._client

    def connect(address: str) -> Any:
        clients.append(real(address))
        return clients[0]

    monkeypatch.setattr(client, "_client", connect)
    folder = folder_of(tmp_path, 6)
    with clusters.cluster(tmp_path / "cluster", workers=1) as started:

        def stop_after_two(report: WorkbookResult) -> None:
            if report.status == "written" and report.path.name == "1.xlsx":
                clients[0]._timeout = 0.1  # it will not come back: no need to wait for it
                started.stop()

        manner = Manner(LIMITS, cluster=started.address)
        results = batch.run(search([folder]).files, Options(today=DAY), manner, after=stop_after_two)
    statuses = [report.status for report in results]
    assert set(statuses) == {"written", "waiting"}
    assert statuses[1] == "written"
    assert all("was lost" in report.reason for report in results if report.status == "waiting")


def test_workers_that_are_all_gone_for_long_are_a_lost_cluster(without_workers: Started) -> None:
    worker = without_workers.worker(restarted=False)
    clusters.come(without_workers, 1)
    with connected(without_workers.address, [], patience=0.0) as machines:
        clusters.kill(worker)
        came = dict(machines.each(misbehaving.shout, ["a", "b"], LIMITS))
    assert all(isinstance(result, WorkerError) for result in came.values())
    assert len(came) == 2
    clusters.left(without_workers, 0)


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:80", "tcp://127.0.0.1"])
def test_what_is_no_address_gets_a_sentence(address: str) -> None:
    with pytest.raises(ClusterError, match="no address of a Dask scheduler"), connected(address, []):
        pass


def test_tls_without_a_certificate_gets_a_sentence() -> None:
    with pytest.raises(ClusterError, match="has no certificate for TLS"), connected("tls://127.0.0.1:1", []):
        pass


def test_a_scheduler_that_does_not_answer_ends_the_run_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run.cluster.client.ANSWERS_WITHIN", 0.5)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        result = call("run", workbook(tmp_path), "--cluster", address, *TODAY)
    assert result.exit_code == 1
    assert f"Error: No Dask scheduler answers at {address}" in result.stderr


def test_workers_without_this_concord_are_one_sentence(running: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.cluster.client.program", lambda: "another")
    with (
        pytest.raises(ClusterError, match=r"without the same Concord .*: 2 of 2 \("),
        connected(running.address, []),
    ):
        pass


def test_workers_without_any_concord_are_one_sentence(without_workers: Started, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    (bare / "pipeline").mkdir(parents=True)
    (bare / "pipeline" / "__init__.py").write_text("raise ImportError('No module named pipeline')\n")
    worker = without_workers.worker(restarted=False, PYTHONPATH=str(bare))
    clusters.come(without_workers, 1)
    with (
        pytest.raises(ClusterError, match=r"without the same Concord .*: 1 of 1 \("),
        connected(without_workers.address, []),
    ):
        pass
    clusters.kill(worker)
    clusters.left(without_workers, 0)


def test_a_cluster_without_workers_is_a_sentence(without_workers: Started) -> None:
    with pytest.raises(ClusterError, match="has no workers"), connected(without_workers.address, []):
        pass


def test_workers_that_see_another_file_at_the_path_or_none_are_one_sentence(running: Started, tmp_path: Path) -> None:
    path = workbook(tmp_path)
    right = Found(path, path, size=path.stat().st_size)
    with connected(running.address, dispatch.sample([right])):
        pass
    for wrong in (replace(right, size=1), replace(right, path=tmp_path / "not here.xlsx")):
        with (
            pytest.raises(ClusterError, match=r"do not see .* as this machine does: \d of \d"),
            connected(running.address, dispatch.sample([wrong])),
        ):
            pass


def test_a_workbook_that_a_worker_does_not_see_is_left_and_never_taken_for_one_without_a_copy(
    running: Started, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path, 2)
    files = [*search([folder]).files, Found(folder / "gone.xlsx", folder / "gone.xlsx")]
    results = batch.run(files, Options(today=DAY), Manner(LIMITS, cluster=running.address))
    assert [report.status for report in results] == ["written", "written", "waiting"]
    assert f"{folder / 'gone.xlsx'} is not to be seen from the cluster's machine" in results[2].reason


def test_a_save_after_a_worker_has_read_the_workbook_wins(
    running: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path, 1)
    path, put_down = folder / "0.xlsx", dispatch._finished

    def saved_first(task: object, begun: object) -> WorkbookResult:
        workbook(folder, "0.xlsx", id="CA-SAVED")
        return put_down(task, begun)  # type: ignore[arg-type]

    monkeypatch.setattr(dispatch, "_finished", saved_first)
    (report,) = run(folder, running.address).values()
    theirs = path.read_bytes()
    assert report.status == "open"
    assert "saved by someone during the run" in report.reason
    assert path.read_bytes() == theirs
    assert process(path, Options(today=DAY, write=False)).status == "checked"
