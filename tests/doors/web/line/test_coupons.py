"""Coupons of an account are listed, wished for, copied, closed and chosen in a chat; pages say where each is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from polku.act.campaigns.models import Campaign
from polku.doors.web.line.coupon_times import moment
from polku.kit import clock
from polku.know.teams.models import TrailEntry
from polku.say.channels.line.coupons.models import LineCoupon, LineCouponLook, LineCouponWish
from polku.say.channels.line.models import LineAccount
from tests.doors.web.queries import queries

PAGE = "/settings/channels/line/kahvila/coupons"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FORM = {
    "title": "Winter beans",
    "reward": "discount-explicit",
    "original": "1000",
    "reduced": "800",
    "zone": "ASIA_TOKYO",
    "starts_at": "2026-12-01T00:00",
    "ends_at": "2026-12-31T23:59",
}
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10"


def coupon(account: LineAccount, title: str, **values: Any) -> LineCoupon:
    told = {
        "title": title,
        "reward": {"type": "discount", "priceInfo": {"type": "fixed", "fixedAmount": 300, "currency": "JPY"}},
        "timezone": "ASIA_TOKYO",
        "startTimestamp": int((NOW - DAY).timestamp()),
        "endTimestamp": int((NOW + DAY).timestamp()),
        "maxUseCountPerTicket": 1,
        "visibility": "PUBLIC",
        "acquisitionCondition": {"type": "lottery", "lotteryProbability": 5, "maxAcquireCount": 40},
    } | values.pop("told", {})
    usual = {"status": "RUNNING", "starts_at": NOW - DAY, "ends_at": NOW + DAY, "fetched_at": NOW, "is_stale": False}
    return LineCoupon.objects.create(
        account=account, line_id=f"01{title}", title=title, told=told, **(usual | {"made_at": NOW} | values)
    )


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.fixed(NOW):
        yield


def test_the_list_says_what_each_is_and_costs_the_same_however_many_there_are(
    web: Client, account: LineAccount
) -> None:
    empty = web.get(PAGE).text
    LineCouponLook.objects.create(account=account, looked_at=NOW, is_wanted=False, trouble="line_server|500")
    coupon(account, "Runs")
    one = queries(web, PAGE)
    coupon(account, "Waits", starts_at=NOW + DAY / 2)
    coupon(account, "Over", status="CLOSED", ends_at=NOW - DAY)
    coupon(account, "Shut", status="CLOSED", closed_at=NOW)
    coupon(account, "Away", gone_at=NOW)
    coupon(account, "Drafted", status="DRAFT")
    coupon(account, "Going", closing_at=NOW, trouble="line_server|503")

    answer = web.get(PAGE)

    assert "LINE is being asked" in empty
    groups = {str(title): [shown.title for shown in rows] for title, rows, _count in answer.context["groups"]}
    assert groups == {
        "Running": ["Runs"],
        "Planned": ["Waits"],
        "Drafts in LINE’s manager": ["Drafted"],
        "Ended": ["Over"],
        "Closed": ["Going", "Shut"],
        "Not at LINE any more": ["Away"],
    }
    assert all(part in answer.text for part in ("¥300 off", "draw, 5% win", "LINE has trouble of its own"))
    assert queries(web, PAGE) == one


def test_one_is_wished_for_by_a_form_that_tells_what_is_wrong(web: Client, account: LineAccount) -> None:
    assert 'value="ASIA_' in web.get(f"{PAGE}/new").text
    wrong = web.post(f"{PAGE}/new", FORM | {"reduced": "1000", "title": ""})
    unfit = web.post(f"{PAGE}/new", FORM | {"image_file": SimpleUploadedFile("a.png", b"no picture")})
    empty = web.post(f"{PAGE}/new", {"starts_at": "soon", "zone": "MOON"})

    picture = SimpleUploadedFile("a.png", PNG)
    draw = {"is_draw": "yes", "chance": "10", "winners": "", "image_file": picture}
    made = web.post(f"{PAGE}/new", FORM | draw)

    assert (wrong.status_code, unfit.status_code, empty.status_code, made.status_code) == (422, 422, 422, 302)
    assert "not lower than the old one" in wrong.text
    assert "no picture that can be read" in unfit.text
    wish = LineCouponWish.objects.get()
    assert wish.said["imageUrl"].startswith("http")
    assert wish.said["imageUrl"].endswith(".png")
    assert datetime.fromtimestamp(wish.said["startTimestamp"], UTC) == datetime(2026, 11, 30, 15, tzinfo=UTC)
    assert wish.said["acquisitionCondition"] == {"type": "lottery", "lotteryProbability": 10, "maxAcquireCount": -1}
    assert "on its way" in web.get(PAGE).text
    assert TrailEntry.objects.filter(action="line_coupon.made").count() == 1


def test_what_was_not_made_is_made_again_or_given_up(web: Client, account: LineAccount) -> None:
    rows = [
        LineCouponWish.objects.create(account=account, said={"title": "Beans"}, state=state, trouble=trouble)
        for state, trouble in (("lost", "coupon_lost"), ("refused", "line_content|400 title"), ("asked", ""))
    ]
    shown = web.get(PAGE).text

    web.post(f"{PAGE}/wishes/{rows[0].pk}/again")
    web.post(f"{PAGE}/wishes/{rows[1].pk}/end")
    web.post(f"{PAGE}/wishes/{rows[2].pk}/end")

    assert shown.count("Make it again") == 2
    assert "most likely not been made" in shown
    assert [LineCouponWish.objects.get(pk=one.pk).state for one in rows] == ["waiting", "dropped", "asked"]
    assert web.post(f"{PAGE}/wishes/{rows[1].pk}/again").status_code == 404


def test_one_is_looked_at_copied_and_closed(web: Client, account: LineAccount) -> None:
    row = coupon(account, "Winter")
    Campaign.objects.create(
        name="December", channel="line:kahvila", mail=f'{{"blocks":[{{"coupon_id":"{row.line_id}"}}]}}'
    )
    page = web.get(f"{PAGE}/{row.pk}").text
    copy = web.get(f"{PAGE}/new?copy={row.pk}").context["form"].initial

    web.post(f"{PAGE}/{row.pk}/close")
    web.post(f"{PAGE}/{row.pk}/close")

    assert all(part in page for part in ("¥300 off", "40 at the most", "UTC+9 · Asia/Tokyo", "December", "Once"))
    assert (copy["title"], copy["amount"], copy["chance"], copy["starts_at"]) == ("Winter", 300, 5, "2026-11-21T21:00")
    row.refresh_from_db()
    assert row.closing_at == NOW
    assert "being closed" in web.get(f"{PAGE}/{row.pk}").text
    assert TrailEntry.objects.filter(action="line_coupon.closed").count() == 1
    assert web.get(f"{PAGE}/{row.pk + 1}").status_code == 404


def test_line_is_asked_at_once(web: Client, account: LineAccount) -> None:
    LineCouponLook.objects.create(account=account, looked_at=NOW, is_wanted=False, due_ms=2**50)

    web.post(f"{PAGE}/fetch")

    assert LineCouponLook.objects.get().is_wanted
    assert "hx-trigger" in web.get(PAGE).text


def test_a_chat_takes_one_by_its_title_and_one_that_is_over_is_not_sent(web: Client, account: LineAccount) -> None:
    coupon(account, "Runs")
    coupon(account, "Over", ends_at=NOW - DAY)
    chat = {"channel": "line:kahvila", "block": "b1", "b1.kind": "coupon", "b1.where": "", "do": "look"}

    none, runs, over = (
        web.post("/campaigns/new", chat | {"b1.coupon_id": one}).text for one in ("", "01Runs", "01Over")
    )

    period = "Nov. 20, 2026 21:00 – Nov. 22, 2026 21:00 (UTC+9 · Asia/Tokyo)"
    pages = (runs, web.get(PAGE).text, web.get(f"{PAGE}/{LineCoupon.objects.get(title='Runs').pk}").text)
    assert [period in page for page in pages] == [True] * 3
    assert "Runs · until Nov. 22, 2026 21:00 (UTC+9 · Asia/Tokyo)" in none
    with timezone.override("Asia/Tokyo"):
        assert moment(NOW + DAY, zone="ASIA_TOKYO") == "Nov. 22, 2026 21:00"  # the reader's own clock
    assert '<option value="01Runs">' in none
    assert "01Over" not in none
    assert '<option value="01Runs" selected>' in runs
    assert "&quot;01Runs&quot;: {&quot;title&quot;" in runs.replace("&quot;:{", "&quot;: {")
    assert "is over: nobody can take it any more" in over
