"""What the page Vad gör de bästa shows: rows, and the sentences above them."""

from dataclasses import dataclass

from django.urls import reverse

from kkik.domain.bast import LIKHETSAR, Kandidat, Likhet, Uppryckare
from kkik.domain.prognostyper import Prognosorsak
from kkik.domain.signaler import Godhet, Riktning
from kkik.queries.bast import Forebilder
from planering.models import Indikator
from styrsnurra.gemensamt.tal import formatera, formatera_skillnad
from uppfoljning.texter import med_ar, visad_enhet

LITEN = 10_000
ALLA_ROR_SIG = 0.6
PILAR = {
    Riktning.HOG: {Godhet.FORBATTRAS: "stigande", Godhet.FORSAMRAS: "sjunkande", Godhet.OFORANDRAD: "plan"},
    Riktning.LAG: {Godhet.FORBATTRAS: "sjunkande", Godhet.FORSAMRAS: "stigande", Godhet.OFORANDRAD: "plan"},
}


@dataclass(frozen=True, slots=True)
class Kommunrad:
    """A municipality in one of the lists. `fore`: its value five years earlier, "" when it lacks."""

    namn: str
    url: str
    folk: str
    lik: bool
    varde: str
    fore: str
    skillnad: str
    not_: str
    pil: str
    godhet: str
    takt: str


@dataclass(frozen=True, slots=True)
class Resrad:
    namn: str
    url: str
    folk: str
    lik: bool
    start: int
    da: str
    efter: str
    slut: int
    nu: str
    skillnad: str


@dataclass(frozen=True, slots=True)
class Bastvy:
    """`hinder` is why there is nothing, "" when there is. The sentences stand above their lists."""

    hinder: str
    ingress: str
    ar: int | None
    fore_ar: int | None
    battre: tuple[Kommunrad, ...]
    om_battre: str
    snabbast: tuple[Kommunrad, ...]
    om_snabbast: str
    resor: tuple[Resrad, ...]
    om_resor: str
    forbehall: tuple[str, ...]


_HINDER = {
    Prognosorsak.VARDERAS_EJ: "Indikatorn värderas inte, så ingen är bättre eller sämre.",
    Prognosorsak.UTFALL_SAKNAS: "Vi har inget utfall att jämföra med.",
    Prognosorsak.EJ_MATT: "Måttet mättes inte på nytt det året.",
}


class Bastpresenter:
    """Makes the view of one indicator. Values and differences are written with its unit and decimals."""

    def __init__(self, indikator: Indikator, f: Forebilder) -> None:
        self.i, self.f, self.b = indikator, f, f.bast
        self.enhet = visad_enhet(indikator.matt.enhet)

    def vy(self) -> Bastvy:
        b = self.b
        if b.hinder is not None:
            return Bastvy(
                _HINDER.get(b.hinder, "Det går inte att säga."), "", b.ar, None, (), "", (), "", (), "", ()
            )
        return Bastvy(
            hinder="",
            ingress=f"Vi hade {med_ar(self._tal(b.varde), b.ar, self.enhet)}. {_BRA[b.riktning]}",
            ar=b.ar,
            fore_ar=b.ar - LIKHETSAR,
            battre=tuple(self._rad(k) for k in b.battre),
            om_battre=self._om_battre(),
            snabbast=tuple(self._rad(k) for k in b.snabbast),
            om_snabbast=self._om_snabbast(),
            resor=tuple(self._resa(u) for u in b.uppryckare),
            om_resor=self._om_resor(),
            forbehall=tuple(self._forbehall()),
        )

    def _tal(self, varde: float) -> str:
        return formatera(varde, self.i.decimaler, self.enhet)

    def _skillnad(self, skillnad: float) -> str:
        """How much better, always plus: what is better is said by the list's name."""
        return formatera_skillnad(skillnad, max(self.i.decimaler, 1), self.enhet, kort=True)

    def _adress(self, kommun: int) -> str:
        n = self.i.nyckeltal
        return f"{reverse('kkik:nyckeltal', args=[n.kolada_id])}?kommun={kommun:04d}" + (
            f"&kon={self.i.kon}" if self.i.kon != "T" else ""
        )

    def _vem(self, kommun: int) -> dict:
        folk = self.f.folk.get(kommun)
        return {
            "namn": self.f.namn.get(kommun, f"{kommun:04d}"),
            "url": self._adress(kommun),
            "folk": "" if folk is None else f"{formatera(round(folk, -2), 0)} invånare",
        }

    def _rad(self, k: Kandidat) -> Kommunrad:
        ar = self.b.ar - LIKHETSAR
        brutet = any(ar < brott <= self.b.ar for brott in self.f.matris.brott)
        fore = None if brutet else self.f.matris.varde(ar, k.kommun)
        takt = (
            ""
            if k.lutning is None
            else formatera_skillnad(k.lutning, max(self.i.decimaler, 1), self.enhet, kort=True)
        )
        return Kommunrad(
            **self._vem(k.kommun),
            lik=k.lik and self.b.likhet is Likhet.GRUPP,
            varde=self._tal(k.varde),
            fore="" if fore is None else self._tal(fore),
            skillnad=self._skillnad(k.skillnad),
            not_="ryms i slumpen" if k.inom_brus else "",
            pil=PILAR.get(self.b.riktning, {}).get(k.godhet, "plan") if k.godhet else "gra",
            godhet="" if k.godhet is None else str(k.godhet),
            takt=takt,
        )

    def _resa(self, u: Uppryckare) -> Resrad:
        return Resrad(
            **self._vem(u.kommun),
            lik=u.lik and self.b.likhet is Likhet.GRUPP,
            start=u.start,
            da=self._tal(u.da),
            efter=self._tal(u.efter),
            slut=u.start + self.b.horisont,
            nu=self._tal(u.nu),
            skillnad=self._skillnad(u.skillnad),
        )

    def _om_battre(self) -> str:
        b, n = self.b, len(self.b.lika)
        if b.likhet is Likhet.GRUPP:
            vilka = f"{_antal(n)} {self.f.grupp.etikett}, har en uppgift för {b.ar}."
        elif b.likhet is Likhet.NIVA:
            vilka = (
                "Det finns ingen lista över liknande kommuner. Här jämförs de sju kommuner av ungefär vår storlek som "
                f"låg närmast oss {b.ar - LIKHETSAR}."
            )
        else:
            return "Det går inte att säga vilka som liknar oss."
        battre = (
            "Ingen av dem ligger bättre till än vi."
            if not b.antal_battre
            else f"{_antal(b.antal_battre)} ligger bättre till än vi."
        )
        return f"{vilka} {battre}"

    def _om_snabbast(self) -> str:
        b = self.b
        if not b.antal_snabbast:
            text = "Ingen liknande kommun, och ingen av ungefär vår storlek, har en säker förbättring över fem år."
        else:
            text = (
                f"{_antal(b.antal_snabbast)} liknande kommuner eller kommuner av ungefär vår storlek har en säker "
                "förbättring över fem år."
            )
        if b.andel_forbattras is not None:
            procent = formatera(100 * b.andel_forbattras, 0, "%")
            text += f" I hela landet är det {procent}"
            text += (
                ": de flesta rör sig så, och det säger lite om just dem."
                if b.andel_forbattras >= ALLA_ROR_SIG
                else "."
            )
        return text

    def _om_resor(self) -> str:
        b = self.b
        if not b.fall:
            return "Måttet har för kort historia, eller en ny definition i vägen."
        if b.till_malet:
            resan = f"klev så långt som vi behöver för att nå målnivån {self._tal(b.krav)}"
        elif b.krav is not None:
            resan = f"klev lika långt som den bästa fjärdedelen av dem, för oss till {self._tal(b.krav)}"
        else:
            resan = "blev bättre"
        ar = "ett år" if b.horisont == 1 else f"{_ORD.get(b.horisont, b.horisont)} år"
        inledning = f"{b.fall} gånger har en kommun legat som vi nu, räknat från landets median samma år."
        if not b.antal_uppryckare:
            return f"{inledning} Ingen som på {ar} {resan} ligger före oss i dag."
        return f"{inledning} Här är de som på {ar} {resan}, och som ligger före oss i dag."

    def _forbehall(self) -> list[str]:
        b = self.b
        ut = [
            f"Jämförelsen gäller {b.ar} och de {formatera(b.n, 0)} andra kommuner som har en uppgift för året.",
            "Att någon ligger bättre säger inte varför. Ring och fråga vad de gör, och om det går att göra här.",
        ]
        if any(k.inom_brus for k in b.battre):
            ut.append(
                "”Ryms i slumpen”: skillnaden mot oss är inte större än vad måttet brukar hoppa mellan två år i "
                "kommuner av den storleken."
            )
        visade = {k.kommun for k in (*b.battre, *b.snabbast, *b.uppryckare)}
        if any(self.f.folk.get(k, LITEN) < LITEN for k in visade):
            ut.append(
                "I små kommuner hoppar siffrorna mest. Ett stort kliv där kan vara några få personer, och de största "
                "kliven är ofta delvis tillfälligheter."
            )
        return ut


_BRA = {
    Riktning.HOG: "Högt värde är bra.",
    Riktning.LAG: "Lågt värde är bra.",
    Riktning.INTERVALL: "Inom intervallet är bra, och skillnaden är hur mycket närmare de ligger.",
}
_ORD = {2: "två", 3: "tre", 4: "fyra"}
_RAKNEORD = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()


def _antal(n: int) -> str:
    """A number that begins a sentence."""
    return _RAKNEORD[n].capitalize() if n < len(_RAKNEORD) else formatera(n, 0)


def bastvy(indikator: Indikator, f: Forebilder) -> Bastvy:
    return Bastpresenter(indikator, f).vy()
