"""The assistant beside the target levels: how often others have managed as much, and what puts a level in place."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from kkik import queries as kkik
from kkik.domain.prognos import LANGST_HORISONT, malprognos
from kkik.domain.prognosmeningar import mening_malprognos
from kkik.domain.prognosstod import Lyft, ar_andel
from kkik.domain.prognostyper import Ambition, Malprognos, Prognosmal, Prognosorsak
from planering.domain.malnivaer import Niva, i_enhet
from planering.forms.malniva import Malnivaformular
from planering.forms.malnivalevande import Lage
from planering.models import Indikator
from planering.presenters.kurva import Kurvbild, kurvbild
from styrsnurra.gemensamt.tal import SAKNAS, antal_decimaler, formatera, formatera_skillnad

RAD = {
    Ambition.TROLIGT: "Det brukar bli så av sig självt. Fråga er om målet räcker.",
    Ambition.UTMANANDE: "Andra har klarat det. Skriv i handlingsplanen hur ni gör.",
    Ambition.MYCKET_AMBITIOST: "Det kräver något nytt, som ni inte gjort förut.",
    Ambition.UTAN_MOTSTYCKE: "Nästan ingen har gjort det. Vad gör ni som ingen annan gjort?",
}
# The own best change, and what it is called when even the best was a change for the worse.
_STEG = {
    "hog": ("bästa {}lyft", "minsta {}nedgång"),
    "lag": ("bästa {}sänkning", "minsta {}ökning"),
    "intervall": ("bästa {}steg mot intervallet", "minsta {}steg bort från intervallet"),
}
_AR = {1: "ettårs", 2: "tvåårs", 3: "treårs", 4: "fyraårs", 5: "femårs", 6: "sexårs", 7: "sjuårs"}


@dataclass(frozen=True, slots=True)
class Arsrad:
    """One year's level and what is known of it. `kort` is "21 av 150", or why there is no such figure."""

    ar: int
    niva: str
    kort: str
    ord: str
    vald: bool


@dataclass(frozen=True, slots=True)
class Assistentvy:
    """`tal` is the large figure, empty where there is none; `mening` goes on from it. `bedomning` is the word and
    `rad` what it calls for. `fakta`: (name, value, note)."""

    rubrik: str
    ar: int | None = None
    tal: str = ""
    mening: str = ""
    bedomning: str = ""
    rad: str = ""
    bild: Kurvbild | None = None
    fakta: tuple[tuple[str, str, str], ...] = ()
    rader: tuple[Arsrad, ...] = ()
    antal_kommuner: int = 0
    skrivet: str = ""

    @property
    def sagt(self) -> str:
        """What a listener hears when the figures change."""
        return " ".join(t for t in (self.rubrik, self.tal, self.mening, self.bedomning, self.rad) if t)


def valt_ar(form: Malnivaformular, data: Mapping[str, str], nivaer: Mapping[int, Niva]) -> int | None:
    """The year that is being thought about: the one just pressed, the one whose box has changed since the last
    answer, the one shown last, or the last with a level that is near enough to say anything of. A year whose box is
    wrong is one too, while somebody writes in it: that is no reason to speak of another."""
    nu = form.skrivet()
    try:
        fore = json.loads(data.get("assistent_skrivet", ""))
    except ValueError:
        fore = None
    kanda = {*nivaer, *form.arsfel()}
    andrade = [ar for ar in nu if isinstance(fore, dict) and fore.get(ar) != nu[ar]]
    for kandidat in (data.get("rakna", ""), *andrade[-1:], data.get("assistent_ar", "")):
        if kandidat in nu and int(kandidat) in kanda:
            return int(kandidat)
    senast = form.historik[-1][0] if form.historik else 0
    nara = [ar for ar in nivaer if ar <= senast + LANGST_HORISONT]
    return max(nara or nivaer, default=None)


def assistentvy(
    indikator: Indikator, kommun_id: int | None, form: Malnivaformular, data: Mapping[str, str]
) -> Assistentvy:
    """At most five queries, whatever the number of years. Never raises: what cannot be worked out is said."""
    lage = form.lage()
    ar = valt_ar(form, data, lage.nivaer)
    fel = form.arsfel().get(ar, "") if ar is not None else ""
    rubrik = f"Målnivån {ar} behöver rättas" if fel else _rubrik(indikator, lage, ar)
    grund = Assistentvy(rubrik, ar, mening=fel, skrivet=json.dumps(form.skrivet()))
    hinder = jamforelsehinder(indikator, kommun_id)
    if fel:
        rader = () if hinder else _rader(indikator, kommun_id, form, lage, ar, None)
        return replace(grund, rader=rader)
    if hinder:
        return replace(grund, mening=hinder)
    malar = ar if ar is not None else form.ar[0]
    try:
        svar = hamta(indikator, kommun_id, prognosmal(lage, ar), malar, kon=form.kon)
    except ValueError:
        return replace(grund, mening="Nivån passar inte med vad som är bra. Rätta den, så räknas det om.")
    rader = _rader(indikator, kommun_id, form, lage, ar, svar.prognos)
    return replace(med_svar(grund, svar, indikator.matt.enhet, _decimaler(indikator, lage)), rader=rader)


def jamforelsehinder(indikator: Indikator, kommun_id: int | None) -> str:
    """Why nothing can be compared with, empty when it can."""
    if indikator.nyckeltal is None:
        return "Det här är ett eget mått. Andra kommuner mäter det inte, så det finns inget att räkna på."
    if kommun_id is None:
        return "Kommunen är inte vald, så det finns inget utgångsläge att räkna från."
    return ""


def hamta(
    indikator: Indikator,
    kommun_id: int,
    mal: Prognosmal | None,
    malar: int,
    *,
    kon: str = "",
    riktning: str = "",
) -> kkik.Assistent:
    """What calculation 5 says of a level. `kon` and `riktning` are the indicator's own unless said. At most four
    queries. Raises ValueError for a level that does not go with the riktning."""
    for grupp in dict.fromkeys((indikator.jamforelsegrupp, "alla")):
        with suppress(kkik.GruppSaknas):  # a group that is gone: compare with all
            return kkik.assistent(
                indikator.nyckeltal,
                kommun_id,
                mal=mal,
                malar=malar,
                riktning=riktning or indikator.riktning,
                kon=kon or indikator.kon,
                gruppkod=grupp,
            )
    raise ValueError("Det finns ingen att jämföra med.")


def med_svar(grund: Assistentvy, svar: kkik.Assistent, enhet: str, decimaler: int) -> Assistentvy:
    """The answer in words, with its picture and the facts beside it. `enhet` is the measure's."""
    r = svar.prognos
    delar = _mening(r, enhet, decimaler)
    return replace(
        grund,
        tal=delar[0],
        mening=delar[1],
        bedomning=delar[2],
        rad=RAD[r.ord] if r.ord is not None else "",
        bild=kurvbild(svar.kurva, r, enhet, decimaler),
        fakta=_fakta(svar, enhet, decimaler),
        antal_kommuner=r.antal_kommuner if r.p is not None else 0,
    )


def prognosmal(lage: Lage, ar: int | None) -> Prognosmal | None:
    """The year's level as rule 5 takes it. Raises ValueError (Swedish) for one that is not whole."""
    niva = lage.nivaer.get(ar) if ar is not None else None
    if niva is None:
        return None
    u = lage.utgangsvarde
    bredd = (
        i_enhet(lage.tolerans, lage.tolerans_slag, u) if niva.slag == "forandring" and u is not None else 0.0
    )
    return Prognosmal(niva.slag, niva.varde, niva.a, niva.b, niva.forandring or None, u, bredd)


def _rubrik(indikator: Indikator, lage: Lage, ar: int | None) -> str:
    if ar is None:
        return "Hur ambitiös är målnivån?"
    niva = lage.nivaer[ar]
    if niva.slag == "forandring":
        vad = "vara oförändrad" if niva.forandring == "oforandrad" else niva.forandring.replace("oka", "öka")
        return f"Hur ambitiöst är det att {vad} till {ar}?"
    return f"Hur ambitiöst är {nivatext(niva, indikator.matt.enhet)} till {ar}?"


def nivatext(niva: Niva, enhet: str) -> str:
    """A level as it was typed: as many decimals as it has."""
    if niva.slag == "forandring":
        return {"oka": "öka", "minska": "minska"}.get(niva.forandring, "vara oförändrad")
    tal = [niva.varde] if niva.slag == "niva" else [niva.a, niva.b]
    if any(t is None for t in tal):
        return SAKNAS
    fore = [formatera(t, antal_decimaler(t)) for t in tal[:-1]]
    return "–".join([*fore, formatera(tal[-1], antal_decimaler(tal[-1]), efter_tal(enhet))])


def efter_tal(enhet: str) -> str:
    """The unit as it follows a figure: what it is counted per stands in the measure's name."""
    bas = enhet.partition("/")[0].strip()
    return "" if bas in {"antal", "index", "ja/nej"} else bas


def _mening(r: Malprognos, enhet: str, decimaler: int) -> tuple[str, str, str]:
    """(large figure, the sentence that goes on from it, the word)."""
    if r.orsak is Prognosorsak.INGEN_MALNIVA:
        return "", "Skriv en målnivå, så visas hur ofta kommuner i ert läge har klarat lika mycket.", ""
    hel = mening_malprognos(r, efter_tal(enhet), decimaler)
    if r.p is None:
        return "", hel, ""
    tal = f"{r.nadde} av {r.antal}"
    resten, _, ordet = hel.removeprefix(tal).strip().removesuffix(".").rpartition(". ")
    return tal, f"{resten}.", f"{ordet}."


def _decimaler(indikator: Indikator, lage: Lage) -> int:
    """As many as the indicator shows, and as the levels have."""
    tal = [t for n in lage.nivaer.values() for t in (n.varde, n.a, n.b) if t is not None]
    return max([indikator.decimaler, *map(antal_decimaler, tal)])


def _fakta(svar: kkik.Assistent, enhet: str, decimaler: int) -> tuple[tuple[str, str, str], ...]:
    r, enhet = svar.prognos, efter_tal(enhet)
    rader: list[tuple[str, str, str]] = []
    if r.varde is not None:
        rader.append((f"Senaste egna utfall, {r.start_ar}", formatera(r.varde, decimaler, enhet), ""))
    if svar.lyft is not None:
        rader.append(_lyft(svar.lyft, str(r.riktning), enhet, decimaler))
    if svar.basta is not None:
        rader.append(_kvartiler(svar.basta, r.start_ar, enhet, decimaler))
    if svar.basta is not None and svar.basta.niva is not None and svar.basta.mitten[1] is not None:
        namn = f"Bästa 25 % av {svar.basta.grupp.etikett}, {r.start_ar}"
        rader.append((namn, formatera(svar.basta.niva, decimaler, enhet), f"{svar.basta.n} med värde"))
    samma = svar.basta is not None and svar.liknande is not None and svar.basta.grupp == svar.liknande.grupp
    if svar.liknande is not None and svar.liknande.niva is not None and not samma:
        namn = f"Median, {svar.liknande.grupp.etikett}"
        rader.append((namn, formatera(svar.liknande.niva, decimaler, enhet), f"{svar.liknande.n} med värde"))
    if r.p50 is not None:
        spann = f"{formatera(r.p10, decimaler)}–{formatera(r.p90, decimaler, enhet)} i åtta fall av tio"
        rader.append((f"Troligt {r.malar} utan ny kraft", formatera(r.p50, decimaler, enhet), spann))
    return tuple(rader)


def _kvartiler(g: kkik.Gruppfakta, ar: int, enhet: str, decimaler: int) -> tuple[str, str, str]:
    """The chosen group in the own newest year; too few of them have no quartiles, and that is said."""
    etikett = g.grupp.etikett
    namn = f"{etikett[:1].upper()}{etikett[1:]}: nedre kvartil · median · övre kvartil"
    antal = f"{formatera(g.n, 0)} {'kommun' if g.n == 1 else 'kommuner'}, {ar}"
    if g.mitten[1] is None:
        return namn, SAKNAS, f"{antal}: för få för kvartiler"
    nere, mitt, uppe = g.mitten
    tal = [formatera(nere, decimaler), formatera(mitt, decimaler), formatera(uppe, decimaler, enhet)]
    return namn, " · ".join(tal), antal


def _lyft(lyft: Lyft, riktning: str, enhet: str, decimaler: int) -> tuple[str, str, str]:
    langd = _AR.get(lyft.till - lyft.fran, f"{lyft.till - lyft.fran}-års")
    namn = f"Er historia, {_STEG[riktning][lyft.bakat].format(langd)}"
    text = formatera_skillnad(lyft.forandring, decimaler, enhet, kort=True)
    return namn, text, f"{lyft.fran}–{lyft.till}"


def _rader(
    indikator: Indikator,
    kommun_id: int,
    form: Malnivaformular,
    lage: Lage,
    valt: int | None,
    vald: Malprognos | None,
) -> tuple[Arsrad, ...]:
    """Every year that has a level, when there are others than the chosen one. One query."""
    if not lage.nivaer.keys() - {valt}:
        return ()
    landet = kkik.matris(indikator.nyckeltal_id, form.kon)
    andel = ar_andel(landet, indikator.matt.enhet)
    rader = []
    for ar, niva in sorted(lage.nivaer.items()):
        r: Malprognos | None = vald
        if ar != valt:
            try:
                r = malprognos(landet, kommun_id, prognosmal(lage, ar), ar, indikator.riktning, andel=andel)
            except ValueError:
                r = None
        kort = SAKNAS if r is None or r.p is None else f"{r.nadde} av {r.antal}"
        ordet = r.ord.etikett if r is not None and r.ord is not None else _varfor(r)
        rader.append(Arsrad(ar, nivatext(niva, indikator.matt.enhet), kort, ordet, ar == valt))
    return tuple(rader)


def _varfor(r: Malprognos | None) -> str:
    return "passar inte riktningen" if r is None or r.orsak is None else r.orsak.etikett
