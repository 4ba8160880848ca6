"""Buttons that only look: nothing is kept of the form."""

LOOKS_BESIDE = frozenset(("show", "as", "try", "tester"))  # only what stands beside the form changes
