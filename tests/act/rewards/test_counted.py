"""How many stamps and points there were, counted a second time; coupons go by how often."""

import pytest

from polku.act.rewards.counted import counted, standing
from polku.act.rewards.ledger import end, prove
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.points.gift import gift
from polku.act.rewards.points.spend import spend
from polku.act.rewards.stamps.gift import gift as give_stamps
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.stamps.undo import undo
from tests.act.rewards import made

pytestmark = pytest.mark.django_db


def sums(program):
    """From the movements, one after another."""
    found = dict.fromkeys(("grant", "use", "back", "withdrawn", "expired"), 0)
    for one in Movement.objects.filter(program_id=program.pk):
        found[one.kind] += one.amount
    left = sum(one.left for one in Lot.objects.filter(program_id=program.pk))
    return found["grant"], found["use"] - found["back"], found["withdrawn"], found["expired"], left


def told(program):
    one = counted([program])[program.pk]
    return one.issued, one.used, one.withdrawn, one.expired, standing(program).open


def test_stamps_points_and_coupons_each_in_their_unit():
    made.team()
    cup = made.coupon()
    card = made.program("stamps", {"title": "C", "size": 5, "rewards": [{"at": 5, "prize": {"program": cup.pk}}]})
    points = made.program("points", {"title": "Beans", "expiry": {"days": 10}})
    devi, aki = made.person("devi"), made.person("aki")
    give_stamps(card, [devi], 12, "a", now=made.NOW)
    give_stamps(card, [aki], 3, "b", now=made.NOW)
    undone = stamp(card, aki, 2, "c", now=made.NOW)
    undo(undone.stamp, now=made.NOW)
    gift(points, [devi, aki], 50, "d", now=made.NOW)
    spend(points, [devi], 30, "e", now=made.NOW)
    assert told(card) == sums(card) == (17, 10, 2, 0, 5)
    assert standing(card).cards == 2
    assert told(points) == sums(points) == (100, 30, 0, 0, 70)
    assert told(cup)[:2] == (3, 0)

    end.expire(now_ms=made.NOW_MS + 30 * made.DAY_MS)
    assert told(points) == sums(points) == (100, 30, 0, 70, 0)
    both = counted(list(Program.objects.all()))
    assert both == {row.pk: counted([row])[row.pk] for row in Program.objects.all()}
    assert list(prove.wrong()) == []
