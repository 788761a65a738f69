"""A document (`atgarder.domain.dokument`) as a Word file and as a PDF; the page is a template."""
