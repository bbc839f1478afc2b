"""How each system reads what we write for it, from its documentation: the other side of our quoting."""

from __future__ import annotations

import re

_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "s": " "}


def cron_command(line: str) -> str:
    """What Vixie cron gives to the shell (crontab(5)): up to the first bare %, and \\% is a percent sign."""
    command = line.split(" ", 5)[5]
    found, escaped = "", False
    for letter in command:
        if letter == "%" and not escaped:
            break
        if letter == "%":
            found = found[:-1]
        escaped = letter == "\\" and not escaped
        found += letter
    return found


def systemd_words(line: str) -> list[str]:
    """The words of an ExecStart= (systemd.service(5), systemd.syntax(7)): quotes, escapes, specifiers, variables."""
    words, at = [], 0
    while at < len(line):
        if line[at] == " ":
            at += 1
            continue
        word, quote = "", ""
        while at < len(line) and (quote or line[at] != " "):
            letter = line[at]
            if letter == "\\":
                at += 1
                assert line[at] in "\\\"'" or line[at] in _SIMPLE, "an escape that systemd does not know"
                word += _SIMPLE.get(line[at], line[at])
            elif quote == letter:
                quote = ""
            elif not quote and letter in "\"'":
                quote = letter
            else:
                word += letter
            at += 1
        assert not quote, "a quotation mark that is not closed"
        words.append(word)
    assert not any(re.search(r"(?<!%)(?:%%)*%(?!%)", word) for word in words), "a specifier would be read"
    plain = [word.replace("%%", "%") for word in words]
    assert not any(re.search(r"(?<!\$)(?:\$\$)*\$(?!\$)", word) for word in plain[1:]), "a variable would be read"
    return [plain[0], *(word.replace("$$", "$") for word in plain[1:])]


def windows_words(line: str) -> list[str]:
    """The words of a command line as programs on Windows take it apart ("Parsing C command-line arguments")."""
    assert not re.search(r"%[^%]+%|\$\(", line), "Task Scheduler would put something in its place"
    words, word, quoted, begun, at = [], "", False, False, 0
    while at < len(line):
        slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
        at += slashes
        if at < len(line) and line[at] == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            begun, at = True, at + 1
            continue
        word += "\\" * slashes
        begun = begun or bool(slashes)
        if at >= len(line):
            break
        if line[at] in " \t" and not quoted:
            if begun:
                words.append(word)
            word, begun = "", False
        else:
            word, begun = word + line[at], True
        at += 1
    return [*words, word] if begun else words
