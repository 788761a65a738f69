"""An analysis group with a work plan, for tests that need one."""

from datetime import date

from organisation.models import Person
from tests.conftest import NU
from uppfoljning.actions import kalenderadress
from uppfoljning.actions.analysgrupp import lagg_till_medlem, skapa_grupp
from uppfoljning.actions.arbetsplan import skapa_arbetsplan, skapa_uppgift
from uppfoljning.models import Analysgrupp, Arbetsplan, Arbetsuppgift


def grupp(av: Person, **falt) -> Analysgrupp:
    return skapa_grupp(av=av, nar=NU, **{"namn": "Analysgruppen", **falt})


def arbetsplan(av: Person, ar: int = 2026, **falt) -> Arbetsplan:
    return skapa_arbetsplan(av=av, nar=NU, grupp=falt.pop("grupp", None) or grupp(av), ar=ar, **falt)


def uppgift(av: Person, plan: Arbetsplan, **falt) -> Arbetsuppgift:
    return skapa_uppgift(
        av=av,
        nar=NU,
        arbetsplan=plan,
        **{"vad": "Analysera delåret", "klar_senast": date(2026, 9, 25), **falt},
    )


def adressobjekt(av: Person) -> dict[str, object]:
    """For tests/test_urlar.py: by the word before it in an address. The feed is another person's than the readers'."""
    g = grupp(av)
    plan = arbetsplan(av, grupp=g)
    rad, nyckel = kalenderadress.ge_adress(av=av, nar=NU, grupp=g)
    return {
        "analysgrupp": g.pk,
        "gruppmedlem": lagg_till_medlem(av=av, nar=NU, grupp=g, person=av).pk,
        "arbetsplan": plan.pk,
        "arbetsuppgift": uppgift(av, plan).pk,
        "kalenderadress": rad.pk,
        "kalender": nyckel,
    }
