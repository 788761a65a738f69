"""The components page: every component in every state, for those who build pages and for the tests."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from styrsnurra.gemensamt import exempel


def komponenter(request: HttpRequest) -> HttpResponse:
    """Shows invented examples only; reads no data."""
    sida = request.GET.get("sida", "4")
    return render(
        request,
        "komponenter.html",
        {
            "signaler": ("gron", "gul", "rod", "gra"),
            "kvartiler": (1, 2, 3, 4, None),
            "trender": exempel.TRENDER,
            "ar": exempel.AR,
            "serier": exempel.SERIER,
            "linje": exempel.linje(),
            "linje_kon": exempel.linje_kon(),
            "linje_tom": exempel.linje_tom(),
            "kommuner": exempel.alla_kommuner(),
            "antal": {"gron": 5, "gul": 3, "rod": 2, "gra": 1},
            "bara_gra": {"gra": 4},
            "tomt_formular": exempel.Exempelformular(prefix="tomt"),
            "felformular": exempel.Exempelformular(exempel.FELAKTIGT, prefix="fel"),
            "filter": exempel.FILTER,
            "smulor": exempel.SMULOR,
            "rader": exempel.RADER,
            "sida": Paginator(range(500), 25).get_page(sida),
            "tal": exempel.TAL,
            "stegnamn": ["Samla in", "Fokusera", "Sök orsaker", "Dra slutsatser", "Föreslå åtgärder"],
        },
    )


# As organisation.behorighet.oppen would say it; from here no app may be imported.
komponenter.behorighet = "oppen"
