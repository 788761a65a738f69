"""The plan's target levels as a grid of boxes: indicators down, years across. A pasted block is spread over them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from planering.actions import nivaer_for
from planering.actions.malnivanat import Natfel, Nivarad
from planering.domain.malnivaer import Niva
from planering.domain.malnivatext import Cellfel, tolka, visa
from planering.forms.malnivaar import borta_ur_natet
from planering.models import Indikator, Plan

LANGST = 200_000  # characters in a pasted block


@dataclass(slots=True)
class Ruta:
    """One box. `fore` is what was stored when the grid was opened; `nu` what somebody else has made it since."""

    ar: int
    namn: str
    etikett: str
    fore: str
    text: str
    fel: str = ""
    nu: str = ""

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
    revision: int
    rutor: list[Ruta]
    hinder: str = ""
    fel: list[str] = field(default_factory=list)

    @property
    def enhet(self) -> str:
        return self.indikator.matt.enhet

    @property
    def andrad(self) -> bool:
        return any(r.andrad for r in self.rutor)


class Malnivanat:
    """`data` is what was posted, None to show what is stored. `nivaer`: (year, kön, level) of each indicator."""

    def __init__(
        self,
        plan: Plan,
        indikatorer: Iterable[Indikator],
        nivaer: Mapping[int, Iterable[tuple[int, str, Niva]]],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.plan = plan
        self.ar = list(plan.ar)
        self.allmanna_fel: list[str] = []
        self.nivaer: dict[int, dict[int, Niva]] = {}
        alla = list(indikatorer)
        self.sparade = {
            i.pk: {ar: niva for ar, kon, niva in nivaer.get(i.pk, ()) if kon == i.kon} for i in alla
        }
        self.rader = [self._rad(i, data) for i in alla]
        for rad in self.rader:
            self._tolka(rad)
        nycklar = {rad.indikator.pk for rad in self.rader}
        self.allmanna_fel += borta_ur_natet(data or {}, plan, nycklar)

    def _rad(self, i: Indikator, data: Mapping[str, Any] | None) -> Natrad:
        hinder = "Värderas inte" if i.riktning == Indikator.Riktning.NEUTRAL else ""
        if not i.far_malniva:
            hinder = i.malnivahinder
        revision = str((data or {}).get(f"r-{i.pk}", ""))
        ar_tal = revision.isascii() and revision.isdecimal() and len(revision) < 10
        rad = Natrad(i, int(revision) if ar_tal else i.malnivarevision, [], hinder)
        sparade = self.sparade[i.pk]
        for ar in self.ar if not hinder else ():
            namn, fore = f"c-{i.pk}-{ar}", visa(sparade.get(ar))
            text = fore if data is None else str(data.get(namn, fore))
            rad.rutor.append(Ruta(ar, namn, f"{i.namn}, {ar}", fore, text))
        return rad

    def _tolka(self, rad: Natrad) -> None:
        """The row's levels. What has not been touched is what is stored, to the last decimal."""
        sparade = self.sparade[rad.indikator.pk]
        nivaer = {}
        for ruta in rad.rutor:
            ruta.fel = ""
            try:
                niva = (
                    tolka(ruta.text, rad.indikator.riktning, rad.enhet)
                    if ruta.andrad
                    else sparade.get(ruta.ar)
                )
            except Cellfel as fel:
                ruta.fel = str(fel)
                continue
            if niva is not None:
                nivaer[ruta.ar] = niva
        self.nivaer[rad.indikator.pk] = nivaer

    def klistra(self, text: str, fran_rad: int | None, fran_ar: int | None) -> None:
        """Spread pasted cells to the right and down from a box (an indicator's key and a year; else the first).

        Cells that fall outside the grid are said, not dropped in silence.
        """
        if len(text) > LANGST:
            self.allmanna_fel.append("Blocket är för stort. Klistra in en del i taget.")
            return
        rena = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
        if not rena.strip():
            self.allmanna_fel.append("Klistra in cellerna i rutan först.")
            return
        start = next((nr for nr, r in enumerate(self.rader) if r.indikator.pk == fran_rad), 0)
        kol = self.ar.index(fran_ar) if fran_ar in self.ar else 0
        utanfor = 0
        for nr, rad in enumerate(rena.split("\n"), start):
            rutor = self.rader[nr].rutor if nr < len(self.rader) else []
            for j, cell in enumerate(rad.split("\t"), kol):
                if j < len(rutor):
                    rutor[j].text = cell.strip()
                elif cell.strip():
                    utanfor += 1
            if rutor:
                self._tolka(self.rader[nr])
        if utanfor:
            vad = "En cell fick" if utanfor == 1 else f"{utanfor} celler fick"
            self.allmanna_fel.append(
                f"{vad} inte plats i tabellen. Börja i en annan ruta eller klistra in mindre."
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

    def andrade(self) -> dict[int, Nivarad]:
        """What the action takes: whole rows where anything has changed."""
        return {
            rad.indikator.pk: Nivarad(self.nivaer[rad.indikator.pk], rad.revision)
            for rad in self.rader
            if rad.andrad
        }

    def ta_emot(self, fel: Natfel) -> None:
        """Put the action's messages in their boxes. A conflict shows both values, and takes the stored one as opened:
        saving again is then a choice."""
        for rad in self.rader:
            nyckel = rad.indikator.pk
            rutor = {f"ar_{r.ar}": r for r in rad.rutor}
            for plats, texter in fel.rader.get(nyckel, {}).items():
                if plats in rutor:
                    rutor[plats].fel = " ".join(texter)
                else:
                    rad.fel += texter
            if nyckel in fel.krockar:
                aktuell = fel.krockar[nyckel]
                rad.revision = aktuell.malnivarevision
                nu = nivaer_for(Indikator.objects.prefetch_related("malnivaer").get(pk=nyckel))
                for r in rad.rutor:
                    r.nu = visa(nu.get(r.ar)) or "tomt"


def _gemen(text: str) -> str:
    return text[:1].lower() + text[1:]
