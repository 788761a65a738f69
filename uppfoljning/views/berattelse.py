"""The analysis as a told story: to read, to present and to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.behorighet import kravs
from uppfoljning.belaggsbilder import Bildkalla
from uppfoljning.berattelse import berattelse as berattelsen
from uppfoljning.charts import linje
from uppfoljning.queries import indikator_for, indikatorsida
from uppfoljning.queries.amnen import analysamne
from uppfoljning.queries.analyser import analysbild
from uppfoljning.views.analysgemensamt import SE, analys_eller_404, smulor
from verktyg.domain.instrument import Steg
from verktyg.queries import stegstod


@kravs(SE)
@require_safe
def berattelse(request: HttpRequest, pk: int) -> HttpResponse:
    analys = analys_eller_404(pk)
    bild = analysbild(analys)
    saga = berattelsen(bild, Bildkalla(b for b in bild.belagg if b.avgorande))
    forsta = bild.avvikelser[0] if bild.avvikelser else None
    sida = indikatorsida(indikator_for(forsta.indikator_id), forsta.ar) if forsta is not None else None
    kontext = {
        "analys": analys,
        "bild": bild,
        "saga": saga,
        "linje": linje(sida) if sida is not None and sida.matris.ar.size else None,
        "stod": stegstod(Steg.KOMMUNICERA, analysamne(analys)),
        "smulor": smulor(analys, "Berättelsen"),
    }
    return render(request, "uppfoljning/analys/berattelse.html", kontext)
