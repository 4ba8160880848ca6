"""Who of a block has quiet hours now, or whose store is closed, and until when."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
from django.db import connection

from polku.kit import bulk, clock
from polku.know.people.consent.purposes import SERVICE
from polku.know.people.zones import zone_of
from polku.know.teams.begin import the_team
from polku.say.channels.channel import Later
from polku.say.limits import quiet_hours
from polku.say.limits.caps import exempt
from polku.say.limits.quiet import Hours, minutes_of, quiet_until
from polku.say.outbox import sql
from polku.say.outbox.became import CLOSED, QUIET
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.closed import closed
from polku.say.outbox.lately.got import FREE
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee
from polku.say.outbox.reasons import reason


class Told(msgspec.Struct, frozen=True):
    """Of a person's traits those that say where they are, and when they sleep. Anything may stand there."""

    timezone: Any = None
    time_zone: Any = None
    country: Any = None
    address: Any = None
    quiet_from: Any = None
    quiet_to: Any = None


TOLD = msgspec.json.Decoder(Told)
CLUES = ("timezone", "time_zone", "country", "address", "quiet_from", "quiet_to")
Clue = tuple[str, ...]


class Asleep(msgspec.Struct, frozen=True):
    """By message: what waits. Of `whole` slices everybody sleeps, and they are put off as they are."""

    whole: dict[int, Later] = {}
    single: dict[int, Later] = {}


def asleep(
    block: Sequence[Claimed], *, people: Mapping[int, Addressee], wordings: Mapping[str, Wording], now_ms: int
) -> Asleep:
    """What belongs to the service wakes people up. Of quiet hours and a closed store, the later one is waited for."""
    quiet = _quiet(block, people=people, wordings=wordings, now_ms=now_ms)
    shut = closed(block, people=people, wordings=wordings, now_ms=now_ms)
    if not quiet and not shut:
        return Asleep()
    until = {number: max(quiet.get(number, 0), shut.get(number, 0)) for number in quiet | shut}
    later = {
        number: Later(end - now_ms, reason(CLOSED if shut.get(number) == end else QUIET))
        for number, end in until.items()
    }
    whole = _whole(block, {one.id for one in block if one.identity_id in people}, later)
    return Asleep(whole, {number: one for number, one in later.items() if number not in whole})


def _quiet(
    block: Sequence[Claimed], *, people: Mapping[int, Addressee], wordings: Mapping[str, Wording], now_ms: int
) -> dict[int, int]:
    """By message: until when."""
    causes = {cause for cause, wording in wordings.items() if wording.purpose != SERVICE and not cause.startswith(FREE)}
    hours = quiet_hours.current() if any(one.cause in causes for one in block) else {}
    if not hours:
        return {}
    causes = {cause for cause in causes if wordings[cause].purpose not in exempt()}
    ours = {one.id: one for one in block if one.cause in causes and one.identity_id in people}
    profiles = {number: people[one.identity_id].recipient.profile_id for number, one in ours.items()}
    by_profile = _until(sorted(set(profiles.values())), hours, now=clock.from_ms(now_ms))
    return {number: end for number, profile in profiles.items() if (end := by_profile.get(profile)) is not None}


def _whole(block: Sequence[Claimed], known: Collection[int], later: Mapping[int, Later]) -> dict[int, Later]:
    """Slices in which somebody waits and nobody who is known may go, until the first of them may.

    Not where some may have left already, when a worker died: what becomes of these is told one by one.
    """
    slices: defaultdict[tuple[int, int], list[Claimed]] = defaultdict(list)
    for one in block:
        if one.block and one.tries == 1:
            slices[one.block, one.claim].append(one)
    found: dict[int, Later] = {}
    for members in slices.values():
        waits = [later[one.id] for one in members if one.id in later]
        if waits and all(one.id in later or one.id not in known for one in members):
            found.update(dict.fromkeys([one.id for one in members], min(waits, key=lambda one: one.wait_ms)))
    return found


def _until(profiles: Sequence[int], hours: Mapping[str, Hours], *, now: datetime) -> dict[int, int | None]:
    team = the_team().time_zone or "UTC"

    @cache
    def until(clue: Clue) -> int | None:
        """Most people's clues are the same."""
        told = dict(zip(CLUES, clue, strict=True))
        here = told | {"address": {"country": told["address"]}}
        holding = own_hours(told) or hours.get(_country(told)) or hours.get(quiet_hours.ELSEWHERE)
        end = quiet_until(now, zone_of(here, team=team), holding) if holding is not None else None
        return clock.to_ms(end) if end is not None else None

    with connection.cursor() as cursor:
        rows = bulk.ask(cursor, sql.TRAITS, sql.TRAITS_FROM, keys=profiles, vendor=connection.vendor)
    return {profile: until(_clue(traits)) for profile, traits in rows}


def _clue(traits: str) -> Clue:
    told = TOLD.decode(traits)
    place = told.address.get("country") if isinstance(told.address, dict) else None
    given = (told.timezone, told.time_zone, told.country, place, told.quiet_from, told.quiet_to)
    return tuple([one if isinstance(one, str) else "" for one in given])


def own_hours(told: Mapping[str, str]) -> Hours | None:
    """What somebody wants themselves, where both times can be read."""
    begins, ends = minutes_of(told["quiet_from"]), minutes_of(told["quiet_to"])
    return Hours(begins, ends) if begins is not None and ends is not None and begins != ends else None


def _country(told: Mapping[str, str]) -> str:
    return (told["country"] or told["address"]).strip().upper()
