"""Whether a row says the same in other words, or has become another thing that was given the id of the one before.

Rewording is normal, so a row is another only where no word that tells it from the others is left in any of its texts,
and not its words alone have changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from pipeline.copies.sent_state import Marks
from pipeline.copies.table_view import NOTHING, TableView, digest

_WORD = re.compile(r"\w+")
_SHORTEST = 4  # below that, a word is an article or a preposition in most languages
_STEM = 5  # so much of a word stays when it is put into another form
_FEW = 2  # a word in so many rows tells them from the others, in a long table one in a tenth of them
_SHARE = 10


def reused(
    theirs: TableView, ours: TableView, sent_marks: Mapping[str, Marks], columns: Collection[str]
) -> Iterator[str]:  # fmt: skip
    """The ids of `sent_marks` that stand for another thing in `ours` than in `theirs`, by the texts in `columns`."""
    ids = [
        id
        for id in sent_marks
        if id in theirs.rows
        and id in ours.rows
        and not _is_reworded(ours, id, sent_marks[id], columns if ours.language != theirs.language else ())
    ]
    if not ids:
        return
    sent = {id: _words(theirs, id, columns) for id in theirs.rows}
    counts = Counter(word for words in sent.values() for word in words)
    most = max(_FEW, len(sent) // _SHARE)
    for id in ids:
        now, telling = _words(ours, id, columns), {word for word in sent[id] if counts[word] <= most}
        if now and not telling & now:
            yield id


def _is_reworded(ours: TableView, id: str, marks: Marks, translated: Collection[str]) -> bool:
    """Whether one text was written anew, and whatever else was said of the row is as it was.

    Where the workbook is in another language by now people translate all `translated` ones, and what is no text tells.
    """
    known = [key for key, mark in marks.items() if mark != NOTHING and key in ours.content.raw]
    changed = {key for key in known if digest(ours.meaning(id, key)) != marks[key]}
    if translated and not set(known) <= set(translated):
        return changed <= set(translated)
    return len(changed) <= 1 < len(known)


def _words(view: TableView, id: str, columns: Collection[str]) -> set[str]:
    found = (word for key in columns for word in _WORD.findall(view.meaning(id, key).casefold()))
    return {word[:_STEM] for word in found if len(word) >= _SHORTEST or any(map(str.isdigit, word))}
