"""Writes. Import from the modules; this package loads none of them by itself."""
