import pytest

from kkik.importers.enhet import enhet, utan_slutar


@pytest.mark.parametrize(
    ("titel", "vantad"),
    [
        ("Elever i åk 9 som är behöriga till yrkesprogram, andel (%)", "%"),
        ("Kostnad för grundskola, hemkommun, kr/elev", "kr/elev"),
        ("Invånare totalt, antal", "antal"),
        ("Brukarbedömning missbruksvård IFO, antal svar", "antal"),
        ("Väntetid till särskilt boende, antal dagar", "dagar"),
        ("Väntetid, antal dagar (median)", "dagar"),
        ("Mediantid från samråd till antagande, mediantid i månader", "månader"),
        ("Medborgarnas nöjdhet, index", "index"),
        ("Medarbetarengagemang (HME) förskola - Totalindex", "index"),
        ("Kvalitetsindikatorer - MS, index (max = 100)", "index"),
        ("HME förskola, index för påståendet Jag vet vad som förväntas av mig.", "index"),
        ("Kommunens köp av förskola från privata utförare, andel (%) (-2024)", "%"),
        ("Elever som kan simma, andel(%) (- 2024)", "%"),
        ("Rutin för riskanalys finns (Ja=1, Nej=0)", "ja/nej"),
        ("Bostadsmarknadsläget (Överskott=2, Balans=1, Underskott=0)", ""),
        ("Meritvärde åk 9, lägeskommun, genomsnitt (17 ämnen)", ""),
        ("Kostnad hemtjänst, kr/inv 65+", "kr/inv 65+"),
        ("Nettokostnad, kr/inv, 1 nov fg år", "kr/inv"),
        ("Utsläpp av växthusgaser, ton CO2e/inv", "ton CO2e/inv"),
        ("Energi i kommunens lokaler, kWh/kvm BRA Källa: Egna uppgifter i regionen", "kWh/kvm BRA"),
        ("Köp av verksamhet, miljoner kronor", "mkr"),
        ("Utbetalt ekonomiskt bistånd, andel (%) av totalt", "%"),
        ("Invånare 80 år, antal", "antal"),
        ("Politiskt styre i kommunen", ""),
        ("", ""),
    ],
)
def test_enheten_lases_ur_titelns_slut(titel, vantad):
    assert enhet(titel) == vantad


def test_enheten_ryms_i_sin_kolumn():
    assert enhet("Något, antal/" + "x" * 200) == ("antal/" + "x" * 200)[:60]


def test_slutaret_ar_inte_en_del_av_titeln():
    assert utan_slutar("Nöjdhet, andel (%) (-2024)") == "Nöjdhet, andel (%)"
    assert utan_slutar("Befolkning (2020-2024)") == "Befolkning (2020-2024)"
