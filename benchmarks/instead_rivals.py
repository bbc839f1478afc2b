"""Validation alone by the libraries that people know: started by `benchmarks.instead` with the Python that has them.

`python instead_rivals.py LIBRARY FOLDER ROUNDS` validates the tables of FOLDER (`TABLE.csv`, with what is asked of each
column in `checks.json`) and prints the processor time of each round, in seconds. Loading the library and reading the
tables are not counted, nor is the first round. Nothing of Concord is loaded here.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Asked = Mapping[str, Mapping[str, Any]]
SCALE = [1, 2, 3, 4, 5]


def frictionless(frame: Any, asked: Asked) -> None:
    """A resource of rows with a schema."""
    from frictionless import Resource, Schema, fields, validate

    made = []
    for name, about in asked.items():
        limits: dict[str, Any] = {"required": True} if about["required"] else {}
        limits |= {"unique": True} if about["unique"] else {}
        if about["kind"] == "number":
            limits |= {"minimum": 0}
        elif about["kind"] == "scale":
            limits |= {"enum": SCALE}
        elif about["allowed"]:
            limits |= {"enum": about["allowed"]}
        elif about["pattern"]:
            limits |= {"pattern": about["pattern"]}
        field = fields.NumberField if about["kind"] in ("number", "scale") else fields.StringField
        made.append(field(name=name, constraints=limits))
    rows = [list(asked), *frame[list(asked)].astype(object).where(frame[list(asked)].notna(), None).values.tolist()]
    validate(Resource(data=rows, schema=Schema(fields=made)))


def great_expectations(frame: Any, asked: Asked) -> None:
    """A batch of a data frame with a suite of expectations."""
    import great_expectations as gx
    from great_expectations import expectations as gxe

    context = gx.get_context(mode="ephemeral")
    batch = context.data_sources.add_pandas("p").add_dataframe_asset("a").add_batch_definition_whole_dataframe("b")
    suite = context.suites.add(gx.ExpectationSuite(name="s"))
    for name, about in asked.items():
        if about["required"]:
            suite.add_expectation(gxe.ExpectColumnValuesToNotBeNull(column=name))
        if about["unique"]:
            suite.add_expectation(gxe.ExpectColumnValuesToBeUnique(column=name))
        if about["kind"] == "number":
            suite.add_expectation(gxe.ExpectColumnValuesToBeBetween(column=name, min_value=0))
        elif about["kind"] == "scale":
            suite.add_expectation(gxe.ExpectColumnValuesToBeInSet(column=name, value_set=SCALE))
        elif about["allowed"]:
            suite.add_expectation(gxe.ExpectColumnValuesToBeInSet(column=name, value_set=about["allowed"]))
        elif about["pattern"]:
            suite.add_expectation(gxe.ExpectColumnValuesToMatchRegex(column=name, regex=about["pattern"]))
    definition = gx.ValidationDefinition(data=batch, suite=suite, name="v")
    context.validation_definitions.add(definition).run(batch_parameters={"dataframe": frame})


def pointblank(frame: Any, asked: Asked) -> None:
    """A plan of steps, interrogated."""
    import pointblank as pb

    plan = pb.Validate(data=frame)
    for name, about in asked.items():
        if about["required"]:
            plan = plan.col_vals_not_null(columns=name)
        if about["unique"]:
            plan = plan.rows_distinct(columns_subset=name)
        if about["kind"] == "number":
            plan = plan.col_vals_ge(columns=name, value=0, na_pass=True)
        elif about["kind"] == "scale":
            plan = plan.col_vals_between(columns=name, left=1, right=5, na_pass=True)
        elif about["allowed"]:
            plan = plan.col_vals_in_set(columns=name, set=[*about["allowed"], None])
        elif about["pattern"]:
            plan = plan.col_vals_regex(columns=name, pattern=about["pattern"], na_pass=True)
    plan.interrogate()


LIBRARIES: Mapping[str, Callable[[Any, Asked], None]] = {
    "frictionless": frictionless, "great_expectations": great_expectations, "pointblank": pointblank,
}  # fmt: skip


def main(library: str, folder: Path, rounds: int) -> None:
    """Print a line a round."""
    import pandas as pd

    asked = json.loads((folder / "checks.json").read_text(encoding="utf-8"))
    frames = {
        name: pd.read_csv(folder / f"{name}.csv", dtype={c: str for c, one in about.items() if one["kind"] == "text"})
        for name, about in asked.items()
    }
    took = []
    for _ in range(rounds + 1):
        began = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for name, frame in frames.items():
                LIBRARIES[library](frame, asked[name])
        took.append(time.process_time() - began)
    print(json.dumps(took[1:]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
