"""What a campaign by LINE would take of the month, before it is sent off; and what it has cost, after."""

from typing import Any

from polku.act.campaigns import write
from polku.act.campaigns.launch import mail_of
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.whom import rule_of
from polku.doors.web.audience import reached
from polku.kit import clock
from polku.know.people.models import Profile
from polku.know.rules import ask as rules
from polku.know.segments import lists
from polku.know.segments.segments import free
from polku.know.teams.models import Member
from polku.learn.reports.line_cost import campaign_cost
from polku.learn.reports.line_month import Month, Take, months, take
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.price import Price
from polku.say.channels.registry import OF_ACCOUNT

KIND = f"line{OF_ACCOUNT}"
PART = 1_000
REST_WAITS, BEST = "rest-waits", "best"  # what may be chosen where the month has too few messages


def is_by_line(row: Campaign) -> bool:
    return row.channel.startswith(KIND)


def before(row: Campaign, *, count: int) -> dict[str, Any]:
    """For the launch page: what so many messages cost and leave, and what to do if it is too much."""
    account = account_of(row)
    if account is None:
        return {}
    month = months([account], now=clock.now())[account.pk]
    asked = take(month, count)
    given: dict[str, Any] = {"line_account": account, "month": month, "take": asked}
    if asked.short:
        given |= {"best": best_count(month, asked), "by_mail": reached(rule_of(row), "email", row.purpose)}
    return given


def best_count(month: Month, asked: Take) -> int:
    return max(0, asked.count - asked.short)


def to_the_best(row: Campaign, count: int, *, by: Member) -> None:
    """Narrow the draft's audience to so many reachable ones: those who did something last. It becomes a list."""
    asked = {"all": [rule_of(row), {"reachable": row.channel, "purpose": row.purpose}]}
    people = list(rules.people(asked, clock.now()))
    seen: dict[int, int] = {}
    for start in range(0, len(people), PART):
        rows = Profile.objects.filter(id__in=people[start : start + PART])
        seen |= {number: ms or 0 for number, ms in rows.values_list("id", "last_seen_ms")}
    best = sorted(people, key=lambda number: (-seen.get(number, 0), number))[:count]
    made = lists.make_list(free(f"{row.name} · {count}"), identities=best, by=by)
    write.change(
        row,
        name=row.name,
        channel=row.channel,
        subject=row.subject,
        body=row.body,
        mail=mail_of(row),
        segment=made,
        by=by,
    )


def after(row: Campaign, launch: Launch, *, sent: int) -> Price | None:
    """What it has cost so far; None on other channels, and where nobody has said which plan it is."""
    account = account_of(row) if is_by_line(row) else None
    if account is None:
        return None
    return campaign_cost(account, row.pk, sent=sent, at=launch.at)


def account_of(row: Campaign) -> LineAccount | None:
    return LineAccount.objects.filter(name=row.channel.removeprefix(KIND)).first() if is_by_line(row) else None
