"""The page that tells who changed what."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.test import Client

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member, create_api_key


@pytest.fixture
def changes(aino: Member) -> None:
    vera = Member.objects.create_user("vera@kahvila.example", name="Vera", role="manager")
    key, _secret = create_api_key("Till", by=aino)
    days = [datetime(2026, 11, day, 22, 30, tzinfo=UTC) for day in (1, 2, 3, 4)]
    with clock.fixed(days[0]):
        trail.note(aino, "campaign.made", subject="campaign:12", after={"name": "Winter"})
    with clock.fixed(days[1]):
        trail.note(vera, "campaign.changed", subject="campaign:12", before={"body": "A"}, after={"body": "B"})
    with clock.fixed(days[2]):
        trail.note(None, "segment.made", subject="segment:1", key=key, after={"name": '=HYPERLINK("x")'})
    with clock.fixed(days[3]):
        trail.note(None, "events.forgotten", subject="events:")


def shown(web: Client, query: str = "") -> list[str]:
    return [row.entry.action for row in web.get(f"/settings/trail{query}").context["rows"]]


def test_the_newest_stands_first_with_before_and_after(web: Client, changes: None) -> None:
    page = web.get("/settings/trail")

    assert shown(web) == ["events.forgotten", "segment.made", "campaign.changed", "campaign.made"]
    assert '<td class="was"><bdi>A</bdi></td><td class="is"><bdi>B</bdi></td>' in page.text


def test_it_is_filtered_by_who_what_and_when(web: Client, changes: None) -> None:
    vera = Member.objects.get(name="Vera")

    assert shown(web, f"?who={vera.pk}") == ["campaign.changed"]
    assert shown(web, "?who=keys") == ["segment.made"]
    assert shown(web, "?who=polku") == ["events.forgotten"]
    assert shown(web, "?action=campaign.made") == ["campaign.made"]
    assert shown(web, "?kind=campaign") == ["campaign.changed", "campaign.made"]
    assert shown(web, "?subject=campaign:12") == ["campaign.changed", "campaign.made"]
    assert shown(web, "?subject=campaign:1") == []


def test_who_asked_to_be_forgotten_is_told_without_a_name(web: Client, changes: None) -> None:
    with trail.calling_from("192.0.2.7"):
        trail.note(None, "person.erased", subject="person:p1", by_themselves=True)

    page = web.get("/settings/trail").text

    assert ("<bdi>The customer themselves</bdi>" in page, "192.0.2.7" in page) == (True, False)
    assert shown(web, "?who=polku") == ["events.forgotten"]


def test_days_are_those_of_the_team(web: Client, changes: None) -> None:
    """22:30 UTC is half past midnight of the next day in Helsinki."""
    assert shown(web, "?since=2026-11-03&until=2026-11-03") == ["campaign.changed"]
    assert shown(web, "?since=soon") == shown(web)


def test_it_goes_out_as_a_file_in_which_nothing_is_a_formula(web: Client, changes: None) -> None:
    Member.objects.filter(name="Vera").update(name="=1+1")
    trail.note(Member.objects.get(name="=1+1"), "member.joined", subject="member:+x")
    answer = web.get("/settings/trail.csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))

    assert answer["Content-Disposition"] == 'attachment; filename="changes.csv"'
    assert rows[0][:3] == ["time", "who", "action"]
    assert rows[1][1:3] == ["'=1+1", "member.joined"]
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_long_trails_are_read_page_by_page(web: Client, aino: Member) -> None:
    for number in range(60):
        trail.note(aino, "segment.made", subject=f"segment:{number}")
    page = web.get("/settings/trail?kind=segment")
    rest = web.get(page.context["more"], headers={"HX-Request": "true"})

    assert (len(page.context["rows"]), len(rest.context["rows"])) == (50, 10)


def test_an_empty_trail_says_so(web: Client) -> None:
    assert "Nothing was changed yet" in web.get("/settings/trail").text
    assert "No change fits" in web.get("/settings/trail?who=polku").text
