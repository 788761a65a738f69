"""The log page, and Django's admin site, which must live under our policy too."""

from datetime import UTC, datetime, timedelta

import pytest

from organisation import actions

NU = datetime(2026, 3, 11, 8, 30, tzinfo=UTC)


@pytest.fixture
def logg(personer, storkoping, kommun_9999):
    """Sixty rows of every kind."""
    admin, analytiker = personer["administrator"], personer["analytiker"]
    actions.tilldela_roll(av=admin, nar=NU, person=analytiker, roll="ansvarig", enhet=storkoping["skolnamnd"])
    actions.valj_kommun(av=None, nar=NU, kommunkod="9999", namn="Storköping", ar_pahittad=True)
    for n in range(58):
        vem, typ = [(analytiker, "organisation.logga_in"), (None, "organisation.parkera_jobb")][n % 2]
        actions.logga(av=vem, nar=NU + timedelta(minutes=n), typ=typ)


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_loggen(sida, inloggad, logg, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "administrator").goto("/handelser/")
    assert sida.locator("tbody tr").count() == 50
    assert bredd(sida, pixlar)
    assert axe(sida) == []
    skarmbild(sida, "handelser")
    sida.select_option("#id_typ", label="Gav en roll")
    sida.fill("#id_fran", "11/3 2026")
    sida.click("main form button")
    sida.wait_for_function("() => document.title.startsWith('Fel: ')")
    assert bredd(sida, pixlar)
    assert axe(sida) == []
    skarmbild(sida, "handelser-fel")
    sida.fill("#id_fran", "2026-03-11")
    sida.click("main form button")
    sida.wait_for_function("() => !document.title.startsWith('Fel: ')")
    assert sida.locator("tbody tr").count() == 1


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_tom_logg(sida, inloggad, kommun_9999, axe, bredd, pixlar):
    inloggad(sida, "administrator").goto("/handelser/?fran=2050-01-01")
    assert bredd(sida, pixlar)
    assert axe(sida) == []


@pytest.mark.parametrize(
    "vag",
    [
        "",
        "organisation/person/",
        "organisation/person/add/",
        "organisation/handelse/",
        "organisation/enhet/add/",
    ],
)
def test_djangos_administration_haller_csp(sida, inloggad, logg, vag):
    inloggad(sida, "administrator").goto(f"/administration/{vag}")
    assert sida.locator("#user-tools").count() == 1


def test_roller_ges_i_administrationen(sida, inloggad, logg, personer, skarmbild):
    """Its scripts (rows that are added, enheter that are searched for) work under the policy."""
    lasare = personer["lasare"]
    inloggad(sida, "administrator").goto(f"/administration/organisation/person/{lasare.pk}/change/")
    sida.click(".add-row a")
    sida.select_option("#id_roller-1-roll", "ansvarig")
    sida.click("[aria-labelledby=select2-id_roller-1-enhet-container]")
    sida.locator(".select2-search__field").fill("Ängs")
    sida.click("li.select2-results__option:has-text('Ängsskolan')")
    skarmbild(sida, "administration-person")
    sida.click("input[name=_save]")
    sida.wait_for_selector(".messagelist .success")
    assert sorted(lasare.roller.values_list("roll", "enhet__namn")) == [
        ("ansvarig", "Ängsskolan"),
        ("lasare", None),
    ]
