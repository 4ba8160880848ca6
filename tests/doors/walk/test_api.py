"""Every operation of the API with every kind of key: what happens follows from the scopes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.kit import clock
from polku.know.teams.models import ApiKey, Member, create_api_key
from polku.know.teams.rights import RIGHTS, WITHIN_STORES
from tests.doors.walk.addresses import OPEN_OPERATIONS, Operation, operations
from tests.doors.walk.conftest import House
from tests.doors.walk.state import differences, everything

CLOSED = [one for one in operations() if (one.method, one.path) not in OPEN_OPERATIONS]
Ask = Callable[..., Any]


@pytest.fixture
def ask(client: Client, house: House) -> Ask:
    """`ask(operation, key, ids)`: the answer to an empty body."""

    def run(operation: Operation, key: str, ids: dict[str, object] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        at = operation.at(house.ids if ids is None else ids)
        return client.generic(operation.method, at, "{}", "application/json", headers=headers)

    return run


def a_key(by: Member, *scopes: str, stores: tuple[str, ...] = ()) -> str:
    return create_api_key("Key", by=by, scopes=scopes, stores=stores)[1]


def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_every_operation_asks_for_one_right_but_for_a_short_list() -> None:
    assert [f"{one.method} {one.path}" for one in CLOSED if one.right not in RIGHTS or one.checks != 1] == []
    assert {(one.method, one.path) for one in operations() if one.checks == 0} == OPEN_OPERATIONS


def test_without_a_key_that_opens_nothing_is_told_and_nothing_done(house: House, ask: Ask) -> None:
    ended = a_key(house.owner, "*")
    ApiKey.objects.filter(name="Key").update(ended_at=clock.now())
    before = everything()
    wrong = [
        f"{one.method} {one.path}"
        for one in CLOSED
        for key in ("", "pk_wrong", ended)
        if told(ask(one, key)) != (401, "unauthorized")
    ]

    assert wrong == []
    assert differences(before, everything()) == []


def test_a_key_without_the_scope_is_told_which_one_it_lacks(house: House, ask: Ask) -> None:
    wrong = []
    for one in CLOSED:
        key = a_key(house.owner, *(right for right in RIGHTS if right != one.right))
        for ids in (None, {}):
            answer = ask(one, key, ids)
            if told(answer) != (403, "forbidden") or one.right not in answer.json()["error"]["sentence"]:
                wrong.append(f"{one.method} {one.path}: {answer.status_code}")

    assert wrong == []


def test_a_key_with_only_the_scope_opens(house: House, ask: Ask) -> None:
    wrong = []
    for one in CLOSED:
        key = a_key(house.owner, one.right)
        for ids in (None, {}):
            status = ask(one, key, ids).status_code
            if status in (401, 403) or (status >= 500 and status != 503):
                wrong.append(f"{one.method} {one.path}: {status}")

    assert wrong == []


def test_a_key_limited_to_stores_finds_nobody_from_elsewhere(house: House, ask: Ask) -> None:
    key = a_key(house.owner, "*", stores=("Kamppi",))
    wrong = []
    for one in CLOSED:
        status = ask(one, key, house.ids | {"person_id": house.elsewhere}).status_code
        expected = (
            (404,) if "{person_id}" in one.path else (200, 400, 404, 422) if one.right in WITHIN_STORES else (403,)
        )
        if status not in expected:
            wrong.append(f"{one.method} {one.path}: {status}")

    assert wrong == []


def test_a_session_is_no_key(house: House, client: Client) -> None:
    """What a browser sends by itself must not act through the API."""
    client.force_login(house.owner)

    assert [one.path for one in CLOSED if client.generic(one.method, one.at(house.ids), "{}").status_code != 401] == []
