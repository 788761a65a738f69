"""Names of 290 invented municipalities and 21 invented regions. None is the name of a real one."""

import random

FORLEDER = (
    "Alm Ask Brunn Dal Ek Eld Fager Forn Gran Grön Gull Hag Hassel Hav Hede Hjort Horn Häger Klar Klock Korn Kvarn "
    "Lind Ljung Lärk Löv Mjöl Myr Måne Odal Orr Ramn Ren Rim Ros Råg Rönn Salt Sand Skog Snö Sol Svan Säl Tall Torn "
    "Träd Tving Vass Vit Åker Äng Öst"
).split()
EFTERLEDER = (
    "arp berga boda by fors gård hed holma kulla lunda mo näs rud ryd sala sele sjö sta svik torp träsk tuna vad "
    "vallen åsa älv"
).split()
# Combinations that are, or come close to, the names of real municipalities and larger places.
UNDVIK = frozenset(
    "Dalby Eksjö Fagersta Granby Hagfors Ljungby Mjölby Rosvik Sandby Sandsjö Sandvik Skoghed Solsta".split()
)
LANSNAMN = (
    "Almmarken Björkdalen Ekbygden Fjällnära Forslandet Granriket Havskusten Hedarna Insjölandet Kullabygden "
    "Lindmarken Lövlandet Mellanbygden Nordkusten Skogsriket Slättlandet Sundmarken Sydkusten Väsmarken "
    "Ängsriket Österåsarna"
).split()


def kommunnamn(antal: int, fro: int) -> list[str]:
    """`antal` different names in a fixed order for the seed `fro`."""
    slump = random.Random(fro)  # noqa: S311  invented names, nothing secret
    alla = [f + e for f in FORLEDER for e in EFTERLEDER if f[-1] != e[0] and f + e not in UNDVIK]
    return slump.sample(alla, antal)
