"""Orders within seven days after each person's own send."""

from datetime import timedelta

import pytest

from polku.act.campaigns.models import Campaign
from polku.know.people.models import Identity
from polku.learn.reports.campaign import Amount, orders_after
from polku.learn.reports.campaign_people import page

pytestmark = pytest.mark.django_db
DAY, INSTANT = timedelta(days=1), timedelta(milliseconds=1)


def test_orders_count_from_the_send_until_seven_days_later(campaign, got, ordered):
    got("devi")
    ordered("devi", after=-INSTANT, cents=1)
    ordered("devi", after=timedelta(0), cents=20)
    ordered("devi", after=7 * DAY - INSTANT, cents=300)
    ordered("devi", after=7 * DAY, cents=4000)

    found = orders_after(campaign)

    assert (found.reached, found.people, found.orders, found.revenue) == (1, 1, 2, (Amount("USD", 320, 2),))


def test_each_persons_window_opens_with_their_own_send(campaign, got, ordered):
    got("devi")
    got("emile", after=3 * DAY)
    for name in ("devi", "emile"):
        ordered(name, after=2 * DAY)
        ordered(name, after=9 * DAY)

    found = orders_after(campaign)

    assert (found.reached, found.people, found.orders) == (2, 2, 2)


def test_who_did_not_get_it_is_not_counted(campaign, got, ordered):
    got("devi", state="held")
    got("emile")
    ordered("devi", after=DAY)
    ordered("fumi", after=DAY)

    found = orders_after(campaign)

    assert (found.reached, found.people, found.orders, found.revenue, found.share) == (1, 0, 0, (), 0.0)


def test_merged_people_are_one_person_with_all_their_orders(campaign, got, ordered):
    got("devi")
    got("devi at work", person="devi")
    ordered("devi at work", after=DAY)
    ordered("devi", after=DAY)

    found = orders_after(campaign)

    assert (found.reached, found.people, found.orders) == (2, 1, 2)
    people = [line.identity for line in page(campaign, "converted", skip=0, most=10)]
    assert people == list(Identity.objects.filter(value="devi").values_list("profile_id", flat=True))


def test_refunds_are_taken_off_and_currencies_stay_apart_the_teams_first(campaign, got, ordered):
    got("devi")
    ordered("devi", after=DAY, cents=9000, currency="EUR")
    ordered("devi", after=DAY, cents=1000, refunded=400)
    ordered("devi", after=DAY, cents=5, currency="EUR")

    found = orders_after(campaign)

    assert found.revenue == (Amount("USD", 600, 1), Amount("EUR", 9005, 2))
    assert (found.people, found.orders, found.in_team_currency.major) == (1, 3, 6.0)


def test_a_draft_has_nothing_to_tell(noon):
    found = orders_after(Campaign.objects.create(name="Draft"))

    assert (found.reached, found.orders, found.share) == (0, 0, None)


def test_the_rule_is_told_beside_the_number(campaign):
    assert orders_after(campaign, days=1).rule == (
        "People who ordered within 1 day after the message was sent to them, out of all who got it;"
        " revenue is net of refunds."
    )
