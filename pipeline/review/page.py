"""The pack as a page, to read on a screen or on paper. Pure: the same pack gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.analysis.words import lower_label
from pipeline.report.fitted import fitted
from pipeline.report.frame import between
from pipeline.report.shortened import Shortened
from pipeline.report.words import label
from pipeline.review.answers import Answer
from pipeline.review.pack import Pack
from schemas.wording.text import joined, text, texts

SECTIONS = ("unheard", "inputs", "annex", "topics", "actions", "after")
# A list longer than this is folded on a screen behind its first items.
SHOWN = 12


def page(pack: Pack) -> str:
    """The page as a text of HTML; of very long lists the gravest, and how many more stand in the workbook beside it."""
    given = pack.assessment.arrangement
    said = texts("review")
    context = {
        "audience": pack.audience, "me": pack.audience.partner, "home": "", "v": said, "name": pack.name,
        "title": given.text("title") or text("report.page.kind"), "as_of": pack.assessment.today.isoformat(),
        "between": between([party.name or party.partner for party in given.parties]),
        "contents": [(name, said["contents"][name]) for name in SECTIONS], "pack": pack, "folded_from": SHOWN,
        "answers": [(one, answer_words(one)) for one in pack.answers],
        "asked": any(one.ratings for one in pack.answers), "party_codes": given.party_codes,
        **_led(pack),
    }  # fmt: skip
    return fitted("review.html.j2", context, _shortened)


def _led(pack: Pack) -> dict[str, Any]:
    """The sentences that sections begin with."""
    against = [one.clause for one in pack.answers if one.is_contradicted]
    meeting = pack.meeting
    return {
        "contradicted": against,
        "contradicted_says": text("review.annex.contradicted", count=len(against), ids=joined(against)),
        "topics_lead": text("review.topics.lead", count=len(meeting.items), minutes=meeting.minutes),
        "actions_lead": text("review.actions.lead", count=len(pack.standing)),
    }


def _shortened(context: Mapping[str, Any], most: int) -> tuple[dict[str, Any], int]:
    """What the page shows with at most so many rows in each list, and how many there are in all."""
    pack: Pack = context["pack"]
    lists = [f"{kind} {one.name}" for one in pack.inputs for kind in ("items", "standing")]
    names = ("unheard", "topics", "standing", "finished", *lists)
    short = Shortened(most, names, lambda _, count: text("review.left", count=count))
    changed = {
        "unheard": short.of("unheard", pack.unheard),
        "topics": short.of("topics", (*pack.meeting.items, *pack.meeting.later)),
        "standing": short.of("standing", pack.standing),
        "finished": short.of("finished", pack.finished),
        "inputs": [
            (
                one,
                [(item, pack.where.cell(item.cell)) for item in short.of(f"items {one.name}", one.items)],
                [(item, pack.where.cell(item.cell)) for item in short.of(f"standing {one.name}", one.standing)],
            )
            for one in pack.inputs
        ],
    }
    return {**context, **changed, "left": short.left}, short.rows


def answer_words(answer: Answer) -> dict[str, Any]:
    """What is said of an answer: jointly, the lowest, who is missing, and by party as (code, rating, words)."""
    ratings = answer.ratings
    if ratings is None:
        return {"joint": text("review.annex.not_asked"), "lowest": "", "silent": "", "own": []}
    heard, parties = ratings.heard, len(ratings.arrangement.parties)
    joint = {
        "differing": text("report.readiness.differing"), "": text("report.readiness.unknown"),
        "waiting": text("report.readiness.waiting", heard=heard, all=parties),
    }.get(ratings.joint) or label(ratings.joint, "rating")  # fmt: skip
    if ratings.is_agreed:
        joint = text("review.annex.agreed", rating=joint)
    rating, who = answer.worst
    lowest = ""
    if rating and rating != ratings.joint:
        lowest = text("review.annex.lowest", rating=lower_label("rating", rating), partners=joined(who, "and"))
    silent = text("review.annex.silent", partners=joined(answer.silent, "and")) if answer.silent else ""
    return {"joint": joint, "lowest": lowest, "silent": silent, "own": list(_own(answer))}


def _own(answer: Answer) -> Any:
    ratings = answer.ratings
    if ratings is None:
        return
    for code in ratings.arrangement.party_codes:
        counts = ratings.effective.get(code, "")
        said = label(counts, "rating") or text("report.readiness.unknown")
        if code in ratings.changed:
            said = text("review.annex.counts_as", given=label(ratings.given[code], "rating"), counts=said)
        yield code, counts, said
