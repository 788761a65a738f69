"""A report as it is shown: tables of boxes by how often things are measured, the indicators, the summary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kkik.domain.signaler import Signal
from kkik.models import Kon
from planering.domain.resurskolumner import Cellfel
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.domain.perioder import AR, MANAD, TERTIAL, har_gatt, periodrubrik
from uppfoljning.orsaker import orsakstext
from uppfoljning.queries.omgangar import Indikatorkrav, Mattkrav, Skyldighet
from uppfoljning.rapportrutor import ANTAL, Ruta, matrader, rutnamn, rutor, texter, tolkat
from uppfoljning.texter import malniva_text, med_ar, visad_enhet

RUBRIKER = {MANAD: "Varje månad", TERTIAL: "Varje tertial", AR: "Varje år"}


@dataclass(slots=True)
class Visadruta:
    """One box. `fore` is what stood in it when the page was opened; `nu` what somebody else has put there since."""

    ruta: Ruta
    text: str
    fore: str
    fel: str = ""
    nu: str | None = None

    @property
    def namn(self) -> str:
        return self.ruta.namn

    @property
    def andrad(self) -> bool:
        return self.text.strip() != self.ruta.sparat


@dataclass(frozen=True, slots=True)
class Rutrad:
    """One row of a table: a measure as a whole, one of its units, or the number of persons behind one of them."""

    namn: str
    under: str
    rutor: tuple[Visadruta, ...]


@dataclass(frozen=True, slots=True)
class Ruttabell:
    """Measures of one frequency. `rubriker` one for each column after the first."""

    namn: str
    rubriker: tuple[str, ...]
    rader: tuple[Rutrad, ...]


@dataclass(frozen=True, slots=True)
class Indikatorrad:
    """An indicator with what is known of it, and its two boxes; `prognos` None in the annual accounts."""

    krav: Indikatorkrav
    malniva: str
    utfall: str
    signal: str
    signalord: str
    kommentar: Visadruta
    prognos: Visadruta | None
    eget: bool


@dataclass(slots=True)
class Rapportnat:
    """`fel`: what is wrong with the report as a whole. `fattas`: values that should be there by now and are not."""

    tabeller: list[Ruttabell] = field(default_factory=list)
    indikatorer: list[Indikatorrad] = field(default_factory=list)
    sammanfattning: Visadruta | None = None
    rutor: dict[str, Visadruta] = field(default_factory=dict)
    allmanna_fel: list[str] = field(default_factory=list)
    antal: int = 0
    fattas: int = 0
    okommenterade: int = 0

    @property
    def fel(self) -> list[dict[str, str]]:
        """For the error summary."""
        ut = [{"id": "", "text": text} for text in self.allmanna_fel]
        for v in self.rutor.values():
            if v.fel:
                ut.append({"id": v.namn, "text": f"{v.ruta.etikett}: {v.fel[:1].lower()}{v.fel[1:]}"})
        return ut

    @property
    def krockade(self) -> list[Visadruta]:
        return [v for v in self.rutor.values() if v.nu is not None]

    def ta_emot_fel(self, fel: Mapping[str, str]) -> None:
        for namn, text in fel.items():
            if namn in self.rutor:
                self.rutor[namn].fel = text
            else:
                self.allmanna_fel.append(text)

    def ta_emot_krock(self, krockar: Mapping[str, str], skrivet: Mapping[str, Any]) -> None:
        """Show both texts, and take the other's as what was opened: saving again is then a choice."""
        for namn, nu in krockar.items():
            v = self.rutor[namn]
            v.text, v.fore, v.nu = skrivet[namn].text, nu, nu

    def granska(self) -> None:
        """Say at once of each box what cannot be read, so that it need not wait until it is handed in."""
        for v in self.rutor.values():
            if v.fel or v.ruta.last:
                continue
            try:
                tolkat(v.ruta, v.text)
            except Cellfel as fel:
                v.fel = str(fel)


def rapportnat(s: Skyldighet, idag: Any) -> Rapportnat:
    """The report as it stands: what is typed, otherwise what is stored."""
    rutorna = rutor(s)
    texterna = texter(rutorna, s.inlamning.utkast)
    visade = {namn: Visadruta(r, texterna[namn], texterna[namn]) for namn, r in rutorna.items()}
    nat = Rapportnat(rutor=visade, sammanfattning=visade["s"])
    for frekvens in (AR, TERTIAL, MANAD):
        krav = [k for k in s.matt if k.matt.frekvens == frekvens]
        if krav:
            nat.tabeller.append(_tabell(s, frekvens, krav, visade))
    nat.indikatorer = [_indikatorrad(k, visade) for k in s.indikatorer]
    for krav in s.matt:
        for period in krav.perioder:
            for kon in krav.kon:
                if har_gatt(krav.matt.frekvens, s.inlamning.omgang.ar, period, idag):
                    nat.antal += 1
                    ruta = visade[rutnamn(krav.matt.pk, None, s.inlamning.omgang.ar, period, kon)]
                    nat.fattas += not ruta.text.strip()
    nat.okommenterade = sum(r.krav.kraver_kommentar and not r.kommentar.text.strip() for r in nat.indikatorer)
    return nat


def _tabell(s: Skyldighet, frekvens: str, krav: list[Mattkrav], visade: Mapping[str, Visadruta]) -> Ruttabell:
    ar = s.inlamning.omgang.ar
    rader = [rad for k in krav for rad in _rader(k, ar, visade)]
    rubriker = tuple(periodrubrik(frekvens, ar, p) for p in krav[0].perioder)
    return Ruttabell(RUBRIKER[frekvens], rubriker, tuple(rader))


def _rader(k: Mattkrav, ar: int, visade: Mapping[str, Visadruta]) -> list[Rutrad]:
    ut = []
    for enhet, kon in matrader(k):
        namn = k.matt.namn if enhet is None else enhet.namn
        delar = [
            *([k.matt.namn] if enhet is not None else []),
            *([Kon(kon).label.lower()] if k.matt.konsuppdelat else []),
        ]
        for slag in ("v", ANTAL) if k.med_antal else ("v",):
            under = [*delar, *(["antal personer"] if slag == ANTAL else [])]
            rutor = tuple(
                visade[rutnamn(k.matt.pk, enhet.pk if enhet else None, ar, p, kon, slag=slag)]
                for p in k.perioder
            )
            ut.append(Rutrad(namn, ", ".join(under), rutor))
    return ut


def _indikatorrad(k: Indikatorkrav, visade: Mapping[str, Visadruta]) -> Indikatorrad:
    i, b = k.indikator, k.bedomning
    enhet = visad_enhet(i.matt.enhet)
    if b is None:
        malniva, utfall, signal = "–", "inte beräknad än", Signal.GRA
    else:
        malniva, signal = malniva_text(b.mal_indata.get("mal"), enhet), Signal(b.mal_signal)
        varde = formatera(b.utfall, i.decimaler, enhet)
        utfall = f"{b.ar}: {orsakstext(b.saknas_orsak)}" if b.utfall is None else med_ar(varde, b.ar, enhet)
    return Indikatorrad(
        krav=k,
        malniva=malniva,
        utfall=utfall,
        signal=str(signal),
        signalord=signal.etikett_mal,
        kommentar=visade[f"k-{i.pk}"],
        prognos=visade.get(f"p-{i.pk}"),
        eget=i.egetmatt_id is not None,
    )
