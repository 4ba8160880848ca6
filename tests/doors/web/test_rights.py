"""What a role does not hold is closed, and not offered."""

from typing import Any

import pytest
from django.test import Client

from polku.doors.web.settings_menu import menu
from polku.know.teams.models import Member
from polku.know.teams.rights import held_by, in_groups, may


@pytest.fixture
def emma(aino: Member) -> Member:
    return Member.objects.create_user("emma@kahvila.example", name="Emma", role="editor")


def test_who_lacks_the_right_reads_which_one_and_whom_to_ask(client: Client, emma: Member) -> None:
    client.force_login(emma)
    answer = client.post("/settings/keys", {"name": "Mine"})

    assert answer.status_code == 403
    assert "Your role here is “editor”." in answer.text
    assert "Make and end API keys" in answer.text
    assert "<bdi>Aino</bdi>" in answer.text


def test_a_role_that_changes_acts_on_the_next_click(client: Client, emma: Member) -> None:
    client.force_login(emma)
    before = client.get("/segments/new").status_code
    Member.objects.update(role="viewer")

    assert (before, client.get("/segments/new").status_code) == (200, 403)


def test_whoever_is_shut_out_is_out_at_once(client: Client, emma: Member) -> None:
    client.force_login(emma)
    Member.objects.filter(pk=emma.pk).update(is_active=False)

    assert client.get("/")["Location"] == "/sign-in?next=/"


def test_store_staff_begin_where_they_may_be(client: Client, aino: Member) -> None:
    client.force_login(Member.objects.create_user("till@kahvila.example", role="till"))
    answer = client.get("/", follow=True)

    assert answer.redirect_chain == [("/people", 302)]
    assert [room.page for room in answer.context["rooms"]] == ["people", "till", "settings"]


def test_asking_for_rights_asks_no_database(emma: Member, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert may(emma, "campaigns.edit")
        assert in_groups(held_by(emma))["keys"] == {"edit": False}
        assert [entry.page for entry, _is_here in menu(emma, "settings")]
