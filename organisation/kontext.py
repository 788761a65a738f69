"""What every page's frame needs: the municipality, the navigation, where to search, who is logged in."""

from django.urls import NoReverseMatch, reverse

from organisation.behorighet import gallande_roller
from organisation.domain.roller import Roll
from organisation.queries import kommuninstallning

NAVIGERING = [
    ("Översikt", "kommunikation:oversikt", "kommunikation.se_oversikt"),
    ("Planering", "planering:plan", "planering.se_plan"),
    ("Uppföljning", "uppfoljning:maluppfyllelse", "uppfoljning.se_signaler"),
    ("Åtgärder", "atgarder:start", "atgarder.se_atgarder"),
    ("KKiK", "kkik:rapport", "kkik.se_nyckeltal"),
    ("Nyckeltal", "kkik:katalog", "kkik.se_nyckeltal"),
    ("Verktyg", "verktyg:start", "verktyg.se"),
    ("Import", "kkik:importer", "kkik.se_import"),
]
# For the citizen, who has no section of her own to find it in.
OPPET = [("Det som fungerade", "atgarder:minne", "atgarder.se_minne")]
KONTO = [
    ("Händelser", "organisation:handelser", "organisation.se_logg"),
    ("Utskick", "organisation:utskick", "organisation.administrera"),
    ("Administration", "admin:index", "organisation.administrera"),
    ("Byt lösenord", "organisation:byt_losenord", "organisation.byt_losenord"),
]


def sidram(request) -> dict:
    """Context for `templates/bas.html`. One query: the roles, which the page's own checks share."""
    anvandare = getattr(request, "user", None)
    kommun = kommuninstallning()
    sidan = {
        "kommun": kommun,
        "kommunnamn": kommun.namn if kommun else "",
        "accent": kommun.accentfarg if kommun else "",
        "demo": bool(kommun and kommun.ar_pahittad),
        "kallnamn": "påhittade uppgifter" if kommun and kommun.ar_pahittad else "Kolada",
        "navigering": [],
        "sok_url": _adress("kkik:katalog"),
    }
    if anvandare is None:
        return sidan
    for lank in _tillatna(NAVIGERING + ([] if anvandare.is_authenticated else OPPET), anvandare):
        adress = lank["url"]
        aktiv = request.path == adress if adress == "/" else request.path.startswith(adress)
        sidan["navigering"].append({**lank, "aktiv": aktiv})
    if anvandare.is_authenticated:
        sidan["kontonamn"] = anvandare.namn
        sidan["kontoroll"] = ", ".join(roll.etikett for roll in Roll if roll in gallande_roller(anvandare))
        sidan["kontolankar"] = _tillatna(KONTO, anvandare)
    return sidan


def _tillatna(lankar, anvandare) -> list[dict[str, str]]:
    """The links that exist and that the person may follow."""
    adresser = [(namn, _adress(vy)) for namn, vy, behorighet in lankar if anvandare.has_perm(behorighet)]
    return [{"namn": namn, "url": adress} for namn, adress in adresser if adress]


def _adress(namn: str) -> str:
    try:
        return reverse(namn)
    except NoReverseMatch:
        return ""
