"""What goes wrong is told in our design, and says what to do."""

import pytest
from django.test import Client

from polku.know.teams.models import Member

pytestmark = pytest.mark.django_db


def test_an_old_form_is_told_so(aino: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(aino)

    answer = client.post("/settings/sources", {"name": "Till"})

    assert answer.status_code == 403
    assert "This form is no longer valid" in answer.text


def test_an_error_of_ours_is_told_calmly(web: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise ValueError("secret detail")

    monkeypatch.setattr("polku.know.people.find.count", broken)
    web.raise_request_exception = False

    answer = web.get("/people")

    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "secret detail" not in answer.text


def test_a_foreign_address_is_a_404_for_members_and_strangers(web: Client, client: Client) -> None:
    for browser in (web, Client()):
        answer = browser.get("/nothing/here")

        assert answer.status_code == 404
        assert "This page does not exist" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/people?before=x-y",
        "/people?query=%00",
        "/people?query=%F0%9F%98%80%22'%3B--",
        "/events?after=-1",
        "/events?text=%00",
        "/events/refused?reason=%00&before=999999999999999999999",
        "/paper?campaign=x&before=%00",
        "/segments/new?least=-1&days=99999999999999999999",
        "/campaigns?before=1e9",
    ],
)
def test_odd_addresses_do_no_harm(web: Client, address: str) -> None:
    assert web.get(address).status_code == 200
