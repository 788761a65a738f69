"""What a form of target levels says of itself while somebody writes in it: what stands there, what is wrong, and where
yellow ends."""

from dataclasses import dataclass
from typing import Any

from planering.actions import nivaer_for
from planering.domain.malnivaer import Niva, gul_grans
from planering.domain.regler import uppraknat
from planering.forms.bas import Planeringsformular
from styrsnurra.gemensamt.tal import decimaler_for, formatera


@dataclass(frozen=True, slots=True)
class Gransrad:
    """Where yellow ends. `ar` is the year, or the years for which it is the same: "2026 och 2027"."""

    ar: str
    text: str


@dataclass(frozen=True, slots=True)
class Lage:
    """Target levels as they stand in the form, year → level, with what gives them meaning."""

    nivaer: dict[int, Niva]
    utgangsvarde: float | None
    tolerans: float | None
    tolerans_slag: str


class Levandeformular(Planeringsformular):
    """`ar`, `kon`, `enhet` and `intervall` are set, and `nivaer` and `_ovrigt` written, by the form itself."""

    ar: list[int]
    kon: str
    enhet: str
    intervall: bool

    def nivaer(self) -> dict[int, Niva]:
        raise NotImplementedError

    def _ovrigt(self) -> dict[str, Any]:
        raise NotImplementedError

    def lage(self) -> Lage:
        """What is filled in, as far as it can be read: a year that cannot, or is wrong, is left out."""
        if not self.is_bound:
            ovrigt = {n: getattr(self.objekt, n) for n in ("tolerans", "tolerans_slag")}
            varde = self.initial.get("utgangsvarde")
            return Lage(nivaer_for(self.objekt, self.kon), varde, **ovrigt)
        self.is_valid()
        ovrigt = self._ovrigt()
        fel = self.arsfel()
        nivaer = {ar: niva for ar, niva in self.nivaer().items() if ar not in fel}
        return Lage(nivaer, ovrigt["utgangsvarde"], ovrigt["tolerans"], ovrigt["tolerans_slag"])

    def arsfel(self) -> dict[int, str]:
        """Year → what is said at its box. Nothing before anything is typed."""
        if not self.is_bound:
            return {}
        return {
            ar: str(texter[0])
            for ar in self.ar
            for namn, texter in self.errors.items()
            if namn.startswith(f"ar_{ar}")
        }

    def skrivet(self) -> dict[str, str]:
        """Year → what stands in its boxes, as typed: what has changed since is what somebody is thinking about."""
        andar = ("_a", "_b") if self.intervall else ("", "_f")
        falt = {ar: [f"ar_{ar}{s}" for s in andar if f"ar_{ar}{s}" in self.fields] for ar in self.ar}
        return {str(ar): "|".join(str(self[n].value() or "") for n in namn) for ar, namn in falt.items()}

    def granser(self) -> list[Gransrad]:
        """Where yellow ends, as far as what is filled in allows it to be said: once for the years that agree."""
        if self.is_bound:
            self.is_valid()
            if {"tolerans", "tolerans_slag", "utgangsvarde"} & self.errors.keys():
                return []
        lage = self.lage()
        per_text: dict[str, list[int]] = {}
        for ar, niva in sorted(lage.nivaer.items()):
            if text := self._grans(niva, lage):
                per_text.setdefault(text, []).append(ar)
        return [Gransrad(uppraknat(aren), text) for text, aren in per_text.items()]

    def _grans(self, niva: Niva, lage: Lage) -> str:
        if niva.slag == "intervall" and (niva.a is None or niva.b is None):
            return ""
        nere, uppe = gul_grans(
            self.objekt.riktning,
            niva,
            lage.tolerans,
            lage.tolerans_slag,
            lage.utgangsvarde,
        )
        decimaler = max(self.objekt.decimaler, decimaler_for([t for t in (nere, uppe) if t is not None]))
        return " och ".join(formatera(t, decimaler, self.enhet) for t in (nere, uppe) if t is not None)
