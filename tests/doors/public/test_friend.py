"""A poster's code leads on to LINE, and counts people, not programs."""

import pytest
from django.test import Client

from polku.kit import clock
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.make import end, make
from polku.say.channels.line.sources.models import LineArrival, LineSource

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"}


@pytest.fixture
def account(team: object) -> LineAccount:
    return LineAccount.objects.create(
        name="kahvila", title="Kahvila", channel_id="1", sealed_secret="s", basic_id="@123abcde"
    )


@pytest.fixture
def till(account: LineAccount) -> LineSource:
    return make(account, title="Till 3", kind="till")


def test_whoever_comes_is_noted_and_led_on_to_line(outside: Client, till: LineSource) -> None:
    answer = outside.get(f"/f/{till.key}", headers=PHONE)

    assert (answer.status_code, answer["Location"]) == (302, "https://line.me/R/ti/p/%40123abcde")
    assert LineArrival.objects.get().source == till


def test_programs_are_led_on_and_not_counted(outside: Client, till: LineSource) -> None:
    for agent in ("", "facebookexternalhit/1.1 (preview)", "curl/8"):
        assert outside.get(f"/f/{till.key}", headers={"User-Agent": agent}).status_code == 302
    assert outside.head(f"/f/{till.key}", headers=PHONE).status_code == 302

    assert not LineArrival.objects.exists()


def test_a_network_that_makes_numbers_is_not_counted_for_long(outside: Client, till: LineSource) -> None:
    for _time in range(70):
        outside.get(f"/f/{till.key}", headers=PHONE)

    assert 0 < LineArrival.objects.count() <= 120  # a minute may end on the way


def test_a_source_that_has_ended_still_leads_on(outside: Client, till: LineSource) -> None:
    end(till)

    assert outside.get(f"/f/{till.key}", headers=PHONE).status_code == 302
    assert not LineArrival.objects.exists()


def test_a_stand_in_for_line_is_led_to(outside: Client, till: LineSource) -> None:
    LineAccount.objects.update(api_base="http://127.0.0.1:8700")

    assert outside.get(f"/f/{till.key}", headers=PHONE)["Location"] == "http://127.0.0.1:8700/R/ti/p/%40123abcde"


def test_an_account_that_is_gone_and_an_unknown_key_are_told_kindly(outside: Client, till: LineSource) -> None:
    assert outside.get("/f/nothing", headers=PHONE).status_code == 404

    LineAccount.objects.update(ended_at=clock.now())
    gone = outside.get(f"/f/{till.key}", headers=PHONE)

    assert (gone.status_code, "no longer there" in gone.text) == (410, True)
