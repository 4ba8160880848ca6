"""Reports by e-mail through a real mail server: at their time, once each, with the PDF."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from polku.act.campaigns.models import Campaign, Launch
from polku.doors.work import report_letters
from polku.kit import clock
from polku.know.teams.models import Member, Team, TrailEntry
from polku.learn.reports.campaigns import subscriptions
from polku.learn.reports.campaigns.due import latest_week
from polku.learn.reports.campaigns.letters import LEASE, begin, claim
from polku.learn.reports.models import ReportLetter, Subscription
from polku.say.channels.email.settings import keep
from tests.say.channels.email.office import Office, Server

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture
def aino(noon: datetime) -> Member:
    Team.objects.create(name="Kahvila", currency="EUR", time_zone="Europe/Helsinki")
    return Member.objects.create_user("aino@kahvila.example", "kahvia-kiitos", name="Aino")


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    server = Server(office)
    values = {"host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "polku@kahvila.example"}
    keep(values, password=None, by=None, now=clock.now())
    yield office
    server.stop()


def launched(at: datetime, name: str = "Winter coupon") -> Campaign:
    row = Campaign.objects.create(name=name, rule={"all": []}, body="Hello")
    Launch.objects.create(campaign=row, at=at, asked_at=at)
    return row


def subscribed(aino: Member, noon: datetime, kind: str = "after", **when: int) -> Subscription:
    return subscriptions.subscribe(aino, kind=kind, language="en", by=aino, now=noon, **when)


def go_on(now: datetime) -> None:
    with clock.fixed(now):
        while report_letters.tick(now):
            pass


def test_so_many_days_after_a_campaign_its_report_comes_once(aino, office, noon):
    launched(noon - 2 * DAY)
    launched(noon - 4 * DAY, "Long ago")
    subscribed(aino, noon, days=3)

    for hours in (0, 23, 24, 25, 60):
        go_on(noon + timedelta(hours=hours))

    [letter] = office.messages()
    assert (letter["To"], letter["Subject"]) == ("aino@kahvila.example", "Report: Winter coupon")
    [pdf] = letter.iter_attachments()
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", "report-winter-coupon.pdf")
    assert pdf.get_content().startswith(b"%PDF")
    text = letter.get_body(("plain",)).get_content()
    assert "Sent: 0" in text
    assert "http://127.0.0.1:8600/settings/reports" in text
    assert TrailEntry.objects.filter(action="report.sent").count() == 1


def test_every_week_the_campaigns_of_the_seven_days_before(aino, office, noon):
    subscribed(aino, noon, "weekly", weekday=0, hour=9)
    monday = datetime(2026, 11, 23, 9, tzinfo=HELSINKI)
    launched(monday - 8 * DAY, "Too early")
    launched(monday - DAY, "冬のクーポン")

    go_on(monday - MINUTE)
    assert office.post == []
    go_on(monday)
    go_on(monday + DAY)
    go_on(monday + 7 * DAY)

    [letter] = office.messages()
    assert letter["Subject"] == "Kahvila: campaigns of the week until Nov. 23, 2026"
    text = letter.get_body(("plain",)).get_content()
    assert ("冬のクーポン" in text, "Too early" in text) == (True, False)
    assert sorted(ReportLetter.objects.values_list("key", "state")) == [
        ("week:2026-11-23", "sent"),
        ("week:2026-11-30", "empty"),
    ]


def test_a_letter_that_may_have_left_is_not_sent_again(aino, office, noon):
    launched(noon - DAY)
    subscribed(aino, noon - DAY, days=1)
    report_letters.make_due(noon)
    row = claim(noon)
    assert begin(row, now=noon)  # and here its process ends

    go_on(noon + LEASE)
    go_on(noon + DAY)

    assert (office.post, ReportLetter.objects.get().state) == ([], "unknown")
    assert TrailEntry.objects.filter(action="report.unknown").count() == 1


def test_a_letter_whose_process_ended_before_it_left_is_made_again(aino, office, noon):
    launched(noon - DAY)
    subscribed(aino, noon - DAY, days=1)
    report_letters.make_due(noon)
    first = claim(noon)

    go_on(noon + MINUTE)
    assert office.post == []
    go_on(noon + LEASE)

    assert len(office.post) == 1
    assert not begin(first, now=noon + LEASE)


def test_a_busy_server_is_asked_again_and_an_address_that_is_none_is_not(aino, office, noon):
    launched(noon - DAY)
    subscribed(aino, noon - DAY, days=1)
    office.says["RCPT", "*"] = ["451 greylisted, come back"]

    go_on(noon)
    assert "greylisted" in ReportLetter.objects.get().trouble
    go_on(noon + MINUTE)
    assert len(office.post) == 1

    launched(noon)
    office.says["RCPT", "*"] = ["550 nobody of this name"]
    go_on(noon + DAY)
    assert list(ReportLetter.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "failed"]


def test_whoever_may_not_see_campaigns_any_more_or_has_ended_it_gets_none(aino, office, noon):
    launched(noon - DAY)
    row = subscribed(aino, noon - DAY, days=1)
    report_letters.make_due(noon)
    Member.objects.update(is_active=False)
    go_on(noon)
    Member.objects.update(is_active=True)
    subscriptions.end(row, by=aino, now=noon)
    launched(noon)
    go_on(noon + DAY)

    assert (office.post, ReportLetter.objects.get().state) == ([], "empty")


def test_what_was_due_while_it_was_switched_off_for_long_is_left_out(aino, office, noon):
    launched(noon)
    subscribed(aino, noon, days=1)

    go_on(noon + 4 * DAY)

    assert office.post == []


@pytest.mark.parametrize(
    ("now", "latest"),
    [
        ("2026-10-25T06:59+00:00", "2026-10-18T06:00+00:00"),  # 8:59: summer time has ended that night
        ("2026-10-25T07:00+00:00", "2026-10-25T07:00+00:00"),
        ("2026-10-31T23:00+00:00", "2026-10-25T07:00+00:00"),
    ],
)
def test_the_hour_is_that_of_the_teams_wall(now, latest):
    row = Subscription(weekday=6, hour=9)

    assert latest_week(row, HELSINKI, datetime.fromisoformat(now)).astimezone(UTC) == datetime.fromisoformat(latest)
