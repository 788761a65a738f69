"""A decision paper's parts, from what is stored to a document."""
