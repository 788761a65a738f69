"""Loads what became of Storköping's proposals through the same actions that people use. What is there is left as it
is."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from atgarder.actions import beslut as besluta
from atgarder.actions import konsekvens as beskriv
from atgarder.actions import prioritering as prioritera
from atgarder.actions import uppdrag as verkstall
from atgarder.actions.effekt import bedom_effekt, rakna_effekter
from atgarder.actions.forvantan import skapa_forvantan
from atgarder.models import Beslut, Beslutsunderlag, Konsekvensbeskrivning, Prioritering
from kommunikation.demo.atgarder import Arende, Atgard, Konsekvens, Uppdrag
from kommunikation.demo.atgarder_ovriga import ARENDEN_OVRIGA
from kommunikation.demo.atgarder_skolan import LASPROV, SKOLANS_ARENDE
from organisation.models import Enhet, Person
from planering import actions as planera
from planering.models import Indikator, Mal, Plan
from uppfoljning.models import Atgardsforslag

Personer = dict[str, Person]


@transaction.atomic
def ladda_atgarder(*, personer: Personer, nar: datetime) -> None:
    """After the analyses. The verdicts on what was done are computed last."""
    for arende in (*ARENDEN_OVRIGA, SKOLANS_ARENDE):
        if not Beslutsunderlag.objects.filter(titel=arende.titel).exists():
            _arende(arende, personer, nar)
    if not Konsekvensbeskrivning.objects.filter(forslag__titel=LASPROV.forslag).exists():
        _beskriv(LASPROV, personer["per.hedin"], nar - timedelta(days=6), nar)
        rakna_effekter(nar=nar)


def _arende(a: Arende, personer: Personer, nar: datetime) -> None:
    """The days of its preparation are spread between its beginning and the decision, or the load."""
    slut = _sammantrade(a, nar)
    langd = a.forberedd - a.dagar if a.dag is None else 180

    def dag(andel: float) -> datetime:
        return slut - timedelta(days=round(langd * (1 - andel)))

    forslag = {
        atgard.forslag: _beskriv(atgard, personer["analytiker"], dag(0.1), nar) for atgard in a.atgarder
    }
    runda = _prioritera(a, list(forslag.values()), personer, dag(0.5))
    underlag = besluta.skapa_underlag(
        av=personer["analytiker"],
        nar=dag(0.7),
        titel=a.titel,
        enhet=Enhet.objects.get(namn=a.enhet),
        forslag=list(forslag.values()),
        inledning=a.inledning,
        prioritering=runda,
        diarienummer=a.diarienummer.format(ar=slut.year),
        avsla=[forslag[x.forslag] for x in a.atgarder if x.utfall == "avslag"],
    )
    underlag = besluta.lamna_underlag(av=personer["analytiker"], nar=dag(0.85), underlag=underlag)
    if a.instans:
        beslut = _beslut(a, underlag, forslag, personer, slut)
        _aterkoppla(a, beslut, personer["namndsekreterare"], min(nar, slut + timedelta(days=9)))
        _uppdragen(a, beslut, personer, min(nar, slut + timedelta(days=5)), nar)


def _sammantrade(a: Arende, nar: datetime) -> datetime:
    """Noon on the day of the meeting, a Monday; of a paper that waits, the load itself."""
    if a.dag is not None:
        return _middag(a.dag)
    if not a.instans:
        return nar - timedelta(days=4)
    dag = timezone.localdate(nar) - timedelta(days=a.dagar)
    return _middag(dag - timedelta(days=dag.weekday()))


def _middag(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(12)))


def _beskriv(atgard: Atgard, av: Person, da: datetime, nar: datetime) -> Atgardsforslag:
    """The consequences of a proposal and what is expected of it. Years are counted from the load."""
    forslag = Atgardsforslag.objects.select_related("analys").get(titel=atgard.forslag)
    da = max(da, forslag.analys.avslutad + timedelta(hours=1))
    k = atgard.konsekvens
    falt = {namn: svar for namn, (svar, _) in k.svar.items()}
    falt |= {f"{namn}_text": text for namn, (_, text) in k.svar.items()}
    plan = Plan.objects.aktuell(nar.year)
    rad = beskriv.spara_konsekvens(
        av=av,
        nar=da,
        forslag=forslag,
        scenario=k.scenario,
        nollalternativ=k.nollalternativ,
        mal=list(Mal.objects.filter(malomrade__plan=plan, titel__in=k.mal)),
        **falt,
    )
    _delar(k, rad, av, da, timezone.localdate(nar).year)
    for v in atgard.vantan:
        indikator = Indikator.objects.filter(
            mal__malomrade__plan=plan, nyckeltal__kolada_id=v.nyckeltal, kon="T"
        ).earliest("pk")
        skapa_forvantan(
            av=av,
            nar=da,
            forslag=forslag,
            indikator=indikator,
            till=v.till,
            effektar=v.ar or timezone.localdate(nar).year + v.om,
            varfor=v.varfor,
        )
    if k.klar:
        beskriv.klarmarkera(av=av, nar=da + timedelta(days=6), beskrivning=rad)
    return forslag


def _delar(k: Konsekvens, rad: Konsekvensbeskrivning, av: Person, da: datetime, ar: int) -> None:
    vem = {"av": av, "nar": da, "beskrivning": rad}
    for b in k.belopp:
        beskriv.skapa_belopp(
            **vem, ar=ar + b.om, post=b.post, slag=b.slag, belopp_tkr=b.tkr, tjanster=b.tjanster
        )
    for text, sannolikhet, foljd, hantering in k.risker:
        beskriv.skapa_risk(**vem, text=text, sannolikhet=sannolikhet, foljd=foljd, hantering=hantering)
    for namn, kon, riktning, text in k.grupper:
        beskriv.skapa_grupp(**vem, namn=namn, kon=kon, riktning=riktning, text=text)
    for titel, text, varfor_inte in k.alternativ:
        beskriv.skapa_alternativ(**vem, titel=titel, text=text, varfor_inte=varfor_inte)
    if k.dialog is not None:
        med, sagt, ledde_till = k.dialog
        dag = timezone.localdate(da) - timedelta(days=2)
        beskriv.skapa_dialog(**vem, datum=dag, med=med, sagt=sagt, ledde_till=ledde_till)


def _prioritera(a: Arende, forslag: list[Atgardsforslag], personer: Personer, da: datetime) -> Prioritering:
    """Opened, judged by each, and closed three days later."""
    av = personer["analytiker"]
    runda = prioritera.oppna_prioritering(
        av=av,
        nar=da,
        titel=a.prioritering,
        enhet=Enhet.objects.get(namn=a.enhet),
        datum=timezone.localdate(da),
        modell="kriterier" if a.kriterier else "matris",
        forslag=forslag,
        deltagare=[personer[konto] for konto in a.placeringar],
        kriterier=a.kriterier,
    )
    rader = {r.forslag_id: r for r in runda.rader.all()}
    kriterier = list(runda.kriterier.order_by("ordning", "id"))
    for konto, placeringar in a.placeringar.items():
        vem = {"av": personer[konto], "nar": da + timedelta(days=1)}
        for f, plats in zip(forslag, placeringar, strict=True):
            if a.kriterier:
                poang = {k.pk: p for k, p in zip(kriterier, plats, strict=True)}
                prioritera.poangsatt(**vem, rad=rader[f.pk], poang=poang)
            else:
                prioritera.placera(**vem, rad=rader[f.pk], insats=plats[0], effekt=plats[1])
        prioritera.klar_med_min_del(**vem, prioritering=runda)
    return prioritera.avsluta_prioritering(
        av=av, nar=da + timedelta(days=3), prioritering=runda, sammanfattning=a.sammanfattning
    )


def _beslut(
    a: Arende,
    underlag: Beslutsunderlag,
    forslag: dict[str, Atgardsforslag],
    personer: Personer,
    slut: datetime,
) -> Beslut:
    dag = timezone.localdate(slut)
    return besluta.registrera_beslut(
        av=personer["namndsekreterare"],
        nar=slut + timedelta(days=3),
        underlag=underlag,
        instans=a.instans,
        sammantrade=dag,
        diarienummer=a.diarienummer.format(ar=dag.year),
        paragraf=a.paragraf,
        lydelse=_lydelse(a),
        informeras=a.informeras,
        uppfoljning_hur=a.uppfoljning,
        uppfoljning_nar=dag + timedelta(days=180),
        punkter=[(forslag[x.forslag], x.utfall, x.andring) for x in a.atgarder],
        reservation=a.reservation,
        effektuppfoljning_nar=dag + timedelta(days=730),
    )


def _lydelse(a: Arende) -> str:
    ord_ = {"bifall": "bifalls", "andring": "bifalls med ändring", "avslag": "avslås"}
    rader = [f"Förslaget ”{x.forslag}” {ord_[x.utfall]}. {x.andring}".strip() for x in a.atgarder]
    return "\n".join(rader)


def _aterkoppla(a: Arende, beslut: Beslut, av: Person, da: datetime) -> None:
    for till, hur, sagt in a.aterkoppling:
        besluta.aterkoppla(
            av=av, nar=da, beslut=beslut, till=till, datum=timezone.localdate(da), hur=hur, sagt=sagt
        )
    for till, skal in a.avstar:
        besluta.avsta_aterkoppling(av=av, nar=da, beslut=beslut, till=till, skal=skal)
    besluta.stang_beslut(av=av, nar=da, beslut=beslut)


def _uppdragen(a: Arende, beslut: Beslut, personer: Personer, da: datetime, nar: datetime) -> None:
    punkter = {p.forslag.titel: p for p in beslut.punkter.select_related("forslag")}
    for atgard in a.atgarder:
        if atgard.uppdrag is not None:
            _uppdrag(atgard.uppdrag, punkter[atgard.forslag], personer, da, nar)


def _uppdrag(u: Uppdrag, punkt, personer: Personer, da: datetime, nar: datetime) -> None:
    av = personer["analytiker"]
    rad = verkstall.ge_uppdrag(
        av=av,
        nar=da,
        punkt=punkt,
        enhet=Enhet.objects.get(namn=u.enhet),
        ansvarig=personer[u.ansvarig],
        namn=u.namn,
    )
    idag = timezone.localdate(nar)
    for namn, ansvar, fran, till, status, vag, hur in u.aktiviteter:
        planera.skapa_aktivitet(
            av=av,
            nar=da,
            handlingsplan=rad.handlingsplan,
            namn=namn,
            hur=hur,
            ansvar=ansvar,
            startar=idag + timedelta(days=fran),
            klar_senast=idag + timedelta(days=till),
            status=status,
            leder="ja",
            vag_till_mal=vag,
        )
    if u.gjort is None:
        return
    rad = verkstall.folj_upp_genomforande(
        av=personer[u.ansvarig],
        nar=_middag(u.gjort) + timedelta(days=14),
        uppdrag=rad,
        genomforande="genomford",
        genomford=u.gjort,
        text=u.gjort_text,
        lardom=u.lardom,
    )
    if u.slutsats is not None:
        slutsats, text = u.slutsats
        da = nar - timedelta(days=30)
        bedom_effekt(av=av, nar=da, uppdrag=rad, slutsats=slutsats, text=text, datum=timezone.localdate(da))
