"""The thread's beginning: vision, målområde, goals, indicators and their newest outcome."""

from django.utils.http import urlencode

from atgarder.domain.trad import Led, Nod
from atgarder.presenters.tradvav import Vav, kort, sida
from atgarder.queries.trad import Tradrader
from atgarder.queries.tradplan import Indikatorled
from planering.models import Mal, Malplats
from styrsnurra.gemensamt import signalord
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.models import Bedomning
from uppfoljning.texter import malniva_text, visad_enhet

LED = {Malplats.KF: Led.KFMAL, Malplats.NAMND: Led.NAMNDMAL, Malplats.ENHET: Led.ENHETSMAL}


def planera(vav: Vav, rader: Tradrader) -> dict[int, str]:
    """Adds the planning part. Any version's indicator key → the node that an analysis of it goes on from."""
    plan = rader.plan
    for mal in plan.mal.values():
        _omrade(vav, rader, mal)
    for mal in sorted(plan.mal.values(), key=lambda m: Malplats(m.niva).djup):
        _mal(vav, rader, mal)
    analyserade = {a.indikator_id for a in rader.avvikelser}
    ut: dict[int, str] = {}
    lugna: dict[int, list[Indikatorled]] = {}
    for i in plan.indikatorer:
        if plan.rotmal is not None and _lugn(i, plan.bedomningar.get(i.rad.pk), analyserade):
            lugna.setdefault(i.mal.pk, []).append(i)
            continue
        nyckel = _indikator(
            vav,
            i,
            plan.bedomningar.get(i.rad.pk),
            analyserad=bool(i.alla & analyserade),
            ensam=plan.rotmal is None,
        )
        ut |= dict.fromkeys(i.alla, nyckel)
    for mal, led in lugna.items():
        _samlat(vav, plan.mal[mal], led)
    return ut


def _lugn(i: Indikatorled, b: Bedomning | None, analyserade: set[int]) -> bool:
    return b is not None and not b.avviker and not i.alla & analyserade


def _omrade(vav: Vav, rader: Tradrader, mal: Mal) -> None:
    omrade = mal.malomrade
    uppdrag = [
        vav.lagg(
            Nod(
                f"uppdrag-{pk}",
                Led.UPPDRAG,
                namn,
                (kort(vision),) if vision else (),
                sida("planering:uppdrag", pk),
            )
        )
        for pk, namn, vision in rader.plan.vision.get(omrade.pk, ())
    ]
    url = f"{sida('planering:planvy', omrade.plan_id)}#omrade-{omrade.pk}"
    vav.lagg(Nod(f"omrade-{omrade.pk}", Led.OMRADE, omrade.namn, (omrade.plan.namn,), url), uppdrag)


def _mal(vav: Vav, rader: Tradrader, mal: Mal) -> None:
    over = [f"mal-{o}" for o in rader.plan.upp[mal.pk]]
    vem = "Horisontellt mål" if mal.horisontellt else mal.enhet.namn
    nyckel = vav.lagg(
        Nod(
            f"mal-{mal.pk}",
            LED[Malplats(mal.niva)],
            mal.titel,
            () if mal.niva == Malplats.KF and not mal.horisontellt else (vem,),
            f"{sida('planering:planvy', mal.malomrade.plan_id)}#mal-{mal.pk}",
        ),
        over or [f"omrade-{mal.malomrade_id}"],
    )
    if rader.plan.rotmal is None:
        return
    for h in rader.plan.handlingsplaner.get(mal.pk, ()):
        ord_ = ("Handlingsplan för målet, utan beslutad åtgärd",)
        vav.lagg(
            Nod(f"plan-{h.pk}", Led.GENOMFORANDE, h.namn, ord_, sida("planering:handlingsplan", h.pk)),
            [nyckel],
        )
    under = any(mal.pk in upp for upp in rader.plan.upp.values())
    if not under and not any(i.mal.pk == mal.pk for i in rader.plan.indikatorer):
        vav.fortsatt(
            nyckel,
            Led.INDIKATOR,
            "Välj en indikator som visar om målet nås",
            om=mal.titel,
            behorighet="planering.andra_plan",
            enhet=None,
            url="" if mal.malomrade.plan.ar_last else sida("planering:ny_indikator", mal.pk),
        )


def _indikator(vav: Vav, i: Indikatorled, b: Bedomning | None, *, analyserad: bool, ensam: bool) -> str:
    """The indicator and its newest outcome; the key of the last of them."""
    ord_ = [i.rad.agare.namn]
    if not i.aktuell:
        ord_.append(f"Inte kvar i planen. Fanns i {i.planer[-1]}")
    elif len(i.planer) > 1 and ensam:
        ord_.append(f"Har följt med genom {len(i.planer)} planer")
    url = sida("uppfoljning:indikator", i.rad.pk)
    nyckel = vav.lagg(
        Nod(f"indikator-{i.rad.pk}", Led.INDIKATOR, i.rad.namn, tuple(ord_), url), [f"mal-{i.mal.pk}"]
    )
    if b is None:
        return nyckel
    nyckel = vav.lagg(_utfall(i, b, url), [nyckel])
    if b.avviker and not analyserad:
        fraga = urlencode({"indikator": i.rad.pk, "ar": b.ar})
        vav.fortsatt(
            nyckel,
            Led.ANALYS,
            "Sök orsaken: öppna en analys",
            om=i.rad.namn,
            behorighet="uppfoljning.analysera",
            enhet=i.rad.agare,
            url=f"{sida('uppfoljning:ny_analys')}?{fraga}",
        )
    return nyckel


def _utfall(i: Indikatorled, b: Bedomning, url: str) -> Nod:
    """The newest outcome against the target, and the three lights in words."""
    enhet = visad_enhet(i.rad.matt.enhet)
    if b.utfall is None:
        return Nod(
            f"utfall-{i.rad.pk}", Led.AVVIKELSE, f"Inget utfall {b.ar} än", (), f"{url}?ar={b.ar}", "gra"
        )
    mal = (b.mal_indata or {}).get("mal")
    mot = f" mot målet {malniva_text(mal, enhet)}" if mal else ""
    ord_ = [signalord.MAL[b.mal_signal] if b.mal_signal != "gra" else "Målet kan inte bedömas"]
    if b.andra_signal != "gra":
        ord_.append(f"{signalord.ANDRA[b.andra_signal]} i jämförelsen")
    if b.trend:
        ord_.append(signalord.trendtext(b.trend, b.godhet))
    titel = f"{formatera(b.utfall, i.rad.decimaler, enhet)} {b.ar}{mot}"
    return Nod(f"utfall-{i.rad.pk}", Led.AVVIKELSE, titel, tuple(ord_), f"{url}?ar={b.ar}", b.mal_signal)


def _samlat(vav: Vav, mal: Mal, led: list[Indikatorled]) -> None:
    """Those of a goal that go as planned and that nobody has analysed: one node, by name."""
    antal = "1 indikator" if len(led) == 1 else f"{len(led)} indikatorer"
    rubrik = f"{antal} utan avvikelse"
    url = f"{sida('planering:planvy', mal.malomrade.plan_id)}#mal-{mal.pk}"
    namn = ", ".join(i.rad.namn for i in led)
    vav.lagg(Nod(f"lugna-{mal.pk}", Led.INDIKATOR, rubrik, (namn,), url, "gron"), [f"mal-{mal.pk}"])
