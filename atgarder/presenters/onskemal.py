"""What decisions ask of the next budget and plan, as somebody has chosen to see it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from atgarder.domain.onskemal import Arssumma, Post, summera
from atgarder.models import Malandringsforslag, Resursbehov
from atgarder.queries.malkedja import malen_i
from atgarder.queries.onskemal import behoven, malandringarna
from planering.models import Mal
from planering.queries import namnder
from styrsnurra.gemensamt import adressval
from styrsnurra.gemensamt.sortering import svensk_nyckel

Onskemal = Resursbehov | Malandringsforslag
LAGEN = {"vantar": "Väntar", "intaget": "Med i planen", "avbojt": "Inte med", "alla": "Alla"}
SIGNAL = {"intaget": "gron", "avbojt": ""}
GRUNDLAGE = "vantar"
BEHOVSRUBRIKER = (
    "År",
    "Nämnd",
    "Vad",
    "Slag",
    "Belopp (tkr)",
    "Tjänster (årsarbetare)",
    "Förslag",
    "Beslut",
    "Diarienummer",
    "Läge",
    "Plan",
    "Svar",
)
MALRUBRIKER = (
    "Mål",
    "Målets plan",
    "Föreslagen ändring",
    "Nämnd",
    "Förslag",
    "Beslut",
    "Diarienummer",
    "Läge",
    "Plan",
    "Svar",
)


@dataclass(frozen=True, slots=True)
class Onskemalsrad:
    """`namnd` is the one that the decision's paper is for. `valbar`: whether the person may answer it. `malet` is the
    goal in the plan that it was taken into."""

    rad: Any
    namnd: str
    valbar: bool
    malet: Mal | None = None

    @property
    def lage(self) -> str:
        return self.rad.get_status_display()

    @property
    def signal(self) -> str:
        return SIGNAL.get(self.rad.status, "")

    @property
    def besvarat(self) -> bool:
        return self.rad.status != self.rad.Status.VANTAR


@dataclass(frozen=True, slots=True)
class Onskemalsbild:
    """`behov` and `mal` are the chosen; `alla_behov` and `alla_mal` all of them. `summor` is of the chosen."""

    behov: tuple[Onskemalsrad, ...]
    mal: tuple[Onskemalsrad, ...]
    alla_behov: tuple[Onskemalsrad, ...]
    alla_mal: tuple[Onskemalsrad, ...]
    lage: str
    ar: int | None
    namnd: int | None
    namnder: tuple[tuple[int, str], ...]

    @property
    def summor(self) -> list[Arssumma]:
        return summera(
            Post(r.rad.ar, r.namnd, r.rad.slag, r.rad.belopp_tkr, r.rad.tjanster) for r in self.behov
        )

    @property
    def per_ar(self) -> list[tuple[Arssumma, list[Onskemalsrad]]]:
        return [(s, [r for r in self.behov if r.rad.ar == s.ar]) for s in self.summor]

    @property
    def flera_namnder(self) -> bool:
        return len({r.namnd for r in self.behov}) > 1

    @property
    def smalnar(self) -> bool:
        return self.lage != GRUNDLAGE or self.ar is not None or self.namnd is not None

    @property
    def filter(self) -> list[dict[str, Any]]:
        """The state first, one of them; then years and nämnder, each on or off."""
        chips = adressval.chips(LAGEN.items(), self.lage, lambda v: self.fraga(lage=v), kan_slackas=False)
        ar = sorted({r.rad.ar for r in self.alla_behov})
        if len(ar) > 1 or self.ar is not None:
            chips += adressval.chips([(a, str(a)) for a in ar], self.ar, lambda a: self.fraga(ar=a))
        if len(self.namnder) > 1 or self.namnd is not None:
            chips += adressval.chips(self.namnder, self.namnd, lambda n: self.fraga(enhet=n))
        return chips

    def fraga(self, **andrat: Any) -> str:
        val = {"lage": self.lage, "ar": self.ar, "enhet": self.namnd} | andrat
        return adressval.fraga(val | {"lage": None if val["lage"] == GRUNDLAGE else val["lage"]})

    def behovsrader(self) -> Iterator[list[Any]]:
        for r in self.behov:
            b: Resursbehov = r.rad
            vad = [b.ar, r.namnd, b.post, b.get_slag_display(), b.belopp_tkr, b.tjanster]
            yield [*vad, *_ursprung(b), *_svar(b)]

    def malrader(self) -> Iterator[list[Any]]:
        for r in self.mal:
            m: Malandringsforslag = r.rad
            plan = m.mal.malomrade.plan.namn if m.mal else ""
            yield [m.malnamn or "Nytt mål", plan, m.text, r.namnd, *_ursprung(m), *_svar(m)]


def _ursprung(rad: Onskemal) -> list[Any]:
    beslut = rad.punkt.beslut
    return [rad.punkt.forslag.titel, str(beslut), beslut.diarienummer]


def _svar(rad: Onskemal) -> list[Any]:
    return [rad.get_status_display(), rad.plan.namn if rad.plan else "", rad.svar]


def onskemalsbild(fraga: Mapping[str, str], far_svara: Callable[[Onskemal], bool]) -> Onskemalsbild:
    """From the parameters of an address; what cannot be read counts as not said. Five queries, however many rows."""
    per_enhet = namnder()
    behov, mal = list(behoven()), list(malandringarna())
    malen = malen_i({m.plan_id for m in mal if m.plan_id}, {m.mal_id for m in mal if m.mal_id})

    def rad(o: Onskemal) -> Onskemalsrad:
        i_planen = malen.get((o.plan_id, o.mal_id)) if isinstance(o, Malandringsforslag) else None
        return Onskemalsrad(o, per_enhet[o.behorighet_enhet_id].namn, far_svara(o), i_planen)

    alla_behov, alla_mal = tuple(map(rad, behov)), tuple(map(rad, mal))
    lage = fraga.get("lage", GRUNDLAGE)
    lage = lage if lage in LAGEN else GRUNDLAGE
    ar, namnd = (adressval.heltal(fraga.get(namn, "")) for namn in ("ar", "enhet"))

    def vald(r: Onskemalsrad) -> bool:
        hor_till = per_enhet[r.rad.behorighet_enhet_id].pk
        return lage in ("alla", r.rad.status) and namnd in (None, hor_till)

    val = {per_enhet[o.behorighet_enhet_id].pk: per_enhet[o.behorighet_enhet_id].namn for o in (*behov, *mal)}
    return Onskemalsbild(
        behov=tuple(r for r in alla_behov if vald(r) and ar in (None, r.rad.ar)),
        mal=tuple(r for r in alla_mal if vald(r)),
        alla_behov=alla_behov,
        alla_mal=alla_mal,
        lage=lage,
        ar=ar,
        namnd=namnd,
        namnder=tuple(sorted(val.items(), key=lambda v: svensk_nyckel(v[1]))),
    )
