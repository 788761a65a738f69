"""The principles: equality, percentiles, medians, distance."""


def lika(x, referens):
    s = 1e-9 * max(1, abs(referens))
    return referens - s <= x <= referens + s


def mindre(x, referens):
    return x < referens and not lika(x, referens)


def storre(x, referens):
    return x > referens and not lika(x, referens)


def percentil(varden, p):
    """Linear interpolation between order statistics; None without values."""
    ordnade = sorted(varden)
    if not ordnade:
        return None
    lage = (len(ordnade) - 1) * p / 100
    nedre = int(lage // 1)
    if nedre == len(ordnade) - 1:
        return ordnade[-1]
    return ordnade[nedre] + (lage - nedre) * (ordnade[nedre + 1] - ordnade[nedre])


def median(varden):
    ordnade = sorted(varden)
    n = len(ordnade)
    if n == 0:
        return None
    if n % 2 == 1:
        return ordnade[n // 2]
    return (ordnade[n // 2 - 1] + ordnade[n // 2]) / 2


def avstand(v, a, b):
    """Distance outside [a, b]; on an end is inside."""
    if v is None:
        return None
    if mindre(v, a):
        return a - v
    if storre(v, b):
        return v - b
    return 0.0


def lika_tal(a, b):
    """Both missing, or equal within the slack."""
    return (a is None) == (b is None) and (a is None or lika(a, b))
