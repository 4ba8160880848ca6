"""Numbers of a program's report that the column store is asked for: each opens as many people as it says."""

import pytest

from polku.act.rewards.ledger import grant, use
from polku.act.rewards.ledger.models import Lot, Program, Terms
from polku.act.rewards.ranks.models import RankHeld
from polku.kit import clock, ids
from polku.know.events.append import News, tell
from polku.know.people import columns as people_columns
from polku.know.segments import segments
from polku.know.segments.models import Segment
from polku.learn.reports.rewards.people import count, people
from polku.learn.reports.rewards.report import report
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOW_MS = clock.to_ms(NOON)
NAMES = [f"p{number}" for number in range(6)]
WHO = [ids.identity_id("user_id", name) for name in NAMES]


@pytest.fixture
def settle(columns, log_events, carry_on):
    def run() -> None:
        carry_on()
        while people_columns.sync():
            pass

    log_events(*[{"type": "identify", "userId": name} for name in NAMES])
    run()
    return run


def opened(program, kind, by="", key=""):
    found = [line.identity for line in people(program, kind, by=by, key=key, now=NOON)]
    assert len(found) == len(set(found)) == count(program, kind, by=by, key=key, now=NOON)
    assert found == [
        line.identity
        for skip in range(0, len(found), 2)
        for line in people(program, kind, by=by, key=key, now=NOON, skip=skip, most=2)
    ]
    return set(found)


def test_who_looked_at_it_and_segments(settle):
    tea, other = (Program.objects.create(kind="coupon", name=name, currency="EUR", state="live") for name in "ab")
    for program, who in ((tea, WHO[:4]), (other, WHO[2:])):
        terms = Terms.objects.create(program=program, number=1, terms={})
        grant.grant(terms, who, f"{program.pk}/g", grant.Given(1), now_ms=NOW_MS - 9)
    for lot in Lot.objects.filter(program_id=tea.pk, identity_id__in=WHO[1:3]):
        use.use(tea, lot, use.Use(f"u{lot.pk}"), now_ms=NOW_MS - 5)
    looks = [(tea, "p0", 7), (tea, "p0", 6), (tea, "p3", 5), (other, "p4", 4)]
    tell(
        [
            News("Coupon Viewed", ("user_id", name), f"look/{ms}", {"program_id": program.pk}, NOW_MS - ms)
            for program, name, ms in looks
        ],
        now_ms=NOW_MS,
    )
    some = segments.create("Some", rule={"has_reward": other.pk, "state": "any"}, by=None)
    Segment.objects.filter(pk=some.pk).update(is_live=True)
    settle()

    found = report(tea, now=NOON)

    assert (found.numbers.seen, found.numbers.views) == (2, 3)
    assert opened(tea, "seen") == {WHO[0], WHO[3]}
    [part] = found.segments
    assert (part.given, part.used) == (2, 1)
    assert opened(tea, "given", "segment", part.key) == set(WHO[2:4])
    assert opened(tea, "used", "segment", part.key) == {WHO[2]}


def test_everybody_else_stands_on_the_first_rank(settle):
    ranks = [{"key": key, "name": key.title(), "at": at} for key, at in (("base", 0), ("gold", 20))]
    ladder = Program.objects.create(kind="ranks", name="Ladder", currency="EUR", state="live")
    Terms.objects.create(program=ladder, number=1, terms={"title": "Ladder", "ranks": ranks})
    RankHeld.objects.create(program_id=ladder.pk, identity_id=WHO[0], rank="gold", since_ms=NOW_MS)
    about = {"program_id": ladder.pk, "to": "gold"}
    tell([News("Rank Changed", ("user_id", "p0"), "rank", about, NOW_MS - 5)], now_ms=NOW_MS)
    settle()

    found = report(ladder, now=NOON).ladder

    assert [(step.key, step.people) for step in found] == [("gold", 1), ("base", 5)]
    assert opened(ladder, "stands", "rank", "base") == set(WHO[1:])
