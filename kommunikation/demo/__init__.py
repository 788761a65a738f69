"""Storköping: the invented municipality that shows the wheel turning. Content as data, and the loader."""
