"""The memory: what has been done and came of it, found by words, by area, by measure and by verdict."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.search import SearchVector
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse

from atgarder.domain.skede import Skede, sammanvagt
from atgarder.models import Atgardsuppdrag, Beslutadeffekt, Effektbedomning
from kkik.queries.sok import LANGST, textvillkor
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.forsok import Forsok
from uppfoljning.models import Analysavvikelse

GJORDA = (Atgardsuppdrag.Genomforande.GENOMFORD, Atgardsuppdrag.Genomforande.AVBRUTEN)
UTSLAG = (Skede.EFFEKT_VISAD, Skede.EFFEKT_EJ_VISAD, Skede.SAMRE, Skede.GENOMFORT, Skede.AVBRUTET)
SIGNAL = {
    Skede.EFFEKT_VISAD: "gron",
    Skede.EFFEKT_EJ_VISAD: "gul",
    Skede.SAMRE: "rod",
    Skede.GENOMFORT: "gra",
    Skede.AVBRUTET: "gra",
}
MALOMRADE, VERKSAMHET = "mal", "verksamhet"
VAGAR = {MALOMRADE: "mal__malomrade__namn", VERKSAMHET: "nyckeltal__verksamhetsomrade"}


@dataclass(frozen=True, slots=True)
class Sokning:
    """`omrade`: "mal:<målområde>" or "verksamhet:<Kolada's area>". `matt`: a Kolada id, or "e" and an own measure's
    key. `utslag`: one of UTSLAG. Empty does not narrow."""

    text: str = ""
    omrade: str = ""
    matt: str = ""
    utslag: str = ""

    @property
    def tom(self) -> bool:
        return not (self.text or self.omrade or self.matt or self.utslag)


INGEN = Sokning()


@dataclass(frozen=True, slots=True)
class Minne:
    """A done (or broken off) action with what it was expected to do."""

    uppdrag: Atgardsuppdrag
    effekter: tuple[Beslutadeffekt, ...]
    skede: Skede
    bedomning: Effektbedomning | None

    @property
    def signal(self) -> str:
        return SIGNAL.get(self.skede, "")

    @property
    def forslag(self):
        return self.uppdrag.punkt.forslag

    @property
    def beslut(self):
        return self.uppdrag.punkt.beslut


def minnen(s: Sokning = INGEN) -> list[Minne]:
    """Best match first, or without words the newest. Two queries, however many."""
    rader = _alla()
    if s.omrade:
        slag, _, namn = s.omrade.replace("\x00", "").partition(":")
        rader = rader.filter(_om(**{VAGAR[slag]: namn})) if slag in VAGAR and namn else rader.none()
    if s.matt:
        rader = rader.filter(_om(**_mattvillkor(s.matt)))
    text = " ".join(s.text.replace("\x00", " ").split())[:LANGST]
    rader = _sokta(rader, text) if text else rader.order_by("-genomford", "-pk")
    return [m for m in map(_minne, rader) if not s.utslag or m.skede == s.utslag]


def minnet(pk: int) -> Minne | None:
    """One, with all that its page shows; None for an action that is not done."""
    rad = _alla().filter(pk=pk).first()
    return None if rad is None else _minne(rad)


def omraden() -> dict[str, list[str]]:
    """The areas that something done was about: {"mal": [...], "verksamhet": [...]}, in Swedish order. Two queries."""
    return {slag: _varden(vag) for slag, vag in VAGAR.items()}


def matten() -> list[tuple[str, str]]:
    """(key, name) of what something done was to move, as `Sokning.matt` takes it. One query."""
    rader = (
        Beslutadeffekt.objects.filter(punkt__uppdrag__genomforande__in=GJORDA)
        .order_by()
        .values_list(
            "indikator__nyckeltal__kolada_id",
            "indikator__nyckeltal__titel",
            "indikator__egetmatt_id",
            "indikator__egetmatt__namn",
        )
        .distinct()
    )
    val = {(kod or f"e{pk}"): (titel or namn) for kod, titel, pk, namn in rader}
    return sorted(val.items(), key=lambda v: svensk_nyckel(v[1]))


def forsok_for(nyckeltal: Iterable[int] = (), egna: Iterable[int] = (), hogst: int = 5) -> list[Forsok]:
    """What has been done to move these measures, or after an analysis of them (settings.TIDIGARE_FORSOK). Newest
    first. One query where nothing has been done, otherwise two."""
    om = _om(nyckeltal__in=list(nyckeltal)) | _om(egetmatt__in=list(egna))
    rader = _alla().filter(om).order_by("-genomford", "-pk")[:hogst]
    return [
        Forsok(
            m.forslag.titel,
            reverse("atgarder:minnet", args=[m.uppdrag.pk]),
            m.skede.etikett,
            m.signal,
            m.uppdrag.genomford.year,
        )
        for m in map(_minne, rader)
    ]


def _alla() -> QuerySet[Atgardsuppdrag]:
    effekter = (
        Beslutadeffekt.objects.select_related(
            "indikator__nyckeltal",
            "indikator__egetmatt",
            "indikator__mal__malomrade",
            "utslag",
            "punkt__beslut",
        )
        .defer("indikator__nyckeltal__sok")
        .order_by("pk")
    )
    return (
        Atgardsuppdrag.objects.filter(genomforande__in=GJORDA)
        .select_related("punkt__forslag", "punkt__beslut__namnd", "enhet", "effektbedomning")
        .prefetch_related(Prefetch("punkt__effekter", effekter))
    )


def _minne(uppdrag: Atgardsuppdrag) -> Minne:
    effekter = tuple(uppdrag.punkt.effekter.all())
    avbrutet = uppdrag.genomforande == Atgardsuppdrag.Genomforande.AVBRUTEN
    utslag = [e.utslag.utslag for e in effekter if hasattr(e, "utslag")]
    return Minne(
        uppdrag,
        effekter,
        Skede.AVBRUTET if avbrutet else sammanvagt(utslag),
        getattr(uppdrag, "effektbedomning", None),
    )


def _om(**villkor: object) -> Q:
    """That it was to move such an indicator, or that the analysis was about one."""
    pa_indikatorn = {f"indikator__{vag}": varde for vag, varde in villkor.items()}
    return Q(punkt__in=Beslutadeffekt.objects.filter(**pa_indikatorn).values("punkt")) | Q(
        punkt__forslag__analys__in=Analysavvikelse.objects.filter(**pa_indikatorn).values("analys")
    )


def _mattvillkor(matt: str) -> dict[str, object]:
    """A key that nothing has finds nothing."""
    nyckel = matt.removeprefix("e")
    if matt.startswith("e") and nyckel.isascii() and nyckel.isdecimal() and len(nyckel) <= 18:
        return {"egetmatt": int(nyckel)}
    return {"nyckeltal__kolada_id": matt.replace("\x00", "")}


def _varden(vag: str) -> list[str]:
    rader = Beslutadeffekt.objects.filter(punkt__uppdrag__genomforande__in=GJORDA).order_by()
    varden = rader.values_list(f"indikator__{vag}", flat=True).distinct()
    return sorted({v for v in varden if v}, key=svensk_nyckel)


def _sokta(rader: QuerySet[Atgardsuppdrag], text: str) -> QuerySet[Atgardsuppdrag]:
    """Rows that match, best first: what it is called weighs most, then what was measured, then what was written."""
    matt = (
        Beslutadeffekt.objects.filter(punkt=OuterRef("punkt"))
        .order_by()
        .values("punkt")
        .annotate(namn=StringAgg("indikator__namn", " "))
        .values("namn")
    )
    sok = (
        SearchVector("punkt__forslag__titel", weight="A", config="swedish")
        + SearchVector("matt", weight="B", config="swedish")
        + SearchVector(
            "punkt__forslag__beskrivning", "genomforande_text", "lardom", weight="C", config="swedish"
        )
    )
    villkor, rang = textvillkor(text)
    return (
        rader.annotate(titel=F("punkt__forslag__titel"), matt=Subquery(matt))
        .annotate(sok=sok)
        .annotate(rang=rang)
        .filter(villkor)
        .order_by("-rang", "-genomford", "-pk")
    )
