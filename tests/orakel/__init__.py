"""Slow, obvious second versions of the calculation rules, written from the text and not from the fast code.

Plain Python loops over lists; None is missing. Nothing here is imported by the application.
"""
