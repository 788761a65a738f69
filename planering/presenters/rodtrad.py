"""The red thread ready to be drawn: every goal with its ways up and down, and what to do about what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from organisation.models import Enhet
from planering.models import Mal, Malplats
from planering.queries import Indikatorgren, Malgren, Plantrad
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
    """A goal as texts, links (key, title) and keys. `upp` is the goal it serves, `ned` the first of those below it,
    `bidrar` the horizontal goals that it carries, `bryter_ned` (of a horizontal goal) those that carry it from
    elsewhere. `indikatorer`: (name, levels by year)."""

    pk: int
    plan: int
    titel: str
    slag: str
    vem: str
    horisontellt: bool
    upp: Lank | None
    ned: Lank | None
    bidrar: tuple[Lank, ...]
    bryter_ned: tuple[Lank, ...]
    indikatorer: tuple[tuple[str, str], ...]
    luckor: tuple[Lucka, ...]
    djup: int


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


def rodtrad(trad: Plantrad, namnder: Iterable[Enhet], *, andrar: bool) -> Rodtrad:
    """`namnder` are the nämnder and bolag that horizontal goals concern. `andrar`: the reader may put things right."""
    grenar = list(trad.malgrenar())
    mal = {gren.mal.pk: gren.mal for gren in grenar}
    nedbrutna: dict[int, list[Mal]] = {}
    for gren in grenar:
        for h in gren.horisonter:
            nedbrutna.setdefault(h.pk, []).append(gren.mal)

    def nod(gren: Malgren, djup: int) -> Nod:
        upp = mal.get(gren.mal.overordnat_id)
        kort = _kort(trad.plan.pk, gren, upp, nedbrutna.get(gren.mal.pk, []), andrar, djup)
        return Nod(kort, tuple(nod(barn, djup + 1) for barn in gren.underordnade))

    omraden = tuple((o.malomrade.namn, tuple(nod(gren, 1) for gren in o.mal)) for o in trad.omraden)
    vilka = sorted(namnder, key=lambda e: svensk_nyckel(e.namn))
    horisonter = tuple(
        _horisont(gren, nedbrutna.get(gren.mal.pk, []), vilka) for gren in grenar if gren.mal.horisontellt
    )
    return Rodtrad(omraden, horisonter)


def _kort(
    plan: int, gren: Malgren, upp: Mal | None, nedbrutna: list[Mal], andrar: bool, djup: int
) -> Nodkort:
    mal = gren.mal
    return Nodkort(
        pk=mal.pk,
        plan=plan,
        titel=mal.titel,
        slag=mal.niva,
        vem=mal.enhet.namn if mal.niva != Malplats.KF else Malplats.KF.label,
        horisontellt=mal.horisontellt,
        upp=_lank(upp) if upp else None,
        ned=_lank(gren.underordnade[0].mal) if gren.underordnade else None,
        bidrar=tuple(map(_lank, gren.horisonter)),
        bryter_ned=tuple(map(_lank, nedbrutna)),
        indikatorer=tuple((i.indikator.namn, _nivaer(i)) for i in gren.indikatorer),
        luckor=tuple(_luckor(gren, nedbrutna, andrar)),
        djup=djup,
    )


def _lank(mal: Mal) -> Lank:
    return mal.pk, mal.titel


def _nivaer(i: Indikatorgren) -> str:
    enhet = f"{HARDBLANK}%" if i.indikator.matt.enhet == "%" else ""
    return " · ".join(f"{ar}: {niva}{enhet}" for ar, niva in i.per_ar_text)


def _horisont(gren: Malgren, nedbrutna: list[Mal], namnder: list[Enhet]) -> Horisont:
    """A goal of an enhet counts for the nämnd above it in the tree."""
    under = [g for barn in gren.underordnade for g in barn.alla()]
    alla = {m.pk: m for m in [*nedbrutna, *(g.mal for g in under)]}
    per: dict[int, list[Mal]] = {}
    for m in alla.values():
        per.setdefault(m.enhet_id, []).append(m)
    rader = [(e, tuple(per.pop(e.pk, ()))) for e in namnder]
    rader += [(mal[0].enhet, tuple(mal)) for mal in per.values()]
    return Horisont(gren.mal, tuple(rader))


def _luckor(gren: Malgren, nedbrutna: list[Mal], andrar: bool) -> Iterable[Lucka]:
    mal = gren.mal

    def adress(namn: str, nyckel: int) -> str:
        return reverse(f"planering:{namn}", args=[nyckel]) if andrar else ""

    andra = adress("andra_mal", mal.pk)
    if mal.niva == Malplats.KF and not gren.underordnade and not nedbrutna:
        under = adress("nytt_mal", mal.malomrade_id)
        yield Lucka(
            "Ingen nämnd har brutit ned målet", "Lägg till nämndmål", under and f"{under}?under={mal.pk}"
        )
    if not gren.indikatorer and not gren.underordnade:
        yield Lucka("Inget visar om målet nås", "Lägg till indikator", adress("ny_indikator", mal.pk))
    elif gren.indikatorer and not any(i.indikator.raknas for i in gren.indikatorer):
        yield Lucka("Ingen indikator mäter resultat", "Lägg till indikator", adress("ny_indikator", mal.pk))
    if mal.niva != Malplats.KF and mal.overordnat_id is None and not gren.horisonter:
        yield Lucka("Bidrar inte till något högre mål", "Välj vilket mål det bidrar till", andra)
    if mal.ansvarig is None:
        yield Lucka("Ingen är ansvarig", "Välj ansvarig", andra)
    elif not mal.ansvarig.is_active:
        yield Lucka(f"{mal.ansvarig.namn} är inte längre aktiv", "Välj ny ansvarig", andra)
    for i in gren.indikatorer:
        yield from _indikatorluckor(i, adress)


def _indikatorluckor(i: Indikatorgren, adress) -> Iterable[Lucka]:
    namn, nyckel = i.indikator.namn, i.indikator.pk
    if any(b.startswith("Målnivå") for b in i.brister):
        yield Lucka(f"{namn}: målnivå saknas", "Sätt målnivåer", adress("malnivaer", nyckel))
    if i.indikator.ansvarig is None or not i.indikator.ansvarig.is_active:
        yield Lucka(f"{namn}: ingen är ansvarig", "Välj ansvarig", adress("andra_indikator", nyckel))
