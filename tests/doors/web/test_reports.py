"""A campaign's report as a page and as files; what it is counted by; who gets it by e-mail."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages

from polku.act.campaigns.models import Campaign, Launch
from polku.kit import clock
from polku.know.teams.models import Member, TrailEntry
from polku.learn.reports.campaigns.pdf.printed import printed
from polku.learn.reports.campaigns.report import report
from polku.learn.reports.models import FixedCost, Subscription
from polku.say.channels.prices.models import MessagePrice
from polku.say.outbox.models import Message
from tests.learn.reports.conftest import campaign, got, ordered  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def said(page):
    return [str(one) for one in get_messages(page.wsgi_request)]


def values(page):
    return {tile.label: tile.cell.value for group in page.context["groups"] for tile in group}


@pytest.fixture
def address(web, campaign, got, ordered, noon):  # noqa: F811 - the fixtures above
    got("devi")
    got("emile")
    ordered("devi", after=DAY, cents=4000, currency="EUR")
    before = Campaign.objects.create(name="Before", rule={"all": []}, body="Hello")
    Launch.objects.create(campaign=before, at=noon - DAY, asked_at=noon)
    return f"/campaigns/{campaign.pk}/report"


def test_the_page_tells_what_went_what_came_and_what_it_cost(web, address, columns):
    web.post(address.replace("report", "costs"), {"what": "Printing", "amount": "12,50"})
    page = web.get(address)

    told = values(page)
    assert {name: told[name] for name in ("Sent", "Buyers", "Orders", "Revenue", "Cost", "Revenue over cost")} == {
        "Sent": "2", "Buyers": "1", "Orders": "1", "Revenue": "€40.00", "Cost": "€12.50", "Revenue over cost": "3.2 ×",
    }  # fmt: skip
    assert page.context["report"].effect.startswith("Nobody was held out of this campaign")
    assert [line.name for line in page.context["tables"][0].lines] == ["Before"]
    web.post(f"{address.replace('report', 'costs')}/{FixedCost.objects.get().pk}/removal")
    assert values(web.get(address))["Cost"] == "€0.00"


def test_several_channels_stand_beside_each_other(web, address, columns):
    Message.objects.filter(pk=Message.objects.latest("pk").pk).update(channel="email")

    page = web.get(address)

    assert [[text for _head, text in cells][:2] for _name, cells in page.context["channels"]] == [
        ["1", "1 · 100%"], ["1", "0 · 0%"],
    ]  # fmt: skip
    assert b"By channel" in page.content


def test_what_counts_is_chosen_on_the_page_and_holds_on_the_campaigns_too(web, address, columns):
    web.post(f"{address}/rule", {"goal": "Signed Up", "days": "30"})

    assert values(web.get(address))["Signed Up"] == "0"
    after = web.get(address.removesuffix("/report")).context["after"]
    assert (after.goal, after.days) == ("Signed Up", 30)
    assert said(web.post(f"{address}/rule", {"goal": "Signed Up", "days": "91"})) == [
        "Write a whole number of days from 1 to 90."
    ]
    assert TrailEntry.objects.filter(action="campaign.report_rule").count() == 1


def test_the_files_hold_the_same(web, address, columns):
    table, paper = web.get(f"{address}.csv"), web.get(f"{address}.pdf")

    assert b"converted,1,people" in table.content
    assert table["Content-Disposition"] == 'attachment; filename="tea-report.csv"'
    assert (paper["Content-Type"], paper.content[:4]) == ("application/pdf", b"%PDF")


def test_a_draft_has_none(web, columns):
    row = Campaign.objects.create(name="Draft")

    assert web.get(f"/campaigns/{row.pk}/report")["Location"] == f"/campaigns/{row.pk}"
    assert [web.get(f"/campaigns/{row.pk}/report.{kind}").status_code for kind in ("csv", "pdf")] == [404, 404]


def test_the_page_opens_without_the_column_store(web, address, no_columns):
    assert values(web.get(address))["Orders"] == "1"


@pytest.mark.parametrize("name", ["冬のクーポン" * 12, "Ж 😀 \u200b\u0007", "x" * 180, ""])
def test_whatever_it_is_called_it_is_a_few_sheets(address, campaign, noon, name):  # noqa: F811 - the fixture above
    campaign.name = name
    found = report(campaign, now=noon)

    made = printed([found] * 3, team="カフェ", title="A week")

    assert 4 <= len(re.findall(rb"/Type /Page\b", made)) <= 7


def test_members_ask_for_letters_and_end_them(web, aino):
    bo = Member.objects.create_user("bo@kahvila.example", "kahvia-kiitos", role="editor", name="Bo")
    weekly = {"kind": "weekly", "weekday": "4", "hour": "9", "days": "7"}
    web.post("/settings/reports/letters", weekly | {"members": [aino.pk, bo.pk]})
    web.post("/settings/reports/letters", weekly | {"members": [aino.pk]})
    assert sorted((one.member.name, one.weekday, one.hour) for one in Subscription.objects.all()) == [
        ("Aino", 4, 9), ("Bo", 4, 9),
    ]  # fmt: skip
    hers = Subscription.objects.get(member=aino)

    web.force_login(bo)
    web.get("/keys")
    web.post(
        "/settings/reports/letters", {"kind": "after", "weekday": "0", "hour": "8", "days": "3", "members": [aino.pk]}
    )
    assert [one.row.member for one in web.get("/settings/reports").context["subscriptions"]] == [bo, bo]
    assert web.post(f"/settings/reports/letters/{hers.pk}/end").status_code == 404
    for one in Subscription.objects.filter(member=bo):
        web.post(f"/settings/reports/letters/{one.pk}/end")

    assert [one.pk for one in Subscription.objects.filter(ended_at=None)] == [hers.pk]
    assert web.post("/settings/reports/prices", {"email": "1"}).status_code == 403


def test_prices_are_named_by_the_owner(web):
    web.post("/settings/reports/prices", {"email": "0,0004", "paper": "0.9"})
    web.post("/settings/reports/prices", {"email": "0.0004", "paper": "0.95"})

    rows = MessagePrice.objects.order_by("kind", "pk").values_list("kind", "price", "currency")
    assert [(kind, float(price), currency) for kind, price, currency in rows] == [
        ("email", 0.0004, "EUR"), ("paper", 0.9, "EUR"), ("paper", 0.95, "EUR"),
    ]  # fmt: skip
    assert said(web.post("/settings/reports/prices", {"email": "-1"}))[-1].startswith("Write an amount")
    assert clock.now() >= MessagePrice.objects.earliest("at").at
