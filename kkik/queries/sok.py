"""Search among the nyckeltal."""

import re

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Value, When

from kkik.models import Nyckeltal, Nyckeltalslage

_KOLADA_ID = re.compile(r"[A-Z]\d{1,5}", re.IGNORECASE | re.ASCII)
_ORD = re.compile(r"\w+")
_OPERATORER = re.compile(r'["]|(?:^|\s)-\w|\s(?:or|OR|eller|ELLER)\s')
LANGST = 200
FLEST_ORD = 12
KORTAST_DEL = 3  # shorter pieces of words would match nearly everything


def sok_nyckeltal(
    text: str = "", *, omrade: str = "", bara_med_varden: bool = False, med_forsvunna: bool = True
) -> QuerySet[Nyckeltal]:
    """Nyckeltal that match, best first; vanished ones last.

    text: words as people write them (all must match; the last one may be unfinished; a word may be part of a
    longer one in the title), "quoted phrases", -without, a or b; or a Kolada id or the start of one.
    Empty text gives everything, in the order of the ids. The rows carry `rang` and `har_varden`.
    """
    text = " ".join(text.replace("\x00", " ").split())[:LANGST]
    rader = Nyckeltal.objects.annotate(
        har_varden=Exists(Nyckeltalslage.objects.filter(nyckeltal=OuterRef("pk")))
    )
    if omrade:
        rader = rader.filter(verksamhetsomrade=omrade)
    if bara_med_varden:
        rader = rader.filter(har_varden=True)
    if not med_forsvunna:
        rader = rader.filter(forsvunnet__isnull=True)
    ordning = [F("forsvunnet").asc(nulls_first=True), "kolada_id"]
    if not text:
        return rader.annotate(rang=Value(0.0)).order_by(*ordning)
    if _KOLADA_ID.fullmatch(text):
        return rader.filter(kolada_id__istartswith=text).annotate(rang=Value(1.0)).order_by(*ordning)
    villkor, rang = textvillkor(text)
    # Of two that match as well, the one with something to show comes first.
    rang = rang + Case(When(har_varden=True, then=Value(0.2)), default=Value(0.0), output_field=FloatField())
    forsvunna = Case(When(forsvunnet__isnull=True, then=Value(0)), default=Value(1))
    return rader.annotate(rang=rang).filter(villkor).order_by(forsvunna, "-rang", "kolada_id")


def textvillkor(text: str) -> tuple[Q, object]:
    """What must hold of rows that have `titel` and the search column `sok`, and how well it does. Title hits weigh
    most, through the weights of the column."""
    fraga = SearchQuery(
        re.sub(r"\s(?:eller|ELLER)\s", " or ", text), config="swedish", search_type="websearch"
    )
    rang = SearchRank(F("sok"), fraga, cover_density=False)
    villkor = Q(sok=fraga)
    ord_ = _ORD.findall(text)[:FLEST_ORD]
    if not ord_ or _OPERATORER.search(text):
        return villkor, rang
    oavslutad = SearchQuery(f"{ord_[-1]}:*", config="swedish", search_type="raw")
    for tidigare in ord_[:-1]:
        oavslutad = SearchQuery(tidigare, config="swedish", search_type="plain") & oavslutad
    i_titeln = Q()
    for ett in ord_:
        i_titeln &= Q(titel__icontains=ett)
    rang = (
        rang
        + SearchRank(F("sok"), oavslutad)
        + Case(When(i_titeln, then=Value(0.5)), default=Value(0.0), output_field=FloatField())
    )
    return villkor | Q(sok=oavslutad) | i_titeln, rang
