"""Which rules may contradict an indicator of a shipped catalogue (`contradicted_by` in schemas/catalogues)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from schemas.vocabulary import compared
from schemas.yaml_file import package_data


@cache
def contradictions() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The rules by framework and id of the indicator, both as compared."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for file in sorted(file.name for file in files("schemas").joinpath("catalogues").iterdir()):
        data = package_data(f"catalogues/{file}") if file.endswith(".yaml") else {"indicators": []}
        for entry in data["indicators"]:
            if rules := tuple(entry.get("contradicted_by", ())):
                found[compared(data["title"]), compared(entry["id"])] = rules
    return found
