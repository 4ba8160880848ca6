"""Which letters of a block go now, and when the others come back."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.kit import clock
from polku.know.teams.models import Team
from polku.say.channels.channel import Failed, Later, Letter, Sent
from polku.say.channels.email.channel import Email
from polku.say.channels.email.models import Allowance
from polku.say.channels.email.pace import allowance, domains, warm_up
from polku.say.channels.email.pace.shares import share_out
from polku.say.channels.email.settings import Wrong

DOMAIN = "kahvila.example"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
WARM, PACE = "email_warm_up|kahvila.example", "email_pace|big.example"


@pytest.fixture
def helsinki(db):
    return Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")


@pytest.fixture
def plan(helsinki):
    """Two letters on the first day, then three, four and six."""
    return warm_up.begin(DOMAIN, first=2, growth=50, goal=6, by=None, now=NOON)


def letters(count, *, domain="shop.example", campaign=7):
    return [Letter(f"x/{n}", n, campaign, f"c{n}@{domain}", "Tea", "Hello", message_id=n) for n in range(1, count + 1)]


def sent(count, *, now, **more):
    """How many of so many are let go, all of which arrive; with the reasons of the others and when they come back."""
    asked = letters(count, **more)
    shares = share_out(asked, sender=DOMAIN, now=now)
    shares.give_back([shares.later.get(place) or Sent() for place in range(count)])
    waits = Counter((later.reason, now + timedelta(milliseconds=later.wait_ms)) for later in shares.later.values())
    return count - len(shares.later), dict(waits)


@settings(deadline=None)
@given(st.integers(1, 500), st.integers(5, 200), st.integers(0, 1_000_000))
def test_a_plan_grows_day_by_day_and_ends_at_its_goal(first, growth, more):
    days = warm_up.plan(first=first, growth=growth, goal=first + more)

    assert days[0] == first
    assert days == sorted(set(days))
    assert days[-1] == first + more or len(days) == warm_up.MOST_DAYS
    assert all(most <= first * (1 + growth / 100) ** number + number for number, most in enumerate(days))


def test_the_days_share_goes_and_the_rest_comes_back_after_midnight(plan):
    midnight = datetime(2026, 11, 21, 22, tzinfo=UTC)  # in Helsinki

    assert sent(5, now=NOON) == (2, {(WARM, midnight): 3})
    assert sent(1, now=NOON) == (0, {(WARM, midnight): 1})
    assert sent(5, now=midnight)[0] == 3
    assert warm_up.today(plan, now=midnight).number == 1


def test_a_day_on_which_little_was_sent_is_had_again(plan):
    day = timedelta(days=1)

    assert [sent(count, now=NOON + day * number)[0] for number, count in enumerate((9, 1, 9, 9, 9, 9))] == [
        2, 1, 3, 4, 6, 9,
    ]  # fmt: skip
    assert warm_up.today(plan, now=NOON + day * 6) is None


def test_how_many_days_a_campaign_takes_is_foreseen(plan):
    assert [warm_up.days_for(DOMAIN, count, now=NOON) for count in (0, 2, 3, 5, 6, 9, 15, 16, 9_999)] == [
        1, 1, 2, 2, 3, 3, 4, 5, 5,
    ]  # fmt: skip
    sent(2, now=NOON)
    assert warm_up.days_for(DOMAIN, 1, now=NOON) == 2
    assert warm_up.days_for("other.example", 9_999, now=NOON) == 1


def test_what_belongs_to_no_campaign_does_not_wait_and_counts(plan):
    assert sent(3, now=NOON, campaign=None) == (3, {})
    assert sent(1, now=NOON)[0] == 0


def test_letters_that_did_not_leave_give_their_share_back(plan):
    asked = letters(2)

    share_out(asked, sender=DOMAIN, now=NOON).give_back([Failed("x", is_temporary=True), Sent()])

    assert sent(5, now=NOON)[0] == 1


def test_another_domain_has_no_plan_and_a_plan_that_ended_is_none(plan):
    assert share_out(letters(9), sender="other.example", now=NOON).later == {}

    warm_up.end(DOMAIN, by=None, now=NOON)

    assert sent(9, now=NOON) == (9, {})


def test_a_receiving_domain_gets_its_letters_minute_by_minute(helsinki):
    domains.keep("big.example", per_minute=2, by=None, now=NOON)

    assert sent(5, now=NOON + timedelta(seconds=20), domain="BIG.example") == (
        2,
        {(PACE, NOON + timedelta(minutes=1)): 2, (PACE, NOON + timedelta(minutes=2)): 1},
    )
    assert sent(5, now=NOON) == (5, {})
    assert sent(3, now=NOON + timedelta(minutes=1), domain="big.example")[0] == 2
    assert Allowance.objects.count() == 1


def test_both_hold_and_what_the_plan_puts_off_leaves_room_for_others_of_the_domain(plan):
    domains.keep("big.example", per_minute=4, by=None, now=NOON)

    assert sent(5, now=NOON, domain="big.example")[0] == 2
    assert Allowance.objects.get(key="pace:big.example").taken == 2


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(asked=st.lists(st.integers(1, 9), max_size=8), most=st.integers(1, 30))
def test_no_more_is_taken_than_there_is(asked, most):
    Allowance.objects.all().delete()

    granted = [allowance.take("x", 0, wanted=count, most=most) for count in asked]

    assert sum(granted) == min(most, sum(asked))


@pytest.mark.parametrize(
    ("values", "field"),
    [({"first": 0}, "first"), ({"growth": 500}, "growth"), ({"goal": 1}, "goal")],
)
def test_a_plan_that_makes_no_sense_is_refused(values, field, helsinki):
    with pytest.raises(Wrong) as refused:
        warm_up.begin(DOMAIN, **({"first": 2, "growth": 50, "goal": 6} | values), by=None, now=NOON)

    assert refused.value.field == field


def test_what_waits_is_not_sent_and_keeps_its_place(plan, noon, office, serve, set_up):
    set_up(serve(office))
    email = Email()

    outcomes = email.send(letters(4))
    email.close()

    assert [type(one) for one in outcomes] == [Sent, Sent, Later, Later]
    assert office.arrived == {"c1@shop.example": 1, "c2@shop.example": 1}
    assert warm_up.today(plan, now=clock.now()).put_off == 2
