"""One of each noun of collecting, by the word that stands before it in an address."""

from datetime import date

from tests.conftest import NU


def samlaobjekt(plan, enhet, matt, personer) -> dict[str, object]:
    from uppfoljning.models import Inlamning, Leveransnyckel, Omgang, Utfallsinlasning

    omgang = Omgang.objects.create(
        plan=plan, slag="tertial", ar=plan.fran_ar, period=1, namn="Tertialrapport 1", oppnar=date(2026, 5, 1),
        sista_dag=date(2026, 5, 20), skapad=NU,
    )  # fmt: skip
    nyckel = Leveransnyckel.objects.create(
        namn="Växeln", borjan="lev_abcd", hash="0" * 64, skapad=NU, skapad_av=""
    )
    nyckel.matt.add(matt)
    inlasning = Utfallsinlasning.objects.create(
        namn="utfall.xlsx", kalla="fil", skapad=NU, person=personer["analytiker"]
    )
    return {
        "omgang": omgang.pk,
        "inlamning": Inlamning.objects.create(omgang=omgang, enhet=enhet, andrad=NU).pk,
        "utfallsinlasning": inlasning.pk,
        "nycklar": nyckel.pk,
    }
