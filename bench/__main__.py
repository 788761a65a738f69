"""`make bench` runs all; `make bench ARGS="sidorna"` one. Order matters: the first fills the database."""

import argparse
import os

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrsnurra.settings")
    django.setup()
    from bench import berakningen, importen, kalibrering, ljusen, mot_koladapy, sidorna, slumpen
    from bench.verktyg import saknar_inspelat

    alla = {
        "importen": importen.mat,
        "berakningen": berakningen.mat,
        "ljusen": ljusen.mat,
        "sidorna": sidorna.mat,
        "koladapy": mot_koladapy.mat,
        "kalibrering": kalibrering.mat,
        "slumpen": slumpen.mat,
    }
    tolk = argparse.ArgumentParser(prog="bench", description=__doc__)
    tolk.add_argument("matningar", nargs="*", choices=[[], *alla], default=[])
    val = tolk.parse_args().matningar or list(alla)
    if orsak := saknar_inspelat():
        print(f"Inget att mäta med: {orsak}.")
        return 0
    for namn in val:
        alla[namn]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
