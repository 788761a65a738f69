"""Pictures of planering, as data for the shared drawing."""

from kkik.queries import Folkserie
from styrsnurra.gemensamt.diagram import Linjedata
from styrsnurra.gemensamt.tal import avrunda, formatera

TILLBAKA = 10  # years that the heading looks back
KONSORD = {"K": "Kvinnor", "M": "Män"}


def befolkningsdiagram(folk: Folkserie, kommun: str) -> Linjedata:
    """Inhabitants, all and by gender. The heading says how many, and how that has changed."""
    ar = folk.ar

    def serie(kon: str) -> tuple[float | None, ...]:
        return tuple(folk.serier[kon].get(a) for a in ar)

    alla = folk.serier["T"]
    sist = ar[-1]
    fran = max([a for a in alla if a <= sist - TILLBAKA], default=ar[0])
    rubrik = f"{formatera(alla[sist], 0)} invånare {sist}"
    sammanfattning = ""
    if fran < sist and alla[fran] > 0:
        skillnad = alla[sist] - alla[fran]
        procent = formatera(avrunda(abs(skillnad) / alla[fran] * 100, 1), 1, "%")
        ord_ = "fler" if skillnad > 0 else "färre"
        rubrik += f", {procent} {ord_} än {fran}" if skillnad else f", lika många som {fran}"
    if {"K", "M"} <= folk.serier.keys() and sist in folk.serier["K"] and sist in folk.serier["M"]:
        k, m = folk.serier["K"][sist], folk.serier["M"][sist]
        sammanfattning = f"{formatera(k, 0)} är kvinnor och {formatera(m, 0)} män."
    return Linjedata(
        rubrik=rubrik,
        sammanfattning=sammanfattning,
        ar=ar,
        egen=serie("T"),
        egen_namn=kommun,
        enhet="",
        decimaler=0,
        kon=tuple((namn, serie(kon)) for kon, namn in KONSORD.items() if kon in folk.serier),
    )
