"""What a campaign brought about: those asked beside those held out, in one window for both."""

from datetime import timedelta

import numpy as np
import pytest

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Frozen
from polku.kit import columns as store
from polku.kit import ids
from polku.learn.reports.effect import effect
from polku.learn.reports.effect_words import rule, sentence
from polku.learn.trials.groups import Group
from polku.learn.trials.means import welch
from polku.learn.trials.shares import newcombe
from polku.say.arms import packed
from tests.learn.reports.conftest import known

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ASKED, HELD = [f"a{number}" for number in range(40)], [f"h{number}" for number in range(40)]


@pytest.fixture
def drawn(campaign, noon):
    """`drawn()`: who was asked and who was held out, half and half."""

    def run(asked=ASKED, held=HELD, percent=50):
        for arm, names in (("asked", asked), ("holdout", held)):
            numbers = [ids.identity_id("user_id", name) for name in names]
            packed.keep(cause_of(campaign), arm, np.array(numbers, np.int64))
        Frozen.objects.create(
            launch=campaign.launch, rule={}, found=80, percent=percent, salt="s", team_percent=0, team_salt=""
        )
        return campaign

    return run


def test_without_a_holdout_there_is_nothing_to_compare_with(campaign, drawn, noon):
    assert effect(campaign, now=noon) is None
    assert effect(drawn(percent=0), now=noon) is None


def test_both_groups_are_counted_in_the_same_window_whether_a_message_arrived_or_not(columns, drawn, ordered, noon):
    for name in ASKED[:20]:
        ordered(name, after=DAY, cents=1000)
    ordered(ASKED[0], after=2 * DAY, cents=500, refunded=500)
    ordered(ASKED[1], after=2 * DAY, cents=9900, currency="EUR")
    for name in HELD[:5]:
        ordered(name, after=DAY, cents=2000)
    for name, after in ((ASKED[30], -DAY), (ASKED[31], 7 * DAY), ("stranger", DAY)):
        ordered(name, after=after)

    found = effect(drawn(), now=noon + 3 * DAY)

    assert (found.asked.people, found.asked.converted, found.asked.revenue) == (40, 20, 200.0)
    assert (found.holdout.people, found.holdout.converted, found.holdout.revenue) == (40, 5, 100.0)
    assert (found.since, found.until, found.is_over, found.crossed) == (noon, noon + 7 * DAY, False, 0)
    assert found.difference == newcombe((5, 40), (20, 40))
    assert found.revenue == welch(Group(40, 100, 2000), Group(40, 200, 2000))
    assert (found.more.value, found.earned.value, found.revenue.is_clear) == (15, 100.0, False)
    assert (found.sizes.p, found.sizes.is_off) == (1.0, False)
    assert sentence(found) == "The message makes people order: 37.5 more of every 100 (17.3 to 53.8)."


def test_people_who_have_merged_across_the_groups_are_in_neither(columns, drawn, ordered, noon):
    campaign = drawn(asked=["a1", "a2", "a3"], held=["h1", "h2"])
    _merged("h1", into="a1")
    _merged("a3", into="a2")
    ordered("a2", after=DAY)

    found = effect(campaign, now=noon + 8 * DAY)

    assert (found.crossed, found.asked.people, found.asked.converted, found.holdout.people) == (1, 1, 1, 1)
    assert found.is_over


def test_any_other_event_can_be_the_goal(columns, drawn, log_events, carry_on, noon):
    for name, worth in (("a1", {"revenue": 5}), ("a1", {"revenue": "2.5", "currency": "usd"}), ("a2", {})):
        log_events(_event(name, worth, noon + DAY))
    log_events(_event("a3", {"revenue": 9, "currency": "EUR"}, noon + DAY), _event("a4", {}, noon + 4 * DAY))
    carry_on()

    found = effect(drawn(), goal="Booked", days=3, now=noon + DAY)

    assert (found.asked.converted, found.asked.revenue, found.holdout.converted) == (3, 7.5, 0)
    assert "“Booked” came within 3 days of the launch" in rule(found)
    assert sentence(found) == "It is not clear yet whether the message brings about “Booked”."


def test_what_is_not_clear_is_said_so_and_what_cannot_be_trusted_too(columns, drawn, ordered, noon):
    ordered("a1", after=DAY)
    campaign = drawn()

    assert sentence(effect(campaign, now=noon + DAY)) == "It is not clear yet whether the message makes people order."
    over = effect(campaign, now=noon + 8 * DAY)
    assert sentence(over) == "It is not clear whether the message made people order: the difference may be chance."
    Frozen.objects.update(percent=20)
    off = effect(campaign, now=noon)
    assert off.sizes.is_off
    assert sentence(off).endswith("These numbers cannot be trusted.")


def _event(name, properties, at):
    return {
        "type": "track", "event": "Booked", "userId": name, "timestamp": at.isoformat(), "properties": properties,
    }  # fmt: skip


def _merged(name, *, into):
    """As the column store has it once it has been told."""
    one, other = known(name, person=into), known(into)
    store.command("INSERT INTO moved VALUES ({one:UInt64}, {other:UInt64}, 1, 0)", {"one": one, "other": other})
