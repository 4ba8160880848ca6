"""What the tables say, in the oracle's form."""

import json
from typing import Any

from polku.know.people.models import Identity, Merge, PeopleDay, Profile, Refused


def found() -> dict[str, Any]:
    rows = list(Identity.objects.all())
    node = {row.id: (row.kind, row.value) for row in rows}
    people = {}
    for profile in Profile.objects.all():
        people[node[profile.id]] = {
            "identities": {node[row.id] for row in rows if row.profile_id == profile.id and row.is_named},
            "traits": json.loads(profile.traits),
            "first": profile.first_seen_ms,
            "last": profile.last_seen_ms,
        }
    return {
        "people": people,
        "shared": {node[row.id] for row in rows if row.is_shared},
        "refused": {frozenset((node[link.low_id], node[link.high_id])): link.rule for link in Refused.objects.all()},
        "merges": {
            frozenset((node[merge.low_id], node[merge.high_id])): (
                node[merge.absorbed_id],
                frozenset(node[number] for number in json.loads(merge.identities)),
            )
            for merge in Merge.objects.filter(undone_at_ms=None)
        },
        "days": {row.day: row.people for row in PeopleDay.objects.all() if row.people},
    }
