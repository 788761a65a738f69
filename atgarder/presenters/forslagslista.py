"""The list of proposals as somebody has chosen to see it, on the page and as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from atgarder.domain.skede import Skede
from atgarder.domain.skedegrupp import Skedegrupp, grupp
from atgarder.presenters.effekttext import effekttext
from atgarder.presenters.nastasteg import Nastasteg, nasta_steg
from atgarder.queries.forslagslista import Forslagspost, forslagsposter
from organisation.models import Person
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

RUBRIKER = (
    "Förslag",
    "Läge",
    "Grupp",
    "Enhet",
    "Analys",
    "Indikatorer",
    "Nästa steg",
    "Förväntad effekt",
    "Engångs (tkr)",
    "Löpande (tkr, alla år)",
    "Tjänster (flest ett år)",
    "Beslutat",
    "Beslut",
)
# The tint of a stage's tag. The others are stations on the way, neither good nor bad.
SIGNAL = {Skede.EFFEKT_VISAD: "gron", Skede.SAMRE: "rod"}


@dataclass(frozen=True, slots=True)
class Forslagsrad:
    post: Forslagspost
    nasta: Nastasteg | None

    @property
    def forslag(self):
        return self.post.forslag

    @property
    def skede(self) -> Skede:
        return self.post.lage.skede

    @property
    def signal(self) -> str:
        return SIGNAL.get(self.skede, "")

    @property
    def grupp(self) -> Skedegrupp:
        return grupp(self.skede)

    @property
    def min(self) -> bool:
        return self.nasta is not None and bool(self.nasta.url)

    @property
    def aterkoppling_kvar(self) -> bool:
        """Whether those who took part have yet to be told of the decision, beside the next step."""
        lage = self.post.lage
        return lage.punkt is not None and not self.post.beslut_stangt and self.skede is not Skede.AVSLAGET

    @property
    def indikatorer(self) -> list[tuple[int, int, str]]:
        """(key, year, name), each indicator once."""
        return list(
            {a.indikator_id: (a.indikator_id, a.ar, a.indikator.namn) for a in self.post.avvikelser}.values()
        )

    @property
    def effekter(self) -> list[str]:
        return [effekttext(f) for f in self.post.forvantningar]

    @property
    def kostnad(self) -> str:
        """ "900 tkr 2027–2029, varav 300 engångs; 1,5 tjänster", empty without amounts."""
        k = self.post.kostnader
        if not k.ar:
            return ""
        ar = [k.ar[0].ar, k.ar[-1].ar]
        delar = []
        if k.summa or k.engangs:
            delar.append(f"{formatera(k.summa, 0)}\u00a0tkr {'–'.join(map(str, dict.fromkeys(ar)))}")
        if k.engangs and k.lopande:
            delar.append(f"varav {formatera(k.engangs, 0)} engångs")
        if tjanster := self.post.tjanster:
            text = formatera(tjanster, antal_decimaler(tjanster))
            delar.append(f"{text}\u00a0tjänst{'' if tjanster == 1 else 'er'}")
        return ", ".join(delar)


@dataclass(frozen=True, slots=True)
class Forslagsgrupp:
    grupp: Skedegrupp
    rader: tuple[Forslagsrad, ...]


@dataclass(frozen=True, slots=True)
class Forslagslista:
    """`rader` are those chosen; `alla` how many there are; `mina_alla` how many of them wait for the person."""

    rader: tuple[Forslagsrad, ...]
    alla: int
    mina_alla: int
    mina: bool
    skede: Skedegrupp | None
    enhet: int | None
    enheter: tuple[tuple[int, str], ...]
    antal: Mapping[Skedegrupp, int]

    @property
    def smalnar(self) -> bool:
        return self.mina or self.skede is not None or self.enhet is not None

    @property
    def grupper(self) -> list[Forslagsgrupp]:
        per = {g: tuple(r for r in self.rader if r.grupp is g) for g in Skedegrupp}
        return [Forslagsgrupp(g, rader) for g, rader in per.items() if rader]

    @property
    def skedesfilter(self) -> list[dict[str, Any]]:
        chips = [
            {
                "text": "Alla",
                "vald": not self.mina and self.skede is None,
                "url": self.fraga(mina=False, skede=None),
            }
        ]
        if self.mina_alla or self.mina:
            text = f"Väntar på mig ({self.mina_alla})"
            chips.append({"text": text, "vald": self.mina, "url": self.fraga(mina=not self.mina)})
        for g in Skedegrupp:
            if self.antal[g] or self.skede is g:
                vald = self.skede is g
                url = self.fraga(skede=None if vald else g.value)
                chips.append({"text": f"{g.etikett} ({self.antal[g]})", "vald": vald, "url": url})
        return chips

    @property
    def enhetsfilter(self) -> list[dict[str, Any]]:
        if len(self.enheter) < 2 and self.enhet is None:
            return []
        return [
            {
                "text": namn,
                "vald": pk == self.enhet,
                "url": self.fraga(enhet=None if pk == self.enhet else pk),
            }
            for pk, namn in self.enheter
        ]

    @property
    def csv_url(self) -> str:
        fraga = self.fraga()
        return f"{fraga}{'' if fraga == '?' else '&'}format=csv"

    def fraga(self, **andrat: Any) -> str:
        val = {"mina": self.mina, "skede": self.skede, "enhet": self.enhet} | andrat
        return "?" + urlencode({n: "1" if v is True else v for n, v in val.items() if v not in (None, False)})

    def csvrader(self) -> Iterator[list[Any]]:
        for r in self.rader:
            punkt, k = r.post.lage.punkt, r.post.kostnader
            yield [
                r.forslag.titel,
                r.skede.etikett,
                r.grupp.etikett,
                r.forslag.analys.enhet.namn,
                r.forslag.analys.titel,
                ", ".join(namn for _, _, namn in r.indikatorer),
                r.nasta.text if r.nasta else "",
                "; ".join(r.effekter),
                k.engangs if k.ar else None,
                k.lopande if k.ar else None,
                r.post.tjanster if k.ar else None,
                f"{punkt.beslut.sammantrade:%Y-%m-%d}" if punkt else "",
                punkt.get_utfall_display() if punkt else "",
            ]


def forslagslista(fraga: Mapping[str, str], person: Person) -> Forslagslista:
    """From the parameters of an address. What cannot be read counts as not said."""
    alla = [Forslagsrad(p, nasta_steg(p, person)) for p in forslagsposter(person)]
    skede = next((g for g in Skedegrupp if g.value == fraga.get("skede")), None)
    text = fraga.get("enhet", "")
    enhet = int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
    mina = fraga.get("mina") == "1"
    har = [r for r in alla if enhet is None or r.forslag.analys.enhet_id == enhet]
    valda = [r for r in har if (skede is None or r.grupp is skede) and (not mina or r.min)]
    namn = {r.forslag.analys.enhet_id: r.forslag.analys.enhet.namn for r in alla}
    return Forslagslista(
        rader=tuple(valda),
        alla=len(alla),
        mina_alla=sum(r.min for r in har),
        mina=mina,
        skede=skede,
        enhet=enhet,
        enheter=tuple(sorted(namn.items(), key=lambda e: svensk_nyckel(e[1]))),
        antal={g: sum(r.grupp is g for r in har) for g in Skedegrupp},
    )
