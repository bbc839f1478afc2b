"""Persons where a post is meant, telephone numbers and private mailboxes: everyone who has the file can read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.reading.coerce.clean import western_digits
from pipeline.reading.content import Content
from pipeline.reading.problems import Problems, Trouble
from schemas.yaml_file import package_data

# Where a post or a mailbox is asked for: any long number there is one to call.
_POSTS = frozenset({"focal_point", "post"})
_CONTACTS = frozenset({*_POSTS, "email"})
_DIGITS = r"\d(?:[ ().\-/]{0,2}\d){6,13}(?!\d)"
_CALLED_ABROAD = rf"(?:\+|(?<![\w.,-])00)[ (]{{0,2}}{_DIGITS}"  # no 00 within an id: CA-D0054831
_ANY_NUMBER = re.compile(rf"(?<![\d.,+]){_DIGITS}|{_CALLED_ABROAD}")
# A telephone number has at least so many digits, and so has a day: digits are looked for as noughts, without the marks.
_SIX_DIGITS, _AS_NOUGHTS, _BETWEEN_DIGITS = b"000000", bytes.maketrans(b"123456789", b"0" * 9), b" ().-/"
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}")


def personal(read: Content, problems: Problems) -> None:
    """Mention what names or reaches a person, in every text that people write in a table."""
    for head in read.heads.ours:
        column = head.column
        if column.kind not in ("text", "value") or column.owner != "people":
            continue
        values = read.values[head.key]
        texts = {value for value in set(values) if isinstance(value, str) and value}
        if not texts or not _may_hold_one(texts, column.name):
            continue
        found = {text: trouble for text in texts if (trouble := _trouble(text, column.name))}
        for position, value in enumerate(values) if found else ():
            if isinstance(value, str) and value in found:
                problems.add(read.problem(position, head.key, found[value]))


def _may_hold_one(texts: Iterable[str], column: str) -> bool:
    """Whether any of the texts does: most columns hold none, and are looked at once."""
    return _trouble("\n".join(texts), column) is not None


def _trouble(text: str, column: str) -> Trouble | None:
    plain = western_digits(text)
    if _has_six_digits(plain):  # most texts have neither so many digits nor an @
        plain = _DAYS.sub(" ", plain)
        numbers = [_telephone()] if column not in _CONTACTS else [_ANY_NUMBER, _telephone()]
        if match := next((match for pattern in numbers if (match := pattern.search(plain))), None):
            return Trouble("CHK-80", {"part": match[0].strip()})
    if "@" in plain and (match := _mailbox().search(plain)):
        return Trouble("CHK-81", {"part": match[0]})
    if column in _POSTS and (match := _titled().search(text)):
        return Trouble("CHK-82", {"part": match[0].strip()})
    return None


def _has_six_digits(plain: str) -> bool:
    """Whether six digits or more follow each other, but for what stands between those of a telephone number."""
    return _SIX_DIGITS in plain.encode("utf-8", "replace").translate(_AS_NOUGHTS, _BETWEEN_DIGITS)


@cache
def _telephone() -> re.Pattern[str]:
    """A number with a word in front, or as it is called from abroad."""
    spoken = rf"(?<!\w)(?:{_words('telephones')})\b\.?[ :]{{0,3}}\+?\d(?:[ ().\-/]{{0,2}}\d){{5,13}}(?!\d)"
    return re.compile(f"{spoken}|{_CALLED_ABROAD}", re.IGNORECASE)


@cache
def _mailbox() -> re.Pattern[str]:
    """An address at a provider of private mailboxes."""
    providers = "|".join(map(re.escape, package_data("personal.yaml")["mailboxes"]))
    return re.compile(rf"[\w.+-]{{1,64}}@(?:{providers})\.(?:com?\.)?[a-z]{{2,3}}(?![\w.-]*\w)", re.IGNORECASE)


@cache
def _titled() -> re.Pattern[str]:
    """A title with a name behind it: a word that begins with a capital, or of an alphabet without them."""
    return re.compile(rf"(?<!\w)(?i:{_words('titles')})(?:\.[ ]?|[ ])(?=[^\W\d_])[^\W\d_a-zà-ÿ][\w'’.-]*")


def _words(section: str) -> str:
    words: dict[str, list[str]] = package_data("personal.yaml")[section]
    return "|".join(re.escape(word) for of_language in words.values() for word in of_language)
