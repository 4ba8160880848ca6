"""People as a CSV file that is written while it is read."""

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from polku.kit import clock, ids
from polku.kit.csv_out import Writer
from polku.know.people import find
from polku.know.people.models import Identity

PART = 1_000
WHO = ("id", "user_id", "name", "email", "phone")


class OfSomebody(Protocol):
    """`identity`: one of theirs."""

    @property
    def identity(self) -> int: ...

    @property
    def at_ms(self) -> int | None: ...


Line = TypeVar("Line", bound=OfSomebody)


def pieces(
    lines: Iterator[Line], about: Callable[[Line], Sequence[str]] = lambda _line: (), headings: Sequence[str] = ()
) -> Iterator[str]:
    """A line each: who it is, `about` under its `headings`, and when. Who was erased since is left out."""
    yield _table([(*WHO, *headings, "at")])
    while part := list(islice(lines, PART)):
        belongs = find.profile_ids([line.identity for line in part])
        profiles = find.profiles(list(set(belongs.values())))
        named = Identity.objects.filter(profile_id__in=list(profiles), kind="user_id", is_named=True)
        users = dict(named.order_by("-pk").values_list("profile_id", "value"))
        rows = []
        for line in part:
            one = profiles.get(belongs.get(line.identity, 0))
            if one is not None:
                at = clock.from_ms(line.at_ms).isoformat() if line.at_ms else ""
                who = (ids.public(one.id), users.get(one.id, ""), one.name, one.email, one.phone)
                rows.append((*who, *about(line), at))
        yield _table(rows)


def _table(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = Writer(text)
    for row in rows:
        writer.writerow(row)
    return text.getvalue()
