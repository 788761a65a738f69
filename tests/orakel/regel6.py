"""Rule 6, the gender gap."""

from tests.orakel.grund import lika, mindre


def kon(kvinnor, man, kommun):
    """(gap, share, lage, n) of one municipality; dicts municipality → value."""
    andras = [abs(kvinnor[k] - man[k]) for k in kvinnor if k in man and k != kommun]
    if kommun not in kvinnor or kommun not in man:
        return None, None, None, len(andras)
    gap = kvinnor[kommun] - man[kommun]
    if len(andras) < 20:
        return gap, None, None, len(andras)
    mindre_an = sum(mindre(g, abs(gap)) for g in andras)
    lika_med = sum(lika(g, abs(gap)) for g in andras)
    andel = (mindre_an + lika_med / 2) / len(andras)
    return gap, andel, "avviker" if andel >= 0.75 else "som_andra", len(andras)
