"""The wheel, without a database."""

import pytest

from kommunikation.domain.varv import Varvdel, Varvlage, varv

P, U, A = Varvdel
KLART = Varvlage(
    har_plan=True,
    beslutad=True,
    utfall=10,
    avvikelser=3,
    okommenterade=0,
    utan_handlingsplan=0,
    oppna=0,
    sena=0,
)


def lage(**andrat) -> Varvlage:
    falt = {namn: getattr(KLART, namn) for namn in Varvlage.__slots__}
    return Varvlage(**(falt | andrat))


@pytest.mark.parametrize(
    ("l", "nu", "klara", "text"),
    [
        (lage(har_plan=False, beslutad=False), P, (), "Planering"),
        (lage(beslutad=False), P, (), "Planering"),
        (lage(utfall=0), U, (P,), "Analys"),
        (lage(okommenterade=1), U, (P,), "Analys"),
        (lage(utan_handlingsplan=1), A, (P, U), "Åtgärder"),
        (lage(oppna=2), A, (P, U), "Åtgärder"),
        (lage(vantar_beslut=1), A, (P, U), "Åtgärder"),
        (KLART, None, (P, U, A), "Klart"),
    ],
)
def test_var_varvet_ar(l, nu, klara, text):  # noqa: E741
    svar = varv(l)
    assert (svar.nu, svar.klara, svar.text) == (nu, klara, text)


def test_delarna_i_ord():
    assert varv(lage(har_plan=False, beslutad=False, utfall=0)).rader == (
        "Planering: ingen plan än",
        "Uppföljning och analys: inga utfall än",
        "Åtgärder: inga pågående aktiviteter",
    )
    assert varv(lage(beslutad=False, avvikelser=0, oppna=1, sena=1)).rader == (
        "Planering: planen är ett utkast",
        "Uppföljning och analys: inget avviker",
        "Åtgärder: 1 aktivitet kvar, 1 försenad",
    )
    assert varv(lage(okommenterade=2, oppna=5, sena=2)).rader == (
        "Planering: planen är beslutad",
        "Uppföljning och analys: 2 av 3 avvikelser saknar kommentar",
        "Åtgärder: 5 aktiviteter kvar, 2 försenade",
    )
    assert varv(lage(oppna=1, sena=1, vantar_beslut=2)).rader[2] == (
        "Åtgärder: 1 aktivitet kvar, 1 försenad, 2 ärenden väntar på beslut"
    )
    assert varv(lage(vantar_beslut=1)).rader[2] == "Åtgärder: 1 ärende väntar på beslut"
    assert varv(lage(oppna=2)).rader[1:] == (
        "Uppföljning och analys: alla avvikelser är kommenterade",
        "Åtgärder: 2 aktiviteter kvar",
    )
