"""Fetch Kolada's pages to disk, check and parse them. Nothing here knows the database."""
