"""The thread's middle: analysis, hypotheses, conclusions and proposals."""

from atgarder.domain.trad import Led, Nod
from atgarder.presenters.tradvav import Vav, kort, sida
from atgarder.queries.trad import Tradrader
from styrsnurra.gemensamt.datum import iso
from uppfoljning.models import Analys, Atgardsforslag, Hypotes

ANALYSERA = "uppfoljning.analysera"
TON = {Hypotes.Utslag.VERIFIERAD: "gron", Hypotes.Utslag.FORKASTAD: "gra", Hypotes.Utslag.OPPEN: ""}


def analysera(vav: Vav, rader: Tradrader, fran: dict[int, str]) -> None:
    """Adds the analysis part. `fran`: indicator → the node that its analyses go on from."""
    for a in rader.analyser:
        kallor = [
            fran[v.indikator_id] for v in rader.avvikelser if v.analys_id == a.pk and v.indikator_id in fran
        ]
        vav.lagg(_analys(a, rader), kallor)
    for h in rader.hypoteser:
        url = sida("uppfoljning:hypotes", h.pk)
        ord_ = (h.get_utslag_display(),)
        vav.lagg(
            Nod(f"hypotes-{h.pk}", Led.HYPOTES, h.pastaende, ord_, url, TON[h.utslag]),
            [f"analys-{h.analys_id}"],
        )
    for s in rader.slutsatser:
        kallor = [f"hypotes-{h.pk}" for h in s.bygger_pa] or [f"analys-{s.analys_id}"]
        ord_ = (s.get_fraga_display(),)
        url = f"{sida('uppfoljning:berattelse', s.analys_id)}"
        vav.lagg(Nod(f"slutsats-{s.pk}", Led.SLUTSATS, kort(s.text), ord_, url), kallor)
    for f in rader.forslag:
        _forslag(vav, rader, f)
    for a in rader.analyser:
        _gar_vidare(vav, rader, a)


def _analys(a: Analys, rader: Tradrader) -> Nod:
    om = next((v for v in rader.avvikelser if v.analys_id == a.pk), None)
    ord_ = [f"Klar {iso(a.avslutad)}" if a.ar_klar else f"Pågår sedan {iso(a.oppnad)}"]
    if om is not None:
        ord_.append(f"Utgick från utfallet {om.ar}")
    vy = "uppfoljning:berattelse" if a.ar_klar else "uppfoljning:analys"
    return Nod(f"analys-{a.pk}", Led.ANALYS, a.titel, tuple(ord_), sida(vy, a.pk))


def _forslag(vav: Vav, rader: Tradrader, f: Atgardsforslag) -> None:
    """A proposal follows from the conclusions that rest on a hypothesis of its own; without such, from its hypotheses,
    or from the analysis itself."""
    egna = {h.pk for h in f.bygger_pa}
    slutsatser = [f"slutsats-{s.pk}" for s in rader.slutsatser if egna & {h.pk for h in s.bygger_pa}]
    kallor = slutsatser or [f"hypotes-{h.pk}" for h in f.bygger_pa] or [f"analys-{f.analys_id}"]
    utkast = f.status == Atgardsforslag.Status.UTKAST
    vav.lagg(
        Nod(
            f"forslag-{f.pk}",
            Led.FORSLAG,
            f.titel,
            ("Utkast, inte framlagt",) if utkast else (rader.lagen[f.pk].skede.etikett,),
            sida("uppfoljning:analys_forslag", f.analys_id) if utkast else sida("atgarder:forslag", f.pk),
        ),
        kallor,
    )


def _gar_vidare(vav: Vav, rader: Tradrader, a: Analys) -> None:
    """What an analysis that has not led to any proposal needs."""
    if a.ar_klar or any(f.analys_id == a.pk for f in rader.forslag):
        return
    hypoteser = [h for h in rader.hypoteser if h.analys_id == a.pk]
    if not hypoteser:
        steg = (f"analys-{a.pk}", Led.HYPOTES, "Ställ hypoteser om orsaken", "uppfoljning:analys_hypoteser")
    elif not any(h.utslag == Hypotes.Utslag.VERIFIERAD for h in hypoteser):
        forsta = next((h for h in hypoteser if h.utslag == Hypotes.Utslag.OPPEN), hypoteser[0])
        steg = (
            f"hypotes-{forsta.pk}",
            Led.SLUTSATS,
            "Pröva hypoteserna mot belägg",
            "uppfoljning:analys_belagg",
        )
    else:
        forsta = next(h for h in hypoteser if h.utslag == Hypotes.Utslag.VERIFIERAD)
        slutsats = next((s for s in rader.slutsatser if s.analys_id == a.pk), None)
        fran = f"slutsats-{slutsats.pk}" if slutsats is not None else f"hypotes-{forsta.pk}"
        steg = (fran, Led.FORSLAG, "Föreslå vad som ska göras", "uppfoljning:analys_forslag")
    fran, led, text, vy = steg
    vav.fortsatt(fran, led, text, om=a.titel, behorighet=ANALYSERA, enhet=a.enhet, url=sida(vy, a.pk))
