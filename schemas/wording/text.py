"""One sentence for people: `text(key, **values)`, in the language in force, with plural forms by CLDR (Babel).

Every sentence stands in a YAML file of its language (`schemas/wording/en/`). Its key
is `FILE.name` or `FILE.section.name`; a file in a folder is `FOLDER/FILE`.
An entry with forms (`one`, `other` and, in other languages, `zero`, `two`, `few`, `many`) is chosen by `count`.
A file is loaded when the first of its sentences is asked for: a run that has nothing to say of one loads none of it.
What a language does not say yet, a sentence or a whole file, is said in the default one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import islice
from typing import Any, Literal

from schemas.wording.direction import APART, apart, set_apart, with_typed_apart
from schemas.wording.languages import DEFAULT, cached_by_language, is_from_the_right, language, languages
from schemas.wording.numbers_and_days import number_text


def text(key: str, /, **values: object) -> str:
    """The sentence `key`, filled in; `count` chooses the plural form and is written with its thousands apart.

    Raises KeyError for an unknown key or a missing value.
    """
    code = language()
    entry = _said(code, key)
    count = values.get("count")
    if isinstance(count, int):
        values["count"] = number_text(count)
        if isinstance(entry, Mapping):
            entry = form_of(entry, count)
    if not isinstance(entry, str):
        raise KeyError(f"{key} is no sentence, or one with plural forms and no count")
    if values and is_from_the_right(code):
        values = {name: apart(value) for name, value in values.items()}
    return entry.format_map(values).strip("\n")


def form_of(forms: Mapping[str, str], count: int) -> str:
    """The one of the plural forms of a sentence that the language in force has for `count`."""
    return forms.get(_plural_form(language())(count), forms["other"])


def joined(items: Iterable[object], kind: Literal["plain", "apart", "and", "or"] = "plain") -> str:
    """Items as a list within a sentence: `A, B, C`, apart `A; B; C`, `A, B and C`, `A, B or C`; "" for none."""
    # Set apart, as else the first of two codes stands behind.
    said = [*map(str, map(set_apart, items) if is_from_the_right() else items)]
    if len(said) < 2:
        return "".join(said)
    if kind in ("plain", "apart"):
        return _between(kind).join(said)
    *others, last = said
    first = _between(kind if kind in _joining(language()).get("throughout", ()) else "plain").join(others)
    return f"{first}{_before(kind, last)}{last}"


def joined_first(
    items: Iterable[object], most: int, kind: Literal["plain", "apart"] = "plain", *, count: int | None = None
) -> str:
    """The first `most` items as `joined` lists them, and how many there are besides.

    `count` says how many there are in all, for items that are made as they are asked for: only the first are.
    """
    if count is None:
        items = tuple(items)
        count = len(items)
    shown = joined(islice(items, most), kind)
    return text("phrases.more", shown=shown, count=count - most) if count > most else shown


def _before(kind: str, last: str) -> str:
    """What stands before the last item; in some languages it depends on how that begins (`schemas/joining.yaml`)."""
    for rule in _joining(language()).get(kind, ()):
        if re.match(rule["begins"], last.lstrip(APART), re.IGNORECASE):
            return str(rule["joins"])
    return _between(kind)


@cached_by_language
def _between(kind: str) -> str:
    return text(f"phrases.list.{kind}")


@cache
def _joining(language: str) -> Mapping[str, Any]:
    from importlib.resources import files

    import yaml

    rules = yaml.safe_load(files("schemas").joinpath("joining.yaml").read_text(encoding="utf-8"))
    found: Mapping[str, Any] = rules.get(language, {})
    return found


def texts(key: str) -> Mapping[str, Any]:
    """The texts below `key` as they stand in the file, for what is laid out as a whole: a table's headers, say.

    Raises KeyError for an unknown key and for one that is a single sentence.
    """
    entry = _said(language(), key)
    if not isinstance(entry, Mapping):
        raise KeyError(f"{key} is one sentence, not a section")
    return entry


def in_every_language(key: str) -> tuple[Mapping[str, Any], ...]:
    """As `texts`, in each shipped language: what people may type is understood in all of them."""
    return tuple(texts_in(code, key) for code in languages())


def texts_in(code: str, key: str) -> Mapping[str, Any]:
    """As `texts`, in the language `code`; empty where that says nothing below `key`."""
    try:
        entry = _entry(code, key)
    except KeyError:
        return {}
    return entry if isinstance(entry, Mapping) else {}


@cache
def _said(language: str, key: str) -> Any:
    """The entry in the language, or in the default where that has none yet: a run is not stopped for a sentence."""
    try:
        return _entry(language, key)
    except KeyError:
        return _entry(DEFAULT, key)


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
    # Loaded where a sentence is asked for: what says none pays for none. Not read by `schemas.yaml_file`, whose
    # own messages are asked for here. Tests hold that no key stands twice.
    from importlib.resources import files

    import yaml

    path = files("schemas").joinpath(f"wording/{language}/{name}.yaml")
    if language != DEFAULT and not path.is_file():
        return _file(DEFAULT, name)
    said = _words(yaml.compose(path.read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
    said = with_typed_apart(said) if is_from_the_right(language) else said
    return said if language == DEFAULT else _or_default(name, said)


class _Section(dict[str, Any]):
    """A part of a file; what is not in it yet is looked up by its name in the default language."""

    def __init__(self, key: str, said: Mapping[str, Any]) -> None:
        super().__init__({name: _or_default(f"{key}.{name}", entry) for name, entry in said.items()})
        self._key = key

    def __missing__(self, name: str) -> Any:
        return _entry(DEFAULT, f"{self._key}.{name}")


def _or_default(key: str, said: Any) -> Any:
    return _Section(key, said) if isinstance(said, dict) else said


def _words(node: Any) -> Any:
    """What a part of a file says, all of it text: `no` is a word here, and no time goes into what it might be."""
    if isinstance(node.value, str):
        return node.value
    if node.id == "mapping":
        return {key.value: _words(value) for key, value in node.value}
    return [_words(entry) for entry in node.value]


@cache
def _plural_form(language: str) -> Callable[[int], str]:
    if language == DEFAULT:  # without the library, as in `number_text`
        return lambda count: "one" if abs(count) == 1 else "other"
    # Loaded only where a plural is asked for: a run that says nothing in numbers does without.
    from babel.core import Locale

    form: Callable[[int], str] = Locale.parse(language).plural_form
    return form
