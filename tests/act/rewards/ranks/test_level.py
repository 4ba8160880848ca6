"""Ranks counted a second way: day by day, from the facts."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.act.rewards.ranks.level import Facts, amount, falls, held
from polku.act.rewards.ranks.terms import read

DAY = date(2026, 11, 21)
RANKS = [{"key": key, "name": key, "at": at} for key, at in (("bronze", 0), ("silver", 10), ("gold", 25))]
WINDOWS = st.sampled_from(
    ({"kind": "days", "count": 30}, {"kind": "months", "count": 2}, {"kind": "year"}, {"kind": "ever"})
)
FACTS = st.dictionaries(st.integers(-420, 0), st.integers(1, 20), max_size=8)


def counted(window, facts, day):
    """How much there was on a day: each fact asked whether it still counts."""
    first = {
        "days": day - timedelta(days=window.get("count", 0) - 1),
        "months": day + relativedelta(months=-window.get("count", 0), days=1),
        "year": day.replace(month=1, day=1),
        "ever": date.min,
    }[window["kind"]]
    return sum(much for at, much in facts.items() if first <= at <= day)


def stands(window, facts, day, grace):
    most = max(counted(window, facts, day - timedelta(days=ago)) for ago in range(grace + 1))
    return 2 if most >= 25 else 1 if most >= 10 else 0


@settings(max_examples=60)
@given(window=WINDOWS, ago=FACTS, grace=st.sampled_from((0, 1, 20, 90)))
def test_a_rank_is_what_the_facts_make_of_it_on_any_day(window, ago, grace):
    terms = read({"title": "Ladder", "ranks": RANKS, "window": window, "grace_days": grace})
    facts = {DAY + timedelta(days=days): much for days, much in ago.items()}
    ours = Facts({day.toordinal(): much for day, much in facts.items()})

    now = stands(window, facts, DAY, grace)
    lower = falls(terms, ours, DAY.toordinal())

    assert amount(terms, ours, DAY.toordinal()) == counted(window, facts, DAY)
    assert held(terms, ours, DAY.toordinal()) == now
    if lower is None:
        assert now == 0 or stands(window, facts, DAY + timedelta(days=550), grace) == now
    else:
        day = date.fromordinal(lower)
        assert stands(window, facts, day - timedelta(days=1), grace) == now > stands(window, facts, day, grace)
