"""A profile from its identities: traits field by field, the newer one wins; totals; first and last seen."""

from collections.abc import Sequence
from typing import Any

import msgspec

from polku.know.people.meet import encode_sorted
from polku.know.people.resolve import lead_of
from polku.know.people.row import Face, Row

NAME, EMAIL, PHONE = 400, 400, 100  # the columns' lengths


def face_of(profile: int, members: Sequence[Row]) -> Face | None:
    """None for identities under which nothing ever came: they are known of, but nobody yet."""
    if len(members) == 1 and members[0].traits == "{}" and members[0].kind not in ("email", "phone"):
        row = members[0]  # most are: somebody of whom nothing was said
        times = row.first_seen_ms, row.last_seen_ms
        return Face(profile, "", "", "", "{}", *times, row.orders, row.revenue_minor) if row.has_spoken else None
    speakers = [row for row in members if row.has_spoken]
    if not speakers:
        return None
    traits = _joined(members)
    name, email, phone = _text(traits.get("name")), _text(traits.get("email")), _text(traits.get("phone"))
    return Face(
        profile,
        (name or _full_name(traits))[:NAME],
        (email or _first(members, "email"))[:EMAIL],
        (phone or _first(members, "phone"))[:PHONE],
        encode_sorted(traits) if traits else "{}",
        min(row.first_seen_ms for row in speakers),
        max(row.last_seen_ms for row in speakers),
        sum(row.orders for row in members),
        sum(row.revenue_minor for row in members),
    )


def _joined(members: Sequence[Row]) -> dict[str, Any]:
    """field → value; a null that is the newest takes the field away."""
    newest: dict[str, Any] = {}
    for row in members:
        if not row.traits or row.traits == "{}":
            continue
        traits: dict[str, Any] = msgspec.json.decode(row.traits)
        if not newest:
            newest = traits
            continue
        for field, stamped in traits.items():
            # The same event may be heard under one identity only, so no two stamps are equal.
            if field not in newest or newest[field][1:] < stamped[1:]:
                newest[field] = stamped
    return {field: stamped[0] for field, stamped in newest.items() if stamped[0] is not None}


def _first(members: Sequence[Row], kind: str) -> str:
    """Who gave no e-mail as a trait may have one as an identity."""
    of_kind = [row for row in members if row.kind == kind]
    return min(of_kind, key=lead_of).value if of_kind else ""


def _full_name(traits: dict[str, Any]) -> str:
    first = _text(traits.get("first_name")) or _text(traits.get("firstName"))
    last = _text(traits.get("last_name")) or _text(traits.get("lastName"))
    return f"{first} {last}".strip()


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()
