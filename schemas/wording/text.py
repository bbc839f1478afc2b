"""One sentence for people: `text(key, **values)`, in the language in force, with plural forms by CLDR (Babel).

Every sentence stands in a YAML file of its language (`schemas/wording/en/`). Its key
is `FILE.name` or `FILE.section.name`.
An entry with forms (`one`, `other` and, in other languages, `zero`, `two`, `few`, `many`) is chosen by `count`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any, Literal

from schemas.yaml_file import DataError, package_data

DEFAULT = "en"
PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
# The language in force: of the terminal, or of the workbook or page that is being made.
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def text(key: str, /, **values: object) -> str:
    """The sentence `key`, filled in; `count` chooses the plural form and is written with its thousands apart.

    Raises KeyError for an unknown key or a missing value.
    """
    entry = _entry(_language.get(), key)
    count = values.get("count")
    if isinstance(count, int):
        values["count"] = f"{count:,}"
        if isinstance(entry, Mapping):
            entry = entry.get(_plural_form(_language.get())(count), entry["other"])
    if not isinstance(entry, str):
        raise KeyError(f"{key} is no sentence, or one with plural forms and no count")
    return entry.format_map(values).strip("\n")


def joined(items: Iterable[object], kind: Literal["plain", "apart", "and", "or"] = "plain") -> str:
    """Items as a list within a sentence: `A, B, C`, apart `A; B; C`, `A, B and C`, `A, B or C`; "" for none."""
    *others, last = [*map(str, items)] or [""]
    if kind == "apart" or not others:
        return text("phrases.list.apart").join([*others, last])
    first = text("phrases.list.plain").join(others)
    return text(f"phrases.list.{kind}").join([first, last])


def texts(key: str) -> Mapping[str, Any]:
    """The texts below `key` as they stand in the file, for what is laid out as a whole: a table's headers, say."""
    entry = _entry(_language.get(), key)
    if not isinstance(entry, Mapping):
        raise KeyError(f"{key} is one sentence, not a section")
    return entry


@cache
def _entry(language: str, key: str) -> Any:
    file, *path = key.split(".")
    entry = _file(language, file)
    for name in path:
        if not isinstance(entry, Mapping) or name not in entry:
            raise KeyError(f"{key} is not in schemas/wording/{language}/{file}.yaml")
        entry = entry[name]
    return entry


@cache
def _file(language: str, name: str) -> Any:
    data = package_data(f"wording/{language}/{name}.yaml")
    if not isinstance(data, Mapping):
        raise DataError(f"wording/{language}/{name}.yaml: must be texts by name")
    return data


@cache
def _plural_form(language: str) -> Callable[[int], str]:
    # Loaded only where a plural is asked for: a run that says nothing in numbers does without.
    from babel.core import Locale

    form: Callable[[int], str] = Locale.parse(language).plural_form
    return form
