"""The environment of our templates does less than Jinja's own, and shows the same."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError

from pipeline.report import render, safe_text
from pipeline.report.page import page
from pipeline.report.quick_templates import QuickEnvironment
from tests.chance import every
from tests.report.test_hostile_text import HOSTILE, hostile


def plain(**asked: Any) -> Environment:
    """As Jinja makes it: what is shown is cleaned, then escaped."""
    return Environment(**{**asked, "finalize": safe_text.clean})


@cache
def plain_environment() -> Environment:
    """Its templates are compiled once, for all pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "QuickEnvironment", plain)
        made: Environment = render.environment.__wrapped__()  # type: ignore[attr-defined]
    assert not isinstance(made, QuickEnvironment)
    return made


@pytest.mark.parametrize("audience", ["parties", "REDC", "outside"])
@pytest.mark.parametrize("said", every(7, HOSTILE), ids=lambda said: str(HOSTILE.index(said)))
def test_a_page_is_that_of_a_plain_environment(said: str, audience: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = hostile(said)
    ours = page(*read, said, audience)
    made = plain_environment()
    monkeypatch.setattr(render, "environment", lambda: made)
    assert page(*read, said, audience) == ours


def shown(template: str, **given: object) -> str:
    made = QuickEnvironment(autoescape=True, finalize=safe_text.shown, undefined=StrictUndefined)
    return made.from_string(template).render(given)


def test_what_a_macro_makes_is_escaped_once() -> None:
    macro = "{% macro both(a) %}<b>{{ a }}</b>{{ caller() }}{% endmacro %}"
    assert shown(macro + "{% call both(x) %}{{ x }}{% endcall %}", x="<&>") == "<b>&lt;&amp;&gt;</b>&lt;&amp;&gt;"


def test_a_text_in_a_template_is_escaped_like_any_other() -> None:
    assert shown("{{ '<' }}{{ '<' ~ x }}", x="'") == "&lt;&lt;&#39;"


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        shown("{{ nothing }}")


def test_a_macro_in_a_loop_gets_what_it_is_given() -> None:
    macro = "{% macro one(a) %}[{{ a }}]{% endmacro %}"
    assert shown(macro + "{% for x in xs %}{{ one(x) }}{% endfor %}", xs=[1, 2]) == "[1][2]"
