"""Measurements, run by hand with `make bench`: ratios within one run, since machines differ and are noisy."""
