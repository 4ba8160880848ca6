"""The page of members, and of one of them."""

import pytest
from django.test import Client

from polku.know.teams.models import Member, create_api_key
from polku.know.teams.rights import RIGHT_NAMES, ROLE_NAMES


@pytest.fixture
def vera(aino: Member) -> Member:
    return Member.objects.create_user("vera@kahvila.example", name="Vera", role="viewer")


def test_a_member_gets_another_role_and_stores(web: Client, vera: Member) -> None:
    given = {"role": "till", "stores": ["12"], "other_stores": "7\nKamppi"}
    answer = web.post(f"/settings/members/{vera.pk}", given)
    vera.refresh_from_db()

    assert answer["Location"] == "/settings/members"
    assert (vera.role, vera.stores) == ("till", ["12", "7", "Kamppi"])
    assert "<bdi>Kamppi</bdi>" in web.get("/settings/members").text


def test_what_cannot_be_done_is_said(web: Client, aino: Member) -> None:
    answer = web.post(f"/settings/members/{aino.pk}", {"role": "viewer"})

    assert answer.status_code == 422
    assert "This is the last owner." in answer.text


def test_a_manager_sees_an_owner_and_changes_nothing(client: Client, aino: Member) -> None:
    client.force_login(Member.objects.create_user("max@kahvila.example", role="manager"))
    shown = client.get(f"/settings/members/{aino.pk}")

    assert "This member may do more than you" in shown.text
    assert client.post(f"/settings/members/{aino.pk}", {"role": "viewer"}).status_code == 422


def test_who_is_shut_out_leaves_the_keys_in_sight(web: Client, vera: Member) -> None:
    create_api_key("Report", by=vera)
    shown = web.get(f"/settings/members/{vera.pk}").text
    web.post(f"/settings/members/{vera.pk}/door")
    vera.refresh_from_db()

    assert "<bdi>Report</bdi>" in shown
    assert not vera.is_active
    web.post(f"/settings/members/{vera.pk}/door", {"again": ""})
    vera.refresh_from_db()
    assert vera.is_active


def test_the_table_of_roles_is_shown_to_everybody(client: Client, vera: Member) -> None:
    client.force_login(vera)
    page = client.get("/settings/roles")

    assert page.status_code == 200
    assert [len(held) for _group, rows in page.context["groups"] for _right, _limited, held in rows] == [
        len(ROLE_NAMES)
    ] * len(RIGHT_NAMES)
    assert "Send campaigns" in page.text


def test_the_menu_offers_what_one_may_open(client: Client, vera: Member) -> None:
    client.force_login(vera)
    offered = [entry.page for entry, _is_here in client.get("/settings").context["settings_menu"]]

    assert offered == ["settings", "settings stores", "settings products", "settings roles", "settings reports"]
