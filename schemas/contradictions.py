"""Which rules may contradict an indicator of a shipped catalogue (`contradicted_by` in schemas/catalogues)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from schemas.vocabulary import compared
from schemas.wording.languages import spoken_first
from schemas.wording.text import texts_in
from schemas.yaml_file import package_data


def contradicted_by(framework: str, indicator: str) -> tuple[str, ...]:
    """The rules that may contradict an indicator: none where its framework is not the catalogue that has its id."""
    if not framework:
        return ()
    key = compared(indicator)
    for catalogue, named in _catalogues().items():
        if key in named and compared(framework) in titles(catalogue):
            return named[key]
    return ()


def titles(catalogue: str) -> Iterator[str]:
    """What a shipped catalogue is called in each language, as compared; those not asked for are not loaded."""
    return (compared(texts_in(code, f"catalogues/{catalogue}").get("title", "")) for code in spoken_first())


def rules_against(catalogue: str, indicator: str) -> tuple[str, ...]:
    """The same for an indicator of a shipped catalogue that is known."""
    return _catalogues()[catalogue].get(compared(indicator), ())


@cache
def _catalogues() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Of each catalogue the rules by the id of the indicator, as compared."""
    found = {}
    for name in sorted(file.name.removesuffix(".yaml") for file in files("schemas").joinpath("catalogues").iterdir()):
        entries = package_data(f"catalogues/{name}.yaml")["indicators"]
        found[name] = {compared(id): tuple(entry.get("contradicted_by", ())) for id, entry in entries.items()}
    return found
