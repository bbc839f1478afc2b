"""What people leave in single cells: placeholders, other units and notations, struck-out text, look-alikes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from random import Random

from schemas.fields import Column, empty
from schemas.spec import table
from tests.independent.left_book import UNKNOWN, LeftBook, Line, Sheet
from tests.reading.books import Formula, Rich, Styled

PLACEHOLDERS = (
    "TBD", "tbc", "-", "—", "?", "...", "n/a", "N.A.", " n / a ", "To be discussed", "none yet", "x", "unknown",
    "à définir", "Néant", "por definir", "pendiente", "غير معروف", "لا يوجد",
)  # fmt: skip
ERRORS = ("#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!")
CURRENCIES = (
    "[$USD] #,##0.00",
    '#,##0 "KES"',
    "[$£-809]#,##0",
    '_-* #,##0.00 "CFA"_-',
    "[$$-409]#,##0.00",
    "#,##0 [$₦-468]",
)
LATIN = {"A": "А", "B": "В", "C": "С", "E": "Е", "I": "І", "J": "Ј", "O": "О", "P": "Р", "o": "о", "e": "е", "a": "а"}
OUT = {"font_strikeout": True}
ASKED = {"text", "partner", "partners"}
WRITTEN = {"text", "partner", "partners", "word", "words", "ids"}
Place = tuple[Sheet, Line, str, Column]
Way = Callable[[LeftBook, Random], bool]
WAYS: list[Way] = []


def way(do: Way) -> Way:
    """Take a way in."""
    WAYS.append(do)
    return do


def change(
    kinds: Collection[str], *, filled: bool = True, said: bool = True, of: Callable[[Place], bool] = lambda place: True
) -> Callable[[Callable[[Place, Random], object]], Way]:
    """A way to leave a cell of these kinds; `do` is given one, and returns False where it could do nothing.

    `said`: a message has to name the cell.
    """

    def made(do: Callable[[Place, Random], object]) -> Way:
        def way(book: LeftBook, chance: Random) -> bool:
            at = next(filter(of, book.places(chance, kinds, filled=filled)), None)
            if at is None or do(at, chance) is False:
                return False
            at[1].touched.add(at[2])
            at[1].named |= {at[2]} if said else set()
            return True

        way.__name__ = do.__name__
        WAYS.append(way)
        return way

    return made


def _is_asked(place: Place) -> bool:
    return place[3].name not in ("note", "notes")


def _may_be_empty(place: Place) -> bool:
    return not place[3].required


def _nothing(place: Place) -> None:
    _, line, key, column = place
    line.means(key, UNKNOWN if column.required else empty(column.kind))


@change(ASKED, filled=False, of=_is_asked)
def placeholder_where_nothing_stood(place: Place, chance: Random) -> None:
    place[1].cells[place[2]] = chance.choice(PLACEHOLDERS)


@change(ASKED, of=_is_asked)
def placeholder_instead(place: Place, chance: Random) -> None:
    place[1].cells[place[2]] = chance.choice(PLACEHOLDERS)
    _nothing(place)


@change({"partners"})
def placeholder_beside_a_partner(place: Place, chance: Random) -> None:
    place[1].cells[place[2]] += chance.choice([", TBD", "; ?", ", n/a"])


def _is_money(place: Place) -> bool:
    return place[0].name == "Budget" and not place[3].per_partner


@change({"number"}, of=_is_money)
def other_currency_by_format(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = Styled(line.cells[key], {"num_format": chance.choice(CURRENCIES)})
    line.means(key, UNKNOWN)


@change({"number"}, of=_is_money)
def other_currency_by_word(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = chance.choice(["USD {}", "{} KES", "${}", "£ {}", "{} dollars", "Rs {}"]).format(line.cells[key])
    line.means(key, UNKNOWN)


@change({"number", "scale"})
def per_cent(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    value = line.cells[key]
    line.cells[key] = chance.choice([Styled(value, {"num_format": "0%"}), f"{value}%", f"{value} ٪"])
    line.means(key, UNKNOWN)


def _digits(first: str) -> Callable[[str], str]:
    return lambda text: "".join(chr(ord(first) + int(mark)) if mark.isdigit() else mark for mark in text)


@change({"number", "scale"})
def number_in_another_notation(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    text = str(line.cells[key])
    written = [_digits(first)(text) for first in "٠۰０०"]
    line.cells[key] = chance.choice([*written, f"\u00a0{text} ", f"+{text}"])


@change({"number"}, of=_is_money)
def number_as_in_india(place: Place, chance: Random) -> None:
    place[1].cells[place[2]] = "12,34,567.50"
    place[1].means(place[2], 1234567.5)


@change({"number", "scale"})
def number_among_words(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    value = line.cells[key]
    line.cells[key] = chance.choice(
        [f"{value} days", f"about {value}", f"{value} - likely", "five", f"{value}?", "1 or 2"]
    )
    line.means(key, UNKNOWN)


@change({"date"})
def day_in_words(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = chance.choice(
        ["end of March", "Q3 2026", "03/04/2026", "31/12/26", "asap", "after the rains", 2026]
    )
    line.means(key, UNKNOWN)


@change({"word", "words"})
def word_of_their_own(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = chance.choice(["maybe", f"{line.cells[key]} / later", "TBD", "-", "(see notes)", 7])
    line.means(key, UNKNOWN)


@change({"number", "scale"})
def number_with_a_footnote(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = Rich((str(line.cells[key]), (chance.choice("12*"), {"font_script": 1})))


@change({"number", "scale"})
def number_struck_out_for_another(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = Rich((("500", OUT), " ", str(line.cells[key])))


@change({"date"})
def day_with_a_time_zone(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    zone = chance.choice(["T00:00:00Z", "T23:30:00+02:00", "T10:15:00.000-05:00", " 08:00", "T00:00"])
    line.cells[key] = line.cells[key].isoformat() + zone


@change({"date"})
def day_as_text(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    day: date = line.cells[key]
    line.cells[key] = chance.choice(
        [day.isoformat(), f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", _digits("٠")(day.isoformat())]
    )


@change({"date"})
def day_as_a_number(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = (line.cells[key] - date(1899, 12, 30)).days


@change(WRITTEN | {"number", "scale", "date"})
def error(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = Formula("=1/0", chance.choice(ERRORS))
    line.means(key, UNKNOWN)


@change(WRITTEN | {"number", "scale", "date"})
def formula_without_a_result(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = Formula("=Somewhere!A1")
    line.means(key, UNKNOWN)


@change(WRITTEN | {"number", "scale", "date"}, of=_may_be_empty)
def struck_out(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = Styled(line.cells[key], {**OUT, "num_format": "yyyy-mm-dd"} if place[3].kind == "date" else OUT)
    _nothing(place)


@change({"text", "partner", "word"})
def partly_struck_out(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = Rich((("old ", OUT), line.cells[key]))


@change({"partner", "partners", "ids", "word"})
def letter_of_another_alphabet(place: Place, chance: Random) -> bool:
    _, line, key, column = place
    text = str(line.cells[key])
    marks = [mark for mark in text if mark in LATIN]
    if not marks or not text.isascii():
        return False
    mark = chance.choice(marks)
    line.cells[key] = text.replace(mark, LATIN[mark], 1)
    if column.kind == "word":  # a closed list: no other word can be meant
        return True
    assert line.row is not None
    parts = getattr(line.row, column.name)
    if isinstance(parts, str):
        line.means(key, parts.replace(mark, LATIN[mark], 1))
        return True
    at = next(i for i, part in enumerate(parts) if mark in part)
    line.means(key, (*parts[:at], parts[at].replace(mark, LATIN[mark], 1), *parts[at + 1 :]))
    return True


@way
def letter_in_an_id(book: LeftBook, chance: Random) -> bool:
    """An id of a row in which a letter is not Latin: another id, to which nothing leads."""
    for sheet in chance.sample([sheet for sheet in book.sheets if sheet.name in ("Risks", "Indicators", "Budget")], 3):
        lines = [line for line in sheet.lines if line.row is not None and not line.touched]
        if lines:
            line, key = chance.choice(lines), table(sheet.name).key
            first = str(line.cells[key])[0]
            line.cells[key] = LATIN.get(first, first) + str(line.cells[key])[1:]
            if first not in LATIN:
                return False
            line.means(key, line.cells[key])
            line.touched.add(key)
            line.named.add(key)
            return True
    return False


# Of these nothing has to be said.
@change({"text", "partner", "word", "partners", "words", "ids"}, said=False)
def blanks_around(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    text = str(line.cells[key])
    unseen = [] if place[3].kind == "text" else [f"\u200b{text}", f"{text}\u00ad ", f"\u200e{text}"]
    line.cells[key] = chance.choice([f" {text}", f"{text}\u00a0", f"{text}\n", *unseen])


@change({"number", "scale"}, said=False, of=lambda place: place[1].cells[place[2]] % 1 == 0)
def nearly_whole(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    value = line.cells[key]
    line.cells[key] = Formula("=A1*1", value * (1 + 2**-52))


@change({"number", "scale", "text", "word", "partner"}, said=False)
def formula_with_its_result(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = Formula("=Somewhere!A1", line.cells[key])


@change({"number"}, of=_is_money, said=False)
def own_currency(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = Styled(line.cells[key], {"num_format": chance.choice(['#,##0.00 "€"', "[$EUR] 0", "[$€-407]0"])})


@change({"partner", "word"}, said=False)
def other_case(place: Place, chance: Random) -> None:
    _, line, key, _ = place
    line.cells[key] = chance.choice([str.lower, str.upper])(str(line.cells[key]))
