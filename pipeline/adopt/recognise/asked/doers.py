"""Those who do the measures where nobody is said to own the risks: asked about, for they may own them too."""

from __future__ import annotations

from pipeline.adopt.lexicon import word_set
from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.questions import table_questions
from pipeline.adopt.recognise.register_aims import does_measures
from pipeline.adopt.recognise.register_columns import RegisterColumns
from schemas.wording.text import text

_MOST = 6  # questions of a table: of more this one is the first that can be spared


def ask_doers(columns: RegisterColumns, table: TableProposal) -> None:
    """Ask whether who has an action owns the risk, where that is proposed and few other questions stand."""
    doers = {each.number for each in columns if does_measures(each) and not word_set("risk_words") & {*each.head.words}}
    for column in table.columns:
        is_owner = column.target == "Risks.owner" and column.column in doers and not column.ask
        if is_owner and sum(1 for _ in table_questions(table)) < _MOST:
            column.ask, column.why = True, column.why or text("adopt.why.in_part")
