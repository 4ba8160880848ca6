"""Looking where people stand now: whoever has risen or fallen is told of, and gets what comes with a rank."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from polku.act.rewards import prizes
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ranks.facts import at_ms, facts_of, today
from polku.act.rewards.ranks.level import falls, held
from polku.act.rewards.ranks.models import RankHeld
from polku.act.rewards.ranks.standing import terms_of
from polku.act.rewards.ranks.terms import RanksTerms
from polku.kit import clock
from polku.know.events.append import News, tell
from polku.know.people.models import Identity
from polku.know.teams.begin import the_team

PART = 500
CHANGED = "Rank Changed"


def look(program: Program, profiles: Collection[int], *, now: datetime, gives: bool = True) -> None:
    """At these people. `gives`: whoever rises gets what comes with it; not when a ladder is laid."""
    ordered, terms = sorted(profiles), terms_of(program)
    for start in range(0, len(ordered), PART):
        _look(program, terms, ordered[start : start + PART], now=now, gives=gives)


@transaction.atomic
def _look(program: Program, terms: RanksTerms, profiles: Sequence[int], *, now: datetime, gives: bool) -> None:
    names: dict[int, list[Identity]] = {profile: [] for profile in profiles}
    for identity in Identity.objects.filter(profile_id__in=profiles).order_by("pk"):
        names[identity.profile_id].append(identity)
    numbers = [identity.pk for theirs in names.values() for identity in theirs]
    rows = RankHeld.objects.filter(program_id=program.pk, identity_id__in=numbers).order_by("pk").select_for_update()
    stand = {row.identity_id: row for row in rows}
    facts, day = facts_of(program, terms, profiles, now=now), today(now)
    zone, now_ms = ZoneInfo(the_team().time_zone or "UTC"), clock.to_ms(now)
    floor = 0 if terms.base is not None else -1  # everybody has that one: no row is kept of it
    kept: list[RankHeld] = []
    gone: list[int] = []
    risen: list[tuple[list[Identity], int, int]] = []
    news: list[News] = []
    for profile, theirs in names.items():
        if not theirs:
            continue  # forgotten meanwhile
        before = _highest(terms, [stand[one.pk] for one in theirs if one.pk in stand])
        was = max(floor, _place(terms, before.rank) if before is not None else -1)
        place = max(floor, held(terms, facts[profile], day))
        gone += [stand[one.pk].pk for one in theirs if one.pk in stand and one.pk != profile]
        if place > floor:
            ends = falls(terms, facts[profile], day)
            since_ms = before.since_ms if before is not None and place == was else now_ms
            until_ms = at_ms(ends, zone) if ends is not None else None
            key = terms.ranks[place].key
            kept.append(
                RankHeld(program_id=program.pk, identity_id=profile, rank=key, since_ms=since_ms, until_ms=until_ms)
            )
        elif profile in stand:
            gone.append(stand[profile].pk)
        if place != was:
            news.append(_news(program, terms, _lead(theirs), before, (was, place), now_ms))
        if place > was:
            risen.append((theirs, was, place))
    RankHeld.objects.filter(pk__in=gone).delete()
    RankHeld.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["identity_id", "program_id"],
        update_fields=["rank", "since_ms", "until_ms"],
    )
    tell(news, now_ms=now_ms)
    if gives and program.state == Program.State.LIVE:
        for theirs, was, place in risen:
            _give(program, terms, theirs, range(max(was + 1, 0), place + 1), now=now)


def _give(program: Program, terms: RanksTerms, theirs: Sequence[Identity], places: range, *, now: datetime) -> None:
    """What comes with each rank that was passed on the way: once for each person, however often they rise to it."""
    numbers = [one.pk for one in theirs]
    for rank in (terms.ranks[place] for place in places):
        for nth, prize in enumerate(rank.prizes):
            cause = f"rank/{program.pk}/{rank.key}/{nth}"
            has = Movement.objects.filter(cause=f"{prize.program}/{cause}", identity_id__in=numbers).exists()
            if not has:
                prizes.give(prize, _lead(theirs).pk, cause, now=now)


def _place(terms: RanksTerms, key: str) -> int:
    return next((place for place, one in enumerate(terms.ranks) if one.key == key), -1)


def _highest(terms: RanksTerms, rows: Sequence[RankHeld]) -> RankHeld | None:
    return max(rows, key=lambda row: (_place(terms, row.rank), -row.since_ms), default=None)


def _lead(theirs: Sequence[Identity]) -> Identity:
    return next((one for one in theirs if one.pk == one.profile_id), theirs[0])


def _news(
    program: Program, terms: RanksTerms, lead: Identity, before: RankHeld | None, change: tuple[int, int], now_ms: int
) -> News:
    """Its key follows from what stood before: two who look at the same instant tell one event."""
    was, place = (terms.ranks[one] if one >= 0 else None for one in change)
    about: Mapping[str, object] = {
        "program_id": program.pk,
        "program": program.name,
        "from": was.key if was is not None else "",
        "to": place.key if place is not None else "",
        "is_higher": change[1] > change[0],
    }
    stood = f"{before.pk}/{before.since_ms}" if before is not None else f"/{now_ms}"
    return News(CHANGED, (lead.kind, lead.value), f"rank:{program.pk}:{lead.pk}:{stood}", dict(about), now_ms)
