"""A number that opens the people behind it."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Count:
    """`query`: how their page is asked for them; "" for nobody's."""

    value: str
    query: str = ""


def opens(kind: str, by: str = "", key: str = "") -> str:
    return urlencode({"who": kind} | ({"by": by, "of": key} if by else {}))
