"""What every page's frame needs: the municipality, the navigation, where to search."""

from django.urls import NoReverseMatch, reverse

from organisation.queries import kommuninstallning

NAVIGERING = [
    ("Översikt", "kommunikation:oversikt", "kommunikation.se_oversikt"),
    ("Planering", "planering:plan", "planering.se_plan"),
    ("Uppföljning", "uppfoljning:maluppfyllelse", "uppfoljning.se_signaler"),
    ("KKiK", "kkik:rapport", "kkik.se_nyckeltal"),
    ("Nyckeltal", "kkik:katalog", "kkik.se_nyckeltal"),
    ("Import", "kkik:importer", "kkik.se_import"),
]


def sidram(request) -> dict:
    """Context for `templates/bas.html`. Lazy where it costs a query."""
    anvandare = getattr(request, "user", None)
    navigering = []
    for namn, url, behorighet in NAVIGERING:
        if anvandare is None or not anvandare.has_perm(behorighet):
            continue
        try:
            adress = reverse(url)
        except NoReverseMatch:
            continue
        aktiv = request.path == adress if adress == "/" else request.path.startswith(adress)
        navigering.append({"namn": namn, "url": adress, "aktiv": aktiv})
    kommun = kommuninstallning()
    return {
        "kommun": kommun,
        "demo": bool(kommun and kommun.ar_pahittad),
        "navigering": navigering,
        "sok_url": reverse("kkik:katalog"),
    }
