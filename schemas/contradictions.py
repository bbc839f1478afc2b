"""Which rules may contradict an indicator of a shipped catalogue (`contradicted_by` in schemas/catalogues)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from schemas.vocabulary import compared
from schemas.wording.text import in_every_language
from schemas.yaml_file import package_data


@cache
def contradictions() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The rules by framework and id of the indicator, both as compared."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in sorted(file.name.removesuffix(".yaml") for file in files("schemas").joinpath("catalogues").iterdir()):
        titles = {compared(str(said["title"])) for said in in_every_language(f"catalogues/{name}") if said}
        for id, entry in package_data(f"catalogues/{name}.yaml")["indicators"].items():
            if rules := tuple(entry.get("contradicted_by", ())):
                found.update(dict.fromkeys(((title, compared(id)) for title in titles), rules))
    return found
