"""Any event can be the goal; each channel has its part; many orders are counted as few are."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.learn.reports import conversions as module
from polku.learn.reports import done
from polku.learn.reports.campaigns.numbers import Numbers, Range, Sum, earned_over
from polku.learn.reports.conversions import conversions
from polku.say.outbox.models import Message
from polku.say.outbox.sent import Sent

DAY = timedelta(days=1)


@pytest.mark.django_db
def test_any_event_can_be_the_goal_and_its_money_stays_in_its_currency(
    columns, campaign, got, log_events, carry_on, noon
):
    got("devi")
    for days, properties in ((1, {"revenue": 12.5}), (2, {"revenue": 3, "currency": "eur"}), (8, {"revenue": 9})):
        at = (noon + days * DAY).isoformat()
        log_events({"type": "track", "event": "Booked", "userId": "devi", "timestamp": at, "properties": properties})
    carry_on()

    found = conversions(campaign, goal="Booked", days=7)

    assert (found.people, found.orders) == (1, 2)
    assert {one.currency: one.minor for one in found.revenue} == {"USD": 1250, "EUR": 300}
    assert "“Booked” came within 7 days" in found.rule


@pytest.mark.django_db
def test_each_channel_has_its_part_and_who_has_merged_counts_once(campaign, got, ordered, monkeypatch):
    got("devi")
    got("devi at work", after=DAY, person="devi")
    got("emile")
    Message.objects.filter(identity_id=got("fumi")).update(channel="email")
    for name in ("devi", "devi at work", "fumi"):
        ordered(name, after=2 * DAY, cents=100)

    few = conversions(campaign)
    monkeypatch.setattr(done, "FEW", 0)
    many = conversions(campaign)

    assert few == many
    assert {one.channel: (one.reached, one.people, one.orders) for one in few.channels} == {
        "paper": (3, 1, 2),
        "email": (1, 1, 1),
    }


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(0, 50), st.integers(0, 1)), min_size=1, unique_by=lambda one: one[0]
    ),
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 99), st.integers(-500, 500))),
    st.integers(1, 40),
)
def test_it_counts_as_one_would_by_hand(sent, acts, window):
    """Identities 6 to 9 belong to the people 1 to 4."""
    sent = sorted(sent)
    owner = {identity: identity - 5 if identity > 5 else identity for identity, _at, _channel in sent}
    columns = np.array(sent, np.int64)
    rows = np.array(acts, np.int64).reshape(-1, 3)
    tally = module._Tally(Sent(columns[:, 0], columns[:, 1], columns[:, 2], ("paper", "email")), "EUR")
    people = np.array([owner[identity] for identity, _at, _channel in sent], np.int64)
    part = done.Done(rows[:, 0], rows[:, 1], rows[:, 2].astype(float), np.zeros(len(rows), np.int64), ("EUR",))

    tally.add(part, people, window)

    since = {}
    for identity, at, _channel in sent:
        since[owner[identity]] = min(at, since.get(owner[identity], at))
    counted = [(who, minor) for who, at, minor in acts if who in since and since[who] <= at < since[who] + window]
    assert tally.people == len({who for who, _minor in counted})
    assert sum(one.orders for one in tally.revenue()) == len(counted)
    assert sum(one.minor for one in tally.revenue()) == sum(minor for _who, minor in counted)
    assert sum(one.people for one in tally.channels()) == tally.people


def test_the_return_takes_only_what_the_message_brought_about():
    nothing = dict.fromkeys(("delivered", "opened", "clicked", "unsubscribed", "people", "orders", "revenue", "uplift"))
    of = {"goal": "x", "days": 7, "currency": "EUR", "asked": 9, "sent": 9, "failed": 0, "channels": [], "held_out": 1}
    rest = {"percent": 10, "is_trusted": True, "said": True, "is_over": True, "is_cost_known": True}
    earned = Range(300.0, -50.0, 650.0)

    def returned(costs):
        return earned_over(Numbers(**nothing, **of, **rest, costs=costs, earned=earned), 100)

    assert returned([Sum("EUR", 10_000)]) == Range(2.0, -1.5, 5.5)
    assert [returned(costs) for costs in ([], [Sum("EUR", 0)], [Sum("JPY", 5)])] == [None, None, None]
