"""What the macros say in every language, though a module of VBA holds the letters of one only."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from pipeline.excel.addin.items import WINDOWS, items
from pipeline.excel.addin.vba_project import ribbon, words_module
from schemas.wording.languages import languages, speaking
from schemas.wording.text import text, texts
from tests.excel.windows import Windows

_RIGHT_TO_LEFT = 0x80000 + 0x100000
LANGUAGES = pytest.mark.parametrize("code", languages())


def arabic_pc(book: str = "clinic.xlsx") -> Windows:
    return Windows({"USERPROFILE": r"C:\Users\Amal"}, {}, book)


@LANGUAGES
def test_a_module_holds_plain_letters_in_lines_that_the_editor_takes(code: str) -> None:
    with speaking(code):
        module = words_module()
    assert module.isascii()
    assert max(map(len, module.splitlines())) < 1_023


@LANGUAGES
def test_every_word_of_the_macros_arrives_as_it_was_written(code: str) -> None:
    with speaking(code):
        vba = arabic_pc().loaded()
        said = texts("excel.macro")
        names = {name: name.title().replace("_", "") for name in said}
        assert {name: vba.run(names[name], [], module="ConcordWords") for name in said} == dict(said)


def test_letters_beyond_those_of_a_code_page_and_marks_come_back() -> None:
    vba = arabic_pc().loaded()
    assert vba.run("Spelt", ["a_005F_0022_4E2D_D834_DD1E"], module="ConcordStart").encode(
        "utf-16", "surrogatepass"
    ) == 'a_"中𝄞'.encode("utf-16")


def test_a_text_in_arabic_is_shown_by_windows_itself_and_read_from_the_right() -> None:
    with speaking("ar"):
        pc = arabic_pc(book="")
        pc.press("RibbonRun")
        ((said, look),) = pc.unicode_boxes
        assert said == text("excel.macro.open_first")
        assert look & _RIGHT_TO_LEFT == _RIGHT_TO_LEFT


def test_a_plain_text_is_shown_by_the_box_of_excel() -> None:
    pc = arabic_pc(book="")
    assert pc.press("RibbonRun") == [text("excel.macro.open_first")]
    assert pc.unicode_boxes == []


@LANGUAGES
def test_the_tab_is_called_and_explained_in_the_language_of_the_installation(code: str) -> None:
    with speaking(code):
        tab = ElementTree.fromstring(ribbon())
        button = next(one for one in tab.iter() if one.get("id") == "concordRun")
        assert button.get("label") == text("panel.buttons.run").replace("&", "").strip()
        assert button.get("supertip") == text("panel.hints.run")


def test_the_starter_speaks_the_language_of_the_installation() -> None:
    with speaking("ar"):
        starter = next(item for item in items(WINDOWS, "python") if item.what == "starter")
    assert starter.data.decode().rstrip().endswith("'ar'))")
