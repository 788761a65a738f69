"""The lowest layer: numbers, dates, sorting, templates and charts. No models, no business words."""
