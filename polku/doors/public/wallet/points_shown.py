"""Points and a rank as whoever has them sees them, in the language and by the clock of the page."""

from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.points.balance import Balance
from polku.act.rewards.points.promises import points
from polku.act.rewards.points.unit import unit_of
from polku.act.rewards.ranks.promises import amount, times
from polku.act.rewards.ranks.standing import Standing
from polku.doors.public.wallet import countdown
from polku.kit import clock
from polku.kit.amounts import money, number
from polku.kit.regions import date_format


@dataclass(frozen=True)
class Getting:
    """Something that costs points. `missing`: in words; "": there are enough of them."""

    place: int
    title: str
    costs: str
    missing: str
    progress: int  # percent


@dataclass(frozen=True)
class Shown:
    program: int
    title: str
    value: str
    unit: str
    worth: str
    pending: str
    ends: countdown.Countdown | None
    ending: str
    owed: str
    how: str
    rewards: list[Getting]


@dataclass(frozen=True)
class Step:
    name: str
    at: str
    text: str
    factor: str
    is_reached: bool
    is_here: bool


@dataclass(frozen=True)
class ShownRank:
    title: str
    name: str
    until: str
    missing: str
    progress: int  # percent of the way from here to the next
    how: str
    steps: list[Step]


def shown(one: Balance, *, now_ms: int) -> Shown:
    pending = ""
    if one.pending and one.pending_ms is not None:
        day = countdown.day_of(clock.from_ms(one.pending_ms))
        pending = _("{points} more on their way, the first on {day}").format(points=number(one.pending), day=day)
    worth = one.worth_minor
    return Shown(
        program=one.program.pk,
        title=one.terms.title,
        value=number(one.left),
        unit=unit_of(one.left, one.terms.unit),
        worth=_("Worth {amount}").format(amount=money(worth, one.program.currency)) if worth else "",
        pending=pending,
        ends=countdown.until(one.next_ms, now_ms=now_ms) if one.next_ms is not None else None,
        ending=number(one.next_left),
        owed=_owed(one.owed),
        how=one.terms.how,
        rewards=[
            Getting(
                place,
                reward.title,
                points(cost, one.terms.unit),
                _missing(cost - one.usable),
                min(100, 100 * one.usable // cost),
            )
            for place, (reward, cost) in enumerate(zip(one.terms.rewards, one.costs, strict=True), start=1)
        ],
    )


def shown_rank(one: Standing) -> ShownRank:
    here = one.rank.at if one.rank is not None else 0
    way = one.next.at - here if one.next is not None else 0
    reached = -1 if one.rank is None else one.rank.at
    return ShownRank(
        title=one.terms.title,
        name=one.rank.name if one.rank is not None else "",
        until=_until(one.until_ms) if one.until_ms is not None else "",
        missing=_to_next(one),
        progress=min(100, max(0, 100 * (one.amount - here) // way)) if way else 100,
        how=one.terms.how,
        steps=[
            Step(
                rank.name,
                amount(one.terms, rank.at, one.program.currency) if rank.at else "",
                rank.text,
                times(rank.factor) if rank.factor > 100 else "",
                rank.at <= reached,
                one.rank is not None and rank.key == one.rank.key,
            )
            for rank in one.terms.ranks
        ],
    )


def _to_next(one: Standing) -> str:
    if one.next is None:
        return ""
    return _("{amount} to {rank}").format(
        amount=amount(one.terms, one.missing, one.program.currency), rank=one.next.name
    )


def _missing(points: int) -> str:
    if points <= 0:
        return ""
    return ngettext("%(count)s more is needed", "%(count)s more are needed", points) % {"count": number(points)}


def _owed(points: int) -> str:
    if not points:
        return ""
    told = ngettext(
        "The next point goes to what was given back.", "The next %(count)s points go to what was given back.", points
    )
    return told % {"count": number(points)}


def _until(until_ms: int) -> str:
    """What ends at midnight is good until the day before."""
    day = localtime(clock.from_ms(until_ms - 1))
    return _("Yours until {day}").format(day=date_format(day, "DATE_FORMAT"))
