"""The words of the signals. Signals arrive as plain strings, so that this layer knows no business app."""

SIGNALER = ("gron", "gul", "rod", "gra")

MAL = {"gron": "Når målet", "gul": "Nära målet", "rod": "Når inte målet", "gra": "Kan inte bedömas"}
ANDRA = {
    "gron": "Bland de bästa 25\u00a0%",
    "gul": "I mitten",
    "rod": "Bland de sämsta 25\u00a0%",
    "gra": "Kan inte bedömas",
}
TREND = {
    "stigande": "Stiger",
    "sjunkande": "Sjunker",
    "plan": "Ingen säker förändring",
    "gra": "Kan inte bedömas",
}
GODHET = {"forbattras": "förbättras", "forsamras": "försämras", "oforandrad": "", "": ""}
GODHETSSIGNAL = {"forbattras": "gron", "forsamras": "rod", "oforandrad": "", "": ""}
FJARDEDEL = {
    False: ("Sämsta fjärdedelen", "Näst sämsta fjärdedelen", "Näst bästa fjärdedelen", "Bästa fjärdedelen"),
    True: ("Lägsta fjärdedelen", "Näst lägsta fjärdedelen", "Näst högsta fjärdedelen", "Högsta fjärdedelen"),
}
FORDELNING = {"gron": "når målet", "gul": "nära målet", "rod": "når inte målet", "gra": "kan inte bedömas"}


def signal_av(varde: str | None) -> str:
    """The signal as a plain string; nothing at all is "gra". Raises ValueError for an unknown word."""
    signal = str(varde or "gra")
    if signal not in SIGNALER:
        raise ValueError(f"unknown signal: {varde!r}")
    return signal


def trend_av(varde: str | None) -> str:
    """The trend as a plain string; nothing at all is "gra". Raises ValueError for an unknown word."""
    trend = str(varde or "gra")
    if trend not in TREND:
        raise ValueError(f"unknown trend: {varde!r}")
    return trend


def godhet_av(varde: str | None) -> str:
    """The goodness as a plain string; "" when not valued. Raises ValueError for an unknown word."""
    godhet = str(varde or "")
    if godhet not in GODHET:
        raise ValueError(f"unknown godhet: {varde!r}")
    return godhet


def trendtext(trend: str | None, godhet: str | None = "") -> str:
    """Movement and, apart from it, goodness: "Stiger – försämras"."""
    ord_, omdome = TREND[trend_av(trend)], GODHET[godhet_av(godhet)]
    return f"{ord_} – {omdome}" if omdome and trend_av(trend) != "gra" else ord_
