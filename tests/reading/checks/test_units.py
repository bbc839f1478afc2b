"""An amount whose cell shows per cent or another currency is unknown, and its cell is named."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.reading.coerce.units import unit_of_format, unit_of_text
from tests.reading.books import Styled
from tests.reading.reads import line, reading, risk

EUR = {"currency": "EUR"}


def checks(amount: object, fields: dict[str, str] | None = None, **more: Any) -> list[str]:
    given = {"Budget": [line(funded_amount=amount, **more)], "Arrangement": EUR if fields is None else fields}
    read = reading(given)
    (row,) = read.arrangement.lines
    errors = [problem.check for problem in read.problems if problem.severity == "high"]
    assert ("funded_amount" in row.unknown) == bool(errors)
    return errors


def shown_as(code: str, value: object = 105000) -> Styled:
    return Styled(value, {"num_format": code})


@pytest.mark.parametrize(
    "amount",
    [
        shown_as("[$USD] #,##0.00"), shown_as('"USD" #,##0'), shown_as("#,##0 [$CFA-40C]"), shown_as('#,##0 "Rs"'),
        shown_as("$#,##0.00"), shown_as('_-* #,##0.00 [$£-809]_-'), shown_as('#,##0\\ [$₦-468]'), "USD 1.200,50",
        "£ 500", "500 KES",
    ],
)  # fmt: skip
def test_an_amount_in_another_currency_is_unknown(amount: object) -> None:
    assert checks(amount) == ["CHK-66"]


@pytest.mark.parametrize(
    "amount",
    [
        shown_as("#,##0.00"), shown_as('#,##0 "€"'), shown_as("[$€-407] #,##0"), shown_as("[$EUR] #,##0"), "EUR 500",
        "500 €", shown_as('0 "pcs"'), shown_as("[$-409]#,##0"), shown_as("[Red]#,##0;-#,##0"), 105000,
    ],
)  # fmt: skip
def test_an_amount_in_the_currency_of_the_arrangement_is_read(amount: object) -> None:
    assert checks(amount) == []


@pytest.mark.parametrize("amount", [shown_as("0%", 1), shown_as("0.00%", 0.8), "80%", "80 ٪", "12.5 %"])
def test_per_cent_where_an_amount_is_asked_is_unknown(amount: object) -> None:
    assert checks(amount) == ["CHK-65"]


def test_a_rating_that_shows_per_cent_is_unknown() -> None:
    read = reading({"Risks": [risk(likelihood__A=shown_as("0%", 1))]})
    assert [problem.check for problem in read.problems] == ["CHK-65"]
    assert read.arrangement.risks[0].likelihood == {}


def test_without_a_currency_of_the_arrangement_several_cannot_be_added_up() -> None:
    assert checks(shown_as("[$USD] 0"), {}) == []
    assert checks(shown_as("[$USD] 0"), {}, unit_cost=shown_as("[$KES] 0")) == ["CHK-67", "CHK-67"]


@pytest.mark.parametrize(("own", "code"), [("US dollars", "$#,##0"), ("Euro", '0 "EUR"'), ("CAD", "[$$-1009]#,##0")])
def test_a_currency_may_be_given_by_its_name(own: str, code: str) -> None:
    assert checks(shown_as(code), {"currency": own}) == []


def test_units_are_told_from_other_words_of_a_format() -> None:
    assert [unit_of_format(code) for code in ('0 "km"', "General", "@", "yyyy-mm-dd", "0.0E+00", '"Total" 0')] == [
        ""
    ] * 6
    assert [unit_of_text(text) for text in ("12 pieces", "12", "1.5e5", "about 12")] == [""] * 4


def test_number_formats_of_conditional_formats_do_not_stand_for_those_of_cells() -> None:
    from pipeline.reading.source.cell_looks import _formats

    of_cells = '<numFmts count="1"><numFmt numFmtId="165" formatCode="#,##0 &quot;USD&quot;"/></numFmts>'
    of_conditions = '<dxfs count="1"><dxf><numFmt numFmtId="165" formatCode="0"/></dxf></dxfs>'
    styles = f'<styleSheet>{of_cells}<cellXfs><xf numFmtId="0"/><xf numFmtId="165"/></cellXfs>{of_conditions}'
    assert dict(_formats(styles)) == {"1": '#,##0 "USD"'}
