"""The repository stands alone: what comments, docstrings and pages cite is in it, the section named included."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, text

CODE = ("pipeline", "schemas", "scripts", "benchmarks", "tests")
_PAGE = re.compile(r"[\w./-]*\w\.md\b")
_PATH = re.compile(rf"\b(?:{'|'.join((*CODE, 'docs', 'workbooks'))})/[\w./-]+\.(?:py|ya?ml|md|cfg|bas|xlsx)\b")
_SECTION = re.compile(r"\b(docs/\w+\.md), ([A-Z][\w ,-]*)")
TESTS = "tests/"
_TEST = re.compile(r"`((?:\w+/)*test_\w+\.py)")


def sources() -> list[Path]:
    found = [path for folder in CODE for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".yaml")]
    return sorted([*found, *(path for path in ROOT.iterdir() if path.suffix in (".cfg", ".toml"))])


def remarks(path: Path) -> str:
    """The comments of a file, and the docstrings of one in Python; nothing where the file cites nothing."""
    source = path.read_text(encoding="utf-8")
    if not (_PAGE.search(source) or _PATH.search(source)):
        return ""  # to tell remarks from code takes most of the time
    if path.suffix != ".py":
        return "\n".join(re.findall(r"(?:^|\s)#(.*)$", source, re.MULTILINE))
    return "\n".join([*_comments(source), *_docstrings(ast.parse(source))])


def _comments(source: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def _docstrings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield re.sub(r"\s+", " ", ast.get_docstring(node) or "")


def headings(page: Path) -> set[str]:
    return set(re.findall(r"^#+ (.+)$", text(page), re.MULTILINE))


def wanting(said: str, near: Path) -> list[str]:
    """What a remark cites and is not there: pages, files, and sections of pages."""
    files = {*_PAGE.findall(said), *_PATH.findall(said)}
    gone = [name for name in sorted(files) if not any((base / name).is_file() for base in (ROOT, DOCS, near.parent))]
    for name, rest in _SECTION.findall(said):
        page = ROOT / name
        if page.is_file() and not any(
            rest == known or rest.startswith((f"{known},", f"{known} ")) for known in headings(page)
        ):
            gone.append(f"{name}, {rest}")
    return gone


def test_every_file_that_a_comment_or_docstring_cites_is_there() -> None:
    gone = {str(path.relative_to(ROOT)): found for path in sources() if (found := wanting(remarks(path), path))}
    assert gone == {}


@pytest.mark.parametrize("page", sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")]), ids=lambda page: page.name)
def test_every_test_that_a_page_names_is_there(page: Path) -> None:
    named = set(_TEST.findall(text(page)))
    assert [name for name in sorted(named) if not list((ROOT / "tests").glob(f"**/{name.removeprefix(TESTS)}"))] == []


def test_what_a_comment_cites_and_is_not_there_is_found() -> None:
    here = ROOT / "schemas" / "spec.py"
    assert wanting("see NO_SUCH.md and schemas/no_such.yaml", here) == ["NO_SUCH.md", "schemas/no_such.yaml"]
    assert wanting("(docs/design.md, No such section)", here) == ["docs/design.md, No such section"]
    assert wanting("(docs/design.md, The workbook; docs/rules.md, Terms)", here) == []


def test_no_page_or_source_names_the_notes_it_was_made_from() -> None:
    names = ("RULES" + ".md", "DESIGN" + ".md", "HABITS" + ".md", "house" + ".md", "facts" + "/")
    written = [*sources(), *DOCS.rglob("*.md"), *ROOT.glob("*.md")]
    assert [path.name for path in written if any(name in path.read_text(encoding="utf-8") for name in names)] == []
