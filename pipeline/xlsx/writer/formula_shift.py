"""A cell of people's own that follows its row to another place."""

from __future__ import annotations

import re

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.refs import address
from pipeline.xlsx.ooxml.rows import attributes, start_tag
from pipeline.xlsx.ooxml.text import unescaped
from schemas.wording.text import text

_REF = re.compile(r"""(\sr\s*=\s*)(?:"[^"]*"|'[^']*')""")
_PLAIN_FORMULA = re.compile(r"(?P<open><(?P<tag>(?:[\w.-]+:)?f)(?:\s[^>]*)?(?<!/)>)(?P<text>[^<]*)(?=</)")
_CACHED = re.compile(r"<(?P<tag>(?:[\w.-]+:)?v)(?:\s[^>]*)?(?:/>|>[^<]*</(?P=tag)\s*>)")
_MAY_SHIFT = re.compile(r"\$?[A-Za-z]{1,3}\$?[1-9]|[1-9]\$?\d*:|\$?[A-Za-z]{1,3}:\$?[A-Za-z]")
_RANGE = re.compile(r"""(\sref\s*=\s*)(?:"[^"]*"|'[^']*')""")
_PIECE = re.compile(r'"[^"]*"|[^"\[\]]+')
_WITHIN_BRACKETS = re.compile(r"[^\[\]]+")


def relocated(raw: str, ref: str) -> str:
    """The same cell with another address; its formula is left as it is."""
    tag = start_tag(raw)
    if _REF.search(tag):
        return _REF.sub(rf'\g<1>"{ref}"', tag, count=1) + raw[len(tag) :]
    at = 1 + re.match(r"[\w:.-]*", raw[1:]).end()  # type: ignore[union-attr]
    return f'{raw[:at]} r="{ref}"{raw[at:]}'


def moved(raw: str, origin: tuple[int, int], target: tuple[int, int], sheet: str) -> str:
    """The cell at another place, its formula adjusted as Excel does when a cell is copied.

    Raises WriteError where the formula cannot follow: it belongs to a group of cells, or would point off the sheet.
    """
    ref = address(*target)
    new = relocated(raw, ref)
    found = _PLAIN_FORMULA.search(new)
    if found is None and "<" in raw and re.search(r"<(?:[\w.-]+:)?f(?=[\s/>])", raw):
        raise _stuck(sheet, address(*origin))
    if found is None:
        return new
    opened = found["open"]
    if fills_one_cell(opened, address(*origin)):
        opened = _RANGE.sub(rf'\g<1>"{ref}"', opened, count=1)
    elif re.search(r"\st\s*=", opened) or " ref=" in opened:
        raise _stuck(sheet, address(*origin))
    text = translated(unescaped(found["text"]), origin, target, sheet)
    return new[: found.start()] + opened + formula_xml(text) + new[found.end("text") :]


def fills_one_cell(tag: str, ref: str) -> bool:
    """Whether the start tag of a formula is that of an array formula of the one cell `ref`: it depends on no other."""
    given = attributes(tag)
    return given.get("t") == "array" and given.get("ref", "").replace("$", "") == ref


def formula_of(raw: str, ref: str) -> str:
    """The formula of the cell `ref`; "" where it has none, or one that belongs to other cells as well."""
    found = _PLAIN_FORMULA.search(raw)
    if found is None or not (fills_one_cell(found["open"], ref) or "t" not in attributes(found["open"])):
        return ""
    return unescaped(found["text"])


def filled_down(raw: str, origin: tuple[int, int], target: tuple[int, int], sheet: str) -> str:
    """The formula of a cell for another row of its column, not yet computed."""
    return _CACHED.sub("", moved(raw, origin, target, sheet), count=1)


def translated(formula: str, origin: tuple[int, int], target: tuple[int, int], sheet: str) -> str:
    """A formula (without `=`) with its relative references shifted; one without any comes back as it is."""
    if origin == target or not _MAY_SHIFT.search(without_texts(formula)):
        return formula
    from openpyxl.formula.translate import Translator, TranslatorError  # slow to import, rarely needed

    class Careful(Translator):
        @classmethod
        def translate_range(cls, range_str: str, rdelta: int, cdelta: int) -> str:
            shifted: str = super().translate_range(range_str, rdelta, cdelta)  # type: ignore[no-untyped-call]
            # openpyxl 3.1 forgets the sheet of a sheet's own name (Sheet1!Rate)
            return range_str if "!" in range_str and "!" not in shifted else shifted

    try:
        return str(Careful(f"={formula}", address(*origin)).translate_formula(address(*target)))[1:]
    except TranslatorError as fault:
        raise _stuck(sheet, address(*origin)) from fault


def formula_xml(formula: str) -> str:
    """A formula as the content of `<f>`."""
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def can_shift(formula: str) -> bool:
    """Whether a formula may hold references that depend on where it stands."""
    return bool(_MAY_SHIFT.search(without_texts(formula)))


def without_texts(formula: str) -> str:
    """The formula without texts and without what stands in brackets (names of table columns)."""
    kept: list[str] = []
    begun: list[int] = []  # where in `kept` each open bracket stands
    at = 0
    while at < len(formula):
        piece = (_WITHIN_BRACKETS if begun else _PIECE).match(formula, at)
        token = piece[0] if piece else formula[at]
        at += len(token)
        if token == "]" and begun:
            del kept[begun.pop() :]
        elif token == "[" or begun or not token.startswith('"') or token == '"':
            begun += [len(kept)] if token == "[" else []
            kept.append(token)
    return "".join(kept)


def _stuck(sheet: str, ref: str) -> WriteError:
    return WriteError(text("writer.before.group", cell=ref, sheet=sheet), sheet, ref)
