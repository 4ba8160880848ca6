"""Segments: audiences with a name. A page of each, the list of them, and the builder of their rules."""
