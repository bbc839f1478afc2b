"""How well a colour can be told from the one behind it."""

from __future__ import annotations


def contrast(ink: str, fill: str) -> float:
    """The contrast of two colours `#RRGGBB` by WCAG 2, from 1 to 21."""

    def luminance(colour: str) -> float:
        parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(ink), luminance(fill)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
