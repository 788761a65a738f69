"""Any sequence of what Kolada may do, against a slow and obvious ledger of what should then be stored."""

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kkik.models import Varde, Vardeandring

from .conftest import facit, landet

PLATSER = sorted(facit(landet()))
NYA = [("N00002", "1440", 2023, "T"), ("U00003", "0180", 2020, "T"), ("N01951", "0001", 2023, "T")]


@dataclass
class Rad:
    varde: float | None
    borttagen: bool
    sedan: int


@dataclass
class Liggare:
    """What should be stored, one value at a time, by the rules' own words."""

    rader: dict = field(default_factory=dict)
    historik: list = field(default_factory=list)

    def hel(self, kolada: dict, nummer: int) -> Counter[str]:
        antal = Counter(nya=0, andrade=0, forsvunna=0)
        antal.update(self.ta_emot(plats, varde, dod, nummer) for plats, (varde, dod) in kolada.items())
        for plats, rad in self.rader.items():
            if plats not in kolada and not rad.borttagen:
                self.minns(plats, rad, nummer)
                rad.borttagen, rad.sedan = True, nummer
                antal["forsvunna"] += 1
        antal.pop("oforandrade", None)
        return antal

    def ta_emot(self, plats, varde, dod, nummer) -> str:
        rad = self.rader.get(plats)
        if rad is None:
            if dod:
                return "oforandrade"
            self.rader[plats] = Rad(varde, False, nummer)
            return "nya"
        if dod == rad.borttagen and (dod or varde == rad.varde):
            return "oforandrade"
        self.minns(plats, rad, nummer)
        rad.borttagen, rad.sedan = dod, nummer
        if not dod:
            rad.varde = varde
        return "andrade"

    def minns(self, plats, rad, nummer) -> None:
        self.historik.append((*plats, rad.varde, rad.borttagen, rad.sedan, nummer))


def test_vad_kolada_an_gor_stammer_raderna(miljo):
    from kkik.models import Nyckeltal

    class Kolada(RuleBasedStateMachine):
        @initialize()
        def borja(self):
            Varde.objects.all()._raw_delete("default")
            Vardeandring.objects.all().delete()
            self.liggare, self.data = Liggare(), {}
            miljo.kolada.data.celler.clear()
            miljo.kolada.data.borttagna.clear()
            for plats, varde in facit(miljo.data).items():
                self.satt(plats, varde, False)
            self.importera()

        def satt(self, plats, varde, dod):
            miljo.kolada.data.satt(*plats, varde, borttaget=dod)
            self.data[plats] = (varde, dod)

        @rule(plats=st.sampled_from(PLATSER + NYA), varde=st.sampled_from([None, 0.0, 1.5, -3.25]))
        def revidera(self, plats, varde):
            self.satt(plats, varde, False)

        @rule(plats=st.sampled_from(PLATSER + NYA))
        def ta_bort(self, plats):
            self.satt(plats, None, True)

        @rule(plats=st.sampled_from(PLATSER + NYA))
        def glom(self, plats):
            if self.data.pop(plats, None) is not None:
                miljo.kolada.data.glom(*plats)

        @rule()
        def importera(self):
            korning = miljo.importera()
            assert korning.status == "klar", (korning.stopp, korning.fel)
            vantat = self.liggare.hel(self.data, korning.pk)
            assert {n: getattr(korning, n) for n in vantat} == vantat
            assert korning.hamtade == len(self.data)

        @invariant()
        def stammer(self):
            namn = dict(Nyckeltal.objects.values_list("id", "kolada_id"))
            rader = Varde.objects.values_list(
                "nyckeltal_id", "kommun_id", "ar", "kon", "varde", "borttagen", "andrad"
            )
            lagrat = {(namn[n], f"{k:04d}", a, g): Rad(v, b, i) for n, k, a, g, v, b, i in rader}
            assert lagrat == self.liggare.rader
            historik = Vardeandring.objects.values_list(
                *(
                    "nyckeltal_id",
                    "kommun_id",
                    "ar",
                    "kon",
                    "tidigare",
                    "tidigare_borttagen",
                    "tidigare_import",
                ),
                "importkorning",
            )
            assert sorted(((namn[n], f"{k:04d}", *r) for n, k, *r in historik), key=repr) == sorted(
                self.liggare.historik, key=repr
            )

    Kolada.TestCase.settings = settings(
        max_examples=3,
        stateful_step_count=8,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    Kolada.TestCase("runTest").runTest()
