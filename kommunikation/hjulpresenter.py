"""From the table of steps, their state and their checklists to the wheel's page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kommunikation.domain.hjul import Planlage, Stegfakta, Steglage, dellage
from kommunikation.domain.hjulbild import BRED, PIL, SMAL, Matt, pil, punkt, ring, sektor, skriftbana, vinklar
from kommunikation.domain.varv import Varv
from kommunikation.presenters import Steg as Nasta
from kommunikation.presenters import adress
from kommunikation.queries import Vid
from kommunikation.stegtabell import DELAR, GENOM_VARVET, STEGEN, Hjulsteg, Lank
from planering.actions.bedomning import FALT
from verktyg.domain.instrument import Del, Steg
from verktyg.queries import Checklistrad, Ovningsrad, Rundrad, ovningar

RUNT = (Del.PLANERING, Del.UPPFOLJNING, Del.ATGARDER)
# What has no place in the turn, shown together.
GENOM = (Del.NAV, Del.KOMMUNIKATION)
SVARSLANKAR = 3


@dataclass(frozen=True, slots=True)
class Stegvy:
    """One step. `nummer` None for the hub and what goes round it. `fakta`: what data says, in words."""

    steg: Steg
    nummer: int | None
    namn: str
    ord: tuple[str, ...]
    syfte: str
    fakta: Stegfakta
    lankar: tuple[tuple[str, str], ...]
    checklistor: tuple[Checklistrad, ...]
    ovningar: tuple[Ovningsrad, ...]

    @property
    def ankare(self) -> str:
        return self.steg.ankare

    @property
    def i_ord(self) -> str:
        """What the picture says to those who hear it."""
        return f"{self.nummer}. {self.namn}: {self.fakta.lage.etikett.lower()}" if self.nummer else self.namn


@dataclass(frozen=True, slots=True)
class Delvy:
    """A part with its steps; or, with `lage` None, what goes through the whole turn. `checklistor`: what the part
    needs before its first step."""

    ankare: str
    namn: str
    syfte: str
    lage: Steglage | None
    steg: tuple[Stegvy, ...]
    checklistor: tuple[Checklistrad, ...]


@dataclass(frozen=True, slots=True)
class Sektor:
    """A step in the picture: its shape, its number and its lines of words, each (x, y, text)."""

    steg: Stegvy
    d: str
    marke: tuple[str, str, str]
    rader: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Delbild:
    del_: Delvy
    d: str
    bana: str
    sektorer: tuple[Sektor, ...]


@dataclass(frozen=True, slots=True)
class Hjulbild:
    """One drawing. `slag` keeps its ids apart from the other's; `nav` is the hub's lines of words."""

    slag: str
    matt: Matt
    delar: tuple[Delbild, ...]
    ring: str
    ringbana: str
    nav: tuple[tuple[str, str, str], ...]

    @property
    def sida(self) -> str:
        return f"{2 * self.matt.mitt:g}"

    @property
    def mitt(self) -> str:
        return f"{self.matt.mitt:g}"

    @property
    def nav_radie(self) -> str:
        return f"{self.matt.nav:g}"


def delarna(
    person: Any,
    plan_id: int | None,
    fakta: dict[Steg, Stegfakta],
    varv: Varv,
    checklistor: Iterable[Checklistrad],
    rundor: Sequence[Rundrad],
) -> list[Delvy]:
    """The three parts, then the hub and what goes round."""
    per_steg: dict[Steg, list[Checklistrad]] = {steg: [] for steg in Steg}
    for rad in checklistor:
        per_steg[rad.instrument.steg].append(rad)
    numrerade = {s.steg: nr for nr, s in enumerate((s for s in STEGEN if s.steg.del_ in RUNT), start=1)}

    def stegen(*vilka: Del) -> tuple[Stegvy, ...]:
        return tuple(
            _steg(ett, numrerade.get(ett.steg), fakta, person, plan_id, per_steg[ett.steg], rundor)
            for ett in STEGEN
            if ett.steg.del_ in vilka
        )

    ritade = {s.steg for s in STEGEN}
    ut = [
        Delvy(
            ankare=f"del-{del_}",
            namn=del_.etikett,
            syfte=DELAR[del_],
            lage=dellage(del_, varv, fakta),
            steg=stegen(del_),
            checklistor=tuple(rad for s in Steg if s.del_ == del_ and s not in ritade for rad in per_steg[s]),
        )
        for del_ in RUNT
    ]
    return [*ut, Delvy("genom-varvet", "Genom hela varvet", GENOM_VARVET, None, stegen(*GENOM), ())]


def _steg(
    ett: Hjulsteg,
    nummer: int | None,
    fakta: dict[Steg, Stegfakta],
    person: Any,
    plan_id: int | None,
    checklistor: list[Checklistrad],
    rundor: Sequence[Rundrad],
) -> Stegvy:
    return Stegvy(
        steg=ett.steg,
        nummer=nummer,
        namn=ett.namn or ett.steg.etikett,
        ord=ett.ord,
        syfte=ett.syfte,
        fakta=fakta[ett.steg],
        lankar=tuple(par for par in (_lank(rad, person, plan_id) for rad in ett.lankar) if par),
        checklistor=tuple(checklistor),
        ovningar=ovningar(ett.steg, rundor, adresser=_ovningsadresser(person, plan_id)),
    )


def _ovningsadresser(person: Any, plan_id: int | None) -> dict[str, str]:
    """The exercises that speak of indicators are done for the plan's own, where there is a plan."""
    if plan_id is None or not person.has_perm("planering.se_plan"):
        return {}
    return dict.fromkeys(FALT, reverse("planering:bedomningar", args=[plan_id]))


def _lank(rad: Lank, person: Any, plan_id: int | None) -> tuple[str, str] | None:
    """Words and address; None when the page is not for this person, or needs a plan that is not there."""
    if not person.has_perm(rad.behorighet) or (rad.i_plan and plan_id is None):
        return None
    url = adress(rad.vy, *([plan_id] if rad.i_plan else []))
    return (rad.text, url + rad.fraga) if url else None


def hjulbilder(delar: Sequence[Delvy]) -> list[Hjulbild]:
    """The wide drawing with names, and the narrow one with numbers."""
    nav = next(s.ord for d in delar for s in d.steg if s.steg == Steg.KULTUR)
    runt = [d for d in delar if d.lage]
    return [_bild("bred", BRED, runt, nav, 20), _bild("smal", SMAL, runt, nav, 17)]


def _bild(slag: str, m: Matt, runt: Sequence[Delvy], nav: Sequence[str], hojd: int) -> Hjulbild:
    bilder = []
    for del_, steg_vinklar in zip(runt, vinklar([len(d.steg) for d in runt]), strict=True):
        fran, till = steg_vinklar[0][0], steg_vinklar[-1][1]
        sektorer = (_sektor(slag, m, s, v, hojd) for s, v in zip(del_.steg, steg_vinklar, strict=True))
        bana = skriftbana(m, _baslinje(m, (fran + till) / 2), fran + PIL, till + PIL)
        bilder.append(Delbild(del_, pil(m, m.delar, fran, till), bana, tuple(sektorer)))
    ringbana = skriftbana(m, m.runt[0] + (m.runt[1] - m.runt[0]) * 0.3, 300, 420)
    nav_rader = _textrader(m.mitt, m.mitt, nav, hojd)
    return Hjulbild(slag, m, tuple(bilder), ring(m, m.runt), ringbana, nav_rader)


def _baslinje(m: Matt, mitt: float) -> float:
    """Where words along a part stand: text turned at the bottom hangs the other way from its line."""
    under = 90 < mitt % 360 < 270
    return m.delar[0] + (m.delar[1] - m.delar[0]) * (0.66 if under else 0.34)


def _sektor(slag: str, m: Matt, steg: Stegvy, v: tuple[float, float], hojd: int) -> Sektor:
    """The first line is the number, with a tick when the step is done."""
    x, y = punkt(m, m.text, (v[0] + v[1]) / 2)
    marke = f"{steg.nummer} ✓" if steg.fakta.lage == Steglage.KLART else str(steg.nummer)
    rader = _textrader(x, y, (marke, *(steg.ord if slag == "bred" else ())), hojd)
    return Sektor(steg, sektor(m, m.steg, *v), rader[0], rader[1:])


def _textrader(x: float, y: float, ord_: Sequence[str], hojd: int) -> tuple[tuple[str, str, str], ...]:
    """Lines centred on the point. The baseline lies a third of a line below the middle of its letters."""
    forsta = y - hojd * (len(ord_) - 1) / 2 + hojd * 0.28
    return tuple((f"{x:.1f}", f"{forsta + n * hojd:.1f}", text) for n, text in enumerate(ord_))


def mer_att_gora(
    person: Any,
    nu: Planlage | None,
    utkast: tuple[int, Planlage] | None,
    plan_id: int | None,
    vid: Vid,
    rundor: Sequence[Rundrad],
) -> list[Nasta]:
    """Beside what the start page says is next: my late activities, what the draft lacks, what awaits my answer."""
    ut = [Nasta(f"Stäm av {a.namn}, som är försenad", adress("planering:handlingsplan", a.handlingsplan_id))
          for a in vid.sena if a.ansvarig_id == person.pk][:SVARSLANKAR]  # fmt: skip
    if person.has_perm("planering.andra_plan"):
        plan = utkast or ((plan_id, nu) if nu is not None and plan_id is not None and not nu.beslut else None)
        if plan is not None:
            url = reverse("planering:planvy", args=[plan[0]])
            ut += [Nasta(f"{plan[1].namn}: {brist}", url) for brist in plan[1].malbrister]
    ut += [
        Nasta(f"Svara på {r.genomforande.titel}", reverse("verktyg:svara", args=[r.genomforande.pk]))
        for r in rundor
        if r.inbjuden and r.att_svara
    ][:SVARSLANKAR]
    return ut
