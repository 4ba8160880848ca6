"""The pages of segments: the list, one segment, who is in it, what they share, and what their buttons do."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from polku.know.people.models import Profile
from polku.know.segments.lists import make_list
from polku.know.segments.models import Segment
from polku.know.segments.segments import create, edit
from polku.know.teams.models import Member
from tests.doors.web.queries import queries
from tests.doors.web.segments.conftest import HTMX

pytestmark = pytest.mark.django_db
BOUGHT = {"did": "Order Completed", "count": {"gte": 2}}
ROLES = {"owner": 200, "manager": 200, "editor": 200, "agent": 403, "viewer": 403, "till": 403}


@pytest.fixture
def regulars(shoppers: None) -> Segment:
    return create("Regulars", rule=BOUGHT)


def test_the_page_tells_who_is_in_it_and_where_it_is_used(web: Client, regulars: Segment) -> None:
    create("Friends", rule={"in_segment": regulars.pk})

    page = web.get(f"/segments/{regulars.pk}")

    assert page.context["found"].count == 1
    assert [person.name for person in page.context["found"].people] == ["Devi"]
    assert [(use.what, use.name) for use in page.context["uses"]] == [("segment", "Friends")]


def test_sizes_that_were_noted_are_drawn(web: Client, columns: None, noon: datetime) -> None:
    segment = create("Regulars", rule=BOUGHT)
    Segment.objects.update(size=5)
    for days, size in ((9, 2), (1, 5)):
        segment.sizes.create(at=noon - timedelta(days=days), size=size)

    chart = web.get(f"/segments/{segment.pk}").context["chart"]
    [row] = web.get("/segments").context["rows"]

    assert (chart.first, chart.last, row.change) == (2, 5, 3)


def test_in_its_first_hour_a_segment_tells_what_is_known_so_far(web: Client, columns: None, noon: datetime) -> None:
    segment = create("Regulars", rule=BOUGHT)
    told = lambda: web.get(f"/segments/{segment.pk}").context["no_chart"]  # noqa: E731 - said thrice

    counting = told()
    Segment.objects.update(size=1)
    segment.sizes.create(at=noon, size=1)
    first_hour = told()
    Segment.objects.update(is_live=False)

    assert counting == "It is being counted for the first time; from then on its size is noted hour by hour."
    assert first_hour == "1 person in this first hour. The line begins with the next one."
    assert told() == "It is not followed: how its size goes is not noted."


def test_the_line_ends_with_the_size_of_now(web: Client, columns: None, noon: datetime) -> None:
    segment = create("Regulars", rule=BOUGHT)
    segment.sizes.create(at=noon - timedelta(hours=1), size=2)
    segment.sizes.create(at=noon, size=3)
    Segment.objects.update(size=4)

    chart = web.get(f"/segments/{segment.pk}").context["chart"]

    assert (chart.first, chart.last, len(chart.spots)) == (2, 4, 2)


def test_the_list_is_searched(web: Client, regulars: Segment) -> None:
    create("Lost", rule={"not": BOUGHT})

    part = web.get("/segments", {"query": "regul"}, headers=HTMX)

    assert "<html" not in part.text
    assert [row.segment.name for row in part.context["rows"]] == ["Regulars"]


def test_a_long_rule_is_told_in_short_in_the_list_and_in_full_on_its_page(web: Client, columns: None) -> None:
    segment = create("Many", rule={"any": [{"did": f"Event {number}"} for number in range(400)]})

    [row] = web.get("/segments").context["rows"]

    assert (len(row.words), row.words[-1]) == (200, "…")
    assert "Event 399" in web.get(f"/segments/{segment.pk}").text


@pytest.mark.parametrize("address", ["/segments", "/segments/1", "/segments/overlaps"])
def test_three_rows_take_no_more_queries_than_one(web: Client, columns: None, address: str) -> None:
    first = create("One", rule=BOUGHT)
    address = address.replace("1", str(first.pk))
    queries(web, address)
    one = queries(web, address)
    create("Two", rule={"did": "Order Completed"})
    create("Three", rule={"did": "Product Viewed"})
    edit(first, name="One more", by=None)
    edit(first, name="One again", by=None)

    assert queries(web, address) == one


@pytest.mark.parametrize(("role", "status"), ROLES.items())
def test_who_may_build(client: Client, aino: Member, columns: None, role: str, status: int) -> None:
    segment = create("Regulars", rule=BOUGHT)
    client.force_login(Member.objects.create_user("other@kahvila.example", role=role))

    pages = ("/segments/new", "/segments/lists/new", f"/segments/{segment.pk}/edit")

    assert {client.get(page).status_code for page in pages} == {status}


@pytest.mark.parametrize("role", ["viewer", "till"])
def test_who_may_only_see_changes_nothing(client: Client, aino: Member, columns: None, role: str) -> None:
    segment = create("Regulars", rule=BOUGHT)
    client.force_login(Member.objects.create_user("other@kahvila.example", role=role))

    for act in ("copy", "name", "snapshot", "following", "list", "versions/1", "removal", "edit"):
        assert client.post(f"/segments/{segment.pk}/{act}", {"name": "x"}).status_code == 403
    assert client.get(f"/segments/{segment.pk}/people.csv").status_code == 403
    assert Segment.objects.get().name == "Regulars"


def test_a_segment_gets_another_name_a_copy_and_a_list_of_who_is_in_it_now(web: Client, regulars: Segment) -> None:
    web.post(f"/segments/{regulars.pk}/name", {"name": "Best"})
    web.post(f"/segments/{regulars.pk}/copy")
    web.post(f"/segments/{regulars.pk}/snapshot")

    names = list(Segment.objects.order_by("pk").values_list("name", "kind"))
    assert names[:2] == [("Best", "rule"), ("Best (copy)", "rule")]
    assert names[2][0].startswith("Best, as of ")
    assert names[2][1] == "list"


def test_a_name_that_is_taken_or_empty_is_refused(web: Client, regulars: Segment) -> None:
    create("Lost", rule={"not": BOUGHT})

    taken = web.post(f"/segments/{regulars.pk}/name", {"name": "lost"})
    empty = web.post(f"/segments/{regulars.pk}/name", {"name": " "})

    told = [str(one) for answer in (taken, empty) for one in get_messages(answer.wsgi_request)]
    assert "There is a segment of this name already. Give this one another." in told
    assert "A segment needs a name." in told
    regulars.refresh_from_db()
    assert regulars.name == "Regulars"


def test_a_version_of_before_holds_again(web: Client, regulars: Segment) -> None:
    edit(regulars, rule={"did": "Product Viewed"}, by=None)

    web.post(f"/segments/{regulars.pk}/versions/1")

    regulars.refresh_from_db()
    assert (regulars.rule, regulars.version) == (BOUGHT, 3)


def test_what_is_in_use_is_looked_at_before_a_version_holds_again(web: Client, regulars: Segment) -> None:
    create("Friends", rule={"in_segment": regulars.pk})
    edit(regulars, rule={"did": "Product Viewed"}, by=None)

    page = web.get(f"/segments/{regulars.pk}")
    looked_at = web.get(f"/segments/{regulars.pk}/edit?version=1")

    assert f"/segments/{regulars.pk}/edit?version=1" in page.text
    assert [said for _one, said in page.context["versions"]] == [
        "Everyone who did “Product Viewed”",
        "Everyone who bought at least 2 times",
    ]
    assert looked_at.context["stage"].rule == BOUGHT


def test_what_is_in_use_stays_and_what_is_not_goes(web: Client, regulars: Segment) -> None:
    friends = create("Friends", rule={"in_segment": regulars.pk})

    refused = web.post(f"/segments/{regulars.pk}/removal")
    web.post(f"/segments/{friends.pk}/removal")

    assert [str(one) for one in get_messages(refused.wsgi_request)] == ["It stays, because this uses it: “Friends”"]
    assert [one.name for one in Segment.objects.all()] == ["Regulars"]


def test_what_nobody_wants_any_more_goes_into_the_archive_and_comes_back(web: Client, regulars: Segment) -> None:
    names = lambda address: [row.segment.name for row in web.get(address).context["rows"]]  # noqa: E731 - said thrice
    address = f"/segments/{regulars.pk}"

    page = web.post(f"{address}/archive", {"archived": "yes"}, follow=True)

    assert "This segment is in the archive" in page.text
    assert "Archived</span>" in web.get(f"{address}/people").text
    assert (names("/segments"), names("/segments?show=archived")) == ([], ["Regulars"])
    assert web.get(f"{address}/edit").status_code == 404
    assert regulars.pk not in {one.pk for one in web.get("/campaigns/new").context["segments"]}

    web.post(f"{address}/archive", {"archived": "no"})

    assert (names("/segments"), names("/segments?show=archived")) == (["Regulars"], [])


def test_what_is_in_use_is_not_archived(web: Client, regulars: Segment) -> None:
    create("Friends", rule={"in_segment": regulars.pk})

    refused = web.post(f"/segments/{regulars.pk}/archive", {"archived": "yes"})

    assert [str(one) for one in get_messages(refused.wsgi_request)] == ["It stays, because this uses it: “Friends”"]
    assert list(Segment.objects.filter(archived_at__isnull=False)) == []


def test_its_people_leave_as_a_file(web: Client, regulars: Segment) -> None:
    csv = web.get(f"/segments/{regulars.pk}/people.csv")
    lines = web.get(f"/segments/{regulars.pk}/people.jsonl")

    assert csv["Content-Disposition"] == 'attachment; filename="regulars.csv"'
    assert b"".join(csv).count(b"Devi") == 1  # type: ignore[call-overload]  # a streamed answer
    assert b'"name":"Devi"' in b"".join(lines)  # type: ignore[call-overload]


def test_people_who_are_named_become_a_list(web: Client, shoppers: None) -> None:
    file = SimpleUploadedFile("more.csv", b"emile\nnobody@example.com\n")

    page = web.post("/segments/lists/new", {"name": "Guests", "people": "devi", "file": file}, follow=True)

    assert Segment.objects.get().listed_people.count() == 2
    assert "2 people were found." in page.text
    assert "1 line names nobody who is known: line 3, “nobody@example.com”." in page.text


def test_a_list_of_nobody_is_not_saved(web: Client, shoppers: None) -> None:
    page = web.post("/segments/lists/new", {"name": "Guests", "people": "nobody@example.com"})

    assert "Nobody was found" in page.text
    assert not Segment.objects.exists()


def test_a_list_grows_and_is_replaced(web: Client, shoppers: None, come_by: Callable[..., list[Profile]]) -> None:
    guests = make_list("Guests")

    web.post(f"/segments/{guests.pk}/list", {"people": "devi"})
    web.post(f"/segments/{guests.pk}/list", {"people": "emile", "instead": "yes"})

    assert guests.listed_people.count() == 1


def test_who_is_in_two_segments_at_once_is_shown(web: Client, regulars: Segment) -> None:
    buyers = create("Buyers", rule={"did": "Order Completed"})

    both = web.get(f"/segments/{buyers.pk}/people", {"and": regulars.pk})
    others = web.get(f"/segments/{buyers.pk}/people", {"without": regulars.pk})

    assert [[one.name for one in page.context["found"].people] for page in (both, others)] == [["Devi"], ["Emile"]]


def test_following_can_be_stopped_and_begun_again(web: Client, regulars: Segment) -> None:
    web.post(f"/segments/{regulars.pk}/following", {"live": "no"})
    stopped = web.get(f"/segments/{regulars.pk}").context["state"].icon

    web.post(f"/segments/{regulars.pk}/following", {"live": "yes"})

    assert (stopped, Segment.objects.get().is_live) == ("player-pause", True)


@pytest.mark.usefixtures("no_columns")
def test_the_pages_open_without_the_column_store(web: Client) -> None:
    segment = create("Regulars", rule=BOUGHT)
    pages = ("", f"/{segment.pk}", f"/{segment.pk}/edit", f"/{segment.pk}/people", "/overlaps", "/new")

    assert {web.get(f"/segments{page}").status_code for page in pages} == {200}
    assert web.post("/segments/new", {"do": "found"}, headers=HTMX).status_code == 200


def test_what_is_too_big_to_be_answered_is_told_without_the_engines_words(
    web: Client, columns: None, click: Callable[..., Any]
) -> None:
    rule = {"all": [{"sequence": [{"did": f"A{n}"} for n in range(10)]} for _ in range(40)]}
    segment = Segment.objects.create(name="Too much", rule=rule)
    sentence = "This is too large to be answered: ask for less, or for a shorter time."

    page = web.get(f"/segments/{segment.pk}")
    part = web.post("/segments/new", {"view": "json", "json": json.dumps(rule), "do": "found"}, headers=HTMX)

    assert (page.context["found"].trouble, part.context["look"].trouble) == (sentence, sentence)
    assert sentence in page.text
    assert sentence in part.text


def test_a_segment_whose_rule_cannot_be_read_any_more_has_a_page(web: Client, columns: None) -> None:
    broken = Segment.objects.create(name="Broken", rule={"in_segment": 4711})

    assert "there is no segment 4711" in web.get(f"/segments/{broken.pk}").text
    assert "there is no segment 4711" in web.get(f"/segments/{broken.pk}/people").text


@pytest.mark.parametrize("before", ["1", "x-y", "9" * 40 + "-1", "\0"])
def test_odd_places_do_no_harm(web: Client, regulars: Segment, before: str) -> None:
    assert web.get(f"/segments/{regulars.pk}", {"before": before}).status_code == 200
    assert web.get(f"/segments/{regulars.pk}/people", {"and": before, "people": before}).status_code == 200
    assert web.get("/segments/overlaps", {"segment": before}).status_code == 200
    assert web.get("/segments/new", {"rule": before}).status_code == 200


def test_a_list_shows_its_people_at_once(web: Client, shoppers: None) -> None:
    page = web.post("/segments/lists/new", {"name": "Guests", "people": "devi\nemile"}, follow=True)

    assert page.context["found"].count == 2
    assert [person.name for person in page.context["found"].people] == ["Emile", "Devi"]
