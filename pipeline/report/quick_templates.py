"""Jinja without what our templates never ask of it, and most of the time of a page went into: see each part.

The pages are the same as from a plain `Environment`; a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context


class _Calls(Context):
    """Calls what a template calls: none of it asks for the context, which Jinja looks for at each call anew."""

    def call(
        self, called: Callable[..., Any], /, *args: Any, _loop_vars: object = None, _block_vars: object = None,
        **named: Any,
    ) -> Any:  # fmt: skip
        return called(*args, **named)


class _Outputs(CodeGenerator):
    """Shows a value by `finalize` alone, which cleans and escapes it in one step (`safe_text.shown`)."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class QuickEnvironment(Environment):
    """An environment whose `finalize` must escape what it is given."""

    context_class = _Calls
    code_generator_class = _Outputs
