"""Jinja without what our templates never ask of it, and most of the time of a page went into: see each part.

The pages are the same as from a plain `Environment`; a test compares them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context

from pipeline.files.temp_files import temporary

_NOTHING = object()
WORDS = "w"


class _Calls(Context):
    """Calls what a template calls: none of it asks for the context, which Jinja looks for at each call anew."""

    def call(
        self, called: Callable[..., Any], /, *args: Any, _loop_vars: object = None, _block_vars: object = None,
        **named: Any,
    ) -> Any:  # fmt: skip
        return called(*args, **named)


class _Outputs(CodeGenerator):
    """Shows a value by `finalize` alone, which cleans and escapes it in one step (`safe_text.shown`).

    Our words, `w.page.title`, are items: they are looked for as nothing else, but for what a dict has itself.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the name that Jinja calls
        root: nodes.Node = node
        while isinstance(root, nodes.Getattr):
            root = root.node
        if isinstance(root, nodes.Name) and root.name == WORDS and not hasattr(dict, node.attr):
            self.visit(node.node, frame)
            self.write(f"[{node.attr!r}]")
        else:
            super().visit_Getattr(node, frame)


class QuickEnvironment(Environment):
    """An environment whose `finalize` must escape what it is given."""

    context_class = _Calls
    code_generator_class = _Outputs

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja's own, without an exception for what is an item."""
        found = getattr(obj, attribute, _NOTHING)
        return self.getitem(obj, attribute) if found is _NOTHING else found


class CompiledTemplates(BytecodeCache):
    """Keeps what a template is compiled to where Python keeps that of its own modules, and as long as Python would.

    What is not as it was written there (`sha256`), or was made from another text or in another way, is compiled anew.
    """

    def __init__(self, made_by: Path) -> None:
        self._made_by = f"{jinja2.__version__} {sha256(made_by.read_bytes() + Path(__file__).read_bytes()).hexdigest()}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file for a template, "" for one that is no file itself."""
        with suppress(NotImplementedError):  # a Python that keeps nothing compiled
            return cache_from_source(filename) if filename else ""
        return ""

    def get_source_checksum(self, source: str) -> str:
        """What stands for the text of a template and for how it is compiled."""
        return super().get_source_checksum(f"{self._made_by} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept, if it is there and whole."""
        with suppress(OSError):
            kept = Path(bucket.key).read_bytes() if bucket.key else b""
            if kept and sha256(kept[32:]).digest() == kept[:32]:
                bucket.bytecode_from_string(kept[32:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; where nobody may write it is compiled by each process, as Python does with its modules."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        code, file = bucket.bytecode_to_string(), Path(bucket.key)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            with temporary(file.parent, sha256(code).digest() + code, 0o666) as fresh:
                fresh.replace(file)
