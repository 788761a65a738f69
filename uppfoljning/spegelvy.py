"""The year's mirror as a page and a file show it: the promise to the left, what became of it to the right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planering.models import Malniva
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.domain.spegel import Forsvunnen, Lage, Rakning, Slag, Svar, rakna
from uppfoljning.presenters import Gruppvy, Radvy, gruppvy, radvy
from uppfoljning.queries.spegel import Aktivitetslofte, Indikatorlofte, Malspegel, Pengalofte, Spegel
from uppfoljning.queries.spegelversioner import Vad
from uppfoljning.texter import malniva_text, visad_enhet


@dataclass(frozen=True, slots=True)
class Indikatorpar:
    rad: Radvy
    niva: str
    svar: Svar


@dataclass(frozen=True, slots=True)
class Pengapar:
    """`blev`: the whole frame's outcome against the frame, in words; "" before it is known."""

    belopp: str
    verksamhet: str
    kommentar: str
    ram: str
    utfall: str
    blev: str
    svar: Svar


@dataclass(frozen=True, slots=True)
class Aktivitetspar:
    namn: str
    nar: str
    ansvar: str
    plan_pk: int
    plan: str
    lage: str
    signal: str
    blev: str
    svar: Svar


@dataclass(frozen=True, slots=True)
class Malpar:
    """A goal with its pairs. `svar` is of the goal itself."""

    grupp: Gruppvy
    namnd: str
    svar: Svar
    indikatorer: tuple[Indikatorpar, ...]
    pengar: tuple[Pengapar, ...]
    aktiviteter: tuple[Aktivitetspar, ...]

    @property
    def mal(self):
        return self.grupp.grupp.mal


@dataclass(frozen=True, slots=True)
class Saknad:
    """One line of what was promised and is not accounted for. `ankare` leads to it; "" for what is gone."""

    slag: str
    text: str
    mal: str
    varfor: str
    ankare: str
    borta: bool


@dataclass(frozen=True, slots=True)
class Spegelvy:
    mal: tuple[Malpar, ...]
    rakning: Rakning
    saknade: tuple[Saknad, ...]

    @property
    def utan(self) -> tuple[Saknad, ...]:
        return tuple(s for s in self.saknade if not s.borta)

    @property
    def borta(self) -> tuple[Saknad, ...]:
        return tuple(s for s in self.saknade if s.borta)


def spegelvy(s: Spegel, idag: date) -> Spegelvy:
    mal = tuple(_malpar(m, s.ar, idag) for m in s.mal)
    saknade = [x for m in mal for x in _utan(m)]
    saknade += [_borta(f) for f in s.forsvunna]
    rakning = rakna((svar.lage for m in s.mal for svar in m.svaren), (_hur(f) for f in s.forsvunna))
    return Spegelvy(mal, rakning, tuple(saknade))


def _malpar(m: Malspegel, ar: int, idag: date) -> Malpar:
    par = tuple(_indikatorpar(i, ar, idag) for i in m.indikatorer)
    return Malpar(
        gruppvy(m.grupp, tuple(p.rad for p in par)),
        m.namnd.namn,
        m.svar,
        par,
        tuple(_pengapar(p) for p in m.pengar),
        tuple(_aktivitetspar(a) for a in m.aktiviteter),
    )


def _indikatorpar(i: Indikatorlofte, ar: int, idag: date) -> Indikatorpar:
    vy = radvy(i.rad, ar, idag)
    return Indikatorpar(vy, nivatext(i.niva, vy.enhet, i.rad.indikator.utgangsvarde), i.svar)


def nivatext(niva: Malniva | None, enhet: str, utgangsvarde: float | None) -> str:
    """The target level as it was decided; "" where the year has none."""
    if niva is None:
        return ""
    falt = {n: getattr(niva, n) for n in ("slag", "varde", "a", "b", "forandring")}
    return malniva_text(falt | {"utgangsvarde": utgangsvarde}, enhet)


def _tkr(belopp) -> str:
    return formatera(float(belopp), 0, "tkr")


def _pengapar(p: Pengalofte) -> Pengapar:
    ram = p.rad.ram
    belopp, blev = float(ram.belopp), ""
    if ram.utfall is not None:
        skillnad = float(ram.utfall) - belopp
        andel = f" ({formatera(abs(skillnad) / belopp * 100, 1, '%')})" if belopp else ""
        ord_ = "mer än ramen" if skillnad > 0 else "mindre än ramen"
        blev = "precis som ramen" if round(skillnad) == 0 else f"{_tkr(abs(skillnad))} {ord_}{andel}"
    return Pengapar(
        _tkr(p.rad.belopp),
        str(ram.verksamhet),
        p.rad.kommentar,
        _tkr(belopp),
        "" if ram.utfall is None else _tkr(ram.utfall),
        blev,
        p.svar,
    )


def _aktivitetspar(a: Aktivitetslofte) -> Aktivitetspar:
    rad = a.rad
    delar = [f"börjar {rad.startar:%Y-%m-%d}"] if rad.startar else []
    delar += [f"klar senast {rad.klar_senast:%Y-%m-%d}"] if rad.klar_senast else []
    avstamning = next((x for x in reversed(rad.avstamningar.all()) if x.text), None)
    blev = rad.avford_skal if rad.status == "avford" else a.skal.capitalize() if a.skal else ""
    if avstamning is not None and rad.status != "avford":
        blev = f"{blev}. {avstamning.text}" if blev else avstamning.text
    return Aktivitetspar(
        rad.namn,
        ", ".join(delar) or "utan datum",
        rad.ansvar,
        rad.handlingsplan_id,
        rad.handlingsplan.namn,
        a.lage.etikett,
        a.lage.signal,
        blev,
        a.svar,
    )


def _utan(m: Malpar) -> Iterable[Saknad]:
    titel = m.mal.titel

    def rad(slag: Slag, text: str, svar: Svar, ankare: str) -> Iterable[Saknad]:
        if svar.lage is Lage.UTAN:
            yield Saknad(slag.etikett, text, titel, svar.saknas, ankare, False)

    yield from rad(Slag.MAL, titel, m.svar, f"mal-{m.mal.pk}")
    for i in m.indikatorer:
        text = f"{i.rad.namn}, {i.niva}" if i.niva else i.rad.namn
        slag = Slag.MALNIVA if i.niva else Slag.INDIKATOR
        yield from rad(slag, text, i.svar, f"indikator-{i.rad.pk}")
    for p in m.pengar:
        yield from rad(Slag.PENGAR, f"{p.belopp} ur {p.verksamhet}", p.svar, f"mal-{m.mal.pk}")
    for a in m.aktiviteter:
        yield from rad(Slag.AKTIVITET, a.namn, a.svar, f"mal-{m.mal.pk}")


def _hur(f: Forsvunnen) -> str:
    return "ur handlingsplanen" if f.post.slag is Slag.AKTIVITET else f"med {f.efter.kort}"


def _borta(f: Forsvunnen) -> Saknad:
    vad = f.post.vad
    assert isinstance(vad, Vad)
    text = vad.text
    if vad.niva is not None and vad.matt is not None:
        text = f"{text}, {nivatext(vad.niva, visad_enhet(vad.matt.enhet), None)}"
    if f.post.slag is Slag.AKTIVITET:
        skulle = f", skulle vara klar {vad.klar_senast:%Y-%m-%d}" if vad.klar_senast else ""
        varfor = f"togs bort ur handlingsplanen {vad.nar:%Y-%m-%d} utan att avföras{skulle}"
    else:
        varfor = f"stod i {f.fore.beslut}, borta i {f.efter.beslut}"
    return Saknad(f.post.slag.etikett, text, vad.mal, varfor, "", True)


RUBRIKER = (
    "mål",
    "nämnd",
    "slag",
    "löfte",
    "målnivå eller datum",
    "utfall",
    "läge",
    "så blev det",
    "redovisat",
)


def csvrader(s: Spegelvy) -> Iterable[list[object]]:
    """Every promise a row, in the page's order; what is gone comes last."""
    for m in s.mal:
        forst = [m.mal.titel, m.namnd]
        motivering = m.grupp.grupp.satt.motivering if m.grupp.grupp.satt is not None else ""
        blev = ". ".join(t for t in (m.grupp.sammansattning, motivering) if t)
        yield [*forst, Slag.MAL.etikett, m.mal.titel, "", "", m.grupp.ord, blev, m.svar.lage.etikett]
        for i in m.indikatorer:
            slag = Slag.MALNIVA if i.niva else Slag.INDIKATOR
            b = i.rad.kalla.bedomning if i.rad.kalla is not None else None
            utfall = b.utfall if b is not None else None
            yield [
                *forst, slag.etikett, i.rad.namn, i.niva, utfall, i.rad.mal_ord, i.rad.kommentar, i.svar.lage.etikett
            ]  # fmt: skip
        for p in m.pengar:
            yield [
                *forst, Slag.PENGAR.etikett, f"{p.belopp} ur {p.verksamhet}", "", p.utfall, p.blev, p.kommentar,
                p.svar.lage.etikett,
            ]  # fmt: skip
        for a in m.aktiviteter:
            yield [*forst, Slag.AKTIVITET.etikett, a.namn, a.nar, "", a.lage, a.blev, a.svar.lage.etikett]
    for x in s.borta:
        yield [x.mal, "", x.slag, x.text, "", "", "", x.varfor, Lage.BORTA.etikett]
