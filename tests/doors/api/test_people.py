"""People over HTTP."""

from urllib.parse import quote

import pytest

from polku.kit import columns as store
from polku.kit import ids
from polku.know.events import columns as event_columns
from polku.know.events.models import LogBatch
from polku.know.people import columns as people_columns

pytestmark = pytest.mark.django_db
CLOSED = "The column store is closed"


@pytest.fixture
def devi(noon, log_events, carry_on):
    log_events(
        {
            "type": "identify",
            "userId": "devi",
            "timestamp": "2026-11-20T10:00:00Z",
            "traits": {"name": "Devi Rao", "email": "Devi@Shop.example", "tea": "oolong"},
        },
        {
            "type": "track",
            "event": "Order Completed",
            "userId": "devi",
            "timestamp": "2026-11-21T09:30:00Z",
            "properties": {"order_id": "o1", "revenue": 12.5, "currency": "USD"},
        },
    )
    carry_on()
    return ids.public(ids.identity_id("user_id", "devi"))


def test_a_person_has_their_identities_traits_and_totals(get, devi):
    assert get(f"people/{devi}") == {
        "id": devi,
        "name": "Devi Rao",
        "email": "Devi@Shop.example",
        "phone": "",
        "traits": get(f"people/{devi}")["traits"],
        "identities": [
            {"kind": "user_id", "value": "devi"},
            {"kind": "email", "value": "devi@shop.example"},
        ],
        "first_seen": "2026-11-20T10:00:00Z",
        "last_seen": "2026-11-21T09:30:00Z",
        "orders": 1,
        "revenue": 12.5,
        "currency": "USD",
    }
    assert get(f"people/{devi}")["traits"]["tea"] == "oolong"


def test_they_are_found_by_any_of_their_identities(get, devi):
    assert get("people/lookup?kind=user_id&value=devi")["id"] == devi
    assert get("people/lookup?kind=email&value=devi@shop.example")["id"] == devi


def test_whom_nobody_knows_is_not_found_with_a_sentence(get):
    assert get("people/lookup?kind=user_id&value=ghost") == (
        404,
        {"code": "not_found", "sentence": "Nobody is known by the user_id “ghost”."},
    )
    assert get("people/lookup?kind=user_id&value=%00")[0] == 404
    assert get("people/0000000000000") == (
        404,
        {"code": "not_found", "sentence": "There is no person with the id “0000000000000”."},
    )
    assert get("people/" + quote("'; --"))[0] == 404


def test_a_lookup_without_its_value_says_what_is_missing(get):
    assert get("people/lookup?kind=user_id") == (
        422,
        {"code": "invalid", "sentence": "“value” is missing.", "field": "value"},
    )


def test_the_list_goes_on_page_by_page_without_gap_or_repetition(get, noon, log_events, carry_on):
    names = [f"p{number}" for number in range(7)]
    for name in names:
        log_events({"type": "track", "event": "A", "userId": name})
    carry_on()

    seen, cursor = [], ""
    while cursor is not None:
        page = get(f"people?limit=3&cursor={cursor}")
        seen += [one["identities"][0]["value"] for one in page["people"]]
        cursor = page["next_cursor"]

    assert sorted(seen) == names


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    get, noon, log_events, carry_on, number, django_assert_max_num_queries
):
    for count in range(number):
        log_events({"type": "track", "event": "A", "userId": f"p{count}"})
    carry_on()

    with django_assert_max_num_queries(5):
        assert len(get("people")["people"]) == number


def test_a_cursor_that_is_not_ours_is_refused(get):
    assert get("people?cursor=x&query=devi")[0] == 422
    assert [get(f"people?cursor={cursor}")[0] for cursor in ("x", "1-x", "-", "9" * 30 + "-0000000000000")] == [422] * 4


@pytest.mark.parametrize("before", ["x", "1-2", "1-2-", "1-2-3-4", "1-2-9999999999", "9999999999999999-1-1", "१-१-१"])
def test_a_place_that_is_not_ours_is_refused(get, devi, before):
    status, error = get(f"people/{devi}/events?before={quote(before)}")

    assert (status, error["field"]) == (422, "before")


def test_searching_finds_by_part_of_the_name(columns, get, devi, carry_on):
    carry_on()
    while people_columns.sync():
        pass

    assert [one["id"] for one in get("people?query=rao")["people"]] == [devi]
    assert get("people?query=nobody") == {"people": [], "next_cursor": None}


def test_their_events_come_newest_first_and_page_by_page(columns, get, devi, carry_on):
    carry_on()

    first = get(f"people/{devi}/events?limit=1")
    second = get(f"people/{devi}/events?limit=1&before={first['next_before']}")

    assert [(one["name"], one["time"]) for one in first["events"] + second["events"]] == [
        ("Order Completed", "2026-11-21T09:30:00Z"),
        ("Identified", "2026-11-20T10:00:00Z"),
    ]
    assert first["events"][0]["properties"]["order_id"] == "o1"
    assert second["next_before"] is None
    assert get(f"people/{devi}/events?before=x")[0] == 422


def test_an_event_that_came_without_an_id_has_one_of_ours_that_stays(columns, get, noon, log_events, carry_on):
    log_events(
        {"type": "page", "userId": "emile", "timestamp": "2026-11-20T10:00:00Z"},
        {"type": "page", "userId": "emile", "timestamp": "2026-11-20T10:00:01Z"},
    )
    carry_on()
    emile = ids.public(ids.identity_id("user_id", "emile"))

    given = [one["id"] for one in get(f"people/{emile}/events")["events"]]

    seq = LogBatch.objects.get().seq
    assert given == [f"{seq}/1", f"{seq}/0"]
    event_columns.rebuild()
    carry_on()
    assert [one["id"] for one in get(f"people/{emile}/events")["events"]] == given


def test_without_the_column_store_people_are_shown_and_their_events_are_not(get, devi):
    store.close()

    assert get(f"people/{devi}")["id"] == devi
    assert [one["id"] for one in get("people?query=devi")["people"]] == [devi]
    status, error = get(f"people/{devi}/events")
    assert (status, error["code"], error["sentence"] != "") == (503, "columns", True)
