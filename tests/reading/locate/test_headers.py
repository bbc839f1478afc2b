"""Headers name our columns by label, raw name or accepted spelling; other columns are the people's own."""

from __future__ import annotations

import pytest

from pipeline.reading.locate.header_match import Heads, match
from schemas.spec import table
from tests.reading.books import Shape, address, keys_of
from tests.reading.reads import activity, reading, risk, told

RISKS = table("Risks")


def keys(*texts: str) -> list[str]:
    """The keys that header texts of Risks are matched to."""
    return [head.key for head in match(RISKS, texts).ours]


def troubles(heads: Heads) -> list[tuple[int, str]]:
    """The positions and checks of what is amiss."""
    return [(position, trouble.check) for position, trouble in heads.troubles]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Owner", "owner"), ("owner", "owner"), (" OWNER ", "owner"), ("Öwner", "owner"),
        ("Threat / event", "event"), ("Threat/event", "event"), ("Threat", "event"), ("event", "event"),
        ("next_review_on", "next_review_on"), ("Next\nreview\u00a0on", "next_review_on"),
        ("NextReviewOn", "next_review_on"),
        ("Likelihood · REDC", "likelihood · REDC"), ("likelihood · redc", "likelihood · REDC"),
        ("Likelihood·REDC", "likelihood · REDC"), ("Likelihood  •  REDC\u200f", "likelihood · REDC"),
        ("Likelihood ∙ REDC", "likelihood · REDC"), ("Likelihood ‧ REDC", "likelihood · REDC"),
        ("Likelihood・REDC", "likelihood · REDC"), ("Likelihood\u00a0·\u00a0RED-C_1", "likelihood · RED-C_1"),
    ],
)  # fmt: skip
def test_a_header_names_a_column(text: str, key: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize(
    "text", ["Remarks", "", "Score", "Owner · REDC", "Likelihood (mean)", "Our likelihood · notes"]
)
def test_a_column_of_the_people_is_left_in_peace(text: str) -> None:
    heads = match(RISKS, [*[column.title for column in RISKS.columns if not column.per_partner], text])
    assert heads.troubles == []
    assert heads.missing == []


def test_a_column_that_stands_twice_is_read_once() -> None:
    read = reading(
        {"Risks": [risk("R1", owner="A")]},
        shapes={"Risks": Shape(columns=(*keys_of(RISKS, ("A", "B")), "twin"), headers={"twin": "OWNER "})},
    )
    assert told(read) == ["CHK-57 Risks!AG4"]
    assert read.arrangement.risks[0].owner == "A"


def test_a_missing_column_is_named_and_its_cells_are_unknown_but_those_for_details_are_told_together() -> None:
    columns = tuple(key for key in keys_of(RISKS, ("A", "B")) if key not in ("measures", "cause", "category"))
    read = reading({"Risks": [risk()]}, shapes={"Risks": Shape(columns=columns)})
    assert [(p.check, p.severity, p.values) for p in read.problems] == [
        ("CHK-51", "high", {"title": "Measures"}),
        ("CHK-52", "low", {"titles": "Category, Why we are vulnerable"}),
    ]
    assert read.arrangement.risks[0].unknown == {"measures"}
    assert not read.arrangement.risks[0].blank("measures")
    assert read.arrangement.risks[0].blank("cause")


def test_a_missing_required_column_gives_one_message_not_one_a_row() -> None:
    columns = tuple(key for key in keys_of(RISKS, ("A", "B")) if key != "event")
    read = reading({"Risks": [risk("R1"), risk("R2")]}, shapes={"Risks": Shape(columns=columns)})
    assert told(read) == ["CHK-51 Risks"]
    assert len(read.arrangement.risks) == 2


def test_without_its_column_of_ids_a_table_counts_as_missing() -> None:
    columns = tuple(key for key in keys_of(RISKS, ("A", "B")) if key != "risk")
    read = reading({"Risks": [risk("R1")]}, shapes={"Risks": Shape(columns=columns)})
    assert told(read) == ["CHK-50 Risks"]
    assert read.arrangement.missing == {"Risks"}


def test_a_header_with_a_slip_is_answered_with_the_one_that_was_meant() -> None:
    read = reading({"Risks": [risk()]}, shapes={"Risks": Shape(headers={"measures": "Meassures"})})
    assert told(read) == [f"CHK-56 Risks!{address('Risks', -1, 'measures')}"]
    assert "Did you mean 'Measures'?" in read.problems[0].says
    assert read.arrangement.risks[0].unknown == {"measures"}


@pytest.mark.parametrize(
    "text", ["Likelihood - B", "Likelihood B", "Likelihood (B)", "Likelihood: b", "Likelyhood · B"]
)
def test_a_partner_column_without_its_dot_is_answered_with_the_header_that_was_meant(text: str) -> None:
    read = reading({"Risks": [risk()]}, shapes={"Risks": Shape(headers={"likelihood · B": text})})
    assert told(read) == [f"CHK-56 Risks!{address('Risks', -1, 'likelihood · B')}"]
    assert read.problems[0].values["meant"] == "Likelihood · B"


def test_a_partner_column_for_something_that_is_no_code_says_what_a_code_is() -> None:
    heads = match(RISKS, ["Risk", "Likelihood · Red Cross"], {"REDC"})
    assert troubles(heads) == [(1, "CHK-58")]
    assert heads.troubles[0][1].values["codes"] == "REDC"


def test_a_party_without_columns_is_told_which_headers_to_type() -> None:
    partners = [
        {"partner": code, "name": code, "party": party} for code, party in (("A", "yes"), ("NEW", "yes"), ("C", "no"))
    ]
    read = reading({"Partners": partners, "Activities": [activity()]}, partners=("A",))
    assert told(read) == [f"CHK-53 {name}" for name in ("Risks", "Activities", "Indicators", "Budget")]
    assert "Likelihood · NEW, Impact · NEW, Exposure · NEW, Accepted · NEW" in read.problems[0].do
