"""The columns of made-up tables, kind by kind: their headers, their cells, and where each belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from benchmarks.layouts.words import Words, headers

_NUMERIC = ("numbers", "one_to_three", "ten")
FIRST_DAY = datetime(2025, 1, 13)  # noqa: DTZ001 - a cell of a sheet knows no zone


@dataclass
class Made:
    """One column: `targets` are all places that are right for it (`""`: none); `codes` what its words mean."""

    concept: str
    header: str
    targets: frozenset[str]
    cells: list[object]
    group: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    partner: str = ""


def column(words: Words, kind: str, concept: str, cells: Iterable[object], *also: str) -> Made:
    """A column of a concept with its cells; `also` are other places that are right."""
    target = headers()[kind][concept]["target"]
    return Made(concept, words.header(kind, concept), frozenset({target, *also}), list(cells))


def coded(words: Words, kind: str, concept: str, codes: dict[str, str], count: int) -> Made:
    """A column of words that mean codes."""
    made = column(words, kind, concept, [words.chance.choice(list(codes)) for _ in range(count)])
    made.codes = codes
    return made


def _maybe(words: Words, share: float) -> bool:
    return words.chance.random() < share


def _ids(words: Words, letter: str, count: int) -> list[object]:
    form = words.chance.choice(("{0}{1}", "{0}-{1:02}", "{1}", "{0}{1:03}"))
    return [number if form == "{1}" else form.format(letter, number) for number in range(1, count + 1)]


def _days(words: Words, count: int) -> list[object]:
    return [FIRST_DAY + timedelta(words.chance.randrange(400)) for _ in range(count)]


def register(words: Words, count: int, *, grouped: bool) -> list[Made]:
    """The columns of a risk register; `grouped`: with ratings before and after the measures, under groups."""
    kind = "risk_register"

    def texts(concept: str, make: Callable[[], str]) -> Made:
        return column(words, kind, concept, [make() for _ in range(count)])

    made = [column(words, kind, "id", _ids(words, "R", count))] if _maybe(words, 0.9) else []
    has_title = _maybe(words, 0.4)
    if has_title:
        made.append(texts("title", lambda: words.text("events")))
    if not has_title or _maybe(words, 0.8):
        made.append(texts("description", words.sentence))
    else:
        made[-1].targets = frozenset({"Risks.event", "Risks.description"})
    for concept, name, share in (
        ("category", "categories", 0.4), ("asset", "assets", 0.3), ("cause", "causes", 0.3),
        ("consequence", "effects", 0.3),
    ):  # fmt: skip
        if _maybe(words, share):
            made.append(texts(concept, lambda name=name: words.text(name)))  # type: ignore[misc]
    ratings = _ratings(words, count)
    has_controls = _maybe(words, 0.35)
    controls = [texts("existing_measures", lambda: words.text("measures"))] if has_controls else []
    if grouped:
        first, second = ("inherent", "residual") if _maybe(words, 0.6) else ("current", "residual")
        later = _ratings(words, count, like=ratings)
        for each in ratings:
            each.group = _group(words, first)
        for each in later:
            each.group = _group(words, second)
        _spread_groups(ratings)
        _spread_groups(later)
        _accept_phases(ratings, later, first)
        made += [*ratings, *controls, *_plans(words, count), *later]
    else:
        made += [*controls, *ratings, *_plans(words, count)] if _maybe(words, 0.5) else [
            *ratings, *controls, *_plans(words, count)
        ]  # fmt: skip
    return made + _admin(words, kind, count)


def _group(words: Words, name: str) -> str:
    entry = headers()["groups"][name]
    return str(words.chance.choice(entry.get(words.language) or entry["en"]))


def _spread_groups(columns: list[Made]) -> None:
    for one, other in pairwise(columns):
        other.group = one.group


def _accept_phases(ratings: list[Made], later: list[Made], first: str) -> None:
    """Inherent may mean with or without what exists: both readings are right as long as they are asked."""
    for before, after in zip(ratings, later, strict=True):
        (target,) = before.targets
        if not target:
            continue
        after.targets = frozenset({target.replace("Risks.", "Risks.residual_")})
        if first == "inherent":
            before.targets |= {""}
            after.targets |= {target}


def _ratings(words: Words, count: int, like: list[Made] | None = None) -> list[Made]:
    kind = "risk_register"
    if like:
        made = []
        for each in like:
            cells = list(each.cells)
            words.chance.shuffle(cells)
            made.append(Made(each.concept, each.header, each.targets, cells, codes=each.codes))
        return made
    scale = words.chance.choice(
        ("numbers",) * 5 + ("five",) * 3 + ("three",) * 3
        + ("letters", "one_to_three", "numbered", "four", "ten", "word_and_number")
    )  # fmt: skip
    made = []
    for concept in ("likelihood", "impact"):
        codes = _scale(words, scale, concept)
        one = coded(words, kind, concept, codes, count)
        if scale not in ("numbers", "numbered"):
            one.header = one.header.replace("(1-5)", "").strip()  # it would say what is not so
        if scale in ("five", "numbered") or scale == "numbers":
            one.cells[: len(codes)] = words.chance.sample(list(codes), min(len(codes), count))
        if scale in _NUMERIC:
            one.cells = [int(str(cell)) for cell in one.cells]
        made.append(one)
    if words.chance.random() < 0.2:
        made.reverse()
    if words.chance.random() < 0.65:
        steps = [each.codes for each in made]
        product = [
            int(steps[0][str(a)]) * int(steps[1][str(b)]) for a, b in zip(made[0].cells, made[1].cells, strict=True)
        ]
        as_words = scale not in _NUMERIC
        level = words.codes("scales", "three")
        shown = [list(level)[min(2, one // 9)] if as_words else one for one in product]
        made.append(column(words, kind, "score", shown))
    return made


def _scale(words: Words, scale: str, concept: str) -> dict[str, str]:
    """The words of a scale with their steps."""
    five = words.codes("scales", f"five_{concept}")
    if scale == "word_and_number":
        return {f"{word} ({step})": step for word, step in five.items()}
    if scale == "four":
        return {word: step for word, step in five.items() if step != "1"}
    if scale == "ten":
        return {str(number): str((number + 1) // 2) for number in range(1, 11)}
    return five if scale == "five" else words.codes("scales", scale)


def _plans(words: Words, count: int) -> list[Made]:
    kind = "risk_register"
    made = []
    if _maybe(words, 0.35):
        made.append(coded(words, kind, "treatment", words.codes("treatment"), count))
    if _maybe(words, 0.8):
        made.append(column(words, kind, "measures", [words.text("measures") for _ in range(count)]))
    return made


def _admin(words: Words, kind: str, count: int) -> list[Made]:
    made = []
    if _maybe(words, 0.75):
        made.append(column(words, kind, "owner", [words.text("owners") for _ in range(count)]))
    if _maybe(words, 0.3):
        made.append(column(words, kind, "raised", _days(words, count)))
    if _maybe(words, 0.25):
        made.append(column(words, kind, "review", _days(words, count)))
    if _maybe(words, 0.6):
        made.append(coded(words, kind, "status", words.codes("status"), count))
    if _maybe(words, 0.25):
        made.append(column(words, kind, "notes", [words.text("notes") for _ in range(count)]))
    return made


def matrix(words: Words, count: int, *, sectioned: bool) -> list[Made]:
    """The columns of a matrix: what is to be done, and who does it, one column each."""
    kind = "activity_matrix"
    made = [column(words, kind, "activity", [f"{n}.0" for n in range(1, count + 1)])] if _maybe(words, 0.35) else []
    phases = words.codes("phases")
    if _maybe(words, 0.25) and not sectioned:
        made.append(coded(words, kind, "phase", phases, count))
    made.append(column(words, kind, "title", _different(words, "tasks", count)))
    if _maybe(words, 0.2):
        made.append(
            column(words, kind, "notes", [words.text("notes") for _ in range(count)], "Activities.scope_agreed")
        )
    heads = words.some(words.chance.choice(("names", "acronyms", "posts", "posts")), words.chance.randint(3, 7))
    scheme = words.chance.choice(("letters",) * 4 + ("pairs", "pairs", "rasci", "words", "marks"))
    codes = words.codes("roles", scheme)
    group = _group(words, "who") if _maybe(words, 0.3) else ""
    for head in heads:
        cells = [words.chance.choice([*codes, *([""] if scheme != "letters" else ["R", ""])]) for _ in range(count)]
        if not any(cells):
            cells[0] = next(iter(codes))
        target = frozenset({"Activities.role"})
        made.append(Made("role", head, target, list(cells), group, codes, head))
    if _maybe(words, 0.2):
        made.append(coded(words, kind, "status", words.codes("status"), count))
    return made


def _different(words: Words, name: str, count: int) -> list[object]:
    """Texts of a list, each made different by the place it is about."""
    given = words.some(name, 99)
    return [
        given[at] if at < len(given) else f"{given[at % len(given)]}: {words.text('places')} {at}"
        for at in range(count)
    ]


def presence(words: Words, count: int) -> list[Made]:
    """The columns of a long list of who does what where."""
    kind = "who_does_what"
    names = words.some("names", 9)
    made = [column(words, kind, "organisation", [words.chance.choice(names) for _ in range(count)])]
    if _maybe(words, 0.4):
        short = {name: "".join(one[0] for one in name.split()).upper() for name in names}
        made.append(column(words, kind, "acronym", [short[str(name)] for name in made[0].cells]))
    has_activity = _maybe(words, 0.55)
    also = () if has_activity else ("Activities.title",)
    made.append(column(words, kind, "sector", [words.text("sectors") for _ in range(count)], *also))
    if has_activity:
        made.append(column(words, kind, "activity", [words.text("tasks") for _ in range(count)]))
    made.append(column(words, kind, "place", [words.text("places") for _ in range(count)]))
    if _maybe(words, 0.5):
        made.append(coded(words, kind, "status", words.codes("status"), count))
    if _maybe(words, 0.4):
        made.append(column(words, kind, "dates", _days(words, count)))
    return made


def indicators(words: Words, count: int, *, sectioned: bool) -> list[Made]:
    """The columns of a sheet of indicators, or a questionnaire, with its answers."""
    kind = "indicators"
    made = []
    if _maybe(words, 0.8):
        made.append(column(words, kind, "id", [f"{1 + n // 4}.{1 + n % 4}" for n in range(count)]))
    if not sectioned and _maybe(words, 0.6):
        made.append(column(words, kind, "element", [words.text("elements") for _ in range(count)]))
    made.append(column(words, kind, "text", _different(words, "questions", count)))
    codes = words.codes("rating", words.chance.choice(("yes_no", "yes_no", "implemented")))
    made.append(coded(words, kind, "rating", codes, count))
    made += [
        column(words, kind, "notes", [words.text("notes") for _ in range(count)])
        for _ in range(words.chance.randint(0, 2))
    ]
    if _maybe(words, 0.3):
        made.append(column(words, kind, "priority", [words.chance.randint(1, 3) for _ in range(count)]))
    return made


def budget(words: Words, count: int, *, sectioned: bool) -> list[Made]:
    """The columns of a budget: quantity and price, or nothing but a sum, and what each line is for."""
    kind = "budget"
    made = []
    if _maybe(words, 0.5):
        made.append(column(words, kind, "line", [f"{1 + n // 5}.{1 + n % 5}" for n in range(count)]))
    if not sectioned and _maybe(words, 0.5):
        made.append(coded(words, kind, "category", words.codes("budget_categories"), count))
    made.append(column(words, kind, "description", _different(words, "items", count)))
    quantity = [words.chance.randint(1, 12) for _ in range(count)]
    price = [words.chance.choice((25, 80, 120, 450, 1200, 2750.5)) for _ in range(count)]
    periods = [words.chance.choice((1, 3, 6, 12)) for _ in range(count)]
    if _maybe(words, 0.85):
        if _maybe(words, 0.4):
            made.append(column(words, kind, "unit", [words.text("units") for _ in range(count)]))
        made.append(column(words, kind, "quantity", quantity))
        made.append(column(words, kind, "unit_cost", price))
        if _maybe(words, 0.3):
            made.append(column(words, kind, "periods", periods))
        else:
            periods = [1] * count
        total = [a * b * c for a, b, c in zip(quantity, price, periods, strict=True)]
        made.append(column(words, kind, "total", total))
    else:
        made.append(column(words, kind, "total", price, "Budget.unit_cost"))
        made[-1].targets = frozenset({"Budget.unit_cost"})
    if _maybe(words, 0.25):
        made.append(column(words, kind, "funder", [words.text("funders") for _ in range(count)]))
    if _maybe(words, 0.25):
        made.append(column(words, kind, "notes", [words.text("notes") for _ in range(count)]))
    return made
