"""A member limited to stores sees who was there, and nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.kit import ids
from polku.know.people.find import by_identity
from polku.know.teams.models import Member, Team, create_api_key


@pytest.fixture
def people(log_events: Callable[..., None], carry_on: Callable[[], None], team: Team) -> dict[str, str]:
    """Devi bought at store 12, Emile at store 7: name → the person's id."""
    for user, store in (("devi", "12"), ("emile", "7")):
        log_events({"type": "identify", "userId": user, "traits": {"name": user.title()}})
        order = {"order_id": f"o-{user}", "revenue": 5, "store_id": store}
        log_events({"type": "track", "userId": user, "event": "Order Completed", "properties": order})
    carry_on()
    return {user: ids.public(found.id) for user in ("devi", "emile") if (found := by_identity("user_id", user))}


@pytest.fixture
def till(client: Client, team: Team) -> Client:
    client.force_login(Member.objects.create_user("till@kahvila.example", role="till"))
    Member.objects.update(stores=["12"])
    return client


def test_the_list_shows_who_was_there(till: Client, people: dict[str, str]) -> None:
    answer = till.get("/people")

    assert [row["person"].name for row in answer.context["rows"]] == ["Devi"]
    assert answer.context["total"] == 1


def test_a_search_finds_who_was_there(
    columns: None, till: Client, people: dict[str, str], follow: Callable[[], None]
) -> None:
    follow()

    assert [row["person"].name for row in till.get("/people?query=emile").context["rows"]] == []
    assert [row["person"].name for row in till.get("/people?query=devi").context["rows"]] == ["Devi"]


def test_everybody_else_is_not_there(till: Client, people: dict[str, str]) -> None:
    order = ids.public(ids.hash63(b"o-emile"))
    closed = (f"/people/{people['emile']}", f"/people/{people['emile']}/story",
              f"/people/{people['emile']}/orders/{order}")  # fmt: skip

    assert [till.get(address).status_code for address in closed] == [404, 404, 404]
    assert till.get(f"/people/{people['devi']}").status_code == 200


def test_an_order_of_theirs_is_not_shown_as_another_persons(till: Client, people: dict[str, str]) -> None:
    order = ids.public(ids.hash63(b"o-emile"))

    assert till.get(f"/people/{people['devi']}/orders/{order}").status_code == 404


def test_pages_that_show_everybody_are_closed(client: Client, aino: Member) -> None:
    Member.objects.update(stores=["12"])
    client.force_login(aino)

    assert [client.get(page).status_code for page in ("/segments", "/events", "/campaigns", "/people")] == [
        403, 403, 403, 200,
    ]  # fmt: skip


def test_a_key_is_limited_alike(client: Client, aino: Member, people: dict[str, str]) -> None:
    _row, key = create_api_key("Till", by=aino, stores=["12"])
    headers = {"Authorization": f"Bearer {key}"}

    def ask(path: str) -> int:
        return client.get(f"/api/{path}", headers=headers).status_code

    listed = client.get("/api/people", headers=headers).json()["people"]
    assert [person["name"] for person in listed] == ["Devi"]
    assert ask(f"people/{people['emile']}") == ask(f"people/{people['emile']}/events") == 404
    assert ask("people/lookup?kind=user_id&value=emile") == 404
    assert ask("people/lookup?kind=user_id&value=devi") == ask(f"people/{people['devi']}") == 200
    assert ask("campaigns") == ask("segments") == 403
