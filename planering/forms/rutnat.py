"""One year's frames, or outcomes, as a grid of boxes: read, judged cell by cell, and compared with what is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from planering.actions.resurstabell import Cell, Cellkrock, Tabellfel
from planering.domain.fel import Planeringsfel
from planering.domain.resursgranskning import TOMMA, Granskning, Varden
from planering.domain.resurskolumner import Cellfel, Kolumn, kolumner, tolka
from planering.models import Ram, Verksamhet
from planering.queries.resurser import ramvarden
from styrsnurra.gemensamt.tal import antal_decimaler, formatera


def visat(varde: Decimal | None, kolumn: Kolumn) -> str:
    """A stored value as it stands in its box. An amount of zero is empty: the grid then shows what there is."""
    if varde is None or (varde == 0 and kolumn.tom == 0):
        return ""
    return formatera(varde, antal_decimaler(varde))


@dataclass(slots=True)
class Ruta:
    """One box. `fore` is what was stored when the grid was opened; `nu` what somebody else has made it since."""

    kolumn: Kolumn
    namn: str
    etikett: str
    fore: Decimal | None
    text: str
    fel: str = ""
    andrad: bool = False
    nu: str = ""

    @property
    def fore_text(self) -> str:
        return "" if self.fore is None else f"{self.fore.normalize():f}"

    @property
    def fore_visat(self) -> str:
        return visat(self.fore, self.kolumn) or "tomt"


@dataclass(slots=True)
class Rutrad:
    """`rutor` has one for each column, None where the verksamhet has no such thing."""

    verksamhet: Verksamhet
    ram: Ram | None
    rutor: list[Ruta | None]

    @property
    def finns(self) -> list[Ruta]:
        return [ruta for ruta in self.rutor if ruta is not None]

    @property
    def fore(self) -> str:
        """What was stored when the grid was opened, for the page to send back."""
        return "|".join(ruta.fore_text for ruta in self.finns)


@dataclass(slots=True)
class Rutnat:
    """`celler` is what the action takes; empty boxes of what was not posted are as stored."""

    kolumner: list[Kolumn]
    rader: list[Rutrad]
    celler: dict[tuple[int, str], Cell] = field(default_factory=dict)
    allmanna_fel: list[str] = field(default_factory=list)

    @classmethod
    def bygg(
        cls,
        verksamheter: Iterable[Verksamhet],
        ar: int,
        del_: str,
        data: Mapping[str, Any] | None,
        utkast: bool = False,
    ) -> "Rutnat":
        """`utkast`: `data` is what somebody typed and left. What they did not touch is then as stored now."""
        nat = cls(kolumner(del_), [])
        for v in verksamheter:
            ram = next((r for r in v.ramar.all() if r.ar == ar), None)
            sparat = ramvarden(ram) if ram else TOMMA
            visas = [k for k in nat.kolumner if v.volymnamn or not _om_volym(k)]
            fore = _fore(data.get(f"f-{v.pk}") if data else None, visas, sparat)
            rutor = [nat._ruta(v, k, fore[k.namn], data) if k in visas else None for k in nat.kolumner]
            if utkast:
                nat._glom_orort([ruta for ruta in rutor if ruta], v, sparat)
            nat.rader.append(Rutrad(v, ram, rutor))
        return nat

    def _ruta(
        self, v: Verksamhet, kolumn: Kolumn, fore: Decimal | None, data: Mapping[str, Any] | None
    ) -> Ruta:
        namn = f"c-{v.pk}-{kolumn.namn}"
        etikett = f"{v.enhet.namn}, {v}: {kolumn.rubrik.lower()}"
        if data is None or namn not in data:
            return Ruta(kolumn, namn, etikett, fore, visat(fore, kolumn))
        ruta = Ruta(kolumn, namn, etikett, fore, str(data[namn]))
        try:
            efter = tolka(kolumn, ruta.text)
        except Cellfel as fel:
            ruta.fel = str(fel)
            return ruta
        ruta.andrad = efter != fore
        self.celler[v.pk, kolumn.namn] = Cell(fore, efter)
        return ruta

    def _glom_orort(self, rutor: list[Ruta], v: Verksamhet, sparat: Varden) -> None:
        for ruta in rutor:
            if not ruta.andrad and not ruta.fel:
                ruta.fore = sparat[ruta.kolumn.namn]
                ruta.text = visat(ruta.fore, ruta.kolumn)
                self.celler.pop((v.pk, ruta.kolumn.namn), None)

    @property
    def fel(self) -> list[dict[str, str]]:
        """For the error summary: every box that is wrong, by name, and what is wrong with the grid as a whole."""
        ut = [{"id": "", "text": text} for text in self.allmanna_fel]
        for rad in self.rader:
            for ruta in rad.finns:
                if ruta.fel:
                    ut.append(
                        {"id": ruta.namn, "text": f"{ruta.etikett}: {ruta.fel[:1].lower()}{ruta.fel[1:]}"}
                    )
        return ut

    @property
    def antal_andrade(self) -> int:
        return sum(ruta.andrad for rad in self.rader for ruta in rad.finns)

    def ta_emot_fel(self, fel: Planeringsfel | Granskning) -> None:
        """Put the messages of the action, or of a dry run, in their boxes."""
        if isinstance(fel, Granskning):
            fel = Tabellfel(fel.fel)
        rutor = {ruta.namn: ruta for rad in self.rader for ruta in rad.finns}
        for plats, texter in fel.fel.items():
            ruta = rutor.get(f"c-{plats}")
            if ruta is None:
                self.allmanna_fel += texter
            else:
                ruta.fel = " ".join(texter)

    def ta_emot_krock(self, krock: Cellkrock) -> None:
        """Show both values, and take the stored one as what was opened: saving again is then a choice."""
        for rad in self.rader:
            for ruta in rad.finns:
                nyckel = (rad.verksamhet.pk, ruta.kolumn.namn)
                if nyckel in krock.celler:
                    ruta.fore = krock.celler[nyckel]
                    ruta.nu = visat(ruta.fore, ruta.kolumn) or "tomt"

    @property
    def krockade(self) -> list[Ruta]:
        return [ruta for rad in self.rader for ruta in rad.finns if ruta.nu]


UTAN_FORE = (
    "Det framgår inte vad som stod i rutorna när du öppnade sidan, så inget är sparat. "
    "Titta igenom dem och spara igen om det du skrev ska gälla."
)


def utan_fore(data: Mapping[str, Any]) -> bool:
    """Whether a grid was sent without what its boxes held when it was opened ("f-<row>" for every "c-<row>-…"): nobody
    knows then what would be written over."""
    return any(namn.startswith("c-") and f"f-{namn.split('-')[1]}" not in data for namn in data)


def _om_volym(kolumn: Kolumn) -> bool:
    return kolumn.namn.startswith("volym") or kolumn.namn in ("ersattning", "kompensationsgrad")


def _fore(text: str | None, visas: list[Kolumn], sparat: Varden) -> Varden:
    """What the page said was stored when it was opened. What cannot be read counts as what is stored now."""
    delar = (text or "").split("|")
    if text is None or len(delar) != len(visas):
        return dict(sparat)
    try:
        varden = [Decimal(del_) if del_ else None for del_ in delar]
    except InvalidOperation:
        return dict(sparat)
    if any(v is not None and not v.is_finite() for v in varden):
        return dict(sparat)
    return sparat | dict(zip([k.namn for k in visas], varden, strict=True))
