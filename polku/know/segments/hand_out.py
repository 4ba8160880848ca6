"""The people of a segment as a file: CSV for spreadsheets, JSON Lines for programs. Both are made while they leave."""

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from polku.kit import clock, ids, money
from polku.kit.csv_out import Writer
from polku.know.people.find import profiles
from polku.know.people.kinds import rank
from polku.know.people.models import Identity, Profile
from polku.know.segments.models import Segment
from polku.know.segments.segments import people
from polku.know.teams import trail
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member

PART = 1_000  # people in one question
HEADINGS = ("id", "user_id", "name", "email", "phone", "first_seen", "last_seen", "orders", "revenue", "currency")
FORMATS = ("csv", "jsonl")


def hand_out(
    segment: Segment, form: str, *, by: Member | None, now: datetime, traits: Sequence[str] = ()
) -> Iterator[str]:
    """Pieces of text. `traits`: of a CSV, further columns ("city", "address.city").

    The people are asked for before the first piece: what cannot be asked raises RuleError or columns.ColumnsError here.
    Who is erased meanwhile is left out.
    """
    found = people(segment, now)
    after = {"people": len(found), "format": form}
    trail.note(by, "segment.exported", subject=f"segment:{segment.pk}", after={"name": segment.name, **after})
    return _as_csv(found, traits) if form == "csv" else _as_lines(found)


def plain(found: Sequence[Profile]) -> list[dict[str, Any]]:
    """People as plain values, as the API shows them."""
    currency = the_team().currency
    names = _names([profile.id for profile in found])
    return [
        {
            "id": ids.public(profile.id),
            "name": profile.name,
            "email": profile.email,
            "phone": profile.phone,
            "traits": msgspec.json.decode(profile.traits),
            "identities": [{"kind": kind, "value": value} for _rank, kind, value in sorted(names[profile.id])],
            "first_seen": clock.from_ms(profile.first_seen_ms),
            "last_seen": clock.from_ms(profile.last_seen_ms) if profile.last_seen_ms else None,
            "orders": profile.orders,
            "revenue": money.to_major(profile.revenue_minor, currency),
            "currency": currency,
        }
        for profile in found
    ]


def _names(numbers: Sequence[int]) -> defaultdict[int, list[tuple[tuple[bool, int, int], str, str]]]:
    """Of each profile its identities in the order in which they are shown: the leading one first."""
    named = Identity.objects.filter(profile_id__in=numbers, is_named=True)
    found = defaultdict(list)
    for number, profile, kind, value in named.values_list("id", "profile_id", "kind", "value"):
        found[profile].append(((number != profile, rank(kind), number), kind, value))
    return found


def _as_lines(numbers: Sequence[int]) -> Iterator[str]:
    for part in _parts(numbers):
        yield "".join(msgspec.json.encode(person).decode() + "\n" for person in part)


def _as_csv(numbers: Sequence[int], traits: Sequence[str]) -> Iterator[str]:
    yield _table([[*HEADINGS, *traits]])
    for part in _parts(numbers):
        yield _table([_cells(person, traits) for person in part])


def _cells(person: dict[str, Any], traits: Sequence[str]) -> list[object]:
    user = next((one["value"] for one in person["identities"] if one["kind"] == "user_id"), "")
    own = {**person, "user_id": user}
    own |= {name: person[name].isoformat() if person[name] else "" for name in ("first_seen", "last_seen")}
    return [*(own[name] for name in HEADINGS), *(_cell(person["traits"], name) for name in traits)]


def _cell(traits: Any, name: str) -> object:
    value = traits
    for key in name.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if value is None or isinstance(value, str | int | float):
        return "" if value is None else value
    return msgspec.json.encode(value).decode()


def _table(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = Writer(text)
    for row in rows:
        writer.writerow(row)
    return text.getvalue()


def _parts(numbers: Sequence[int]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(numbers), PART):
        part = numbers[start : start + PART]
        known = profiles(part)
        yield plain([known[number] for number in part if number in known])
