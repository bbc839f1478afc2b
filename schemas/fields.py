"""How one column is described: everything a reader, a validator, a template and a page need, said once.

`column(...)` returns a pandera Field. What pandera itself does not know (kind, vocabulary, owner,
per partner, ...) travels in the Field's metadata and is read back by `schemas.spec`.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

import pandera.pandas as pa

from schemas.vocabulary import vocabulary as _vocabulary

# text      free text
# id        the row's id, as text            code      an activity's dotted code, as text
# partner   one partner's code               partners  several partner codes
# ids       several ids                      word      one word of a vocabulary
# words     several words of one             scale     a whole number from 1 to 5
# number    0 or more                        whole     a whole number, 0 or more
# signed    any number                       date      a calendar day
# percent   0.25 shown as 25 %               value     whatever the row's field asks for
Kind = Literal[
    "text", "id", "code", "partner", "partners", "ids", "word", "words", "scale",
    "number", "whole", "signed", "percent", "date", "value",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)
NUMBERS = frozenset({"scale", "number", "whole", "signed", "percent"})
LISTS = frozenset({"partners", "ids", "words"})
Owner = Literal["people", "us"]

PARTNER_MARK = " · "
CODE_PATTERN = r"^[A-Z][A-Z0-9_-]{0,11}$"
ACTIVITY_PATTERN = r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,7}$"
LINE_PATTERN = r"^[^,;\n]{1,40}$"
ID_PATTERN = r"^(?=.*[^\W\d_])[^,;\n]{1,40}$"  # a letter, so that no id is taken for an activity's code


def column(
    kind: Kind,
    description: str,
    *,
    title: str | None = None,
    vocabulary: str | None = None,
    owner: Owner = "people",
    required: bool = False,
    unique: bool = False,
    rare: bool = False,
    hidden: bool = False,
    link: bool = False,
    width: int = 14,
    spellings: tuple[str, ...] = (),
    pattern: str | None = None,
    alias: str | None = None,
) -> Any:
    """A pandera Field for one column.

    `description` is what people are asked for, at most 255 characters (it becomes the input hint).
    `required` cells must be filled in a row that is used. `rare` columns are folded away,
    `hidden` ones are hidden, `link` cells lead to the cell that they name. `width` is in Excel's character units.
    """
    checks: dict[str, Any] = {}
    if kind == "scale":
        checks["isin"] = [1.0, 2.0, 3.0, 4.0, 5.0]
    elif kind in ("number", "whole"):
        checks["ge"] = 0
    elif kind == "word" and vocabulary:
        checks["isin"] = list(_vocabulary(vocabulary).codes)
    if pattern:
        checks["str_matches"] = pattern
    metadata = {
        "kind": kind, "vocabulary": vocabulary, "owner": owner, "per_partner": bool(alias), "required": required,
        "rare": rare, "hidden": hidden, "link": link, "width": width, "spellings": spellings, "title": title,
    }  # fmt: skip
    return pa.Field(
        nullable=not required,
        unique=unique,
        title=title,
        description=description,
        metadata=metadata,
        alias=alias,
        regex=bool(alias),
        **checks,
    )


def each_partner(name: str, kind: Kind, description: str, **more: Any) -> Any:
    """A column that stands once for each partner, headed `Label · CODE`; `name` repeats the field's own name."""
    return column(kind, description, alias=f"^{name}{PARTNER_MARK}", **more)
