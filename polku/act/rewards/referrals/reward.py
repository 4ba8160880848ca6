"""What both get, and what is told of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from polku.act.rewards import prizes
from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.referrals.terms import ReferralTerms
from polku.kit import bulk, clock
from polku.know.events.append import News, tell
from polku.know.teams.begin import the_team

COMPLETED = "Referral Completed"


def reward(program: Program, row: Referral, terms: ReferralTerms, *, friend: int, referrer: int, now: datetime) -> None:
    """Within the transaction in which the row became rewarded. `friend`, `referrer`: profiles; their leading
    identities get it."""
    cause = f"referral:{row.pk}"
    if terms.friend is not None:
        prizes.give(terms.friend, friend, f"{cause}:friend", now=now)
    if _has_room(program, row, terms, now=now):
        if terms.referrer is not None:
            prizes.give(terms.referrer, referrer, f"{cause}:referrer", now=now)
        brought = Referral.objects.filter(referrer=row.referrer_id, state=Referral.State.REWARDED).count()
        for tier in terms.tiers:
            if tier.friends <= brought:  # whoever has it of this cause is passed over
                step = f"referral:{program.pk}:{row.referrer_id}:tier:{tier.friends}"
                prizes.give(tier.prize, referrer, step, now=now)
    else:
        Referral.objects.filter(pk=row.pk).update(why="month")
    tell_both(COMPLETED, program, row, friend, referrer, now_ms=clock.to_ms(now))


def month_of(row: Referral, *, now: datetime) -> str:
    """What is counted for the limit of a month: by the team's clock."""
    month = now.astimezone(ZoneInfo(the_team().time_zone)).strftime("%Y-%m")
    return f"month:{row.referrer.identity_id}:{month}"


def _has_room(program: Program, row: Referral, terms: ReferralTerms, *, now: datetime) -> bool:
    if terms.month is None:
        return True
    try:
        with transaction.atomic():
            limits.take(program.pk, [Limit(month_of(row, now=now), terms.month)])
    except Full:
        return False
    return True


def tell_both(name: str, program: Program, row: Referral, friend: int, referrer: int, *, now_ms: int) -> None:
    """Within the caller's transaction. `friend`, `referrer`: profiles."""
    with connection.cursor() as cursor:
        found = bulk.ask(
            cursor,
            "id, kind, value",
            "identity WHERE id {among}",
            keys=sorted({friend, referrer}),
            vendor=connection.vendor,
        )
    names = {number: (kind, value) for number, kind, value in found}
    about = {"program_id": program.pk, "program": program.name}
    key = f"referral:{row.pk}" if name == COMPLETED else f"referral:{row.pk}/{name}"
    sides = ((friend, "friend"), (referrer, "referrer"))
    tell(
        [
            News(name, names[number], f"{key}/{side}", about | {"side": side}, now_ms)
            for number, side in sides
            if number in names
        ],
        now_ms=now_ms,
    )
