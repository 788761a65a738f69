"""The rules of an assignment: what may be said of it, and when it is followed up next."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from styrsnurra.gemensamt.tal import formatera

# What still goes on is asked about again after a quarter; what was too early to judge after a year, since most
# results come once a year.
IGEN = timedelta(days=91)
EFFEKT_IGEN = timedelta(days=365)


class Uppfoljningsslag(StrEnum):
    """Which of the two questions it is."""

    GJORT = "gjort"
    EFFEKT = "effekt"

    @property
    def fraga(self) -> str:
        return {"gjort": "Är det gjort?", "effekt": "Hade det effekt?"}[self]


@dataclass(frozen=True, slots=True)
class Uppfoljning:
    """The next follow-up of an assignment."""

    slag: Uppfoljningsslag
    dag: date

    def ar_sen(self, idag: date) -> bool:
        return self.dag < idag


def nasta_uppfoljning(
    *,
    genomforande: str,
    gjort_nar: date,
    effekt_nar: date | None,
    senast: date | None,
    effekt_bedomd: date | None = None,
    for_tidigt: bool = False,
) -> Uppfoljning | None:
    """What is due next. `gjort_nar` and `effekt_nar` stand in the decision; `senast` is the day when somebody last said
    how it goes, `effekt_bedomd` when somebody last judged the effect (`for_tidigt`: that it was too early).

    None: nothing is left to follow up, or the decision has no day for it.
    """
    if genomforande == "avbruten":
        return None
    if genomforande == "pagar":
        dag = gjort_nar if senast is None or senast < gjort_nar else senast + IGEN
        return Uppfoljning(Uppfoljningsslag.GJORT, dag)
    if effekt_bedomd is not None and not for_tidigt:
        return None
    dag = effekt_nar
    if effekt_bedomd is not None:
        igen = effekt_bedomd + EFFEKT_IGEN
        dag = igen if dag is None or dag <= effekt_bedomd else dag
    return Uppfoljning(Uppfoljningsslag.EFFEKT, dag) if dag is not None else None


class Uppdragspaminnelse(StrEnum):
    EN_VECKA_KVAR = "en_vecka_kvar"
    FORFALLEN = "forfallen"


VECKA = timedelta(days=7)


def paminnelse(dag: date, idag: date) -> Uppdragspaminnelse | None:
    """The reminder that holds on `idag` of a follow-up due on `dag`: from a week before, and from the day itself.

    Each holds until the next or until it is done, so that mornings when nothing ran are made up for.
    """
    if dag <= idag:
        return Uppdragspaminnelse.FORFALLEN
    return Uppdragspaminnelse.EN_VECKA_KVAR if dag - VECKA <= idag else None


def genomforandefel(
    genomforande: str, genomford: date | None, text: str, idag: date
) -> dict[str, str | None]:
    """Field → what is wrong with what is said of an assignment, None where nothing is. `text` is trimmed."""
    if genomforande == "pagar":
        return {"text": None if text else "Skriv hur det går."}
    gjord = genomforande == "genomford"
    dagfel = None
    if genomford is None:
        dagfel = "Skriv när det var genomfört." if gjord else "Skriv när det avbröts."
    elif genomford > idag:
        dagfel = "Dagen har inte varit än. Till dess pågår uppdraget."
    textfel = None
    if not text:
        textfel = "Skriv vad som gjordes." if gjord else "Skriv varför det avbröts."
    return {"genomford": dagfel, "text": textfel}


def effektmening(
    namn: str,
    *,
    fran: float | None,
    franar: int | None,
    till: float,
    effektar: int,
    decimaler: int,
    enhet: str,
) -> str:
    """ "Behöriga: från 84,8 % (2025) till 88,0 % 2028". Without a measured value only where it should come to."""
    mal = f"till {formatera(till, decimaler, enhet)} {effektar}"
    if fran is None or franar is None:
        return f"{namn}: {mal}"
    return f"{namn}: från {formatera(fran, decimaler, enhet)} ({franar}) {mal}"
