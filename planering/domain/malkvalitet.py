"""The ten questions about a goal's quality (the guide's exercise on how clear goals and follow-up are).

1–5 are about steering, 6–10 about follow-up. 3–9 are answered here from what is known of the goal's indicators; each
rule says what it looked at. 1, 2 and 10 only people can answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from planering.domain.regler import uppraknat

FLER_AN = 10
MINST_AR = 2
JA, NEJ, OBESVARAD = "ja", "nej", ""


@dataclass(frozen=True, slots=True)
class Kvalitetsfraga:
    """`kort` is the column heading, `text` the question, `hjalp` what an answer should build on."""

    nummer: int
    kort: str
    text: str
    hjalp: str

    @property
    def del_(self) -> str:
        return "Styrning" if self.nummer <= 5 else "Uppföljning"

    @property
    def av_manniskor(self) -> bool:
        return self.nummer in MANNISKOR


MANNISKOR = (1, 2, 10)
FRAGOR: dict[int, Kvalitetsfraga] = {
    f.nummer: f
    for f in (
        Kvalitetsfraga(
            1,
            "Berör de flesta",
            "Gäller målet alla eller nästan alla verksamheter?",
            "Ett mål för alla behöver brytas ned, så att varje verksamhet ser sin del.",
        ),
        Kvalitetsfraga(
            2,
            "Berör en enda",
            "Gäller målet bara en verksamhet?",
            "Ett övergripande mål kan gälla en enda verksamhet om det är avgörande för hela kommunen.",
        ),
        Kvalitetsfraga(
            3,
            "Går att mäta",
            "Finns det indikatorer som mäter resultatet?",
            "Ja när målet har minst en indikator som mäter verksamhetsresultat.",
        ),
        Kvalitetsfraga(
            4,
            "Går att jämföra",
            f"Går resultatet att jämföra med fler än {FLER_AN} andra kommuner?",
            f"Ja när minst en resultatindikator har värden för fler än {FLER_AN} andra kommuner, senaste året.",
        ),
        Kvalitetsfraga(
            5,
            "Har målnivå",
            "Står det vilket resultat som ska nås?",
            "Ja när varje resultatindikator har målnivå för alla planens år.",
        ),
        Kvalitetsfraga(
            6,
            "Följs under året",
            "Går målet att följa upp i delårsbokslutet?",
            "Ja när minst en indikator mäts varje tertial eller månad.",
        ),
        Kvalitetsfraga(
            7,
            "Redovisas i bokslut",
            "Går både mål och resultat att redovisa i årsbokslutet?",
            "Ja när varje resultatindikator har målnivå och eget utfall för det senaste avslutade planåret.",
        ),
        Kvalitetsfraga(
            8,
            "Redovisas jämfört",
            "Redovisas resultatet jämfört med andra kommuner?",
            "Ja när minst en resultatindikator får ett ljus mot sin jämförelsegrupp.",
        ),
        Kvalitetsfraga(
            9,
            "Samma mått två år",
            "Finns minst två års resultat med samma definition?",
            "Ja när varje resultatindikator har minst två egna värden sedan måttet senast ändrades.",
        ),
        Kvalitetsfraga(
            10,
            "Analyseras",
            "Finns det en analys av vad resultatet betyder för vägen framåt?",
            "Analysen ska gå att läsa för den som berörs, och säga vad kommunen gör härnäst.",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Indikatorfakta:
    """What the rules need to know of one indicator.

    raknas: whether it measures results. ar_med_niva: years with a target level. ar_med_utfall: years with an own
    outcome. andra: how many other municipalities have a value in the measure's newest year. i_gruppen: how many of
    the indicator's comparison group. ar_samma: own values since the definition last changed. under_aret: measured
    more than once a year.
    """

    namn: str
    raknas: bool
    ar_med_niva: frozenset[int] = frozenset()
    ar_med_utfall: frozenset[int] = frozenset()
    andra: int = 0
    i_gruppen: int = 0
    ar_samma: int = 0
    under_aret: bool = False


@dataclass(frozen=True, slots=True)
class Malfakta:
    """`planar`: the plan's years. `bokslutsar`: the newest of them that has ended; None while none has, and then
    what is asked of the closing of the books is what can be said already: levels for the first year, and outcomes
    at all. `minst_i_gruppen`: how many others it takes for a light."""

    indikatorer: Sequence[Indikatorfakta]
    planar: Sequence[int]
    bokslutsar: int | None
    minst_i_gruppen: int


@dataclass(frozen=True, slots=True)
class Kvalitetssvar:
    """`svar` ja, nej or empty (nobody has answered). `varfor`: what was looked at, or what the person wrote."""

    svar: str
    varfor: str


def bedom(m: Malfakta) -> dict[int, Kvalitetssvar]:
    """The answers to questions 3–9."""
    return {nummer: regel(m) for nummer, regel in _REGLER.items()}


def _resultat(m: Malfakta) -> list[Indikatorfakta]:
    return [i for i in m.indikatorer if i.raknas]


def _matbart(m: Malfakta) -> Kvalitetssvar:
    namn = [i.namn for i in _resultat(m)]
    if namn:
        return Kvalitetssvar(JA, f"Mäts av {_citera(namn)}.")
    if m.indikatorer:
        return Kvalitetssvar(NEJ, "Målet har indikatorer, men ingen som mäter verksamhetsresultat.")
    return Kvalitetssvar(NEJ, "Målet har inga indikatorer.")


def _jamforbart(m: Malfakta) -> Kvalitetssvar:
    return _nagon(
        m,
        lambda i: i.andra > FLER_AN,
        lambda i: f"{_citera([i.namn])} har värden för {i.andra} andra kommuner.",
        f"Ingen resultatindikator har värden för fler än {FLER_AN} andra kommuner.",
        lambda i: i.andra,
    )


def _malniva(m: Malfakta) -> Kvalitetssvar:
    return _alla(
        m,
        lambda i: [ar for ar in m.planar if ar not in i.ar_med_niva],
        f"Alla resultatindikatorer har målnivå för {uppraknat(m.planar)}.",
        lambda i, ar: f"{_citera([i.namn])} saknar målnivå för {uppraknat(ar)}.",
    )


def _under_aret(m: Malfakta) -> Kvalitetssvar:
    namn = [i.namn for i in m.indikatorer if i.under_aret]
    if namn:
        return Kvalitetssvar(JA, f"{_citera(namn)} mäts flera gånger om året.")
    if not m.indikatorer:
        return Kvalitetssvar(NEJ, "Målet har inga indikatorer.")
    return Kvalitetssvar(NEJ, "Alla målets indikatorer mäts en gång om året eller mer sällan.")


def _bokslut(m: Malfakta) -> Kvalitetssvar:
    ar = m.bokslutsar
    malar = m.planar[0] if ar is None else ar

    def saknas(i: Indikatorfakta) -> list[str]:
        brister = [] if malar in i.ar_med_niva else [f"målnivå för {malar}"]
        if ar is None and not i.ar_med_utfall:
            brister.append("egna utfall")
        elif ar is not None and ar not in i.ar_med_utfall:
            brister.append(f"utfall för {ar}")
        return brister

    ja = (
        f"Alla resultatindikatorer har målnivå för {malar} och egna utfall sedan tidigare. Inget planår är slut än."
        if ar is None
        else f"Alla resultatindikatorer har målnivå och utfall för {ar}."
    )
    return _alla(m, saknas, ja, lambda i, vad: f"{_citera([i.namn])} saknar {uppraknat(vad)}.")


def _jamfors(m: Malfakta) -> Kvalitetssvar:
    return _nagon(
        m,
        lambda i: i.i_gruppen >= m.minst_i_gruppen,
        lambda i: f"{_citera([i.namn])} jämförs med {i.i_gruppen} kommuner.",
        "Ingen resultatindikator har tillräckligt många kommuner med värden i sin jämförelsegrupp.",
        lambda i: i.i_gruppen,
    )


def _samma(m: Malfakta) -> Kvalitetssvar:
    return _alla(
        m,
        lambda i: [] if i.ar_samma >= MINST_AR else [i.ar_samma],
        "Alla resultatindikatorer har minst två egna värden med samma definition.",
        lambda i, antal: f"{_citera([i.namn])} har {_antal(antal[0])} med samma definition.",
    )


def _antal(n: int) -> str:
    return "inget eget värde" if n == 0 else "ett eget värde"


def _nagon(
    m: Malfakta,
    duger: Callable[[Indikatorfakta], bool],
    ja: Callable[[Indikatorfakta], str],
    nej: str,
    storst: Callable[[Indikatorfakta], int],
) -> Kvalitetssvar:
    """Yes when one of the result indicators will do; the best of them is named."""
    if not (rader := _resultat(m)):
        return Kvalitetssvar(NEJ, "Målet har ingen resultatindikator.")
    basta = max(rader, key=storst)
    return Kvalitetssvar(JA, ja(basta)) if duger(basta) else Kvalitetssvar(NEJ, nej)


def _alla(
    m: Malfakta,
    saknas: Callable[[Indikatorfakta], list],
    ja: str,
    nej: Callable[[Indikatorfakta, list], str],
) -> Kvalitetssvar:
    """Yes when every result indicator has what is needed; each that lacks something is named."""
    if not (rader := _resultat(m)):
        return Kvalitetssvar(NEJ, "Målet har ingen resultatindikator.")
    brister = [nej(i, vad) for i in rader if (vad := saknas(i))]
    return Kvalitetssvar(NEJ, " ".join(brister)) if brister else Kvalitetssvar(JA, ja)


def _citera(namn: Sequence[str]) -> str:
    return uppraknat(f"”{n}”" for n in namn)


_REGLER: dict[int, Callable[[Malfakta], Kvalitetssvar]] = {
    3: _matbart,
    4: _jamforbart,
    5: _malniva,
    6: _under_aret,
    7: _bokslut,
    8: _jamfors,
    9: _samma,
}


@dataclass(frozen=True, slots=True)
class Kvalitetssumma:
    """One question over all goals (or one goal over all questions): how many yes, no and unanswered."""

    ja: int
    nej: int
    obesvarade: int

    @property
    def antal(self) -> int:
        return self.ja + self.nej + self.obesvarade

    @property
    def andel(self) -> float | None:
        """Percent yes of all; an unanswered question is not a yes. None of nothing."""
        return 100 * self.ja / self.antal if self.antal else None


def summera(svar: Iterable[Kvalitetssvar]) -> Kvalitetssumma:
    koder = [s.svar for s in svar]
    return Kvalitetssumma(koder.count(JA), koder.count(NEJ), koder.count(OBESVARAD))


def per_fraga(rader: Sequence[Mapping[int, Kvalitetssvar]]) -> dict[int, Kvalitetssumma]:
    """Sums down the columns of the matrix."""
    return {nummer: summera(rad[nummer] for rad in rader) for nummer in FRAGOR}
