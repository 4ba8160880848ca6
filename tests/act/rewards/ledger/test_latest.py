"""The newest terms of many programs, in one question however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polku.act.rewards import follow, programs
from polku.act.rewards.ledger.latest import terms_of
from polku.act.rewards.ledger.models import Lot

pytestmark = pytest.mark.django_db
COUPON = {"benefit": {"kind": "free_delivery"}}
STAMPS = {"size": 5, "rewards": [], "next": 1, "comes": {"kind": "visit"}}
POINTS = {"deeds": [{"event": "Review Posted", "points": 5}]}


def begun(title, terms, kind="coupon"):
    made = programs.create(title, {"title": title, **terms}, kind=kind, currency="EUR", by=None)
    programs.become(made, "live", by=None)
    made.refresh_from_db()
    return made


def test_of_each_the_newest_counts():
    first, second, other = begun("First", COUPON), begun("Second", COUPON), begun("Other", COUPON)
    programs.change(first, terms={"title": "Newer", **COUPON}, by=None)
    programs.change(first, terms={"title": "Newest", **COUPON}, by=None)

    with CaptureQueriesContext(connection) as asked:
        found = terms_of([first, second, first])

    assert {number: terms["title"] for number, terms in found.items()} == {first.pk: "Newest", second.pk: "Second"}
    assert len(asked) == 1
    assert (terms_of([]), list(terms_of([other]))) == ({}, [other.pk])


def test_a_block_is_not_read_longer_for_more_programs(noon, log_events, carry_on):
    """While a block is folded, whoever uses something at a till waits for the same database."""

    def of_a_block(number):
        log_events({"type": "track", "event": "Page Viewed", "userId": "devi", "messageId": f"e{number}"})
        with CaptureQueriesContext(connection) as asked:
            carry_on()
        return sum("reward_" in one["sql"] for one in asked)

    begun("Cups", STAMPS, "stamps"), begun("Beans", POINTS, "points")
    begun("Welcome", COUPON | {"given_on": ["Signed Up"]})
    log_events({"type": "track", "event": "Signed Up", "userId": "devi", "messageId": "e0"})
    carry_on()
    before = of_a_block(1)
    for number in range(4):
        begun(f"Tea {number}", COUPON), begun(f"Cups {number}", STAMPS, "stamps")
        begun(f"Points {number}", POINTS, "points")

    assert 0 < before == of_a_block(2)
    assert (follow.is_any(), Lot.objects.count()) == (True, 1)
