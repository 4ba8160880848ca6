"""Settings of the team, and its keys."""

from django.test import Client

from polku.kit import seal
from polku.know.events.models import Wish
from polku.know.teams.models import ApiKey, Member, Source, Team
from tests.doors.web.queries import queries


def test_the_team_chooses_its_money_and_clock(web: Client, team: Team) -> None:
    web.post("/settings/team", {"name": "Kahvila Turku", "currency": "JPY", "time_zone": "Asia/Tokyo"})
    team.refresh_from_db()
    assert (team.name, team.currency, team.time_zone) == ("Kahvila Turku", "JPY", "Asia/Tokyo")

    web.post("/settings/team", {"name": "Kahvila", "currency": "XXX", "time_zone": "Mars/Base"})
    team.refresh_from_db()
    assert (team.currency, team.time_zone) == ("JPY", "Asia/Tokyo")


def test_another_currency_says_that_orders_are_counted_again(web: Client, team: Team) -> None:
    given = {"name": team.name, "currency": team.currency, "time_zone": "UTC"}
    assert "counted again" not in web.post("/settings/team", given, follow=True).text

    assert "counted again" in web.post("/settings/team", {**given, "currency": "JPY"}, follow=True).text
    assert Wish.objects.get().name == Wish.RECOUNT_ORDERS


def test_a_source_is_made_and_ended(web: Client) -> None:
    web.post("/settings/sources", {"name": "Till"})
    source = Source.objects.get()
    assert source.write_key in web.get("/settings/sources").text

    web.post(f"/settings/sources/{source.pk}/end")
    source.refresh_from_db()
    assert source.ended_at is not None


def test_a_key_that_stands_in_a_page_is_said_to_be_public(web: Client) -> None:
    web.post("/settings/sources", {"name": "Page", "is_public": "yes"})
    source = Source.objects.get()
    assert source.is_public

    shown = web.post(f"/settings/sources/{source.pk}/key", {"is_public": "no"}, follow=True).text
    source.refresh_from_db()
    assert not source.is_public
    assert "the orders it tells of count" in shown


def test_two_sources_of_one_name_are_refused_until_the_first_has_ended(web: Client) -> None:
    web.post("/settings/sources", {"name": "Till"})
    refused = web.post("/settings/sources", {"name": "till"}, follow=True)
    assert "There is a source of this name already." in refused.text
    first = Source.objects.get()

    web.post(f"/settings/sources/{first.pk}/end")
    web.post("/settings/sources", {"name": "Till"})

    assert Source.objects.count() == 2


def test_an_api_key_is_shown_once(web: Client, aino: Member) -> None:
    shown = web.post("/settings/keys", {"name": "Report"}, follow=True)
    key = ApiKey.objects.get()

    assert seal.fingerprint(shown.context["new_key"]) == key.fingerprint
    assert shown.context["new_key"] not in web.get("/settings/keys").text
    assert (key.name, key.created_by, key.scopes) == ("Report", aino, ["*"])

    web.post(f"/settings/keys/{key.pk}/end")
    key.refresh_from_db()
    assert key.ended_at is not None


def test_three_keys_take_no_more_queries_than_one(web: Client) -> None:
    web.post("/settings/keys", {"name": "One"})
    one = queries(web, "/settings/keys")
    for name in ("Two", "Three"):
        web.post("/settings/keys", {"name": name})

    assert queries(web, "/settings/keys") == one
