"""How our audiences are called at LINE: what is ours alone first, then the segment's name."""

from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.limits import limits


def beginning(row: LineAudience) -> str:
    """Of the names of all that were ever made for this row, and of nobody else's: in small letters."""
    return f"polku:{row.key}:"


def name_of(row: LineAudience) -> str:
    """Of the one that is being made: LINE takes 120 UTF-16 units, and no control characters."""
    plain = "".join(letter if letter.isprintable() else " " for letter in row.segment.name)
    most = limits()["audience"]["name"]["most"]
    found = f"{beginning(row)}{row.run} {plain}"
    while len(found.encode("utf-16-le")) // 2 > most:
        found = found[:-1]
    return found.strip()
