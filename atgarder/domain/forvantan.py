"""What an expected effect must be to mean anything."""

import math


def forvantansfel(
    till: float | None, effektar: int | None, franar: int | None, nu_ar: int, *, andel: bool
) -> dict[str, str]:
    """Field → what is wrong. `franar`: the year of the newest measured value, None when there is none.

    An effect lies ahead: after what has been measured, and not before the year in which it is written.
    """
    fel = {}
    if till is None or not math.isfinite(till):
        fel["till"] = "Skriv ett tal."
    elif andel and not 0 <= till <= 100:
        fel["till"] = "En andel ligger mellan 0 och 100 procent."
    if effektar is None:
        fel["effektar"] = "Skriv ett år."
    elif franar is not None and effektar <= franar:
        fel["effektar"] = f"Effektåret ska ligga efter {franar}, det senaste mätta året."
    elif not nu_ar <= effektar <= nu_ar + 20:
        fel["effektar"] = f"Effektåret ska ligga mellan {nu_ar} och {nu_ar + 20}."
    return fel
