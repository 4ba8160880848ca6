"""Points and ranks as other programs see them."""

from polku.act.rewards.points.balance import Balance
from polku.act.rewards.ranks.standing import Standing
from polku.doors.api.forms.rewards import NextRankOut, PointsOut, RankOut
from polku.kit import clock


def points_out(one: Balance) -> PointsOut:
    return PointsOut(
        program=one.program.pk,
        title=one.terms.title,
        unit=one.terms.unit,
        points=one.left,
        pending=one.pending,
        pending_from=clock.from_ms(one.pending_ms) if one.pending_ms is not None else None,
        owed=one.owed,
        worth_minor=one.worth_minor,
        ending=one.next_left,
        ends=clock.from_ms(one.next_ms) if one.next_ms is not None else None,
    )


def rank_out(one: Standing | None) -> RankOut | None:
    if one is None:
        return None
    following = None
    if one.next is not None:
        following = NextRankOut(key=one.next.key, name=one.next.name, at=one.next.at, missing=one.missing)
    return RankOut(
        program=one.program.pk,
        key=one.rank.key if one.rank is not None else "",
        name=one.rank.name if one.rank is not None else "",
        since=clock.from_ms(one.since_ms) if one.since_ms is not None else None,
        until=clock.from_ms(one.until_ms) if one.until_ms is not None else None,
        by=one.terms.by,
        amount=one.amount,
        next=following,
    )
