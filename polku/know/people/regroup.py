"""Who belongs to whom again, round the identities of which a block says something new."""

from polku.know.people.component import Component
from polku.know.people.kinds import SHARED
from polku.know.people.known import Known
from polku.know.people.meet import Changes
from polku.know.people.resolve import Resolution, resolve


def regroup(known: Known, changes: Changes) -> tuple[set[int], Resolution]:
    """Resolve every component that holds a start, and point its identities to their profile."""
    component = Component(known, changes)
    inside = component.inside
    named = {number: known.rows[number] for number in inside if known.rows[number].is_named}
    rows = {number: row for number, row in named.items() if not row.is_shared}
    live = [link for link in known.links.values() if link.is_live and link.low_id in rows and link.high_id in rows]
    resolution = resolve(rows, live)
    for number in inside:
        row, profile = known.rows[number], resolution.leads.get(number, number)
        changes.profiles.update((row.was, profile))
        if row.profile_id != profile:
            row.profile_id, row.is_changed = profile, True
    for linked, link in known.links.items():
        if linked[0] not in inside and linked[1] not in inside:
            continue
        rule = resolution.refused.get(linked, "")
        if component.is_claim(link):
            if known.rows[linked[0]].is_shared or known.rows[linked[1]].is_shared:
                rule = SHARED
            elif linked[0] not in inside or linked[1] not in inside:
                continue  # refused, and nothing here can turn that
        if rule != link.rule:
            link.rule = rule
            changes.links.add(linked)
    return inside, resolution
