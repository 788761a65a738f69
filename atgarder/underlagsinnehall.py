"""A decision paper compiled from analysis, consequences and priority: what is missing in it, and its frozen text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from atgarder.domain.attsatser import satser
from atgarder.domain.dokument import Block, Dokument, Lista, Notis, Rubrik, Stycke, fran_json, till_json
from atgarder.domain.konsekvens import FRAGOR, JA, OSAKERT
from atgarder.models import Beslutsunderlag, Forvantadeffekt, Konsekvensbeskrivning, Underlagsforslag
from atgarder.presenters.realism import realismord
from atgarder.presenters.underlag.analys import analysdel
from atgarder.presenters.underlag.forslag import Forslagsgrund, forslagsdel
from atgarder.presenters.underlag.prioritering import prioriteringsdel
from atgarder.queries.konsekvens import Konsekvensbild
from atgarder.queries.prioritering import prioriteringsbild
from organisation.models import Kommuninstallning
from organisation.queries import kommuninstallning
from uppfoljning.models import Atgardsforslag, Kunskapskalla
from uppfoljning.queries.analyser import analysbild

_OGILTIGA = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Brist:
    """`hindrar`: the paper cannot be handed in. `forslag`: the proposal that it is about, if any. `om`: what is
    missing, as a word for where it is mended."""

    text: str
    hindrar: bool
    om: str
    forslag: int | None = None


def hamta_rader(underlag: Beslutsunderlag) -> list[Underlagsforslag]:
    """The paper's proposals with all that hangs on them. A constant number of queries."""
    kallor = Prefetch("forslag__kunskapskallor", queryset=Kunskapskalla.objects.order_by("id"))
    return list(
        underlag.rader.select_related("forslag__analys__enhet")
        .prefetch_related("forslag__hypoteser", kallor)
        .order_by("ordning", "id")
    )


def konsekvensbilder(forslag: Iterable[Atgardsforslag]) -> dict[int, Konsekvensbild]:
    """As `konsekvensbild`, for several at once. A constant number of queries."""
    alla = list(forslag)
    beskrivningar = {
        b.forslag_id: b
        for b in Konsekvensbeskrivning.objects.filter(forslag__in=alla).prefetch_related(
            "mal__malomrade__plan", "belopp", "risker", "grupper", "alternativ", "dialoger"
        )
    }
    vantade = {f.pk: [] for f in alla}
    for rad in _forvantningar(alla):
        vantade[rad.forslag_id].append(rad)
    ut = {}
    for f in alla:
        b = beskrivningar.get(f.pk)
        vantas = tuple(vantade[f.pk])
        if b is None:
            ut[f.pk] = Konsekvensbild(f, None, forvantningar=vantas)
            continue
        b.forslag = f
        ut[f.pk] = Konsekvensbild(
            f,
            b,
            mal=tuple(sorted(b.mal.all(), key=lambda m: (m.titel, m.pk))),
            belopp=tuple(b.belopp.all()),
            risker=tuple(sorted(b.risker.all(), key=lambda r: (-r.sannolikhet * r.foljd, r.pk))),
            grupper=tuple(b.grupper.all()),
            alternativ=tuple(b.alternativ.all()),
            dialoger=tuple(b.dialoger.all()),
            forvantningar=vantas,
        )
    return ut


def _forvantningar(forslag: list[Atgardsforslag]):
    return (
        Forvantadeffekt.objects.filter(forslag__in=forslag)
        .select_related("indikator__nyckeltal", "indikator__egetmatt", "indikator__mal")
        .defer("indikator__nyckeltal__sok", "indikator__nyckeltal__beskrivning")
        .order_by("id")
    )


def brister(underlag: Beslutsunderlag) -> list[Brist]:
    """What is missing, that which stops it first. A constant number of queries."""
    rader = hamta_rader(underlag)
    bilder = konsekvensbilder(r.forslag for r in rader)
    return _brister(underlag, rader, bilder)


def _brister(
    underlag: Beslutsunderlag, rader: list[Underlagsforslag], bilder: dict[int, Konsekvensbild]
) -> list[Brist]:
    ut: list[Brist] = []
    if not rader:
        ut.append(Brist("Underlaget har inga förslag.", True, "underlag"))
    if not satser(underlag.att_satser):
        ut.append(Brist("Förslag till beslut är inte skrivet.", True, "underlag"))
    for r in rader:
        ut += _forslagets_brister(r.forslag, bilder[r.forslag_id])
    ut += _prioriteringens_brister(underlag, rader)
    if not underlag.inledning:
        ut.append(Brist("Ärendet i korthet är inte skrivet.", False, "underlag"))
    if not underlag.diarienummer:
        ut.append(Brist("Diarienummer saknas.", False, "underlag"))
    for analys in dict.fromkeys(r.forslag.analys for r in rader):
        if not analys.ar_klar:
            text = f"Analysen ”{analys.titel}” är inte avslutad. Det som står här är så långt den har kommit."
            ut.append(Brist(text, False, "analys"))
    return sorted(ut, key=lambda b: not b.hindrar)


def _forslagets_brister(f: Atgardsforslag, bild: Konsekvensbild) -> list[Brist]:
    ut = []
    if f.status != Atgardsforslag.Status.FORESLAS:
        ut.append(Brist(f"”{f.titel}” läggs inte längre fram i analysen.", True, "analys", f.pk))
    if bild.beskrivning is None:
        ut.append(Brist(f"Konsekvenserna av ”{f.titel}” är inte beskrivna.", True, "konsekvens", f.pk))
    elif not bild.ar_klar:
        ut.append(Brist(f"Konsekvenserna av ”{f.titel}” är inte färdigbeskrivna.", True, "konsekvens", f.pk))
    else:
        ut += [Brist(f"”{f.titel}”: {text}", False, "konsekvens", f.pk) for text in _luckor(bild)]
    return ut


def _luckor(bild: Konsekvensbild) -> list[str]:
    """What a finished description does not say, in words that those who decide may read too."""
    b = bild.beskrivning
    osakra = [f.fraga for f in FRAGOR if bild.svar.get(f.falt) == OSAKERT]
    mojliga = (
        (bool(osakra), f"svaret är osäkert på {', '.join(f'”{t}”' for t in osakra)}."),
        (bild.svar.get("resurser") == JA and not bild.belopp, "mer resurser behövs, men inte hur mycket."),
        (not bild.forvantningar, "ingen effekt är angiven i siffror."),
        (not b.nollalternativ, "det står inte vad som händer om inget görs."),
        (not bild.risker, "inga risker är beskrivna."),
        (not bild.grupper, "det står inte vilka grupper som berörs."),
        (not bild.dialoger, "inget samtal med verksamheten är antecknat."),
    )
    return [text for saknas, text in mojliga if saknas]


def _prioriteringens_brister(underlag: Beslutsunderlag, rader: list[Underlagsforslag]) -> list[Brist]:
    p = underlag.prioritering
    if p is None:
        if len(rader) < 2:
            return []
        return [Brist("Förslagen är inte prioriterade mot varandra.", False, "prioritering")]
    ut = []
    if not p.ar_avslutad:
        ut.append(Brist(f"Prioriteringen ”{p.titel}” pågår. Avsluta den först.", True, "prioritering"))
    finns = set(p.rader.values_list("forslag_id", flat=True))
    for r in rader:
        if r.forslag_id not in finns:
            text = f"”{r.forslag.titel}” är inte med i prioriteringen ”{p.titel}”."
            ut.append(Brist(text, False, "prioritering", r.forslag_id))
    return ut


def dokumentet(underlag: Beslutsunderlag, idag: datetime) -> Dokument:
    """The frozen text when there is one, else the text as it would be."""
    return fran_json(underlag.innehall) if underlag.innehall else sammanstall(underlag, idag)


def frys(underlag: Beslutsunderlag, nar: datetime) -> dict[str, Any]:
    """What is kept when the paper is handed in."""
    return till_json(sammanstall(underlag, nar))


def sammanstall(underlag: Beslutsunderlag, nar: datetime) -> Dokument:
    """Everything of it as one document. The queries do not grow with the proposals, but nine are made for each
    analysis."""
    rader = hamta_rader(underlag)
    bilder = konsekvensbilder(r.forslag for r in rader)
    installning = kommuninstallning()
    kommun = _kommunnamn(installning)
    dag = f"{timezone.localdate(underlag.lamnat or nar):%Y-%m-%d}"
    huvud = [("Gäller", underlag.enhet.namn)]
    if underlag.diarienummer:
        huvud.append(("Diarienummer", underlag.diarienummer))
    huvud.append(("Lämnat", dag) if underlag.lamnat else ("Utkast", dag))
    dokument = Dokument(
        titel=underlag.titel,
        overrad="Beslutsunderlag" if underlag.lamnat else "Beslutsunderlag, utkast",
        kommun=kommun,
        sidhuvud=", ".join(t for t in (underlag.diarienummer, dag) if t),
        huvud=tuple(huvud),
        block=tuple(_block(underlag, rader, bilder)),
        datum=dag,
    )
    return fran_json(_rensad(till_json(dokument)))


def _kommunnamn(installning: Kommuninstallning | None) -> str:
    if installning is None:
        return ""
    return f"{installning.genitiv} kommun" if installning.genitiv else installning.namn


def _block(
    underlag: Beslutsunderlag, rader: list[Underlagsforslag], bilder: dict[int, Konsekvensbild]
) -> list[Block]:
    ut: list[Block] = []
    if attsatser := satser(underlag.att_satser):
        ut += [Rubrik(1, "Förslag till beslut"), Lista(attsatser, numrerad=True)]
    if underlag.inledning:
        ut += [Rubrik(1, "Ärendet i korthet"), Stycke(underlag.inledning)]
    if underlag.vid_aterremiss_id:
        svar = "Underlaget svarar på en återremiss. Det tidigare underlaget finns i samma ärende."
        ut.append(Notis(svar))
    for analys in dict.fromkeys(r.forslag.analys for r in rader):
        ut += analysdel(analysbild(analys))
    realism = realismer(bilder)
    if rader:
        ut.append(Rubrik(1, "Förslagen"))
    for nummer, r in enumerate(rader, start=1):
        f = r.forslag
        ut += forslagsdel(Forslagsgrund(nummer, r, tuple(f.hypoteser.all()), bilder[f.pk], realism))
    # An open round is not shown to others than those who have done their part.
    if underlag.prioritering is not None and underlag.prioritering.ar_avslutad:
        ut += prioriteringsdel(prioriteringsbild(underlag.prioritering))
    if saknas := [b.text for b in _brister(underlag, rader, bilder)]:
        ut += [Rubrik(1, "Det här saknas i underlaget"), Lista(tuple(saknas))]
    ut += [
        Rubrik(1, "Källor"),
        Stycke(
            "Nyckeltalen är hämtade ur Kolada. Signaler, jämförelser, trender och beräkningar av hur troliga "
            "effekterna är: egen bearbetning. Analys, konsekvenser och prioritering: kommunens egna."
        ),
    ]
    return ut


def realismer(bilder: dict[int, Konsekvensbild]) -> dict[int, str]:
    """Expected effect → calculation 5's sentence about how often others have managed as much. One query a kön."""
    installning = kommuninstallning()
    kommun_id = int(installning.kommunkod) if installning else None
    effekter = [e for bild in bilder.values() for e in bild.forvantningar]
    ord_ = realismord(effekter, kommun_id)
    return {nyckel: " ".join(d for d in delar if d) for nyckel, delar in ord_.items()}


def _rensad(varde: Any) -> Any:
    """Without what no file format takes: control signs, halves of signs, and signs that turn the reading order."""
    if isinstance(varde, str):
        return _OGILTIGA.sub("", varde.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(varde, dict):
        return {namn: _rensad(v) for namn, v in varde.items()}
    return [_rensad(v) for v in varde] if isinstance(varde, list) else varde
