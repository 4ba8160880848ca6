"""What a campaign cost and what came of it; what is unknown is said to be unknown."""

import csv
import io
from datetime import timedelta

import pytest

from polku.act.campaigns.models import Campaign, Launch
from polku.kit.csv_out import unguarded
from polku.know.teams.models import Team
from polku.learn.reports.campaigns import count, fixed, prices, report, rule, shown
from polku.learn.reports.campaigns.as_csv import as_csv
from polku.learn.reports.campaigns.problems import ReportError
from polku.learn.reports.models import ReportKept
from polku.say.channels.line.models import LineAccount

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _team(db):
    Team.objects.create(name="Kahvila", currency="EUR")


def told(found):
    return {(one["which"], one["name"], one["measure"]): one for one in csv.DictReader(io.StringIO(as_csv(found)))}


def test_the_goal_and_the_time_are_kept_with_the_campaign_else_the_teams_hold(campaign):
    assert (rule.rule_of(campaign).goal, rule.rule_of(campaign).days) == ("Order Completed", 7)
    rule.choose(None, goal="Booked", days=30, by=None)
    assert (rule.rule_of(campaign).goal, rule.rule_of(campaign).days) == ("Booked", 30)
    rule.choose(campaign, goal="Signed Up", days=3, by=None)
    assert rule.rule_of(campaign) == rule.Rule("Signed Up", 3, is_own=True)
    for goal, days in (("", 7), ("Booked", 0), ("Booked", 91)):
        with pytest.raises(ReportError):
            rule.choose(campaign, goal=goal, days=days, by=None)


def test_cost_is_messages_at_their_price_and_what_was_entered(campaign, got, ordered, noon):
    for name in ("devi", "emile", "fumi"):
        got(name)
    ordered("devi", after=DAY, cents=5000, currency="EUR")
    prices.name_price("paper", "0.725", by=None)
    fixed.add(campaign, what="Printing", amount="17.82", by=None)

    found = report.report(campaign, now=noon + 8 * DAY)

    assert [(one.minor, one.currency) for one in found.costs] == [(218, "EUR"), (1782, "EUR")]
    assert (found.numbers.cost.minor, found.numbers.cost_each, found.numbers.times) == (2000, 2000.0, 2.5)
    assert (found.numbers.people, found.numbers.is_over, found.numbers.delivered) == (1, True, None)
    rows = told(found)
    assert {name: rows["this", "Tea", name]["value"] for name in ("sent", "cost", "revenue_over_cost", "opened")} == {
        "sent": "3", "cost": "20", "revenue_over_cost": "2.50", "opened": "",
    }  # fmt: skip
    assert rows["this", "Tea", "revenue"]["unit"] == "EUR"


def test_currencies_are_not_converted_and_an_unknown_cost_is_not_nothing(campaign, got, ordered, noon):
    got("devi")
    ordered("devi", after=DAY, cents=5000, currency="EUR")
    fixed.add(campaign, what="Design", amount=300, currency="JPY", by=None)
    assert report.report(campaign, now=noon + DAY).numbers.times is None
    fixed.add(campaign, what="Printing", amount=20, by=None)
    two = report.report(campaign, now=noon + DAY).numbers
    assert (two.cost, [one.currency for one in two.costs]) == (None, ["EUR", "JPY"])

    LineAccount.objects.create(name="kahvila", title="Kahvila")
    from polku.say.outbox.models import Message

    Message.objects.update(channel="line:kahvila")
    campaign.channel = "line:kahvila"
    campaign.save()
    unknown = report.report(campaign, now=noon + DAY)

    assert (unknown.costs[0].minor, unknown.numbers.is_cost_known, unknown.numbers.cost) == (None, False, None)
    cost = next(tile.cell for group in shown.tiles(unknown) for tile in group if tile.label == "Cost")
    assert (cost.value, cost.hint) == ("unknown", "at least ¥300 + €20.00")


def test_the_price_at_the_launch_counts_and_before_the_first_that_one(campaign, noon):
    assert prices.price_at("paper", noon) is None
    from polku.kit import clock

    with clock.fixed(noon + DAY):
        prices.name_price("paper", "1", by=None)
    with clock.fixed(noon + 3 * DAY):
        prices.name_price("paper", "2", by=None)

    assert [int(prices.price_at("paper", noon + days * DAY).price) for days in (0, 2, 4)] == [1, 1, 2]
    for wrong in ("-1", "x", "NaN", "1e12"):
        with pytest.raises(ReportError):
            prices.name_price("paper", wrong, by=None)


def test_the_last_ten_of_the_same_channel_stand_beside_it_with_their_medians(campaign, got, ordered, noon):
    got("devi")
    for number in range(12):
        made = Campaign.objects.create(name=f"=Before {number}", rule={"all": []}, body="Hello")
        Launch.objects.create(campaign=made, at=noon - (number + 1) * DAY, asked_at=noon)
        fixed.add(made, what="Printing", amount=number, by=None)
        count.count(made, now=noon)
    other = Campaign.objects.create(name="Other", channel="email", rule={"all": []})
    Launch.objects.create(campaign=other, at=noon - DAY, asked_at=noon)

    [table] = report.report(campaign, now=noon).comparisons

    assert [row.name for row in table.rows] == [f"=Before {number}" for number in range(10)]
    assert (table.of, table.is_whole, table.middle.cost, table.middle.uplift) == ("channel", True, 450.0, None)
    names = {one["name"] for one in csv.DictReader(io.StringIO(as_csv(report.report(campaign, now=noon))))}
    assert {unguarded(name) for name in names} == {"Tea", "", *(f"=Before {number}" for number in range(10))}


def test_numbers_are_counted_on_the_clock_ever_more_seldom(campaign, got, noon):
    got("devi")
    assert count.count_due(noon + timedelta(minutes=5)) == 0
    assert count.count_due(noon + timedelta(minutes=16)) == 1
    assert count.count_due(noon + timedelta(minutes=16)) == 0
    assert count.count_due(noon + 10 * DAY) == 1
    again = ReportKept.objects.get().again_at
    assert again == noon + 11 * DAY
    assert count.count_due(noon + 120 * DAY) == 1
    assert ReportKept.objects.get().again_at is None
    rule.choose(campaign, goal="Order Completed", days=14, by=None)
    assert count.count_due(noon + 120 * DAY) == 1


def test_what_is_kept_names_nobody(campaign, got, ordered, noon):
    got("devi")
    ordered("devi", after=DAY)

    count.count(campaign, now=noon + DAY)

    assert "devi" not in str(ReportKept.objects.get().numbers)
