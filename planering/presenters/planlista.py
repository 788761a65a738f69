"""The list of action plans as somebody has chosen to see it, on the page and as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from organisation.models import Person
from planering import queries
from planering.presenters.handlingsplan import Aktivitetsrad, Planrad, aktivitetsrader, personord
from styrsnurra.gemensamt import adressval
from styrsnurra.gemensamt.sortering import svensk_nyckel

RUBRIKER = (
    "Handlingsplan",
    "Område",
    "Nuläge",
    "Mål",
    "Hör till målet",
    "Ansvarig enhet",
    "Nämnd",
    "Huvudansvarig",
    "Planens uppföljning",
    "Planen följs upp",
    "Vad (aktivitet)",
    "Del av",
    "Hur",
    "Viktiga faktorer",
    "Kostnad (tkr)",
    "Tjänst",
    "Vem (ansvar)",
    "Person",
    "När: startar",
    "När: klar senast",
    "Varför: leder till målet",
    "Varför",
    "Uppföljning",
    "Följs upp",
    "Läge",
    "Skäl",
    "Brist",
    "Avförd",
    "Avförd av",
    "Senast avstämd",
    "Avstämning",
    "Återstår",
)


@dataclass(frozen=True, slots=True)
class Planlista:
    """`rader` are the chosen plans; `alla` is how many there are. `namnder` are the choices, (key, name)."""

    rader: tuple[Planrad, ...]
    alla: int
    forsenade: bool
    mina: bool
    namnd: int | None
    namnder: tuple[tuple[int, str], ...]
    namnd_av: Mapping[int, str]
    avforda: Mapping[int, tuple[Aktivitetsrad, ...]]

    @property
    def smalnar(self) -> bool:
        return self.forsenade or self.mina or self.namnd is not None

    @property
    def sena(self) -> int:
        return sum(r.sena for r in self.rader)

    @property
    def filter(self) -> list[dict[str, Any]]:
        """Chips for `filterrad`; each turns its choice on or off."""
        chips = [
            {"text": "Försenade", "vald": self.forsenade, "url": self.fraga(forsenade=not self.forsenade)},
            {"text": "Mina", "vald": self.mina, "url": self.fraga(mina=not self.mina)},
        ]
        if len(self.namnder) > 1 or self.namnd is not None:
            chips += adressval.chips(self.namnder, self.namnd, lambda n: self.fraga(namnd=n))
        return chips

    @property
    def csv_url(self) -> str:
        return adressval.med(self.fraga(), "format=csv")

    def fraga(self, **andrat: Any) -> str:
        val = {"forsenade": self.forsenade, "mina": self.mina, "namnd": self.namnd} | andrat
        return adressval.fraga(val)

    def csvrader(self) -> Iterator[list[Any]]:
        """One activity a row, parts after their whole, the rejected wholes last; only the late when they are asked
        for."""
        for rad in self.rader:
            rader = [x for r in (*rad.rader, *self.avforda[rad.plan.pk]) for x in (r, *r.delar)]
            namn = {r.aktivitet.pk: r.aktivitet.namn for r in rader}
            for r in rader:
                if not self.forsenade or r.sen:
                    yield [*self._plandel(rad), *_aktivitetsdel(r, namn)]

    def _plandel(self, rad: Planrad) -> list[Any]:
        p = rad.plan
        mal = p.mal.titel if p.mal else ""
        enhet, namnd = p.enhet.namn, self.namnd_av[p.enhet_id]
        uppfoljning = (p.uppfoljning, p.hur_ofta)
        return [p.namn, p.omrade, p.nulage, p.malbild, mal, enhet, namnd, rad.ansvarig, *uppfoljning]


def _aktivitetsdel(r: Aktivitetsrad, namn: Mapping[int, str]) -> list[Any]:
    a, senaste = r.aktivitet, r.senaste
    avford = timezone.localdate(a.avford_nar) if a.avford_nar else None
    return [
        a.namn,
        namn.get(a.overordnad_id, ""),
        a.hur,
        a.viktiga_faktorer,
        a.kostnad_tkr,
        a.tjanst,
        a.ansvar,
        personord(a.ansvarig),
        _iso(a.startar),
        _iso(a.klar_senast),
        a.get_leder_display(),
        r.svarsskal,
        a.uppfoljning,
        a.hur_ofta,
        r.lage.lage.etikett,
        a.avford_skal or r.lage.skal,
        r.datumbrist,
        _iso(avford),
        a.avford_av.namn if a.avford_av else "",
        _iso(senaste.dag if senaste else None),
        senaste.get_lage_display() if senaste else "",
        senaste.kvar if senaste else "",
    ]


def _iso(dag: date | None) -> str:
    return dag.isoformat() if dag else ""


def planlista(fraga: Mapping[str, str], person: Person, idag: date) -> Planlista:
    """From the parameters of an address. What cannot be read counts as not said."""
    planer = list(queries.handlingsplaner_med_lage())
    namnder = queries.namnder()
    per_plan = {p.pk: aktivitetsrader(p, idag) for p in planer}
    hemma = {pk: (enhet.pk, enhet.namn) for pk, enhet in namnder.items()}
    alla = [
        Planrad(
            p,
            tuple(r for r in per_plan[p.pk] if not r.avford),
            queries.hos_en_annan(p.mal, p.enhet_id, hemma) if p.mal else "",
        )
        for p in planer
    ]
    forsenade, mina = fraga.get("forsenade") == "1", fraga.get("mina") == "1"
    namnd = adressval.heltal(fraga.get("namnd", ""))
    valda = (
        rad
        for rad in alla
        if (not forsenade or rad.sena)
        and (not mina or _ar_min(rad, person))
        and (namnd is None or namnder[rad.plan.enhet_id].pk == namnd)
    )
    val = {namnder[p.enhet_id].pk: namnder[p.enhet_id].namn for p in planer}
    return Planlista(
        rader=tuple(valda),
        alla=len(alla),
        forsenade=forsenade,
        mina=mina,
        namnd=namnd,
        namnder=tuple(sorted(val.items(), key=lambda v: svensk_nyckel(v[1]))),
        namnd_av={nyckel: enhet.namn for nyckel, enhet in namnder.items()},
        avforda={pk: tuple(r for r in rader if r.avford) for pk, rader in per_plan.items()},
    )


def _ar_min(rad: Planrad, person: Person) -> bool:
    """Kept together by the person, or with an activity of the person's."""
    return rad.plan.ansvarig_id == person.pk or any(r.aktivitet.ansvarig_id == person.pk for r in rad.alla)
