"""Whoever holds a coupon that ends soon is told of, once; who got it later than that is not."""

from datetime import timedelta

import pytest

from polku.act.rewards import programs
from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.ledger.models import Lot, Program
from polku.act.rewards.reminders import remind
from polku.kit import clock
from polku.know.events.models import LogBatch
from polku.know.teams.models import Team

DAY = timedelta(days=1)


@pytest.fixture
def tea(db, monkeypatch):
    monkeypatch.setattr(remind, "PART", 2)
    Team.objects.create(name="Kahvila", currency="EUR", time_zone="Europe/Helsinki")
    terms = {"title": "Tea", "benefit": {"kind": "free_delivery"}, "valid": {"days": 10}, "remind_days": 3}
    row = programs.create("Tea", terms, currency="EUR", by=None)
    programs.become(row, "live", by=None)
    return Program.objects.get()


def test_each_is_told_of_once_so_many_days_before_its_end(tea, log_events):
    for user in "abcde":
        log_events({"type": "identify", "userId": user})
    begin = clock.now()
    remind.tick(begin)
    people = [1, 2, 3, 4, 5]
    issue(tea, people, "welcome", now=begin)
    Lot.objects.filter(identity_id=5).update(left=0)

    found = [remind.tick(begin + DAY * days) for days in (6, 7, 8, 8, 9)]
    issue(tea, [6], "late", now=begin)

    assert found == [0, 0, 4, 0, 0]
    assert remind.tick(begin + DAY * 9) == 0
    assert LogBatch.objects.exists()
