"""The log, for administrators."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisation import queries
from organisation.behorighet import kravs
from organisation.forms import Loggfilter
from organisation.presenters import KOLUMNER, handelsenamn, loggrad

PER_SIDA, PER_OMGANG = 50, 1000


@kravs("organisation.se_logg")
@require_safe
def handelser(request: HttpRequest) -> HttpResponse:
    ord_ = handelsenamn()
    filter_ = Loggfilter(
        request.GET or None,
        personer=queries.personval(),
        typer=sorted(((typ, ord_.get(typ, typ)) for typ in queries.handelsetyper()), key=lambda par: par[1]),
    )
    val = filter_.cleaned_data if filter_.is_bound and filter_.is_valid() else {}
    rader = queries.handelser(
        pseudonym=None if val.get("person") == Loggfilter.JOBB else val.get("person") or "",
        typ=val.get("typ") or "",
        fran=_borjan(val.get("fran")),
        till=_slutet(val.get("till")),
    )
    if filter_.errors:
        rader = rader.none()  # not everything, which nobody asked for
    if request.GET.get("format") == "csv" and not filter_.errors:
        return _csv(rader, ord_)
    sida = Paginator(rader, PER_SIDA).get_page(request.GET.get("sida"))
    namn = queries.namn_av_pseudonym(queries.pseudonymer(sida.object_list))
    fraga = request.GET.copy()
    fraga.pop("sida", None)
    fraga["format"] = "csv"
    return render(
        request,
        "organisation/handelser.html",
        {
            "form": filter_,
            "sida": sida,
            "rader": [loggrad(rad, namn, ord_) for rad in sida],
            "kolumner": KOLUMNER,
            "filtrerat": any(val.values()),
            "csv_url": f"?{fraga.urlencode()}",
        },
    )


def _borjan(dag: date | None) -> datetime | None:
    """The moment a Swedish day begins."""
    return None if dag is None else timezone.make_aware(datetime.combine(dag, time.min))


def _slutet(dag: date | None) -> datetime | None:
    """The moment it ends; None for the last day a calendar has, after which nothing is."""
    return None if dag in (None, date.max) else _borjan(dag + timedelta(days=1))


class _Rad:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(rader, ord_: dict[str, str]) -> StreamingHttpResponse:
    """Everything filtered, for a Swedish Excel: semicolons, and a mark that the text is UTF-8."""

    def skriv() -> Iterator[str]:
        skrivare = csv.writer(_Rad(), delimiter=";")
        yield "\ufeff" + skrivare.writerow(KOLUMNER)
        alla = rader.iterator(chunk_size=PER_OMGANG)
        while omgang := list(islice(alla, PER_OMGANG)):
            namn = queries.namn_av_pseudonym(queries.pseudonymer(omgang))
            yield "".join(skrivare.writerow(loggrad(rad, namn, ord_).csv()) for rad in omgang)

    namn = f"handelser-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        skriv(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{namn}"'},
    )
