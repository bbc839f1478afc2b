"""The guide names everything that people meet, and its links and pictures are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from pipeline.cli.main import COMMANDS
from pipeline.template.catalogues import catalogue_names
from schemas import wording
from schemas.optional_sheets import bundles, with_name
from schemas.spec import Table, input_tables, optional_tables, output_tables, tables
from schemas.spec import table as sheet_of
from schemas.vocabulary import label_of, vocabularies
from schemas.yaml_file import package_data
from tests.docs.pages import DOCS, GUIDE, README, WRITTEN, anchors, guide, links, section, text

SHEETS = DOCS / "guide" / "3-sheets-you-fill-in.md"
FURTHER = DOCS / "guide" / "12-further-sheets.md"
RESULTS = DOCS / "guide" / "5-results.md"
ALL_PICTURES_AT_MOST = 1_500_000  # bytes

# Nobody has to choose or to learn these.
PLAIN_WORDS = {"severity": {"Info"}}


def missing(names: list[str], where: str) -> list[str]:
    return [name for name in names if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", where)]


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_every_sheet_is_named(table: Table) -> None:
    assert table.sheet in guide()


def test_the_front_sheet_is_named() -> None:
    assert package_data("wording/en/front_sheet.yaml")["sheet"] in guide()


@pytest.mark.parametrize("table", output_tables(), ids=lambda table: table.name)
def test_every_result_column_is_explained_below_its_sheet(table: Table) -> None:
    headers = [column.header("CODE") if column.per_partner else column.header() for column in table.columns]
    assert missing(headers, section(RESULTS, table.sheet)) == []


@pytest.mark.parametrize("table", input_tables(), ids=lambda table: table.name)
def test_every_input_column_is_explained_below_its_sheet(table: Table) -> None:
    headers = [column.header("CODE") if column.per_partner else column.header() for column in table.columns]
    assert missing(headers, section(SHEETS, table.sheet)) == []


@pytest.mark.parametrize("table", optional_tables(), ids=lambda table: table.name)
def test_every_column_of_a_sheet_that_one_may_ask_for_is_explained_below_it(table: Table) -> None:
    headers = [column.header("CODE") if column.per_partner else column.header() for column in table.columns]
    assert missing(headers, section(FURTHER, table.sheet)) == []


def test_every_word_that_brings_a_sheet_is_in_the_guide_with_its_sheets() -> None:
    rows = {line.split("`")[1]: line for line in text(FURTHER).splitlines() if line.startswith("| `")}
    brings = {with_name(of): (of.name,) for of in optional_tables()} | bundles()
    assert set(rows) == set(brings)
    for word, names in brings.items():
        assert missing([sheet_of(name).sheet for name in names], rows[word]) == []


def test_every_field_of_the_arrangement_is_explained() -> None:
    fields = [label_of(name) for name in package_data("arrangement_fields.yaml")["fields"]]
    # Not every line of the table begins with its own field: some stand together.
    assert [name for name in fields if name.lower() not in section(SHEETS, "Arrangement").lower()] == []


@pytest.mark.parametrize("name", vocabularies())
def test_every_word_people_may_choose_is_in_the_guide(name: str) -> None:
    labels = [word.label for word in vocabularies()[name] if word.label not in PLAIN_WORDS.get(name, ())]
    assert missing(labels, guide()) == []


def test_every_measure_of_the_summary_is_explained() -> None:
    entries = package_data("wording/en/summary.yaml").values()
    told = (entry["measure"] for entry in entries if "measure" in entry)
    named = [measure for measure in told if isinstance(measure, str)]  # others open with a number, and have forms
    measures = [measure.partition("{")[0].strip(" ,:") for measure in named]
    stems = [measure.removesuffix(", view") for measure in measures]
    assert missing(stems, section(RESULTS, "Summary")) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_guide(name: str) -> None:
    assert f"concord {name}" in guide()


@pytest.mark.parametrize("name", catalogue_names())
def test_every_catalogue_is_in_the_guide(name: str) -> None:
    assert f"`{name}`" in guide()


def test_every_rule_named_on_a_page_exists() -> None:
    areas = "|".join({rule.partition("-")[0] for rule in wording.rules()})
    named = set(re.findall(rf"\b(?:{areas})-\d\d\b", "\n".join(map(text, WRITTEN))))
    assert named <= set(wording.rules())


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        if link.startswith("http"):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_of_the_guide_is_reached_from_its_contents_and_that_from_the_readme() -> None:
    contents = DOCS / "guide" / "README.md"
    assert {page.name for page in GUIDE if page != contents} <= set(links(contents))
    assert "docs/guide/README.md" in links(README)
    assert "docs/config.md" in links(README)


def test_every_picture_is_shown_sound_and_small() -> None:
    shown = {link.rpartition("/")[2] for page in GUIDE for link in links(page) if link.endswith(".png")}
    pictures = list((DOCS / "pictures").iterdir())
    assert {picture.name for picture in pictures} == shown
    assert sum(picture.stat().st_size for picture in pictures) < ALL_PICTURES_AT_MOST
    for picture in pictures:
        with Image.open(picture) as opened:
            opened.verify()


def test_every_picture_says_in_words_what_it_shows() -> None:
    described = re.findall(r"!\[([^\]]*)\]", guide())
    assert described
    assert all(len(words.split()) >= 5 for words in described)
