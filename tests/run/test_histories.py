"""For any history of runs, edits and audiences, every report is as the one made anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click import ClickException
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.run.output import files, json_report
from pipeline.run.output.output_folder import write_whole
from pipeline.run.output.record import FILE
from tests.chance import examples
from tests.run.leaving import left
from tests.run.made import DAY, PARTNERS, RISKS, data

NAMES = ("clinic.xlsx", "school.xlsx", "north/clinic.xlsx", "clinic-outside.xlsx")
AUDIENCES = ("parties", "outside", "LOCA")
Step = tuple[str, ...]


def content(id: str, sharing: str, text: str, party: str, status: str) -> bytes:
    """A workbook in which the sharing of a risk, a text, a party and what people agreed on vary."""
    partners = [
        {"partner": code, "name": name, "party": party if code == "LOCA" else "Yes"} for code, name in PARTNERS
    ]  # fmt: skip
    risks = [{**RISKS[0], "sharing": sharing, "description": text}, {**RISKS[1], "sharing": "All"}]
    plan = [{"action": "RSK-02/R1", "status": status}, {"action": "ACT-05/1", "status": "Agreed"}]
    return data({"Risks": risks, "Partners": partners, "ActionPlan": plan}, id)


NAME = st.sampled_from(NAMES)
AUDIENCE = st.sampled_from(AUDIENCES)
EDIT = st.tuples(
    st.just("edit"), NAME, st.sampled_from(["All", "Parties"]), st.sampled_from(["Staff cut off", "Bridge closed"]),
    st.sampled_from(["Yes", "No"]), st.sampled_from(["Agreed", "Done", ""]),
)  # fmt: skip
STEP = st.one_of(
    EDIT,
    st.tuples(st.just("run"), AUDIENCE),
    st.tuples(st.just("one"), NAME, st.sampled_from(["", *AUDIENCES])),
    st.tuples(st.just("delete"), NAME),
    st.tuples(st.just("move"), NAME, NAME),
    st.tuples(st.just("full"), AUDIENCE, st.integers(0, 5).map(str)),
    st.tuples(st.just("broken off"), AUDIENCE),
    st.tuples(st.just("harm"), AUDIENCE, st.sampled_from([FILE, "clinic.html", "clinic.json", "portfolio.html"])),
    st.tuples(st.just("later")),
)


class World:
    """A folder with workbooks, a folder for reports for each audience, and what happens to them."""

    def __init__(self, home: Path) -> None:
        self.home, self.folder, self.day = home, home / "in", DAY
        (self.folder / "north").mkdir(parents=True)
        for name in NAMES[:2]:
            self.edit(name, "All", "Staff cut off", "Yes", "Agreed")

    def out(self, audience: str) -> Path:
        return self.home / audience

    def edit(self, name: str, *given: str) -> None:
        (self.folder / name).write_bytes(content(f"CA-{name}", *given))

    def run(self, audience: str) -> None:
        left(self.folder, out=self.out(audience), audience=audience, today=self.day)

    def one(self, name: str, audience: str) -> None:
        if (self.folder / name).exists():
            more = {"out": self.out(audience), "audience": audience} if audience else {}
            left(self.folder / name, today=self.day, **more)  # type: ignore[arg-type]

    def delete(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def move(self, name: str, to: str) -> None:
        if (self.folder / name).exists():
            (self.folder / name).replace(self.folder / to)

    def full(self, audience: str, after: str) -> None:
        """A run while the drive of the reports has room for so many more files."""
        room, real = [int(after)], write_whole

        def write(path: Path, given: bytes, of: tuple[Path, ...]) -> None:
            room[0] -= 1
            if room[0] < 0:
                raise OSError(28, "No space left on device", str(path))
            real(path, given, of)

        self._with(files, "write_whole", write, lambda: self.run(audience))

    def broken_off(self, audience: str) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        self._with(json_report, "write", interrupted, lambda: self.run(audience))

    def harm(self, audience: str, name: str) -> None:
        file = self.out(audience) / name
        if file.exists():
            found = bytearray(file.read_bytes())
            found[len(found) // 2] ^= 1
            file.write_bytes(found)

    def later(self) -> None:
        self.day += timedelta(days=40)

    def _with(self, module: Any, name: str, instead: object, step: Callable[[], None]) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(module, name, instead)
            with suppress(ClickException, KeyboardInterrupt):
                step()

    def reports(self, audience: str) -> dict[str, Any]:
        """All reports but the portfolio as a workbook, which holds its moment; without what became of each file."""
        found: dict[str, Any] = {}
        for file in self.out(audience).iterdir():
            if file.suffix == ".json":
                said = json.loads(file.read_bytes())
                found[file.name] = {**said, "workbooks": [{**each, "status": ""} for each in said["workbooks"]]}
            elif file.suffix in (".html", ".csv"):
                found[file.name] = file.read_bytes()
        return found


@settings(max_examples=examples(4), suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, max_size=9), AUDIENCE)
def test_every_report_is_as_the_one_made_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], audience: str
) -> None:
    home = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CONCORD_STATE", str(home / "state"))
        world = World(home)
        for step, *given in steps:
            getattr(world, step.replace(" ", "_"))(*given)
        world.run(audience)
        came = world.reports(audience)
        shutil.rmtree(home / "state")
        shutil.rmtree(world.out(audience))
        world.run(audience)
        assert came == world.reports(audience)
