"""The plan of an account, or prices of the team's own; the month beside its rule."""

from decimal import Decimal

from django.test import Client

from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.models import LinePrices
from polku.say.channels.line.money.plans import plan_of

PAGE = "/settings/channels/line/kahvila"
OWN = {"plan": "own", "currency": "thb", "monthly": "780.50", "messages": "15000", "tiers": "35000 0.05\n* 0.04"}


def test_a_plan_is_chosen_and_the_month_told_with_its_rule(web: Client, account: LineAccount) -> None:
    answer = web.post(f"{PAGE}/money", {"plan": "jp_standard"}, follow=True)

    month = answer.context["month"]
    assert (month.plan.key, month.used, month.quota, month.left) == ("jp_standard", 20, 200, 180)
    assert "Replies are free." in answer.text


def test_own_prices_are_kept_and_the_access_can_still_be_changed(
    web: Client, account: LineAccount, entered: dict[str, str]
) -> None:
    web.post(f"{PAGE}/money", OWN)

    account.refresh_from_db()
    plan = plan_of(account, LinePrices.objects.get())
    assert plan is not None
    assert (plan.currency, plan.monthly_minor, plan.messages) == ("THB", 78050, 15_000)
    assert [(tier.up_to, tier.price) for tier in plan.more] == [(35_000, Decimal("0.05")), (None, Decimal("0.04"))]
    assert "35000 0.05\n* 0.04" in web.get(f"{PAGE}/money").text
    assert web.post(f"{PAGE}/access", entered | {"title": "Other"}).status_code == 302


def test_tiers_that_cannot_be_read_are_told_by_their_line(web: Client, account: LineAccount) -> None:
    for tiers, line in (("many 3", 1), ("10 3\n5 2", 2), ("10 3\n* 2\n20 1", 3), ("10", 1), ("10 NaN", 1)):
        answer = web.post(f"{PAGE}/money", OWN | {"tiers": tiers})

        assert answer.status_code == 422
        assert f"Line {line}:" in answer.text
    assert not LinePrices.objects.exists()
