"""Loads Storköping's own measures, their outcomes, one closed round and one that is open. Each step can be run again."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from kkik.demo.generator import STORKOPING
from kkik.models import Importkorning, Varde, Vardeandring
from kommunikation.demo import samla as data
from organisation.models import Enhet, Enhetsniva, Person
from planering import actions as planera
from planering.models import Egetmatt, Mal, Plan
from uppfoljning.actions import berakna_bedomningar
from uppfoljning.actions import omgang as omgangar
from uppfoljning.actions.inlamning import faststall_inlamning, lamna_tillbaka
from uppfoljning.actions.lamna_in import lamna_in
from uppfoljning.actions.leveransnyckel import ge_nyckel
from uppfoljning.actions.rapport import Skriven, spara_utkast
from uppfoljning.actions.utfall import bekrafta_inlasning, las_in, ta_emot_leverans
from uppfoljning.domain.perioder import TERTIAL, har_gatt, senaste_gangna
from uppfoljning.domain.utfallsrader import Utfallsrad
from uppfoljning.models import Inlamning, Omgang, Utfall
from uppfoljning.queries.omgangar import skyldighet
from uppfoljning.rapportrutor import rutnamn, rutor


def ladda_egna_indikatorer(
    *, plan: Plan, personer: dict[str, Person], enheter: dict[str, Enhet], nar: datetime
) -> None:
    """The plan's indicators on measures of its own, while it is still a draft."""
    vem = {"av": personer["analytiker"], "nar": nar}
    for m in data.MATT:
        matt = planera.skapa_egetmatt(
            **vem,
            namn=m.namn,
            agare=enheter[m.agare],
            enhet="%",
            decimaler=m.decimaler,
            frekvens=m.frekvens,
            sammanstallning=m.sammanstallning,
            konsuppdelat=m.konsuppdelat,
            formel=m.formel,
        )
        indikator = planera.skapa_indikator(
            **vem,
            mal=Mal.objects.select_related("malomrade").get(malomrade__plan=plan, titel=m.mal),
            egetmatt=matt,
            namn=m.indikator,
            riktning=m.riktning,
            kategori=m.kategori,
            paverkansgrad="stor",
            agare=enheter[m.indikatoragare],
            ansvarig=personer[m.ansvarig],
            decimaler=m.decimaler,
        )
        planera.satt_malnivaer(**vem, indikator=indikator, nivaer=dict(enumerate(m.nivaer, plan.fran_ar)))


@transaction.atomic
def ladda_utfallen(*, personer: dict[str, Person], nar: datetime) -> None:
    """Outcomes up to the last period that has ended: most out of a workbook, one measure delivered by its system."""
    if Utfall.objects.exists():
        return
    idag = timezone.localdate(nar)
    av = personer["analytiker"]
    _skolor(av, nar)
    rader = [r for r in _rader() if _har_gatt(r, idag)]
    inlasning = las_in(av=av, nar=nar, namn="Egna mått.xlsx", kalla=Utfall.Kalla.FIL, rader=rader)
    bekrafta_inlasning(av=av, nar=nar, inlasning=inlasning)
    matt = Egetmatt.objects.get(namn=data.FRAGOR)
    nyckel, _ = ge_nyckel(
        av=personer["administrator"], nar=nar, namn="Kundtjänstens ärendesystem", matt=[matt]
    )
    leverans = [r for r in _fragor(matt) if _har_gatt(r, idag)]
    ta_emot_leverans(nyckel=nyckel, nar=nar, rader=leverans)


def _skolor(av: Person, nar: datetime) -> None:
    over = Enhet.objects.get(namn=data.UTBILDNING)
    skolor = [
        Enhet.objects.get_or_create(namn=namn, defaults={"niva": Enhetsniva.ENHET, "overordnad": over})[0]
        for namn in data.SKOLOR
    ]
    matt = Egetmatt.objects.get(namn=data.TRYGGHET)
    omgangar.satt_mattrapportering(av=av, nar=nar, matt=matt, enheter=skolor, antal=True)


_FREKVENS = {m.namn: m.frekvens for m in data.MATT} | {data.BYGGLOV: TERTIAL, data.FRAGOR: "manad"}


def _har_gatt(rad: Utfallsrad, idag: date) -> bool:
    frekvens = "manad" if isinstance(rad.matt, int) else _FREKVENS[rad.matt]
    return har_gatt(frekvens, rad.ar, rad.period, idag)


def _rader() -> list[Utfallsrad]:
    ut: list[Utfallsrad] = []

    def rad(matt, ar, period, varde, kon="T", enhet=None, antal=None):
        ut.append(Utfallsrad(len(ut) + 1, matt, ar, period, kon, enhet, float(varde), antal))

    for matt, serie in ((data.TELEFON, data.SVAR_I_TELEFON), (data.BYGGLOV, data.BYGGLOV_I_TID)):
        for n, varde in enumerate(serie):
            rad(matt, 2023 + n // 3, n % 3 + 1, varde)
    for ar, (kvinnor, man) in data.FRANVARO_NIVA.items():
        for manad, sasong in enumerate(data.SASONG, start=1):
            k, m = round(kvinnor + sasong, 1), round(man + 0.6 * sasong, 1)
            del_ = data.KVINNORS_DEL
            for kon, varde in (("T", round(del_ * k + (1 - del_) * m, 1)), ("K", k), ("M", m)):
                rad(data.FRANVARO, ar, manad, varde, kon)
    for n, varde in enumerate(data.TRYGGA):
        svar = [per_ar[n][0] for per_ar in data.SKOLOR.values()]
        rad(data.TRYGGHET, data.TRYGGA_FRAN + n, None, varde, antal=sum(svar))
        for skola, per_ar in data.SKOLOR.items():
            rad(data.TRYGGHET, data.TRYGGA_FRAN + n, None, per_ar[n][1], enhet=skola, antal=per_ar[n][0])
    return ut


def _fragor(matt: Egetmatt) -> list[Utfallsrad]:
    return [
        Utfallsrad(nr, matt.pk, ar, manad, "T", None, float(niva + data.VAGOR[manad - 1]), None)
        for nr, (ar, niva, manad) in enumerate(
            ((ar, niva, manad) for ar, niva in data.FRAGOR_NIVA.items() for manad in range(1, 13)), start=1
        )
    ]


@transaction.atomic
def ladda_omgangar(*, personer: dict[str, Person], nar: datetime) -> None:
    """The last tertial but one, closed, with a number revised since; and the last one, open. Needs the lights."""
    plan = Plan.objects.aktuell(nar.year)
    if plan is None or Omgang.objects.exists():
        return
    idag = timezone.localdate(nar)
    ar, tertial = senaste_gangna(TERTIAL, idag)
    forra = (ar, tertial - 1) if tertial and tertial > 1 else (ar - 1, 3)
    if forra[0] in plan.ar:
        nu = _fore_revideringen()
        berakna_bedomningar(av=None, nar=nar, plan=plan)
        _stangd(plan, *forra, personer, nar - timedelta(days=100))
        _revidera(nu)
        berakna_bedomningar(av=None, nar=nar, plan=plan)
    if ar in plan.ar:
        _oppen(plan, ar, int(tertial or 1), personer, nar)


def _vid(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(10)))


def _oppna(
    plan: Plan, ar: int, tertial: int, personer: dict[str, Person], nar: datetime, sista_dag: date
) -> dict[str, Inlamning]:
    omgang = omgangar.oppna_omgang(
        av=personer["analytiker"],
        nar=nar,
        plan=plan,
        slag=Omgang.Slag.TERTIAL,
        ar=ar,
        period=tertial,
        oppnar=timezone.localdate(nar),
        sista_dag=sista_dag,
        ansvariga={Enhet.objects.get(namn=e): personer[p] for e, p in data.RAPPORTERAR.items()},
        anvisning=data.ANVISNING,
    )
    return {i.enhet.namn: i for i in omgang.inlamningar.select_related("enhet", "omgang")}


def _lamna(inlamning: Inlamning, personer: dict[str, Person], nar: datetime) -> None:
    """Everything that is asked for, in the words of the nämnd's responsible."""
    av = personer[data.RAPPORTERAR[inlamning.enhet.namn]]
    s = skyldighet(inlamning)
    skrivet = {"s": data.SAMMANFATTNING[inlamning.enhet.namn]}
    for krav in s.indikatorer:
        i = krav.indikator
        if krav.kraver_kommentar:
            sagt = i.kommentarer.filter(ar=krav.ar).first()
            skrivet[f"k-{i.pk}"] = sagt.text if sagt is not None else data.KOMMENTAR
        if i.namn in data.PROGNOSER:
            skrivet[f"p-{i.pk}"] = data.PROGNOSER[i.namn]
    sparat = spara_utkast(
        av=av,
        nar=nar,
        inlamning=inlamning,
        rutor={
            namn: Skriven(ruta.sparat, skrivet[namn]) for namn, ruta in rutor(s).items() if namn in skrivet
        },
        revision=inlamning.revision,
        fonster="demo",
    )
    lamna_in(av=av, nar=nar, inlamning=inlamning, revision=sparat.inlamning.revision)


def _stangd(plan: Plan, ar: int, tertial: int, personer: dict[str, Person], nar: datetime) -> None:
    nar = max(nar, _vid(date(ar + tertial // 3, tertial * 4 % 12 + 1, 6)))
    delar = _oppna(plan, ar, tertial, personer, nar, timezone.localdate(nar) + timedelta(days=14))
    for inlamning in delar.values():
        _lamna(inlamning, personer, nar + timedelta(days=9))
        faststall_inlamning(av=personer["analytiker"], nar=nar + timedelta(days=13), inlamning=inlamning)
    omgang = next(iter(delar.values())).omgang
    omgangar.faststall_omgang(av=personer["analytiker"], nar=nar + timedelta(days=15), omgang=omgang)


def _oppen(plan: Plan, ar: int, tertial: int, personer: dict[str, Person], nar: datetime) -> None:
    """One approved, one handed in, one sent back, one begun, one not touched."""
    delar = _oppna(
        plan, ar, tertial, personer, nar - timedelta(days=9), timezone.localdate(nar) + timedelta(days=5)
    )
    analytiker, i_forrgar = personer["analytiker"], nar - timedelta(days=2)
    for enhet in ("Barn- och utbildningsnämnden", "Socialnämnden", "Kultur- och fritidsnämnden"):
        _lamna(delar[enhet], personer, i_forrgar)
    faststall_inlamning(av=analytiker, nar=nar, inlamning=delar["Socialnämnden"])
    lamna_tillbaka(av=analytiker, nar=nar, inlamning=delar["Kultur- och fritidsnämnden"], skal=data.TILLBAKA)
    ks = delar["Kommunstyrelsen"]
    matt = Egetmatt.objects.get(namn=data.TELEFON)
    Utfall.objects.filter(egetmatt=matt, ar=ar, period=tertial).delete()
    spara_utkast(
        av=personer["ansvarig"],
        nar=nar,
        inlamning=ks,
        rutor={
            rutnamn(matt.pk, None, ar, tertial, "T"): Skriven("", "78"),
            "s": Skriven("", "Kundtjänsten har"),
        },
        revision=ks.revision,
        fonster="demo",
    )


def _egna(nyckeltal: str, ar: int):
    return Varde.objects.filter(nyckeltal__kolada_id=nyckeltal, kommun=STORKOPING, ar=ar, kon="T")


def _fore_revideringen() -> float:
    """Put the value back to what it was, as if Kolada had not revised it yet; the value it has now."""
    nyckeltal, ar, skillnad = data.REVIDERAT
    rad = _egna(nyckeltal, ar)
    nu = rad.get().varde
    rad.update(varde=nu + skillnad)
    return nu


def _revidera(till: float) -> None:
    """What an import does with a revised value: the new one counts, the earlier one is kept."""
    nyckeltal, ar, _ = data.REVIDERAT
    rad = _egna(nyckeltal, ar)
    fore = rad.get()
    korning = Importkorning.objects.order_by("-id").first()
    assert korning is not None
    Vardeandring.objects.create(
        nyckeltal_id=fore.nyckeltal_id,
        kommun_id=fore.kommun_id,
        ar=ar,
        kon="T",
        tidigare=fore.varde,
        tidigare_import=fore.andrad,
        importkorning=korning.pk,
    )
    rad.update(varde=till, andrad=korning.pk)
