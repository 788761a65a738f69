"""The red thread ready to be drawn: every goal with its ways up and down, and what to do about what it lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from organisation.models import Enhet
from planering.models import Mal, Malplats
from planering.queries import Bristslag, Indikatorgren, Malgren, Plantrad
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.tal import HARDBLANK


@dataclass(frozen=True, slots=True)
class Lucka:
    """Something missing, and where it is put right ("" when nobody can now)."""

    text: str
    gor: str
    url: str = ""


Lank = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Nodkort:
    """A goal as texts, links (key, title) and keys.

    `upp` is the goal it serves, `ned` the first of those below it, `fore` and `efter` those that stand beside it
    under the same goal. `bidrar` are the horizontal goals that it carries, `bryter_ned` (of a horizontal goal) those
    that carry it from elsewhere. `indikatorer`: (name, levels by year). `oronmarkt`: (money that is set aside, year).
    """

    pk: int
    plan: int
    titel: str
    slag: str
    vem: str
    horisontellt: bool
    upp: Lank | None
    ned: Lank | None
    fore: Lank | None
    efter: Lank | None
    bidrar: tuple[Lank, ...]
    bryter_ned: tuple[Lank, ...]
    indikatorer: tuple[tuple[str, str], ...]
    luckor: tuple[Lucka, ...]
    djup: int
    oronmarkt: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Nod:
    kort: Nodkort
    barn: tuple["Nod", ...]

    def alla(self) -> Iterable["Nod"]:
        yield self
        for barn in self.barn:
            yield from barn.alla()


@dataclass(frozen=True, slots=True)
class Horisont:
    """A horizontal goal, nämnd by nämnd: the goals that carry it, none where it is not broken down."""

    mal: Mal
    namnder: tuple[tuple[Enhet, tuple[Mal, ...]], ...]

    @property
    def saknas(self) -> list[Enhet]:
        return [enhet for enhet, mal in self.namnder if not mal]


@dataclass(frozen=True, slots=True)
class Rodtrad:
    omraden: tuple[tuple[str, tuple[Nod, ...]], ...]
    horisonter: tuple[Horisont, ...]

    @property
    def noder(self) -> list[Nod]:
        return [n for _, noder in self.omraden for nod in noder for n in nod.alla()]

    @property
    def luckor(self) -> int:
        return sum(len(n.kort.luckor) for n in self.noder)


def rodtrad(
    trad: Plantrad,
    namnder: Iterable[Enhet],
    tillhor: Mapping[int, Enhet],
    *,
    andrar: bool,
    oronmarkt: Mapping[int, tuple[tuple[str, int], ...]] | None = None,
) -> Rodtrad:
    """`namnder` are the nämnder and bolag that horizontal goals concern, `tillhor` the nämnd of each enhet (key).
    `andrar`: the reader may put things right. `oronmarkt`: by goal the money that is set aside for it."""
    grenar = list(trad.malgrenar())
    mal = {gren.mal.pk: gren.mal for gren in grenar}
    nedbrutna: dict[int, list[Mal]] = {}
    for gren in grenar:
        for h in gren.horisonter:
            nedbrutna.setdefault(h.pk, []).append(gren.mal)

    def noder(syskon: tuple[Malgren, ...], djup: int) -> tuple[Nod, ...]:
        ut = []
        for gren, fore, efter in zip(syskon, (None, *syskon), (*syskon[1:], None), strict=False):
            vagar = _Vagar(mal.get(gren.mal.overordnat_id), fore and fore.mal, efter and efter.mal)
            kort = _kort(trad.plan.pk, gren, vagar, nedbrutna.get(gren.mal.pk, []), andrar, djup)
            pengar = (oronmarkt or {}).get(gren.mal.pk, ())
            ut.append(Nod(replace(kort, oronmarkt=pengar), noder(gren.underordnade, djup + 1)))
        return tuple(ut)

    omraden = tuple((o.malomrade.namn, noder(o.mal, 1)) for o in trad.omraden)
    vilka = sorted(namnder, key=lambda e: svensk_nyckel(e.namn))
    horisonter = tuple(
        _horisont(gren, nedbrutna.get(gren.mal.pk, []), vilka, tillhor)
        for gren in grenar
        if gren.mal.horisontellt
    )
    return Rodtrad(omraden, horisonter)


@dataclass(frozen=True, slots=True)
class _Vagar:
    upp: Mal | None
    fore: Mal | None
    efter: Mal | None


def _kort(plan: int, gren: Malgren, vagar: _Vagar, nedbrutna: list[Mal], andrar: bool, djup: int) -> Nodkort:
    mal = gren.mal
    return Nodkort(
        pk=mal.pk,
        plan=plan,
        titel=mal.titel,
        slag=mal.niva,
        vem=mal.enhet.namn if mal.niva != Malplats.KF else Malplats.KF.label,
        horisontellt=mal.horisontellt,
        upp=_lank(vagar.upp),
        ned=_lank(gren.underordnade[0].mal if gren.underordnade else None),
        fore=_lank(vagar.fore),
        efter=_lank(vagar.efter),
        bidrar=tuple(map(_lank, gren.horisonter)),
        bryter_ned=tuple(map(_lank, nedbrutna)),
        indikatorer=tuple((i.indikator.namn, _nivaer(i)) for i in gren.indikatorer),
        luckor=tuple(_luckor(gren, andrar)),
        djup=djup,
    )


def _lank(mal: Mal | None) -> Lank | None:
    return (mal.pk, mal.titel) if mal is not None else None


def _nivaer(i: Indikatorgren) -> str:
    enhet = f"{HARDBLANK}%" if i.indikator.matt.enhet == "%" else ""
    return " · ".join(f"{ar}: {niva}{enhet}" for ar, niva in i.per_ar_text)


def _horisont(
    gren: Malgren, nedbrutna: list[Mal], namnder: list[Enhet], tillhor: Mapping[int, Enhet]
) -> Horisont:
    """A goal of an enhet counts for the nämnd above it in the tree."""
    under = [g.mal for g in gren.alla() if g is not gren]
    alla = {m.pk: m for m in [*nedbrutna, *under]}
    per: dict[Enhet, list[Mal]] = {e: [] for e in namnder}
    for m in alla.values():
        per.setdefault(tillhor.get(m.enhet_id, m.enhet), []).append(m)
    return Horisont(gren.mal, tuple((e, tuple(mal)) for e, mal in per.items()))


# What can be done about what a goal lacks: the words, and the page where its key stands.
_MALETS_GOR = {
    Bristslag.INDIKATOR: ("Lägg till indikator", "ny_indikator"),
    Bristslag.OVERORDNAT: ("Välj vilket mål det bidrar till", "andra_mal"),
    Bristslag.ANNAN_NAMND: ("Se över vilket mål det bidrar till", "andra_mal"),
    Bristslag.MALETS_ANSVARIG: ("Välj ansvarig", "andra_mal"),
    Bristslag.MALETS_ENHET: ("Välj enhet", "andra_mal"),
}
_INDIKATORNS_GOR = {
    Bristslag.MALNIVA: ("Sätt målnivåer", "malnivaer"),
    Bristslag.INDIKATORNS_ANSVARIG: ("Välj ansvarig", "andra_indikator"),
    Bristslag.INDIKATORNS_AGARE: ("Välj ägare", "andra_indikator"),
    Bristslag.NYCKELTAL: ("Lägg till en annan indikator", "ny_indikator"),
}


def _luckor(gren: Malgren, andrar: bool) -> Iterable[Lucka]:
    """What the goal and its indicators lack, with what the reader can do about it."""
    mal = gren.mal

    def adress(namn: str, nyckel: int) -> str:
        return reverse(f"planering:{namn}", args=[nyckel]) if andrar else ""

    for b in gren.brister:
        if b.slag == Bristslag.NEDBRYTNING:
            under = adress("nytt_mal", mal.malomrade_id)
            yield Lucka(b.text, "Lägg till mål under det", under and f"{under}?under={mal.pk}")
        else:
            gor, sida = _MALETS_GOR[b.slag]
            yield Lucka(b.text, gor, adress(sida, mal.pk))
    for i in gren.indikatorer:
        for b in i.brister:
            gor, sida = _INDIKATORNS_GOR[b.slag]
            nyckel = mal.pk if b.slag == Bristslag.NYCKELTAL else i.indikator.pk
            yield Lucka(f"{i.indikator.namn}: {b.text}", gor, adress(sida, nyckel))
