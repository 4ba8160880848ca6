"""Whether a draw is for somebody: by their age, where they live, what they have done."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from polku.act.rewards.draws.terms import Who
from polku.kit.columns import ColumnsError
from polku.know.people import find
from polku.know.people.models import Identity
from polku.know.people.stores.day import day_of, team_zone
from polku.know.people.stores.models import StoreVisit
from polku.know.segments.live import membership
from polku.know.teams.begin import the_team

FEW = 20  # people of whom each one's segments are asked for


def refused(who: Who, people: Sequence[int], *, since_ms: int, now: datetime) -> dict[int, str]:
    """Identities that may not, each with a word of words.py. Whoever is not known may where nothing is asked."""
    if who == Who():
        return {}
    profiles_of = find.profile_ids(people)
    profiles = find.profiles(profiles_of.values())
    members = _members(who.segment, list(profiles)) if who.segment is not None else frozenset()
    been = _been(who.stores, list(profiles), since_ms=since_ms) if who.stores else {}
    today = now.astimezone(ZoneInfo(the_team().time_zone or "UTC")).date()
    words = {}
    for number in people:
        profile = profiles.get(profiles_of.get(number, 0))
        traits = json.loads(profile.traits) if profile is not None else {}
        words[number] = _of_traits(who, traits, today)
        if not words[number] and who.segment is not None and (profile is None or profile.id not in members):
            words[number] = "segment"
        if not words[number] and who.stores and (profile is None or been.get(profile.id, frozenset()) < who.stores):
            words[number] = "places"
    return {number: word for number, word in words.items() if word}


def been_at(stores: frozenset[str], profile_id: int, *, since_ms: int) -> frozenset[str]:
    return _been(stores, [profile_id], since_ms=since_ms).get(profile_id, frozenset())


def _of_traits(who: Who, traits: Mapping[str, Any], today: date) -> str:
    if who.least_age:
        born = _day(traits.get(who.born))
        if born is None:
            return "age_unknown"
        if today.year - born.year - ((today.month, today.day) < (born.month, born.day)) < who.least_age:
            return "age"
    if who.countries and _country(traits) not in who.countries:
        return "country"
    return ""


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said)[:10])
    except ValueError:
        return None


def _country(traits: Mapping[str, Any]) -> str:
    address = traits.get("address")
    said = traits.get("country") or (address.get("country") if isinstance(address, dict) else "")
    return str(said or "").strip().upper()


def _members(segment: int, profiles: Sequence[int]) -> frozenset[int]:
    """Nobody while the column store cannot be asked: a draw is not opened to everybody by that."""
    try:
        if len(profiles) > FEW:
            return frozenset(membership.members_of(segment))
        return frozenset(
            number for number in profiles if segment in {one.segment for one in membership.segments_of(number)}
        )
    except ColumnsError:
        return frozenset()


def _been(stores: frozenset[str], profiles: Sequence[int], *, since_ms: int) -> dict[int, frozenset[str]]:
    """Which of these places each has been at since, by the days of the team."""
    identities = dict(Identity.objects.filter(profile_id__in=profiles).values_list("id", "profile_id"))
    visits = StoreVisit.objects.filter(store__in=stores, day__gte=day_of(since_ms, team_zone()))
    found: dict[int, frozenset[str]] = {}
    for identity, store in visits.filter(identity_id__in=identities).values_list("identity_id", "store"):
        profile = identities[identity]
        found[profile] = found.get(profile, frozenset()) | {store}
    return found
