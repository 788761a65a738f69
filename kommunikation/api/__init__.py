"""The open API: Kolada's public figures and what is computed from them, read-only, as JSON."""
