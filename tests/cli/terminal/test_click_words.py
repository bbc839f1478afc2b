"""click speaks the language of the terminal: every word of its help and of its errors."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click import core, exceptions, formatting, parser, types
from click.testing import CliRunner

from pipeline.cli.common import day_given
from pipeline.cli.main import concord
from pipeline.cli.restore import says_yes
from pipeline.cli.terminal.numbers import Number
from schemas.wording.languages import speaking
from schemas.wording.text import texts_in

OURS = "kinds"


def asked_of_gettext() -> Iterator[str]:
    """What the modules of click that read the command line hand to gettext."""
    for module in (core, exceptions, formatting, parser, types):
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                yield from (str(given.value) for given in node.args if isinstance(given, ast.Constant))
    # Asked for where an option is described, and where a command makes its own.
    yield from ("required", "Show this message and exit.")


def test_in_english_each_sentence_is_one_of_click_s_own() -> None:
    english = {name: entry for name, entry in texts_in("en", "click").items() if name != OURS}
    said = [form for entry in english.values() for form in (entry.values() if isinstance(entry, Mapping) else [entry])]
    assert {*said} - {*asked_of_gettext()} == set()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "Utilisation\u00a0: concord run [OPTIONS] PATH..."),
        ([], "Il manque l’argument 'PATH...'"),
        ([".", "--nothing"], "Il n’y a pas d’option '--nothing'."),
        ([".", "--outt", "x"], "Vouliez-vous dire '--out'\u00a0?"),
        ([".", "--out"], "L’option '--out' demande une valeur."),
        ([".", "--workers", "many"], "'many' n’est pas un nombre entier."),
        ([".", "--workers", "0"], "0 n’est pas dans les limites"),
        ([".", "--language", "xx"], "'xx' n’est pas l’un de ceux-ci\u00a0: 'en'"),
        ([".", "--out", __file__], "Dossier"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_the_language_of_the_terminal(given: list[str], says: str) -> None:
    with speaking("fr"):
        told = CliRunner().invoke(concord, ["run", *given]).output
    assert says in told
    assert "Erreur\u00a0: " in told


def test_a_command_that_was_explained_in_one_language_is_explained_in_the_next() -> None:
    for code, head in (("fr", "Afficher cette aide"), ("en", "Show this message"), ("es", "Mostrar esta ayuda")):
        with speaking(code):
            assert head in CliRunner().invoke(concord, ["run", "--help"]).output


@pytest.mark.parametrize("typed", ["1.5", "1,5", "١٫٥"])
def test_a_number_has_the_digits_and_the_decimal_sign_of_any_language(typed: str) -> None:
    assert Number(1)(typed) == 1.5


@pytest.mark.parametrize("typed", ["٢٠٢٦-١١-٢٢", "22 novembre 2026", "22 de noviembre de 2026", "٢٢ نوفمبر ٢٠٢٦"])
def test_a_day_is_understood_as_in_a_cell(typed: str) -> None:
    assert day_given(typed).isoformat() == "2026-11-22"


@pytest.mark.parametrize(
    ("code", "typed", "meant"),
    [("fr", "oui\n", True), ("ar", "نعم\n", True), ("es", "\n", False), ("en", "hm\nno\n", False)],
)
def test_a_question_is_answered_in_any_language(code: str, typed: str, meant: bool) -> None:
    with speaking(code), CliRunner().isolation(input=typed):
        assert says_yes("?") is meant
