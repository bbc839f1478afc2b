"""The colours of a workbook, each pair with a contrast of at least 4.5 (WCAG AA), and what they say.

A colour never speaks alone: a level carries its word or number and a mark as well.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Calibri"
INK = "#1F2933"
QUIET = "#52606D"
RULE = "#D3DAE1"
EDGE = "#8E9AA6"
PAPER = "#FFFFFF"
SHADE = "#EEF1F4"
LINK = "#0B5A8A"

INPUT = "#0F5257"  # people fill it in
INPUT_PARTNER = ("#2B6E73", "#3F5F86")  # a column for each partner: every second field in the other colour
INPUT_RARE = "#5B6B73"
OUTPUT = "#3D4451"  # a run fills it in
OUTPUT_PARTNER = ("#565F70", "#4A5A78")
START = "#B7791F"


@dataclass(frozen=True, slots=True)
class Tone:
    """How a value looks: fill, text colour, bold or not, and the mark set before a word or after a number."""

    fill: str
    ink: str
    bold: bool = False
    mark: str = ""

    @property
    def word_format(self) -> str:
        """The number format that sets the mark before a text and leaves the value as it is."""
        return f'General;General;General;"{self.mark} "@' if self.mark else ""

    @property
    def number_format(self) -> str:
        """The number format that sets the mark after a whole number."""
        return f'0" {self.mark}"' if self.mark else ""


CALM = Tone("#DDEFE3", "#1C5B38")
MIDDLE = Tone("#FFF0C2", "#6A4A00")
HIGH = Tone("#FBD8B4", "#7A3206", bold=True, mark="▲")
SEVERE = Tone("#F4B6AE", "#7A1010", bold=True, mark="▲▲")
NEUTRAL = Tone("#E6EAEF", "#3D4451")
STRONG = Tone("#1F6F78", "#FFFFFF", bold=True)
LIVELY = Tone("#CFE6E8", "#0F4549")
FAINT = Tone("#F3F5F7", "#52606D")

# The same tones on a dark screen, by the names that pages use.
DARK = {
    "calm": Tone("#1D3A2A", "#B5E3C6"), "middle": Tone("#453A14", "#FFE59A"), "raised": Tone("#55330F", "#FFD3A3"),
    "severe": Tone("#641F1B", "#FFCFC9"), "neutral": Tone("#2F3A45", "#D5DDE5"), "strong": Tone("#8FD0D6", "#0B2B2F"),
    "lively": Tone("#1E4448", "#BDE6E9"), "faint": Tone("#232C35", "#AEBAC6"),
}  # fmt: skip

WRONG = Tone("#B3261E", "#FFFFFF", bold=True)
MISSING = Tone("#FFC648", "#4A3200")

# vocabulary -> code -> how its label looks; a word that is not named looks plain
WORDS: dict[str, dict[str, Tone]] = {
    "severity": {"critical": SEVERE, "high": HIGH, "medium": MIDDLE, "low": CALM, "info": NEUTRAL},
    "risk_level": {"very_high": SEVERE, "high": HIGH, "medium": MIDDLE, "low": CALM},
    "view": {
        "far_apart": SEVERE, "discuss": HIGH, "aligned": CALM, "one_view": MIDDLE, "no_view": NEUTRAL,
    },
    "rating": {
        "present": CALM, "partial": MIDDLE, "absent": HIGH, "not_applicable": NEUTRAL,
    },
    "role": {"L": STRONG, "P": LIVELY, "S": CALM, "X": FAINT},
    "overlap_state": {"open": HIGH, "resolved": CALM},
    "action_state": {
        "new": LIVELY, "open": MIDDLE, "resolved": CALM, "reopened": HIGH, "waiting": FAINT, "settled": NEUTRAL,
    },
    "action_status": {
        "agreed": LIVELY, "in_progress": MIDDLE, "done": CALM, "verified": CALM, "on_hold": NEUTRAL,
        "cancelled": NEUTRAL, "kept": NEUTRAL, "advocacy": LIVELY,
    },
    "risk_status": {"closed": NEUTRAL},
    "accepted": {"no": HIGH},
    "sufficient": {"no": HIGH},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hatch:
    """A pattern that tells a level in a chart that is printed without colour: its name in Excel, and its colour."""

    name: str
    ink: str


# level -> its pattern in bars; "" are risks that a party has not rated
HATCHES = {"very_high": Hatch("wide_upward_diagonal", "#E08A7F"), "": Hatch("percent_10", EDGE)}

# Columns whose words come from `risk_level` but are no result: a ceiling is neither good nor bad.
PLAIN_COLUMNS = frozenset({"acceptable_level"})
