"""The thread's end: consequences, priority, decision, assignment, effect, and what it hands to the next turn."""

from atgarder.domain.effekttyper import Utslagshinder
from atgarder.domain.prioritering import Rost
from atgarder.domain.prioritering import lage as matrislage
from atgarder.domain.skede import Skede
from atgarder.domain.trad import Led, Nod
from atgarder.models import Atgardseffekt, Atgardsuppdrag, Beslutspunkt, Prioriteringsforslag
from atgarder.presenters.tradsteg import nasta
from atgarder.presenters.tradvav import Vav, kort, sida
from atgarder.queries.lage import Forslagslage
from atgarder.queries.trad import Beslutsled, Tradrader
from styrsnurra.gemensamt.datum import iso
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.models import Atgardsforslag
from uppfoljning.texter import visad_enhet

Utslag = Atgardseffekt.Utslag
UTSLAGSTON = {Utslag.VISAD: "gron", Utslag.EJ_VISAD: "gul", Utslag.SAMRE: "rod", Utslag.KAN_INTE: "gra"}


def atgarda(vav: Vav, rader: Tradrader) -> None:
    for f in rader.forslag:
        if f.status == Atgardsforslag.Status.FORESLAS:
            _ett(vav, rader, f)
        else:
            _utkast(vav, f)


def _utkast(vav: Vav, f: Atgardsforslag) -> None:
    vav.fortsatt(
        f"forslag-{f.pk}",
        Led.KONSEKVENS,
        "Lägg fram förslaget",
        om=f.titel,
        behorighet="uppfoljning.analysera",
        enhet=f.analys.enhet,
        url=sida("uppfoljning:andra_forslag", f.pk),
    )


def _ett(vav: Vav, rader: Tradrader, f: Atgardsforslag) -> None:
    lage = rader.lagen[f.pk]
    sist = f"forslag-{f.pk}"
    if lage.beskrivning is not None:
        klar = lage.beskrivning.klar
        ord_ = (f"Beskrivna {iso(klar)}" if klar else "Beskrivs",)
        nod = Nod(f"konsekvens-{f.pk}", Led.KONSEKVENS, f.titel, ord_, sida("atgarder:forslag", f.pk))
        sist = vav.lagg(nod, [sist])
    rundor = [vav.lagg(_prioritering(rad), [sist]) for rad in rader.prioriteringar.get(f.pk, ())]
    fran = rundor or [sist]
    sist = fran[-1]
    for led in rader.punkter.get(f.pk, ()):
        sist = _beslut(vav, led, f.titel, fran)
        if lage.uppdrag is not None and lage.uppdrag.punkt_id == led.rad.pk:
            sist = _uppdrag(vav, rader, lage.uppdrag, led, sist)
    if lage.underlag is not None and lage.skede in {Skede.BEREDS, Skede.VANTAR_BESLUT}:
        sist = _underlag(vav, lage, f, fran)
    bedomd = lage.uppdrag is not None and lage.uppdrag.pk in rader.bedomda
    nasta(vav, f, lage, sist, bedomd=bedomd)


def _prioritering(rad: Prioriteringsforslag) -> Nod:
    p = rad.prioritering
    ord_ = [f"Prioriterat {iso(p.datum)}"]
    lage = matrislage(Rost(r.deltagare_id, r.insats, r.effekt) for r in rad.placerade)
    if lage is not None:
        ord_ = [f"{iso(p.datum)}, {lage.n} {'person' if lage.n == 1 else 'personer'}", lage.enighet.etikett]
        titel = " eller ".join(k.etikett for k in lage.kvadranter)
    else:
        titel = p.titel
    return Nod(
        f"prioritering-{rad.pk}", Led.PRIORITERING, titel, tuple(ord_), sida("atgarder:prioritering", p.pk)
    )


def _underlag(vav: Vav, lage: Forslagslage, f: Atgardsforslag, fran: list[str]) -> str:
    u = lage.underlag.underlag
    ord_ = (f"Lämnat {iso(u.lamnat)}, väntar på beslut" if u.lamnat else "Beslutsunderlag som skrivs",)
    return vav.lagg(
        Nod(f"underlag-{u.pk}-{f.pk}", Led.BESLUT, u.titel, ord_, sida("atgarder:underlag", u.pk)), fran
    )


def _beslut(vav: Vav, led: Beslutsled, titel: str, fran: list[str]) -> str:
    p, b = led.rad, led.rad.beslut
    ord_ = [f"{b.instansnamn} {iso(b.sammantrade)} {b.paragraf}"]
    if p.andring:
        ord_.append(kort(p.andring))
    ton = {"bifall": "gron", "andring": "gron", "avslag": "gra", "aterremiss": "gul"}[p.utfall]
    url = sida("atgarder:beslut", b.pk)
    nyckel = vav.lagg(Nod(f"punkt-{p.pk}", Led.BESLUT, p.get_utfall_display(), tuple(ord_), url, ton), fran)
    if led.behov:
        vav.lagg(_behov(led, p), [nyckel])
    for a in led.malandringar:
        rubrik, budget = f"Ändrat mål: {a.malnamn or kort(a.text)}", sida("atgarder:infor_budget")
        vav.lagg(Nod(f"malandring-{a.pk}", Led.NASTA, rubrik, (_status(a),), budget), [nyckel])
    if not led.stangt and p.utfall != "aterremiss":
        vav.fortsatt(
            nyckel,
            Led.GENOMFORANDE,
            "Återkoppla beslutet till dem som var med",
            om=titel,
            behorighet="atgarder.aterkoppla",
            enhet=b.underlag.enhet,
            url=url,
        )
    return nyckel


def _behov(led: Beslutsled, p: Beslutspunkt) -> Nod:
    """The point's resource needs as one: how much in which years, and how the budget has taken them."""
    ar = sorted({b.ar for b in led.behov})
    summa = sum(b.belopp_tkr for b in led.behov)
    tjanster = max(sum(b.tjanster for b in led.behov if b.ar == ett) for ett in ar)
    period = str(ar[0]) if len(ar) == 1 else f"{ar[0]}–{ar[-1]}"
    delar = [f"{formatera(summa, 0, 'tkr')} {period}"] if summa else []
    if tjanster:
        delar.append(f"{formatera(float(tjanster), None)} tjänster")
    lagen = sorted({_status(b) for b in led.behov})
    titel = f"Resursbehov: {', '.join(delar) or period}"
    return Nod(f"behov-{p.pk}", Led.NASTA, titel, tuple(lagen), sida("atgarder:infor_budget"))


def _status(onskemal) -> str:
    if onskemal.plan_id and onskemal.status == "intaget":
        return f"Med i {onskemal.plan.namn}"
    return {"vantar": "Väntar på nästa plan"}.get(onskemal.status, onskemal.get_status_display())


def _uppdrag(vav: Vav, rader: Tradrader, u: Atgardsuppdrag, led: Beslutsled, fran: str) -> str:
    """The last of what there is: an effect, or the assignment."""
    ord_ = [u.get_genomforande_display() + (f" {iso(u.genomford)}" if u.genomford else ""), u.enhet.namn]
    ton = {"genomford": "gron", "avbruten": "gra"}.get(u.genomforande, "")
    url = sida("atgarder:uppdrag", u.pk)
    nyckel = vav.lagg(
        Nod(f"uppdrag-a{u.pk}", Led.GENOMFORANDE, u.handlingsplan.namn, tuple(ord_), url, ton), [fran]
    )
    effekter = [vav.lagg(_effekt(e), [nyckel]) for e in led.effekter]
    bedomd = rader.bedomda.get(u.pk)
    if bedomd is not None:
        nod = Nod(f"bedomd-{u.pk}", Led.NASTA, kort(bedomd.text), (bedomd.get_slutsats_display(),), url)
        vav.lagg(nod, effekter or [nyckel])
    if u.lardom:
        nod = Nod(f"lardom-{u.pk}", Led.NASTA, kort(u.lardom), ("Det vi lärde oss",), url)
        vav.lagg(nod, effekter or [nyckel])
    return effekter[-1] if effekter and u.genomforande == u.Genomforande.GENOMFORD else nyckel


def _effekt(e) -> Nod:
    enhet = visad_enhet(e.indikator.matt.enhet)
    till = formatera(e.till, e.indikator.decimaler, enhet)
    fran = f"från {formatera(e.fran, e.indikator.decimaler, enhet)} " if e.fran is not None else ""
    vantat = f"{e.indikator.namn}: väntat {fran}till {till} {e.effektar}"
    if e.raknad is None or e.raknad.orsak == Utslagshinder.FOR_TIDIGT:
        ord_, ton = f"Utfallet {e.effektar} väntas", ""
    else:
        ord_, ton = e.raknad.get_utslag_display(), UTSLAGSTON[e.raknad.utslag]
    return Nod(f"effekt-{e.pk}", Led.EFFEKT, vantat, (ord_,), sida("atgarder:effekt", e.pk), ton)
