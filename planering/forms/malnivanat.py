"""The plan's target levels as a grid of boxes: indicators down, years across. A pasted block is spread over them.

Box by box: what has not been touched is what is stored now, also when somebody else has changed it meanwhile.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kkik.models import Kon
from planering.actions.malnivanat import Natfel, Nivacell
from planering.domain.malnivaer import Niva
from planering.domain.malnivatext import Cellfel, tolka, visa
from planering.forms.klistrat import Klistrat
from planering.forms.malnivaar import borta_ur_natet
from planering.models import Indikator, Plan

LANGST = 200_000  # characters in a pasted block
SKILJER = "|"  # between what the boxes of a row held; no target level has one
# What is wrong with something that has no box here: it is set on the indicator's own page.
PA_SIN_SIDA = ("tolerans", "utgangsvarde", "utgangsar", "marginal", "malniva_skal")


@dataclass(slots=True)
class Ruta:
    """One box. `fore` is what was stored when the grid was opened; `nu` what somebody else has made it since.
    `sin_sida`: what is wrong is mended on the page of the indicator's target levels."""

    ar: int
    namn: str
    etikett: str
    fore: str
    text: str
    fel: str = ""
    nu: str = ""
    sin_sida: bool = False

    @property
    def andrad(self) -> bool:
        return self.text.strip() != self.fore

    @property
    def fore_visat(self) -> str:
        return self.fore or "tomt"


@dataclass(slots=True)
class Natrad:
    """`hinder` is why the indicator takes no levels; then it has no boxes. `fel` is about the whole row."""

    indikator: Indikator
    rutor: list[Ruta]
    hinder: str = ""
    fel: list[str] = field(default_factory=list)
    sin_sida: bool = False

    @property
    def enhet(self) -> str:
        return self.indikator.matt.enhet

    @property
    def andrad(self) -> bool:
        return any(r.andrad for r in self.rutor)

    @property
    def fore(self) -> str:
        """What the boxes held when the grid was opened, for the page to send back."""
        return SKILJER.join(r.fore for r in self.rutor)


class Malnivanat:
    """`data` is what was posted, None to show what is stored. `nivaer`: (year, kön, level) of each indicator. `kon` is
    whose levels it is: None for each indicator's own."""

    def __init__(
        self,
        plan: Plan,
        indikatorer: Iterable[Indikator],
        nivaer: Mapping[int, Iterable[tuple[int, str, Niva]]],
        data: Mapping[str, Any] | None = None,
        kon: str | None = None,
    ) -> None:
        self.plan, self.kon = plan, kon
        self.ar = list(plan.ar)
        self.allmanna_fel: list[str] = []
        self.upplysning = ""
        self.celler: dict[int, dict[int, Nivacell]] = {}
        alla = list(indikatorer)
        self.delade = any(i.matt.konsuppdelat for i in alla)
        self.sparade = {
            i.pk: {ar: niva for ar, k, niva in nivaer.get(i.pk, ()) if k == (kon or i.kon)} for i in alla
        }
        self.rader = [self._rad(i, data) for i in alla]
        for rad in self.rader:
            self._tolka(rad)
        nycklar = {rad.indikator.pk for rad in self.rader}
        self.allmanna_fel += borta_ur_natet(data or {}, plan, nycklar)

    def _rad(self, i: Indikator, data: Mapping[str, Any] | None) -> Natrad:
        rad = Natrad(i, [], self._hinder(i))
        if rad.hinder:
            return rad
        sparade = [visa(self.sparade[i.pk].get(ar)) for ar in self.ar]
        fore = sparade if data is None else str(data.get(f"f-{i.pk}", "")).split(SKILJER)
        if len(fore) != len(self.ar):  # not sent, or the plan has other years now
            fore = sparade
        for ar, da, nu in zip(self.ar, fore, sparade, strict=True):
            namn = f"c-{i.pk}-{ar}"
            text = nu if data is None else str(data.get(namn, da))
            if text.strip() == da:  # not touched: as it has become
                da = text = nu
            rad.rutor.append(Ruta(ar, namn, f"{i.namn}, {ar}", da, text))
        return rad

    def _hinder(self, i: Indikator) -> str:
        if not i.far_malniva:
            return i.malnivahinder
        if i.riktning == Indikator.Riktning.NEUTRAL:
            return "Värderas inte"
        if self.kon in (None, i.kon):
            return ""
        if i.kon != Kon.TOTALT:
            return f"Avser bara {i.get_kon_display().lower()}"
        return "" if i.matt.konsuppdelat else "Måttet är inte könsuppdelat"

    def _tolka(self, rad: Natrad) -> None:
        """The boxes that have been changed."""
        celler = {}
        for ruta in rad.rutor:
            ruta.fel = ""
            if not ruta.andrad:
                continue
            try:
                niva = tolka(ruta.text, rad.indikator.riktning, rad.enhet)
            except Cellfel as fel:
                ruta.fel = str(fel)
                continue
            celler[ruta.ar] = Nivacell(ruta.fore, niva)
        self.celler[rad.indikator.pk] = celler

    def klistra(self, text: str, fran_rad: int | None, fran_ar: int | None) -> None:
        """Spread pasted cells to the right and down from a box (an indicator's key and a year; else the first). Under a
        row of years each column goes to its own year.

        Cells that fall outside the grid are said, not dropped in silence.
        """
        if len(text) > LANGST:
            self.allmanna_fel.append("Blocket är för stort. Klistra in en del i taget.")
            return
        if not text.strip():
            self.allmanna_fel.append("Klistra in cellerna i rutan först.")
            return
        start = next((nr for nr, r in enumerate(self.rader) if r.indikator.pk == fran_rad), 0)
        kol = self.ar.index(fran_ar) if fran_ar in self.ar else 0
        block = Klistrat.av(text, self.ar, kol)
        utanfor = []
        for nr, celler in enumerate(block.rader, start):
            rutor = self.rader[nr].rutor if nr < len(self.rader) else []
            for j, cell in celler:
                if j is not None and j < len(rutor):
                    rutor[j].text = cell
                elif cell:
                    utanfor.append(cell)
            if rutor:
                self._tolka(self.rader[nr])
        if block.med_ar:
            self.upplysning = "Raden med årtal är inte inlagd. Varje kolumn ligger under sitt år."
        if utanfor:
            vad = "En cell fick" if len(utanfor) == 1 else f"{len(utanfor)} celler fick"
            vilka = ", ".join(utanfor[:5]) + (f" och {len(utanfor) - 5} till" if len(utanfor) > 5 else "")
            self.allmanna_fel.append(
                f"{vad} inte plats i tabellen: {vilka}. Börja i en annan ruta eller klistra in mindre."
            )

    @property
    def fel(self) -> list[dict[str, str]]:
        """For the error summary."""
        ut = [{"id": "", "text": text} for text in self.allmanna_fel]
        for rad in self.rader:
            plats = rad.rutor[0].namn if rad.rutor else ""
            ut += [{"id": plats, "text": f"{rad.indikator.namn}: {_gemen(text)}"} for text in rad.fel]
            ut += [{"id": r.namn, "text": f"{r.etikett}: {_gemen(r.fel)}"} for r in rad.rutor if r.fel]
        return ut

    @property
    def antal_andrade(self) -> int:
        return sum(r.andrad for rad in self.rader for r in rad.rutor)

    @property
    def krockade(self) -> list[Ruta]:
        return [r for rad in self.rader for r in rad.rutor if r.nu]

    def andrade(self) -> dict[int, dict[int, Nivacell]]:
        """What the action takes."""
        return {pk: celler for pk, celler in self.celler.items() if celler}

    def ta_emot(self, fel: Natfel) -> None:
        """Put the action's messages in their boxes. A conflict shows both values, and takes the stored one as opened:
        saving again is then a choice."""
        for rad in self.rader:
            nyckel = rad.indikator.pk
            for plats, texter in fel.rader.get(nyckel, {}).items():
                ruta = self._ruta_for(rad, plats)
                if ruta is None:
                    rad.fel += texter
                    rad.sin_sida |= plats in PA_SIN_SIDA
                else:
                    ruta.fel = " ".join([ruta.fel, *texter]).strip()
                    ruta.sin_sida |= plats in PA_SIN_SIDA
            for ruta in rad.rutor:
                if (nyckel, ruta.ar) in fel.krockar:
                    ruta.fore = visa(fel.krockar[nyckel, ruta.ar])
                    ruta.nu = ruta.fore_visat

    def _ruta_for(self, rad: Natrad, plats: str) -> Ruta | None:
        """The year's own box. What is wrong with what a percentage or a change is counted from belongs to the first
        year that is counted from it; None where no box here has a part in it."""
        if plats.startswith("ar_"):
            return next((r for r in rad.rutor if plats == f"ar_{r.ar}"), None)
        celler = self.celler[rad.indikator.pk]
        nivaer = {r.ar: celler[r.ar].efter if r.ar in celler else self._sparad(rad, r) for r in rad.rutor}
        utgangsvarde = rad.indikator.utgangsvarde
        for ruta in rad.rutor:
            niva = nivaer[ruta.ar]
            if niva is None:
                continue
            if plats == "tolerans" and any(v is None or v <= 0 for v in niva.referenser(utgangsvarde)):
                return ruta
            if plats in ("utgangsvarde", "utgangsar") and niva.slag == "forandring":
                return ruta
        return None

    def _sparad(self, rad: Natrad, ruta: Ruta) -> Niva | None:
        return self.sparade[rad.indikator.pk].get(ruta.ar)


def _gemen(text: str) -> str:
    return text[:1].lower() + text[1:]
