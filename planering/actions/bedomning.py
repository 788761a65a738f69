"""Påverkansgrad and kategori judged together, with verktyg's exercises, and what was agreed written back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from organisation.actions import logga
from organisation.models import Person
from planering.actions import gemensamt
from planering.actions.indikator import andra_indikator
from planering.domain.fel import Planeringsfel
from planering.models import Indikator, Kategori, Paverkansgrad, Plan
from planering.queries.planbild import foregangare_till
from verktyg import actions as verktyg
from verktyg import queries as verktygsfragor
from verktyg.models import Genomforande

# The exercise's own codes are those of the field it speaks of.
FALT = {"paverkansgrad": "paverkansgrad", "kategorisering": "kategori"}
LANGSTA_SKAL = 2000
VARDEN = {"paverkansgrad": Paverkansgrad, "kategori": Kategori}


def plannyckel(plan: Plan) -> str:
    """What verktyg finds a plan's rounds by."""
    return f"planering.plan:{plan.pk}"


def plannycklar(plan: Plan) -> list[str]:
    """Those of the plan and of all that it was made from: what was agreed there can be written in here. One query."""
    fore = foregangare_till(Plan, [plan.pk]).get(plan.pk, [])
    return [f"planering.plan:{pk}" for pk in (plan.pk, *fore)]


@transaction.atomic
def starta_bedomning(
    *,
    av: Person | None,
    nar: datetime,
    plan: Plan,
    instrument: str,
    personer: Iterable[Person] = (),
    oppen_for_alla: bool = False,
    anonym: bool = False,
    sista_dag: date | None = None,
    grupper: Iterable[str] = (),
) -> Genomforande:
    """Start the exercise for all indicators of the plan, under their goals. `grupper`: names of those to compare.

    Raises PlanLast when the plan is decided: there would be nowhere to write what is agreed.
    """
    if instrument not in FALT:
        raise Planeringsfel({"instrument": ["Välj en av övningarna."]})
    gemensamt.las_plan(plan.pk)
    rader = Indikator.objects.filter(mal__malomrade__plan=plan).select_related("mal").order_by(
        "mal__malomrade__ordning", "mal__malomrade_id", "mal__ordning", "mal_id", "ordning", "id"
    )  # fmt: skip
    if not rader:
        raise Planeringsfel("Planen har inga indikatorer att bedöma än.")
    try:
        return verktyg.starta(
            av=av,
            nar=nar,
            instrument=instrument,
            rader=[(str(i.pk), i.namn, i.mal.titel) for i in rader],
            galler=plan.namn,
            galler_nyckel=plannyckel(plan),
            personer=personer,
            oppen_for_alla=oppen_for_alla,
            anonym=anonym,
            sista_dag=sista_dag,
            grupper=grupper,
        )
    except verktyg.Verktygsfel as fel:
        raise Planeringsfel(fel.fel) from fel


@dataclass(frozen=True, slots=True)
class Forslag:
    """What was agreed about an indicator that now has something else. `kraver_skal`: it has target levels, and would
    no longer have them without a written reason."""

    indikator: Indikator
    falt: str
    fore: str
    efter: str
    anteckning: str
    kraver_skal: bool

    @property
    def fore_ord(self) -> str:
        return VARDEN[self.falt](self.fore).label

    @property
    def efter_ord(self) -> str:
        return VARDEN[self.falt](self.efter).label


def forslag(plan: Plan, runda: Genomforande) -> list[Forslag]:
    """The differences between what was agreed and what stands in the plan, in the exercise's order. A round about a
    plan that this one was made from speaks of the indicators that go on here."""
    falt = FALT[runda.instrument]
    egna = list(
        Indikator.objects.filter(mal__malomrade__plan=plan)
        .select_related("nyckeltal", "egetmatt", "agare", "ansvarig", "mal__malomrade__plan")
        .prefetch_related("malnivaer")
    )
    kedjor = foregangare_till(Indikator, [i.pk for i in egna])
    indikatorer = {str(fore): i for i in egna for fore in kedjor.get(i.pk, ())} | {str(i.pk): i for i in egna}
    ut = []
    for rad in verktygsfragor.konsensusrader(runda):
        i = indikatorer.get(rad.nyckel)
        if i is None or rad.varde not in VARDEN[falt].values or getattr(i, falt) == rad.varde:
            continue
        fore = getattr(i, falt)
        setattr(i, falt, rad.varde)
        kraver = bool(i.malnivahinder) and bool(i.malnivaer.all()) and not i.malniva_skal
        setattr(i, falt, fore)
        ut.append(Forslag(i, falt, fore, rad.varde, rad.anteckning, kraver))
    return ut


@transaction.atomic
def skriv_in_bedomning(
    *,
    av: Person | None,
    nar: datetime,
    plan: Plan,
    runda: Genomforande,
    valda: Mapping[int, str],
    skal: Mapping[int, str] | None = None,
    revisioner: Mapping[int, int | None] | None = None,
) -> list[Indikator]:
    """Write what was agreed into the chosen indicators. `valda`: key → the value that the person saw; when another
    has been agreed since, nothing is written. `revisioner`, if given: key → the indicator's revision that the person
    saw; when it has been changed since, or none is said, nothing is written either. All or none. Raises Planeringsfel
    with the fields `skal_<key>` and `vald_<key>`, PlanLast when the plan is decided."""
    gemensamt.las_plan(plan.pk)
    skal = skal or {}
    nu = {f.indikator.pk: f for f in forslag(plan, runda)}
    fel: dict[str, list[str]] = {}
    skrivna = []
    for nyckel, sett in valda.items():
        f = nu.get(nyckel)
        if hinder := _skalfel(skal.get(nyckel, "")):
            fel[f"skal_{nyckel}"] = [hinder]
            continue
        if f is None or f.efter != sett:
            fel[f"vald_{nyckel}"] = ["Det som enats om har ändrats. Titta på raden igen."]
            continue
        if revisioner is not None and revisioner.get(nyckel) != f.indikator.revision:
            fel[f"vald_{nyckel}"] = [
                f"{f.indikator.namn} har ändrats av någon annan sedan du öppnade sidan. I planen står nu: "
                f"{f.fore_ord.lower()}. Skriv in igen om det fortfarande ska bli {f.efter_ord.lower()}."
            ]
            continue
        try:
            with transaction.atomic():
                skrivna.append(_skriv(f, skal.get(nyckel), av, nar))
        except Planeringsfel as ett:
            falt = f"skal_{nyckel}" if "malniva_skal" in ett.fel else f"vald_{nyckel}"
            fel[falt] = [text for texter in ett.fel.values() for text in texter]
    if fel:
        raise Planeringsfel(fel)
    if skrivna:
        data = {"genomforande": runda.pk, "instrument": runda.instrument, "antal": len(skrivna)}
        logga(av=av, nar=nar, typ="planering.skriv_in_bedomning", objekt=plan, data=data)
    return skrivna


def _skalfel(text: str) -> str:
    """Why a reason cannot be saved, "" when it can: the page's own field takes no more."""
    if len(text) > LANGSTA_SKAL:
        return f"Skälet är {len(text)} tecken långt. Korta det till högst {LANGSTA_SKAL}."
    return "Skälet har ett osynligt tecken (noll) som inte går att spara." if "\0" in text else ""


def _skriv(f: Forslag, skal: str | None, av: Person | None, nar: datetime) -> Indikator:
    i = f.indikator
    nytt = {"kategori": i.kategori, "paverkansgrad": i.paverkansgrad} | {f.falt: f.efter}
    return andra_indikator(
        av=av,
        nar=nar,
        indikator=i,
        riktning=i.riktning,
        intervall_a=i.intervall_a,
        intervall_b=i.intervall_b,
        agare=i.agare,
        ansvarig=i.ansvarig,
        namn=i.namn,
        jamforelsegrupp=i.jamforelsegrupp,
        decimaler=i.decimaler,
        varfor=i.varfor,
        malniva_skal=skal or i.malniva_skal,
        **nytt,
    )
