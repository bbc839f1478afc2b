"""Numbers of options as people write them: any digits, the decimal sign of any shipped language."""

from __future__ import annotations

from typing import Any

import click

from schemas.wording.text import text


class Whole(click.IntRange):
    """A whole number within limits; `int` itself knows all digits."""

    @property
    def name(self) -> str:  # type: ignore[override]  # the library sets it once
        """What it is called where something else was typed."""
        return text("click.kinds.whole")


class Number(click.FloatRange):
    """A number within limits, `0.5`, `0,5` or `٠٫٥`; there are no thousands apart."""

    @property
    def name(self) -> str:  # type: ignore[override]
        """What it is called where something else was typed."""
        return text("click.kinds.number")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; what is none, or one outside the limits, is a usage error."""
        plain: Any = value.replace("٫", ".").replace(",", ".") if isinstance(value, str) else value
        return super().convert(plain, param, ctx)
