"""The pack as a page, to read on a screen or on paper. Pure: the same pack gives the same bytes."""

from __future__ import annotations

from typing import Any

from pipeline.analysis.words import label
from pipeline.report.frame import between
from pipeline.report.render import render
from pipeline.report.words import label as word
from pipeline.review.answers import Answer
from pipeline.review.item import Item
from pipeline.review.pack import Pack
from schemas.wording.text import joined, text, texts

SECTIONS = ("unheard", "inputs", "annex", "topics", "actions", "after")
# A list longer than this is folded on a screen behind its first items.
SHOWN = 12


def page(pack: Pack) -> str:
    """The page as a text of HTML."""
    given = pack.assessment.arrangement
    said = texts("review")
    return render("review.html.j2", {
        "audience": pack.audience, "me": pack.audience.partner, "home": "", "v": said, "name": pack.name,
        "title": given.text("title") or text("report.page.kind"), "as_of": pack.assessment.today.isoformat(),
        "between": between([party.name or party.partner for party in given.parties]),
        "contents": [(name, said["contents"][name]) for name in SECTIONS], "pack": pack,
        "inputs": [(one, *_listed(pack, one.items), _listed(pack, one.standing)[0]) for one in pack.inputs],
        "answers": [(one, answer_words(one)) for one in pack.answers],
        "asked": any(one.ratings for one in pack.answers), "party_codes": given.party_codes,
        **_led(pack),
    })  # fmt: skip


def _led(pack: Pack) -> dict[str, Any]:
    """The sentences that sections begin with."""
    against = [one.clause for one in pack.answers if one.is_contradicted]
    meeting = pack.meeting
    return {
        "contradicted": against,
        "contradicted_says": text("review.annex.contradicted", count=len(against), ids=joined(against)),
        "topics": (*meeting.items, *meeting.later),
        "topics_lead": text("review.topics.lead", count=len(meeting.items), minutes=meeting.minutes),
        "actions_lead": text("review.actions.lead", count=len(pack.standing)),
    }


def _listed(pack: Pack, items: tuple[Item, ...]) -> tuple[list[tuple[Item, str]], list[tuple[Item, str]]]:
    """The items, each with its cell in words: those that stand open, and those that are folded."""
    found = [(item, pack.where.cell(item.cell)) for item in items]
    return found[:SHOWN], found[SHOWN:]


def answer_words(answer: Answer) -> dict[str, Any]:
    """What is said of an answer: jointly, the lowest, who is missing, and by party as (code, rating, words)."""
    ratings = answer.ratings
    if ratings is None:
        return {"joint": text("review.annex.not_asked"), "lowest": "", "silent": "", "own": []}
    heard, parties = ratings.heard, len(ratings.arrangement.parties)
    joint = {
        "differing": text("report.readiness.differing"), "": text("report.readiness.unknown"),
        "waiting": text("report.readiness.waiting", heard=heard, all=parties),
    }.get(ratings.joint) or word(ratings.joint, "rating")  # fmt: skip
    if ratings.is_agreed:
        joint = text("review.annex.agreed", rating=joint)
    rating, who = answer.worst
    lowest = ""
    if rating and rating != ratings.joint:
        lowest = text("review.annex.lowest", rating=label("rating", rating), partners=joined(who, "and"))
    silent = text("review.annex.silent", partners=joined(answer.silent, "and")) if answer.silent else ""
    return {"joint": joint, "lowest": lowest, "silent": silent, "own": list(_own(answer))}


def _own(answer: Answer) -> Any:
    ratings = answer.ratings
    if ratings is None:
        return
    for code in ratings.arrangement.party_codes:
        counts = ratings.effective.get(code, "")
        said = word(counts, "rating") or text("report.readiness.unknown")
        if code in ratings.changed:
            said = text("review.annex.counts_as", given=word(ratings.given[code], "rating"), counts=said)
        yield code, counts, said
