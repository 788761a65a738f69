"""Colours and contrast (WCAG 2.2). The municipality chooses an accent; we see to it that it can be read."""

import re
from functools import lru_cache

VIT = "#ffffff"
STANDARDACCENT = "#1B4B7A"
# The standard set was chosen by eye; only other accents are computed.
_STANDARD = (
    ("--accent", "#1b4b7a"),
    ("--accent-mork", "#1b3a5c"),
    ("--accent-mellan", "#5b8db8"),
    ("--accent-ljus", "#b9cfe2"),
    ("--accent-dimma", "#e8eef4"),
    ("--accent-rgb", "27, 75, 122"),
)
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
# As contrast is measured on rounded channels, aim a hair above the demand.
_TEXTKRAV = 4.5
_MORKT = 9.0

Rgb = tuple[int, int, int]


def luminans(farg: str) -> float:
    """Relative luminance 0–1 of "#rrggbb". Raises ValueError for anything else."""
    kanaler = [k / 255 for k in _rgb(farg)]
    r, g, b = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanaler)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def kontrast(a: str, b: str) -> float:
    """Contrast ratio 1–21 between two colours, in any order."""
    ljus, mork = sorted((luminans(a), luminans(b)), reverse=True)
    return (ljus + 0.05) / (mork + 0.05)


def morkna(farg: str, krav: float = _TEXTKRAV, mot: str = VIT) -> str:
    """The colour itself if it has the contrast `krav` against a light `mot`, otherwise the lightest
    darker shade of the same hue that has."""
    if kontrast(farg, mot) >= krav:
        return farg.lower()
    rgb = _rgb(farg)
    for steg in range(1, 257):
        kandidat = _blanda(rgb, (0, 0, 0), steg / 256)
        if kontrast(kandidat, mot) >= krav:
            return kandidat
    return "#000000"


@lru_cache(maxsize=64)
def accentvariabler(accent: str | None) -> tuple[tuple[str, str], ...]:
    """CSS custom properties for an accent colour; a colour that is no "#rrggbb" gives the standard one.

    --accent carries text on white and white text (≥ 4.5:1), --accent-mork is for strong lines,
    --accent-mellan for parts that are done (≥ 3:1), --accent-ljus and --accent-dimma are surfaces.
    """
    if not accent or not _HEX.fullmatch(accent) or accent.lower() == STANDARDACCENT.lower():
        return _STANDARD
    grund = morkna(accent)
    rgb = _rgb(grund)
    return (
        ("--accent", grund),
        ("--accent-mork", morkna(_blanda(rgb, (20, 24, 32), 0.28), _MORKT)),
        ("--accent-mellan", morkna(_blanda(rgb, (255, 255, 255), 0.3), 3.2)),
        ("--accent-ljus", _blanda(rgb, (255, 255, 255), 0.7)),
        ("--accent-dimma", _blanda(rgb, (255, 255, 255), 0.9)),
        ("--accent-rgb", ", ".join(map(str, rgb))),
    )


def _rgb(farg: str) -> Rgb:
    if not _HEX.fullmatch(farg):
        raise ValueError(f"not a #rrggbb colour: {farg!r}")
    return int(farg[1:3], 16), int(farg[3:5], 16), int(farg[5:7], 16)


def _blanda(a: Rgb, b: Rgb, andel_b: float) -> str:
    return "#" + "".join(f"{round(x + (y - x) * andel_b):02x}" for x, y in zip(a, b, strict=True))
