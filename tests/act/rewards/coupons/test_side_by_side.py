"""Many give coupons out at the same instant: nobody gets more than the terms allow, and no more than there are."""

from datetime import UTC, datetime

import pytest

from polku.act.rewards.coupons import issue
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Counter, Lot, Program, Terms
from polku.know.teams.models import Team
from tests.act.rewards.ledger.test_side_by_side import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_each_gets_one_and_together_no_more_than_there_are():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    program = Program.objects.create(kind="coupon", name="Tenth", currency="EUR", state="live")
    limits = {"person": 1, "total": 7}
    promised = {"title": "A tenth", "benefit": {"kind": "percent", "percent": 10}, "limits": limits}
    Terms.objects.create(program=program, number=1, terms=promised)

    given = all_at_once(lambda number: issue.issue(program, range(1, 11), f"cause-{number}", now=NOW))

    assert sum(count * times for count, times in given.items()) == 7
    assert Lot.objects.count() == Lot.objects.values("identity_id").distinct().count() == 7
    assert Counter.objects.get(scope="given").count == 7
    assert list(prove.wrong()) == []
