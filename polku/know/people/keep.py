"""Writing what a block has changed, in the order of the keys: neighbouring rows share pages."""

from collections import Counter, defaultdict

from polku.kit import clock
from polku.know.people import sql
from polku.know.people.face import face_of
from polku.know.people.known import Known
from polku.know.people.meet import Changes
from polku.know.people.own_kinds import remember
from polku.know.people.row import Face, Row

CONTENT = ("name", "email", "phone", "traits", "orders", "revenue_minor")  # what the column store keeps of a profile


def keep(known: Known, changes: Changes, *, at_seq: int) -> None:
    days: Counter[int] = Counter()
    changed = {row.id for row in known.rows.values() if row.profile_id != row.was}
    regrouped = {
        number
        for row in known.rows.values()
        if row.profile_id != row.was and not row.is_new
        for number in (row.was, row.profile_id)
    }
    changed |= _keep_profiles(known, changes, days)
    _move_profiles(known, changes, days)
    _keep_identities(known, changes)
    _keep_links(known, changes)
    known.write(sql.MARK_CHANGED, [(number, at_seq) for number in sorted(changed)])
    known.write(sql.MARK_REGROUPED, [(number, at_seq) for number in sorted(regrouped)])
    known.write(sql.COUNT_DAYS, sorted((day, people) for day, people in days.items() if people))


def _keep_profiles(known: Known, changes: Changes, days: Counter[int]) -> set[int]:
    """Make the profiles concerned again from their identities. Gives those whose content changed, or that vanished."""
    members: defaultdict[int, list[Row]] = defaultdict(list)
    existing = set()
    for row in known.rows.values():
        if row.profile_id in changes.profiles:
            members[row.profile_id].append(row)
        if not row.is_new and row.was in changes.profiles:
            existing.add(row.was)
    before = known.faces(existing)
    rows, changed = [], set()
    for profile, identities in sorted(members.items()):
        face, old = face_of(profile, identities), before.pop(profile, None)
        if face == old:
            continue
        if old is not None:
            days[old.first_seen_ms // clock.DAY_MS] -= 1
        if face is not None:
            days[face.first_seen_ms // clock.DAY_MS] += 1
            rows.append(_values(face))
        if face is None or old is None or any(getattr(face, name) != getattr(old, name) for name in CONTENT):
            changed.add(profile)
        if face is None and old is not None:
            before[profile] = old
    gone = sorted(before)
    for profile in before.keys() - members.keys():
        days[before[profile].first_seen_ms // clock.DAY_MS] -= 1
    known.write(sql.DROP_PROFILES, [(profile,) for profile in gone])
    known.write(sql.KEEP_PROFILES, rows)
    return changed.union(gone)


def _move_profiles(known: Known, changes: Changes, days: Counter[int]) -> None:
    """Profiles of which nothing but the times has changed."""
    times, moved = known.times, set()
    for row in changes.moved:
        profile = row.profile_id
        if profile in changes.profiles or profile not in times or not row.has_spoken:
            continue
        first_ms, last_ms = times[profile]
        if row.last_seen_ms > last_ms:
            times[profile] = first_ms, row.last_seen_ms
            moved.add(profile)
        if row.first_seen_ms < first_ms:
            days[first_ms // clock.DAY_MS] -= 1
            days[row.first_seen_ms // clock.DAY_MS] += 1
            times[profile] = row.first_seen_ms, times[profile][1]
            moved.add(profile)
    known.write(sql.MOVE_PROFILES, [(profile, *times[profile]) for profile in sorted(moved)])


def _keep_identities(known: Known, changes: Changes) -> None:
    moved = [(row.id, row.first_seen_ms, row.last_seen_ms) for row in changes.moved if not row.is_changed]
    known.write(sql.MOVE_IDENTITIES, sorted(set(moved)))
    kept = [
        (
            row.id,
            row.kind,
            row.value,
            row.profile_id,
            row.traits,
            row.first_seen_ms,
            row.last_seen_ms,
            bool(row.is_shared),
            bool(row.is_named),
            bool(row.has_spoken),
            row.orders,
            row.revenue_minor,
        )
        for row in known.rows.values()
        if row.is_changed
    ]
    known.write(sql.KEEP_IDENTITIES, sorted(kept))
    remember(known.cursor, {row.kind for row in known.rows.values() if row.is_new})


def _keep_links(known: Known, changes: Changes) -> None:
    kept = []
    for linked in sorted(changes.links):
        link = known.links[linked]
        kept.append(
            (
                *linked,
                link.at_ms,
                link.event_id,
                bool(link.is_explicit),
                bool(link.is_cut),
                link.verdict_ms,
                link.verdict_id,
                link.rule,
            )
        )
    known.write(sql.KEEP_LINKS, kept)


def _values(face: Face) -> tuple[object, ...]:
    return (
        face.id,
        face.name,
        face.email,
        face.phone,
        face.traits,
        face.first_seen_ms,
        face.last_seen_ms,
        face.orders,
        face.revenue_minor,
    )
