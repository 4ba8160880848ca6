"""Several lines of the same kind in a form: fields of one name, one after the other; empty lines are none."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from polku.act.rewards.ledger.models import Program

MOST = 40
SPARE = 2  # empty ones below those that there are

Row = dict[str, str]


def typed(data: QueryDict, names: Sequence[str], by: Sequence[str]) -> list[Row]:
    """Those in which something stands in one of `by`; values are trimmed."""
    columns = {name: data.getlist(name)[:MOST] for name in names}
    count = max((len(values) for values in columns.values()), default=0)
    rows = [{name: _trimmed(values, at) for name, values in columns.items()} for at in range(count)]
    return [row for row in rows if any(row[name] for name in by)]


def _trimmed(values: Sequence[str], at: int) -> str:
    return (values[at] if at < len(values) else "").replace("\0", "").strip()[:500]


def with_spare(rows: Sequence[Mapping[str, Any]], *, least: int = 0) -> list[Mapping[str, Any]]:
    """With empty lines to write on."""
    return [*rows, *[{} for _spare in range(max(SPARE, least - len(rows)))]]


def whole(text: str) -> int | None:
    """1,250 · 1 250 → 1250; None where it is none."""
    plain = "".join(letter for letter in text if letter not in " ,.'’\u00a0\u202f")
    return int(plain) if plain.isdecimal() and len(plain) <= 12 else None


def to_give(*kinds: str, kept: Sequence[int] = ()) -> list[tuple[str, str]]:
    """Programs of which something can be given, by number; those that are named already may have ended."""
    among = Program.objects.filter(kind__in=kinds).exclude(state=Program.State.ENDED)
    found = {row.pk: row.name for row in among.order_by("name", "pk")}
    found |= {row.pk: row.name for row in Program.objects.filter(pk__in=kept)}
    return [(str(number), name) for number, name in found.items()]
