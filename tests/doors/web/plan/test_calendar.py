"""The calendar shows everything, moves what is still to go, and is read by other calendars."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar

from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.write import create
from polku.act.plan import posts, schedule, series
from polku.act.plan.calendar_models import Post
from polku.act.plan.models import Planned
from polku.act.plan.rhythm import WEEK, Rhythm
from polku.doors.web.plan.spans import LIST, MONTH, span
from polku.know.segments.models import Segment
from polku.know.teams.models import Member, TrailEntry
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide.models import LineWide
from tests.doors.web.queries import queries

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FRIDAYS = Rhythm(unit=WEEK, days=(5,), at=time(11, 0), begins=date(2026, 11, 21), times=2)
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1\r\n-\xb4"
    b"\0\0\0\0IEND\xaeB`\x82"
)


@pytest.fixture
def made(aino: Member, noon: datetime) -> Callable[..., Campaign]:
    def make(name: str, **given: object) -> Campaign:
        return create(name, **{"body": "Hello", "rule": {"all": []}, "by": aino} | given)

    return make


def shown(web: Client, address: str) -> list[tuple[str, str, str]]:
    """(day, kind, title) of everything that the page shows."""
    days = web.get(address).context["days"]
    return [(one.day.isoformat(), seen.item.kind, seen.item.title) for one in days for seen in one.seen]


def test_everything_stands_in_it(web: Client, made: Callable[..., Campaign], aino: Member, noon: datetime) -> None:
    launch(made("Sent"), by=aino, now=noon)
    schedule.schedule(made("Planned"), at=noon + DAY, by=aino, now=noon)
    series.begin(made("Friday coupon"), FRIDAYS, by=aino, now=noon)
    posts.write(None, place="instagram", title="Latte", text="", at=noon + 2 * DAY, by=aino)
    account = LineAccount.objects.create(name="shop", title="Shop")
    at_ms = round((noon + 3 * DAY).timestamp() * 1000)
    LineWide.objects.create(account=account, title="To all", state="waiting", starts_ms=at_ms, due_ms=at_ms)

    expected = [
        ("2026-11-21", "campaign", "Sent"),
        ("2026-11-22", "campaign", "Planned"),
        ("2026-11-23", "post", "Latte"),
        ("2026-11-24", "line", "To all"),
        ("2026-11-27", "time", "Friday coupon"),
        ("2026-12-04", "time", "Friday coupon"),
    ]
    assert shown(web, "/plan?view=list") == shown(web, "/plan?view=list&day=2026-11-21&segment=") == expected
    assert shown(web, "/plan?view=month&day=2026-11-30") == expected  # to the Sunday of its last week
    assert shown(web, "/plan?view=week&day=2026-11-25") == expected[2:5]
    assert [one[2] for one in shown(web, "/plan?view=list&channel=by-hand")] == ["Latte"]


def test_by_segment_and_with_as_many_questions_for_three_as_for_one(
    web: Client, made: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    segment = Segment.objects.create(name="Regulars", rule={"all": []})
    schedule.schedule(made("Theirs", rule=None, segment=segment), at=noon + DAY, by=aino, now=noon)
    others = Segment.objects.create(name="Others", rule={"all": []})
    parts = [{"in_segment": segment.pk}, {"not": {"in_segment": others.pk}}]
    inner = Segment.objects.create(name="Inner", rule={"all": parts})
    ruled = {"all": [{"in_segment": inner.pk}]}
    schedule.schedule(made("By rule", rule=ruled), at=noon + 2 * DAY, by=aino, now=noon)
    assert [one[2] for one in shown(web, f"/plan?segment={segment.pk}")] == ["Theirs", "By rule"]
    assert [one[2] for one in shown(web, f"/plan?segment={inner.pk}")] == ["By rule"]
    assert shown(web, f"/plan?segment={others.pk}") == []

    one = queries(web, "/plan")
    for number in range(2):
        schedule.schedule(made(f"Another {number}"), at=noon + DAY, by=aino, now=noon)

    assert queries(web, "/plan") == one


def test_by_store_where_a_rule_asks_for_it_and_so_in_other_calendars(
    web: Client, made: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    there = {"did": "Order Completed", "where": [{"prop": "store_id", "op": "in", "value": ["12", "14"]}]}
    segment = Segment.objects.create(name="Kamppi", rule={"any": [{"trait": "store", "value": "12"}]})
    for name, given in {
        "By events": {"rule": {"all": [there]}},
        "By a segment": {"rule": {"all": [{"in_segment": segment.pk}]}},
        "Its segment": {"rule": None, "segment": segment},
        "Not there": {"rule": {"all": [{"not": there}]}},
        "Another": {"rule": {"all": [{"trait": "store", "op": "is_not", "value": "12"}]}},
    }.items():
        schedule.schedule(made(name, **given), at=noon + DAY, by=aino, now=noon)
    web.post("/plan/feed")

    found = {one[2] for one in shown(web, "/plan?store=12")}
    feed = Client().get(web.get("/plan?store=14").context["feed"])

    assert found == {"By events", "By a segment", "Its segment"}
    assert [str(one["summary"]) for one in Calendar.from_ical(feed.content).walk("VEVENT")] == ["By events"]


def test_what_is_still_to_go_is_moved_to_another_day_at_its_time(
    web: Client, made: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    campaign = made("Planned")
    schedule.schedule(campaign, at=noon + DAY, by=aino, now=noon)  # 14:00 in Helsinki
    post = posts.write(None, place="instagram", title="Latte", text="", at=noon + DAY, by=aino)
    account = LineAccount.objects.create(name="shop", title="Shop")
    wide = LineWide.objects.create(account=account, title="To all", state="waiting", starts_ms=1, due_ms=1)

    for what in (f"campaign-{campaign.pk}", f"post-{post.pk}", f"line-{wide.pk}-1"):
        web.post("/plan/moves", {"what": what, "day": "2027-06-01", "time": "14:00"})
    web.post("/plan/moves", {"what": f"campaign-{campaign.pk}", "day": "2027-06-02"})
    web.post("/plan/moves", {"what": f"campaign-{campaign.pk}", "day": "2020-06-02"})
    web.post("/plan/moves", {"what": "campaign-4711", "day": "2027-06-02"})

    post.refresh_from_db()
    wide.refresh_from_db()
    assert Planned.objects.get().at == datetime(2027, 6, 2, 11, tzinfo=UTC)  # summer time by then
    assert post.at == datetime(2027, 6, 1, 11, tzinfo=UTC)
    assert (wide.starts_ms, wide.due_ms) == (round(post.at.timestamp() * 1000),) * 2
    moved = TrailEntry.objects.filter(action__endswith=".moved").values_list("action", flat=True)
    assert sorted(moved) == ["campaign.moved", "campaign.moved", "line_wide.moved", "post.moved"]


def test_an_empty_calendar_leads_on_and_holidays_are_shown(web: Client, noon: datetime) -> None:
    assert web.get("/plan").context["is_empty"]

    for given in ({"country": "JP"}, {"country": "FI"}, {"country": "XX"}, {"without": "FI"}):
        web.post("/plan/holidays", given)

    by_day = {one.day: one.holidays for one in web.get("/plan?day=2026-11-01").context["days"]}
    assert (by_day[date(2026, 11, 3)], by_day[date(2026, 12, 6)]) == (["Culture Day"], [])
    page = web.get("/plan?day=2026-11-01", headers={"Accept-Language": "ja"}, HTTP_ACCEPT_LANGUAGE="ja")
    assert "文化の日" in page.content.decode()


def test_other_calendars_read_it_at_a_secret_address_until_there_is_another(
    web: Client, client: Client, made: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    series.begin(made("Friday coupon"), FRIDAYS, by=aino, now=noon)
    web.post("/plan/feed")
    first = web.get("/plan").context["feed"]

    read = Client().get(first)
    found = list(Calendar.from_ical(read.content).walk("VEVENT"))
    assert read["Content-Type"] == "text/calendar; charset=utf-8"
    assert [(str(one["summary"]), one["dtstart"].dt) for one in found] == [
        ("Friday coupon", datetime(2026, 11, 27, 9, tzinfo=UTC)),
        ("Friday coupon", datetime(2026, 12, 4, 9, tzinfo=UTC)),
    ]
    web.post("/plan/feed")
    second = web.get("/plan").context["feed"]
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    Member.objects.filter(pk=aino.pk).update(role="till")
    assert Client().get(second).status_code == 404


def test_a_post_is_written_reminded_of_and_ticked(web: Client, noon: datetime) -> None:
    given = {"place": "line_voom", "title": "Latte", "text": "With cardamom", "day": "2026-11-21", "time": "11:00"}
    assert web.post("/plan/posts/new", given | {"title": ""}).status_code == 422
    assert web.post("/plan/posts/new", given | {"picture": SimpleUploadedFile("a.txt", b"text")}).status_code == 422
    made = web.post("/plan/posts/new", given | {"picture": SimpleUploadedFile("latte.png", PIXEL)})["Location"]
    web.post(f"{made}/edit", given | {"text": "With cinnamon"})

    post = Post.objects.select_related("picture").get()
    assert (post.text, post.at) == ("With cinnamon", noon - timedelta(hours=3))
    assert post.picture is not None
    assert post.picture.title == "latte.png"
    assert web.get(made).status_code == 200
    assert list(web.get("/").context["posts"]) == [post]
    web.post(f"{made}/done", {"back": "home"})
    assert list(web.get("/").context["posts"]) == []
    web.post(f"{made}/done", {"undo": "yes"})
    assert list(web.get("/").context["posts"]) == [post]
    web.post(f"{made}/removal")
    assert (web.get(made).status_code, list(web.get("/").context["posts"])) == (404, [])


def test_a_post_reminds_whom_it_names(web: Client, noon: datetime) -> None:
    bo = Member.objects.create_user("bo@kahvila.example", "kahvia-kiitos", role="editor")
    posts.write(None, place="other", title="Poster", text="", at=noon, reminded=bo, by=None)

    assert list(web.get("/").context["posts"]) == []


@pytest.mark.parametrize(
    ("view", "first", "last"), [(MONTH, date(2027, 3, 1), date(2027, 4, 4)), (LIST, date(2027, 3, 9), date(2027, 5, 7))]
)
def test_views_show_whole_weeks_or_sixty_days(view: str, first: date, last: date) -> None:
    found = span(view, date(2027, 3, 9))

    assert (found.first, found.last) == (first, last)
