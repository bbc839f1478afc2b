"""What a person changed in a mapping beside the column answer: where a column goes, what a word means, whose it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pipeline.adopt.compared_words import plain
from pipeline.adopt.mapping.answers import Answers, ColumnKey, column_keys, is_no, is_yes, targets
from pipeline.adopt.mapping.named_answers import names_partners
from pipeline.adopt.mapping.whose import VIEW, whose
from pipeline.adopt.proposal import NOTHING, ROLE, ColumnProposal, Proposal, WordList
from schemas.vocabulary import normal


def take_corrections(
    proposal: Proposal, answers: Answers, viewer: str, untouched: Collection[tuple[str, str]] = ()
) -> None:
    """Take for an answer what stands there and is not what would be proposed, where the answer is empty.

    The mapping says that everything is taken as it stands, so that what is typed over counts like an answer.
    `untouched` are names, as compared, with the code that a mapping shows for each of itself (`shown_partners`):
    nobody typed those, though another is proposed by now.
    """
    answers.given = {name: code for name, code in answers.given.items() if (name, code) not in untouched}
    answers.whose = {key: code for key, code in answers.whose.items() if (key[1], code) not in untouched}
    for table in proposal.used:
        for key, column in column_keys(table):
            said = answers.columns.get(key, "")
            if (not said or is_yes(said)) and _is_moved(column, answers.becomes.get(key, "")):
                answers.columns[key] = answers.becomes[key]
            if key in answers.whose:
                _take_whose(answers, key, column, viewer)
                if column.target is None and key in answers.whose and is_yes(answers.columns.get(key, "")):
                    del answers.columns[key]  # a yes to whose it is does not say where it goes: that stays asked
            if column.target and column.words and names_partners(column.target):
                proposed = {**column.words.proposed, **column.words.map}
                _take_partners(answers, {word: proposed.get(word, viewer) for word in column.words.counts})
            elif column.target and column.words:
                _take_words(answers, column.target, column.words)
            if column.role_word:
                _take_words(answers, ROLE, column.role_word)
            if column.partner or column.proposed_partner:
                _take_partners(answers, {column.header: column.partner or column.proposed_partner})


def shown_partners(proposal: Proposal, viewer: str, names: Collection[str]) -> frozenset[tuple[str, str]]:
    """Which partner a mapping of this proposal shows for each of these names, as compared."""
    every = ((plain(name), code) for table in proposal.used for name, code in _shown(table.columns, viewer))
    return frozenset((name, code) for name, code in every if name in names)


def _shown(columns: Iterable[ColumnProposal], viewer: str) -> Iterator[tuple[str, str]]:
    for column in columns:
        yield column.header, column.partner or column.proposed_partner
        yield column.header, whose(column)
        if column.target and column.words and names_partners(column.target):
            proposed = {**column.words.proposed, **column.words.map}
            yield from ((word, proposed.get(word, viewer)) for word in column.words.counts)


def _is_moved(column: ColumnProposal, stands: str) -> bool:
    """Whether `stands` is another place than the one proposed, or says that the column stays out."""
    if column.is_whose_asked or not stands:
        return False
    target = targets().get(normal(stands))
    return target != column.target if target else bool(column.target) and is_no(stands)


def _take_whose(answers: Answers, key: ColumnKey, column: ColumnProposal, viewer: str) -> None:
    """Keep the partner beside a column only where somebody wrote another than the one proposed.

    What was answered of an organisation itself counts more, unless that is what was proposed, too.
    """
    proposed, given = (viewer if said.lower() == VIEW else said for said in (whose(column), answers.whose[key]))
    answered = answers.partners.get(plain(column.header), proposed) if column.target == ROLE else proposed
    if given in ("", proposed) or answered != proposed:
        del answers.whose[key]
    else:
        answers.whose[key] = given


def _take_words(answers: Answers, target: str, words: WordList) -> None:
    for word in words.counts:
        code = answers.means.get((target, plain(word)))
        proposed = words.map.get(word, words.proposed.get(word, ""))
        if code and code != proposed:
            answers.words.setdefault((target, plain(word)), code)


def _take_partners(answers: Answers, proposed: Mapping[str, str]) -> None:
    for name, code in proposed.items():
        given = answers.given.get(plain(name), "")
        if given and given != (code or NOTHING):
            answers.partners.setdefault(plain(name), given)
