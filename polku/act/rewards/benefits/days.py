"""What a day brings: birthdays and years of membership, of everybody, in the team's time zone.

A day is gone through when it begins, and once more when it is over, for who has told their birthday meanwhile. What
was gone through is noted; killed in between, the day is gone through again, and whoever has it gets nothing more.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from polku.act.rewards.benefits.earn import earn
from polku.act.rewards.benefits.found import born_on, known_since
from polku.act.rewards.benefits.terms import BIRTHDAY, BY_DAY, BenefitTerms, read
from polku.act.rewards.ledger.models import Act, Program
from polku.act.rewards.programs import latest
from polku.kit import clock
from polku.know.teams.begin import the_team

BACK = 7  # days that are made good after a time in which nothing ran


def tick(now: datetime) -> int:
    """The next day of one program. Returns how many days were gone through: 0 when none is left."""
    live = Program.objects.filter(kind=Program.Kind.BENEFIT, state=Program.State.LIVE)
    for program in live.order_by("pk"):
        terms = read(latest(program).terms)
        if terms.when not in BY_DAY:
            continue
        for key, day in _open(program, now):
            _go_through(program, terms, day, now=now)
            Act.objects.get_or_create(key=key, defaults={"fingerprint": "", "at_ms": clock.to_ms(now)})
            return 1
    return 0


def _open(program: Program, now: datetime) -> Iterator[tuple[str, date]]:
    zone = ZoneInfo(the_team().time_zone)
    today, first = now.astimezone(zone).date(), program.created_at.astimezone(zone).date()
    days = [today - timedelta(days=ago) for ago in range(BACK, -1, -1)]
    wanted = [(f"benefit/{program.pk}/{day}/{end}", day) for day in days for end in "ab" if end == "a" or day < today]
    done = set(Act.objects.filter(key__in=[key for key, _day in wanted]).values_list("key", flat=True))
    return ((key, day) for key, day in wanted if day >= first and key not in done)


def _go_through(program: Program, terms: BenefitTerms, day: date, *, now: datetime) -> None:
    meant = day + timedelta(days=terms.days_before)
    zone = ZoneInfo(the_team().time_zone)
    parts = born_on(terms.trait, meant) if terms.trait else known_since(meant, zone=zone)
    for part in parts:
        by_meaning: dict[str, list[int]] = {}
        for profile, year in part:
            if terms.when == BIRTHDAY:
                by_meaning.setdefault(f"birthday:{meant.year}", []).append(profile)
            elif year is not None and year < meant.year:
                by_meaning.setdefault(f"year:{meant.year - year}", []).append(profile)
        for meaning, profiles in sorted(by_meaning.items()):
            earn(program, terms.prize, profiles, meaning, now=now)
