"""Sentences in a language written from the right: what is filled in keeps its place, its quotes and its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.cli.main import COMMANDS
from pipeline.cli.terminal.columns import print_columns
from pipeline.findings.engine import find
from schemas.wording.direction import APART, TOGETHER, with_typed_apart
from schemas.wording.languages import languages, speaking
from schemas.wording.text import _entry, text
from scripts.languages import sentences
from tests.cli.test_commands import TODAY, call
from tests.independent.strategies import TELLING, much_found
from tests.languages.made import workbook


@pytest.fixture(autouse=True)
def arabic() -> Iterator[None]:
    with speaking("ar"):
        yield


def asked(word: object) -> str:
    return text("reading.did_you_mean", word=word)


def test_what_a_sentence_quotes_is_set_apart_within_the_quotes() -> None:
    assert f"«{APART}Higj{TOGETHER}»" in asked("Higj")


def test_words_that_run_as_the_sentence_does_are_quoted_without_a_mark() -> None:
    assert "«مرتفع»" in asked("مرتفع")


def test_a_number_that_a_sentence_quotes_has_no_quotes() -> None:
    assert f"{APART}12{TOGETHER}" in asked(12)
    assert "«" not in asked(12)


def test_no_letter_of_what_is_quoted_is_unseen() -> None:
    assert r"a\u200bb" in asked("a\u200bb")


@pytest.mark.parametrize("code", languages())
def test_no_sentence_forms_its_numbers_itself(code: str) -> None:
    forms = [
        form for entry in sentences(code).values() for form in ([entry] if isinstance(entry, str) else entry.values())
    ]
    assert [form for form in forms if any(spec for _, _, spec, _ in Formatter().parse(form))] == []


def test_what_is_typed_is_set_apart_in_our_own_sentences_with_all_that_belongs_to_it() -> None:
    said = with_typed_apart('اكتبوا --as CODE="الاسم"، ثم `concord run FILE`. والأمر concord new --from OLD.xlsx.')
    assert said == (
        f'اكتبوا {APART}--as CODE="الاسم"{TOGETHER}، ثم {APART}`concord run FILE`{TOGETHER}. '
        f"والأمر {APART}concord new --from OLD.xlsx{TOGETHER}."
    )


@pytest.mark.parametrize(
    "typed",
    [
        "concord restore", "concord run {quoted}", "concord join {quoted} COPY", "concord restore {file} {number}",
        'concord adopt "{file}" --to "{to}" --as {view}="الاسم"', "concord report FILE --out DIR --audience outside",
    ],
)  # fmt: skip
@pytest.mark.parametrize("sentence", ["ثم شغّلوا: TYPED", "الأمر TYPED، ثم احفظوا.", "(TYPED)."])
def test_a_command_is_set_apart_whole_so_that_what_it_works_on_stays_behind_it(typed: str, sentence: str) -> None:
    said = with_typed_apart(sentence.replace("TYPED", typed))
    assert said == sentence.replace("TYPED", f"{APART}{typed}{TOGETHER}")


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-22", "1-2", ".xlsx", "security@", "\\\\server\\share\\Partners", "M-", "chmod 600 {file}",
        "CONCORD_DB=...", "{name}=...", "+{count}", "−{count}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("sentence", ["اكتبوا TYPED، ثم احفظوا.", "مثل TYPED.", "(TYPED)"])
def test_what_has_a_sign_at_its_edge_or_between_its_digits_is_set_apart(typed: str, sentence: str) -> None:
    said = with_typed_apart(sentence.replace("TYPED", typed))
    assert said == sentence.replace("TYPED", f"{APART}{typed}{TOGETHER}")


@pytest.mark.parametrize(
    "whole", ["1.2.3", "requirements.txt", "OLD.xlsx", "{name}.xlsx", "R1", "06:30", "UTF-8", "*.xlsx"]
)
def test_what_keeps_its_order_anyway_is_left_as_it_is(whole: str) -> None:
    assert with_typed_apart(f"اكتبوا {whole} هنا.") == f"اكتبوا {whole} هنا."


def test_no_header_and_no_word_of_a_list_holds_a_mark_that_nobody_sees() -> None:
    said = {**sentences("ar")}
    named = [key for key in said if key.startswith(("headers.", "vocabularies."))]
    assert len(named) > 100
    assert [key for key in named if APART in str(_entry("ar", key))] == []


def test_a_terminal_is_given_no_mark_by_which_our_sentences_set_something_apart(tmp_path: Path) -> None:
    one, other = workbook(tmp_path, "ar"), workbook(tmp_path, "ar", "b.xlsx")
    told = [call("check", *asked, *TODAY).output for asked in ([one], [one, other])]
    told += [call(name, "--help").output for name in COMMANDS]
    assert [words for words in told if APART in words or TOGETHER in words] == []


def test_columns_on_a_terminal_stand_below_each_other_though_a_letter_has_a_mark(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_columns(("أ", "ب"), [("كُتب", f"{APART}x{TOGETHER}"), ("كتب", "y")])
    _, marked, plain = capsys.readouterr().out.splitlines()
    assert (marked, plain) == ("كُتب  x", "كتب  y")


def test_no_day_in_a_finding_is_turned_round() -> None:
    found = [one for case in map(much_found, TELLING) for one in find(Assessment.of(*case)).shown]
    days = [said for one in found for said in (one.says, one.do) if re.search(r"\d{4}-\d\d-\d\d", said)]
    assert len(days) > 20
    assert [said for said in days if re.search(rf"(?<![{APART}\d-])\d{{4}}-\d\d-\d\d", said)] == []
