"""A message of which nobody will know what became of it."""

import msgspec


class WornOut(msgspec.Struct, frozen=True):
    """Its workers died again and again before they could tell what became of it, or it must not go again."""
