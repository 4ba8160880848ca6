"""LINE's statistics: asked for day by day until they are final; what LINE hides is hidden, never nought."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from polku.kit import clock
from polku.say.channels.line.insight import loop
from polku.say.channels.line.insight.days import is_final, wanted
from polku.say.channels.line.insight.models import LineStatistic
from polku.say.channels.line.insight.told import Share, days, demographic
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.rogue import Asked, RogueLine, Say

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Office:
    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def __call__(self, asked: Asked) -> Say | None:
        path, _mark, query = asked.path.partition("?")
        if not path.startswith("/v2/bot/insight"):
            return None
        self.asked[f"{path.rpartition('/')[2]} {query.removeprefix('date=')}".strip()] += 1
        if path.endswith("demographic"):
            ages = [{"age": "from20to24", "percentage": 37.6}, {"age": "unknown", "percentage": None}]
            return Say(200, {"available": True, "ages": ages})
        if path.endswith("followers"):
            return Say(200, {"status": "ready", "followers": 7620, "targetedReaches": 5848, "blocks": None})
        return Say(200, {"status": "ready", "apiPush": 30, "broadcast": 70})


@pytest.fixture
def office(rogue: RogueLine, account: LineAccount) -> Office:
    loop._not_before.clear()
    rogue.fault = office = Office()
    return office


def run(now: datetime = NOW) -> None:
    while loop.tick(now):
        pass


def test_thirty_days_back_and_who_they_are(office: Office) -> None:
    run()
    first = Counter(office.asked)
    run()

    assert office.asked == first
    assert (len(first), first["followers 20261120"], first["delivery 20261022"]) == (61, 1, 1)
    final = LineStatistic.objects.filter(kind="followers", is_final=True).order_by("-day").first()
    assert final is not None
    assert final.day == "20261107"  # LINE changes it no more


def test_each_day_is_asked_for_again_until_it_is_final() -> None:
    known: dict[tuple[str, str], LineStatistic] = {}
    asked: Counter[str] = Counter()
    for ahead in range(20):
        now = NOW + timedelta(days=ahead)
        while found := wanted(known, now=now):
            kind, day = found
            asked[f"{kind} {day}"] += 1
            final = kind != "demographic" and is_final(datetime.strptime(day, "%Y%m%d").date(), now=now)  # noqa: DTZ007
            known[kind, day] = LineStatistic(
                kind=kind, day=day, status="ready", asked_ms=clock.to_ms(now), is_final=final
            )

    assert asked["followers 20261120"] == 4  # a day after, then three, seven and fourteen
    assert known["followers", "20261120"].is_final


def test_what_is_not_ready_is_asked_for_again_after_an_hour() -> None:
    known: dict[tuple[str, str], LineStatistic] = {}
    while found := wanted(known, now=NOW):
        kind, day = found
        known[kind, day] = LineStatistic(kind=kind, day=day, status="unready", asked_ms=clock.to_ms(NOW), is_final=True)
    known["followers", "20261120"].is_final = False

    assert wanted(known, now=NOW + timedelta(minutes=59)) is None
    assert wanted(known, now=NOW + timedelta(minutes=60)) == ("followers", "20261120")


def test_hidden_is_told_apart_from_nothing_and_from_not_yet(office: Office, account: LineAccount) -> None:
    for _kind in range(3):  # the newest day, and who they are
        loop.tick(NOW)
    LineStatistic.objects.create(account=account, kind="followers", day="20261119", status="unready", asked_ms=0)

    newest, before = days(account)

    assert (newest.followers.value, newest.blocks.is_hidden, newest.delivered.value) == (7620, True, 100)
    assert (before.followers.is_there, before.followers.is_hidden) == (False, False)
    told = demographic(account)
    assert told.day == "20261121"
    assert told.groups == {"ages": [Share("from20to24", 37.6), Share("unknown", None)]}


def test_nobody_was_asked_and_nothing_is_told_are_two_things(account: LineAccount) -> None:
    assert not demographic(account).is_asked

    LineStatistic.objects.create(account=account, kind="demographic", day="20261120", status="unready", asked_ms=0)
    assert (demographic(account).is_asked, demographic(account).groups) == (True, {})


def test_what_line_does_not_tell_at_all_is_hidden_not_nought(account: LineAccount) -> None:
    LineStatistic.objects.create(
        account=account, kind="deliveries", day="20261120", status="ready", answer={"apiPush": None}, asked_ms=0
    )

    (day,) = days(account)

    assert (day.delivered.value, day.delivered.is_hidden) == (None, True)
