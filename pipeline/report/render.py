"""The templates with everything they may call; what is put into a page is escaped unless our own templates made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report import safe_text
from pipeline.report.pieces import TONES, badge, cell, rowlinks, theirs, tone
from pipeline.report.quick_templates import CompiledTemplates, QuickEnvironment
from pipeline.report.where import anchor
from pipeline.report.words import filled, label
from pipeline.template import palette
from schemas.wording.direction import runs_otherwise
from schemas.wording.languages import cached_by_language, is_from_the_right
from schemas.wording.numbers_and_days import day_text, measured
from schemas.wording.text import joined, text, texts

# HTML lets these be left out: a cell ends where the next begins. A large matrix is a third smaller without them.
_SPARE = re.compile(r"</(?:td|th|tr|li|dt|dd|thead|tbody|tfoot)>|</p>(?=<(?:p|[ou]l|table|h\d|div|t[dr])\b)")
_ATTRIBUTES = ("class", "href", "id", "x", "y", "width", "height", "scope", "dir", "colspan", "rx", "aria-label")
# What stands before and between its quotation marks is what is left of an attribute when it is split by this. Their
# names are looked for backwards: a page has many more spaces, with which they begin, than it has attributes.
_QUOTED = re.compile(rf'(=)"(?:{"|".join(f"""(?<= {name}=")""" for name in _ATTRIBUTES)})([\w#.:/-]++(?<!/))"(?=[ >])')
_BREAK = re.compile(r"\n(?=</?(?:t[dhr]|tbody|thead|tfoot|table|caption|[ou]l|li|p|div|section|h\d)\b)")
SHORT = 6


def render(template: str, context: Mapping[str, Any]) -> str:
    """A page from a template of ours, without what only makes it longer.

    What people wrote is escaped, so that no tag or attribute in it is taken for one of ours.
    """
    lines = map(str.strip, environment().get_template(template).render(context).split("\n"))
    whole = "\n".join([*filter(None, lines), ""])
    return "".join(_QUOTED.split(_SPARE.sub("", _BREAK.sub("", whole))))


@cached_by_language
def environment() -> Environment:
    """The one environment: escaping always on, a name that is not there is an error, never an empty place."""
    made = QuickEnvironment(
        loader=PackageLoader("pipeline.report"), autoescape=True, undefined=StrictUndefined, finalize=safe_text.shown,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False,
        bytecode_cache=CompiledTemplates(Path(__file__)),
    )  # fmt: skip
    made.filters.update(
        fill=filled, cut=safe_text.cut, n=safe_text.number, percent=safe_text.percent, display_value=display_value,
        sentence=sentence, pair_sentence=pair_sentence, short=short, joined=joined, first_line=first_line,
        theirs=theirs, px=pixels, measured=measured, day=dated, commands=with_commands, drawn_day=drawn_day, side=side,
    )  # fmt: skip
    made.globals.update(w=texts("report"), label=label, tone=tone, anchor=anchor, tones=TONES, palette=palette)
    made.globals.update(badge=badge, cell=cell, rowlinks=rowlinks)
    made.globals.update(flip=flip, comma=text("phrases.list.plain"), unknown=text("phrases.not_given"))
    return made


def with_commands(said: str) -> str:
    """A sentence of ours in which what is typed, between backticks, is set as code."""
    parts = said.split("`")
    return Markup("").join(Markup('<code class="typed" dir="ltr">{}</code>').format(part) if at % 2 else part
                           for at, part in enumerate(parts))  # fmt: skip


def dated(day: str) -> str:
    """A day (2026-03-31) as the language writes it, with the day as numbers behind it; "" for none."""
    said = day_text(day)
    return Markup('<time datetime="{0}" title="{0}">{1}</time>').format(day, said) if said != day else day


def drawn_day(day: str) -> str:
    """A day within a drawing, whose texts run from the left: its parts keep the order of the language."""
    return f"\u200f{day_text(day)}" if is_from_the_right() else day_text(day)


def side(words: str) -> str:
    """The direction of a text of people that runs the other way than the page, `ltr` or `rtl`; else ""."""
    return ("ltr" if is_from_the_right() else "rtl") if runs_otherwise(words) else ""


def pixels(number: float) -> str:
    """A length in a drawing, which knows no decimal sign but the point."""
    return f"{number:.1f}"


def flip(x: float, across: float, width: float = 0) -> float:
    """Where something `width` wide at `x` stands in a drawing `across` wide: counted from where the language begins."""
    return round(across - x - width, 1) if is_from_the_right() else x


def display_value(value: object) -> object:
    """A count or an amount on a tile."""
    return safe_text.number(value) if isinstance(value, (int, float)) else value


def short(code: str) -> str:
    """A partner's code where only a few letters fit."""
    return code if len(code) <= SHORT else code[: SHORT - 1] + "…"


def first_line(text: str) -> str:
    """The first line of a text, "" for none."""
    return text.partition("\n")[0]


def sentence(parts: Iterable[tuple[Any, ...]]) -> str:
    """The parts of a bar in words: `Very high 6, High 2`."""
    return joined(text("report.page.counted", name=name, count=display_value(count)) for count, name, *_ in parts)


def pair_sentence(rows: Iterable[tuple[str, float | None, float | None]], first: str, second: str) -> str:
    """Two shares of each partner in words."""
    unknown = text("phrases.not_given")
    said = (
        text(
            "report.money.pair", partner=code, first=first, one=safe_text.percent(one) or unknown, second=second,
            other=safe_text.percent(other) or unknown,
        )
        for code, one, other in rows
    )  # fmt: skip
    return joined(said, "apart")
