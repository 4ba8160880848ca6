"""How long a text is, as platforms count: in UTF-16 code units, or in what readers take for one letter."""

import msgspec
import regex

CLUSTER = regex.compile(r"\X")  # an extended grapheme cluster of Unicode's UAX #29


def units(text: str) -> int:
    """UTF-16 code units: 🍎 is 2."""
    return len(text) + sum(letter > "\uffff" for letter in text) if not text.isascii() else len(text)


def clusters(text: str) -> int:
    """Grapheme clusters: a family of four joined emojis is 1."""
    return sum(1 for _found in CLUSTER.finditer(text))


class Bound(msgspec.Struct, frozen=True):
    """How long a text may be. Where both ways of counting are said, the stricter holds."""

    most: int
    units: bool = False
    graphemes: bool = False

    def length(self, text: str) -> int:
        """By the stricter way: there are never more clusters than units."""
        return units(text) if self.units else clusters(text)

    def over(self, text: str) -> int:
        """How much too long; 0 for what fits."""
        # Two units a letter at the most, one cluster: what is short enough needs no counting.
        if len(text) * (1 + self.units) <= self.most:
            return 0
        return max(0, self.length(text) - self.most)
