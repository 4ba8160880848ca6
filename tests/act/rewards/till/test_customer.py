"""Whoever stands there: what is listed of them, and that a regular is found as fast as anybody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.till import customer
from polku.act.rewards.till.teller import Teller
from polku.act.rewards.till.usable import MOST
from tests.act.rewards import made
from tests.act.rewards.made import NOW

pytestmark = pytest.mark.django_db
AINO = Teller("member:1")
NAMED = {
    "conditions": {"stores": ["kallio"], "needs": {"products": ["cup"]}},
    "valid": {"days": 9},
    "is_by_staff": True,
}


@pytest.fixture
def devi():
    made.team()
    return made.person("devi")


def look():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = customer.customer("devi", AINO, store="kallio", now=NOW)
    return found, len(asked)


def test_what_is_asked_does_not_grow_with_what_they_have(devi):
    issue(made.coupon(**NAMED), [devi], "c", now=NOW)
    _few, before = look()
    for nth in range(30):
        issue(made.coupon(**NAMED | {"title": f"Tea {nth}"}), [devi], "c", now=NOW)

    found, after = look()

    assert (len(found.coupons), found.more, len(found.to_give), after) == (31, 0, 31, before)


def test_of_more_than_anybody_reads_the_rest_is_a_number_and_the_shown_one_is_first(devi):
    tea = made.coupon(**NAMED)
    for nth in range(MOST + 3):
        issue(tea, [devi], f"c{nth}", now=NOW)

    found, _asked = look()

    assert (len(found.coupons), found.more) == (MOST, 3)


def test_cards_of_programs_that_have_ended_are_not_stamped(devi):
    reward = {"at": 5, "prize": {"program": made.coupon().pk}}
    cards = [made.program("stamps", {"title": title, "size": 5, "rewards": [reward]}) for title in ("One", "Two")]
    for card in cards:
        stamp(card, devi, 1, "first", now=NOW)
    Program.objects.filter(pk=cards[0].pk).update(state="ended")

    assert [one.title for one in look()[0].cards] == ["Two"]
