"""A broadcast is written, sent off with open eyes, followed and stopped from pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.kit import clock, ids
from polku.know.people.consent.models import Consent
from polku.know.segments.segments import create
from polku.know.teams.models import Member
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.insight.models import LineStatistic
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.channels.line.setup.look import look
from polku.say.channels.line.wide.models import LineWide
from tests.doors.web.line.conftest import Office
from tests.doors.web.queries import queries
from tests.say.channels.line import webhooks
from tests.say.channels.line.inbox.conftest import tell  # noqa: F401 fixture
from tests.say.channels.line.rogue import RogueLine, Say

PAGE = "/settings/channels/line/kahvila/broadcasts"
WRITTEN = {
    "title": "Summer sale",
    "kind": "broadcast",
    "block": "b1",
    "b1.kind": "text",
    "b1.where": "",
    "b1.text": "Everything must go",
}


@pytest.fixture(autouse=True)
def checked(office: Office) -> None:
    for way in ("broadcast", "narrowcast"):
        office.said[f"/v2/bot/message/validate/{way}"] = Say(200, {})


def written(web: Client, **given: object) -> LineWide:
    answer = web.post(f"{PAGE}/new", WRITTEN | given)
    assert answer.status_code == 302, answer.text
    return LineWide.objects.order_by("-pk")[0]


def know(account: LineAccount, many: int) -> None:
    rows = [LineFriend(account=account, user_id=f"U{at:032x}", is_friend=True, changed_ms=0) for at in range(many)]
    LineFriend.objects.bulk_create(rows)


def test_it_is_written_sent_off_and_stopped(web: Client, account: LineAccount, columns: None) -> None:
    assert "Nothing sent to everybody yet" in web.get(PAGE).text
    know(account, 3)
    row = written(web)
    launch = f"{PAGE}/{row.pk}/launch"
    shown = web.get(launch)
    assert (shown.context["count"], shown.context["quiet"], shown.context["not_ready"]) == (3, 0, [])

    wrong = web.post(launch, {"when": "at", "at": "2020-01-01T10:00"})
    web.post(launch, {"when": "at", "at": "2099-01-01T10:00"})

    row.refresh_from_db()
    page = web.get(f"{PAGE}/{row.pk}").text
    assert (wrong.status_code, "This moment is over." in wrong.text) == (422, True)
    assert (row.state, row.counted) == ("waiting", 3)
    assert all(part in page for part in ("Summer sale", "waits for its time", "3 people", "Everything must go"))
    assert "Sent off" not in page
    assert all("Planned for" in text and "Jan. 1, 2099 10:00" in text for text in (page, web.get(PAGE).text))
    assert "Later, at" in shown.text
    assert "(Europe/Helsinki)" in shown.text

    web.post(f"{PAGE}/{row.pk}/stop")
    for text in (web.get(f"{PAGE}/{row.pk}").text, web.get(PAGE).text):
        assert [part for part in ("Planned for", "Jan. 1, 2099 10:00", "Stopped on") if part not in text] == []
    assert "Aino" in web.get(f"{PAGE}/{row.pk}").context["stopped_by"]
    web.post(f"{PAGE}/{row.pk}/copy")

    row.refresh_from_db()
    copy = LineWide.objects.get(state="draft")
    assert (row.state, copy.mail) == ("stopped", row.mail)
    web.post(f"{PAGE}/{copy.pk}/end")
    assert "Draft" not in web.get(PAGE).text
    assert web.get(f"{PAGE}/{copy.pk}/edit").status_code == 404


def test_facts_of_people_are_told_where_they_stand_and_keep_it_from_going(web: Client, account: LineAccount) -> None:
    row = written(web, **{"b1.text": "Hello {{ person.first_name }}"})
    told = web.get(f"{PAGE}/{row.pk}/edit").text

    edited, launch = web.get(f"{PAGE}/{row.pk}/edit").text, web.get(f"{PAGE}/{row.pk}/launch")
    refused = web.post(f"{PAGE}/{row.pk}/launch", {"when": "now", "quiet": "yes"})

    assert "no facts of people can stand here" in edited
    assert "no facts of people can stand here" in launch.text
    assert '<div class="notice notice-error" role="alert">' in launch.text
    assert "Saved, but it cannot be sent like this" in told
    row.refresh_from_db()
    assert (refused.status_code, row.state) == (422, "draft")


def test_who_is_quiet_is_told_with_their_number_and_needs_a_tick(
    web: Client,
    columns: None,
    account: LineAccount,
    tell: Callable[..., None],  # noqa: F811
    carry_on: Callable[[], None],
    follow: Callable[[], None],
) -> None:
    now, names = clock.now_ms(), [f"U{at:032d}" for at in range(5)]
    tell(*[webhooks.event("follow", user=name, at_ms=now - 60_000) for name in names], now_ms=now)
    for number, name in enumerate(names[:2], start=1):
        Consent.objects.create(
            id=number, identity_id=ids.identity_id("line", name), kind="withdrawn", purpose="marketing", channel="line",
            at_ms=1,
        )  # fmt: skip
    carry_on()
    carry_on()
    follow()
    row = written(web)

    shown = web.get(f"{PAGE}/{row.pk}/launch").text
    without = web.post(f"{PAGE}/{row.pk}/launch", {"when": "now"})
    web.post(f"{PAGE}/{row.pk}/launch", {"when": "now", "quiet": "yes"})

    row.refresh_from_db()
    assert "It reaches 2 friends who have asked polku for quiet, too" in shown
    assert (without.status_code, row.state, row.quiet) == (422, "waiting", 2)


def test_a_narrowcast_names_audiences_and_what_line_guesses(web: Client, account: LineAccount) -> None:
    segment = create("VIPs", rule={"all": []})
    one = LineAudience.objects.create(
        account=account, segment=segment, live_id=77, live_count=40, live_at=clock.now(), wanted=False
    )
    given = {f"audience-{one.pk}": "in", "genders": "female", "ages-least": "age_20", "ages-below": "age_40"}
    row = written(web, kind="narrowcast", areas=["jp_13"], most="10", **given)
    launch = web.get(f"{PAGE}/{row.pk}/launch")
    wrong = web.post(f"{PAGE}/new", WRITTEN | given | {"kind": "narrowcast", "ages-least": "age_60"})
    none = web.post(f"{PAGE}/new", WRITTEN | {"kind": "narrowcast", "most": "none"})

    assert row.wanted == {"how": "any", "in": [one.pk], "out": []}
    assert row.traits == {"genders": ["female"], "areas": ["jp_13"], "ages": ["age_20", "age_40"]}
    assert launch.context["whom"] == [
        "In: VIPs",
        "Women",
        "Tokyo",
        "20 to 39 years old",
        "at the most 10 of them, by chance",
    ]
    assert launch.context["not_ready"] == [
        "LINE sends a narrowcast to 50 people at the least, and fewer fit what is chosen here."
    ]
    assert not launch.context["reaches_quiet"]
    assert (wrong.status_code, none.status_code) == (422, 422)
    assert "Nobody can be both" in wrong.text


def test_a_narrowcast_for_which_nobody_is_chosen_goes_to_nobody(web: Client, account: LineAccount) -> None:
    know(account, 3)
    row = written(web, kind="narrowcast")

    page = web.get(f"{PAGE}/{row.pk}/launch")

    assert (page.context["whom"], page.context["count"]) == (["Nobody chosen yet"], 0)
    assert page.context["is_told"]  # and not "there may be more"
    assert page.context["not_ready"] == ["Nobody is chosen yet: choose some of the friends, or send it to all of them."]


def test_too_few_messages_need_a_choice_before_and_after(
    web: Client, account: LineAccount, office: Office, columns: None
) -> None:
    office.used = 100
    look(account, now_ms=clock.now_ms())
    LineStatistic.objects.create(
        account=account, kind="followers", day="20261120", status="ready", answer={"targetedReaches": 130}, asked_ms=0
    )
    row = written(web)

    shown = web.get(f"{PAGE}/{row.pk}/launch")
    refused = web.post(f"{PAGE}/{row.pk}/launch", {"when": "now"})
    assert (shown.context["take"].short, refused.status_code) == (30, 422)
    LineWide.objects.filter(pk=row.pk).update(
        state="held", trouble="wide_short|100", launched_at=clock.now(), starts_ms=clock.now_ms()
    )
    held = web.get(f"{PAGE}/{row.pk}").text
    web.post(f"{PAGE}/{row.pk}/resumption", {"how": "up-to-left"})

    row.refresh_from_db()
    assert "The month has 100 messages left" in held
    assert (row.state, row.kind, row.is_up_to_left) == ("waiting", "narrowcast", True)


def test_statistics_say_what_is_hidden(web: Client, account: LineAccount) -> None:
    row = written(web)
    LineWide.objects.filter(pk=row.pk).update(
        state="sent",
        launched_at=clock.now(),
        over_ms=clock.now_ms(),
        request_id="a-b-c",
        statistics={
            "overview": {"delivered": 320, "uniqueImpression": 120, "uniqueClick": None},
            "messages": [{"seq": 1, "impression": 136}],
            "clicks": [{"seq": 1, "url": "https://shop.example/sale", "click": 30, "uniqueClick": 24}],
        },
    )

    page = web.get(f"{PAGE}/{row.pk}").text

    shown = ("320", "120", "hidden (fewer than 20)", "136", "https://shop.example/sale", "24", "a-b-c")
    assert [part for part in shown if part not in page] == []


def test_an_editor_writes_and_does_not_send(web: Client, account: LineAccount) -> None:
    row = written(web)
    Member.objects.update(role="editor")

    assert web.get(PAGE).status_code == web.get(f"{PAGE}/{row.pk}/edit").status_code == 200
    assert web.get(f"{PAGE}/{row.pk}/launch").status_code == 403
    assert "/settings/channels/line/kahvila/money" not in web.get(PAGE).text


def test_the_list_costs_the_same_however_many_there_are(web: Client, account: LineAccount, rogue: RogueLine) -> None:
    written(web)
    one = queries(web, PAGE)
    for _again in range(2):
        written(web)

    assert queries(web, PAGE) == one
