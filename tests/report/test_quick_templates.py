"""The environment of our templates does less than Jinja's own, and shows the same."""

from __future__ import annotations

import gc
import sys
from functools import cache, wraps
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined, UndefinedError
from jinja2.runtime import Context

from pipeline.report import render, safe_text
from pipeline.report.page import page
from pipeline.report.quick_templates import CompiledTemplates, QuickEnvironment
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
        patch.setattr(render, "CompiledTemplates", lambda _: None)
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


@pytest.mark.parametrize("audience", ["parties", "REDC", "outside"])
def test_what_a_page_was_made_from_is_let_go_of_without_a_collection(audience: str) -> None:
    def contexts() -> int:
        return sum(isinstance(one, Context) for one in gc.get_objects())

    read = hostile("<&>")
    page(*read, "", audience)  # macros that are imported stay, once for all pages
    before = contexts()
    gc.disable()
    try:
        page(*read, "", audience)
        assert contexts() == before
    finally:
        gc.enable()


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


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A template in a folder of its own, beside which what it is compiled to may be kept."""
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "hello.html.j2"
    file.write_text("Hello {{ name }}", encoding="utf-8")
    return file


def said_by(template: Path, **how: Any) -> str:
    """What a process that has compiled nothing yet makes of it."""
    keeps = CompiledTemplates(Path(render.__file__))
    made = QuickEnvironment(loader=FileSystemLoader(template.parent), finalize=str, bytecode_cache=keeps, **how)
    return made.get_template(template.name).render(name="you")


def the_kept(template: Path) -> Path:
    (file,) = (template.parent / "__pycache__").iterdir()
    return file


def test_a_template_is_compiled_once(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said_by(template) == "Hello you"
    monkeypatch.setattr(QuickEnvironment, "compile", lambda *_: pytest.fail("compiled again"))
    assert said_by(template) == "Hello you"


def test_a_template_that_was_changed_is_compiled_anew(template: Path) -> None:
    said_by(template)
    template.write_text("Goodbye {{ name }}", encoding="utf-8")
    assert said_by(template) == "Goodbye you"


@pytest.mark.parametrize("place", range(0, 400, 37))
def test_what_is_kept_and_was_damaged_is_not_used_but_made_anew(template: Path, place: int) -> None:
    said_by(template)
    whole = the_kept(template).read_bytes()
    for damaged in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
        the_kept(template).write_bytes(damaged)
        assert said_by(template) == "Hello you"
        assert the_kept(template).read_bytes() == whole


def test_where_nothing_may_be_kept_a_template_is_compiled_as_before(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (template.parent / "__pycache__").write_text("no folder", encoding="utf-8")
    assert said_by(template) == "Hello you"
    (template.parent / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said_by(template) == "Hello you"
    assert list(template.parent.iterdir()) == [template]


def test_a_template_that_is_no_file_is_compiled_as_before() -> None:
    keeps = CompiledTemplates(Path(render.__file__))
    made = QuickEnvironment(loader=DictLoader({"a": "{{ x }}"}), finalize=str, bytecode_cache=keeps)
    assert made.get_template("a").render(x=1) == "1"


def test_nothing_that_a_filter_makes_is_compiled_into_a_template() -> None:
    """So what is kept holds in every language, and whatever becomes of a filter."""

    def refusing(asked: Any) -> Any:
        def refuses(*_: object, **__: object) -> str:
            raise ValueError

        return wraps(asked)(refuses) if callable(asked) else refuses

    ours, others = render.environment(), render.environment.__wrapped__()  # type: ignore[attr-defined]
    for named in (others.filters, others.globals):
        named.update({name: refusing(asked) for name, asked in named.items()})
    assert ours.loader is not None
    for name in (name for name in ours.loader.list_templates() if name.endswith(".j2")):
        source = ours.loader.get_source(ours, name)[0]
        assert ours.compile(source, name, raw=True) == others.compile(source, name, raw=True)
