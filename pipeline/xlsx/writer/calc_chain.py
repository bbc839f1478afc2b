"""What Excel must compute again: the flag that says so, and the calculation chain that no longer holds."""

from __future__ import annotations

from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import is_true, splice, with_attribute

# What may follow calcPr in a workbook part (ECMA-376, 18.2.27).
_AFTER = frozenset(
    {
        "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
        "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
    }
)  # fmt: skip


def ask_for_recalculation(book: Book) -> None:
    """Have Excel compute every formula when it opens the workbook."""
    xml = book.package.read(book.part)
    found = book.package.spans(book.part)
    root = found[0]
    flag = root.child("calcPr")
    if flag is None:
        at = next((span.start for span in root.children if span.name in _AFTER), root.close)
        prefix = root.tag.removesuffix("workbook")
        edit = (at, at, f'<{prefix}calcPr fullCalcOnLoad="1"/>'.encode())
    elif is_true(flag.attributes.get("fullCalcOnLoad")):
        return
    else:
        edit = (flag.start, flag.inner, with_attribute(xml[flag.start : flag.inner], "fullCalcOnLoad", "1"))
    book.package.put(book.part, splice(xml, [edit]))


def drop_chain(book: Book) -> None:
    """Remove the calculation chain, which Excel builds anew: an entry for a formula that is gone is a fault."""
    for part in book.package.related(book.part, "calcChain"):
        book.package.drop(part, book.part)
