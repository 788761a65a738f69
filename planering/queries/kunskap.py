"""What is known of an indicator, as questions and answers."""

from dataclasses import dataclass

from planering.models import Indikator


@dataclass(frozen=True, slots=True)
class Kunskap:
    """`svar`: (question, answer) in the order they are read, answers empty where nothing is written. Why it is
    measured comes first; it stands in the indicator itself and is decided with the plan."""

    svar: tuple[tuple[str, str], ...]

    @property
    def besvarade(self) -> int:
        return sum(bool(text) for _, text in self.svar)

    @property
    def tomt(self) -> bool:
        """Whether nothing is written but why it is measured, which says nothing of what it measures."""
        return not any(text for _, text in self.svar[1:])

    @property
    def saknas(self) -> tuple[str, ...]:
        return tuple(fraga for fraga, text in self.svar if not text)


def kunskapskort(indikator: Indikator) -> Kunskap:
    """No query when the indicator was read with `select_related("kunskapskort")`."""
    kort = getattr(indikator, "kunskapskort", None)
    return Kunskap(
        (
            ("Varför mäter vi det här?", indikator.varfor),
            ("Vad mäter indikatorn?", kort.mater if kort else ""),
            ("Vilkas processer påverkar den?", kort.paverkar if kort else ""),
            ("Vilkas processer påverkar den inte?", kort.paverkar_inte if kort else ""),
            ("Vilka bakgrundsvariabler spelar in?", kort.bakgrund if kort else ""),
        )
    )
