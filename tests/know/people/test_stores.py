"""Who was at which store, as events and orders name it."""

from collections.abc import Callable
from datetime import date

import pytest

from polku.kit.arrays import np
from polku.know.people.find import by_identity, count, newest
from polku.know.people.models import Profile
from polku.know.people.stores import last
from polku.know.people.stores.day import FIRST
from polku.know.people.stores.last import last_stores
from polku.know.people.stores.models import StoreVisit
from polku.know.people.stores.within import is_within, known_stores, only_within
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(log_events: Callable[..., None], carry_on: Callable[[], None]) -> Callable[..., None]:
    """`shop("devi", store_id="12")`"""

    def run(user: str, **properties: object) -> None:
        log_events({"type": "track", "userId": user, "event": "Order Completed", "properties": properties})
        carry_on()

    return run


def person(user: str) -> Profile:
    found = by_identity("user_id", user)
    assert found
    return found


def test_a_store_is_what_store_id_or_store_says(shop: Callable[..., None]) -> None:
    shop("devi", store_id="12")
    shop("emile", storeId=12)
    shop("fumi", store=" Kamppi ")
    shop("noah", store={"id": 12}, restore="x")

    assert [is_within(person(user).id, ["12"]) for user in ("devi", "emile", "fumi", "noah")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert known_stores() == ["12", "Kamppi"]


def test_the_same_store_twice_is_one_row(shop: Callable[..., None]) -> None:
    shop("devi", store_id="12")
    shop("devi", store_id="12", store="12")

    assert StoreVisit.objects.count() == 1


def test_who_became_one_was_where_both_were(shop: Callable[..., None], log_events: Callable[..., None],
                                            carry_on: Callable[[], None]) -> None:  # fmt: skip
    log_events({"type": "page", "anonymousId": "a1", "properties": {"store": "Kamppi"}})
    shop("devi", store_id="12")
    log_events({"type": "identify", "userId": "devi", "anonymousId": "a1"})
    carry_on()

    assert is_within(person("devi").id, ["Kamppi"])


def test_lists_and_counts_keep_within_the_stores(shop: Callable[..., None]) -> None:
    shop("devi", store_id="12")
    shop("emile", store_id="7")
    shop("fumi")

    assert newest(9, stores=["12"]) == [person("devi")]
    assert count(stores=["12", "7"]) == 2
    assert only_within([person("fumi"), person("emile")], ["7"]) == [person("emile")]


def test_without_a_limit_everybody_is_within(shop: Callable[..., None]) -> None:
    shop("fumi")

    assert is_within(person("fumi").id, [])
    assert only_within([person("fumi")], []) == [person("fumi")]


def test_a_persons_store_is_where_they_were_last_of_those_asked_about(
    log_events: Callable[..., None], carry_on: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for user, store, day in (
        ("devi", "12", 3), ("devi", "9", 5), ("devi", "12", 4), ("devi", "web", 6),
        ("emile", "9", 3), ("emile", "12", 3), ("fumi", "web", 3),
    ):  # fmt: skip
        at = f"2026-11-0{day}T12:00:00Z"
        log_events({"type": "page", "userId": user, "timestamp": at, "properties": {"store": store}})
    carry_on()
    people = np.array(sorted(person(user).id for user in ("devi", "emile", "fumi")))
    wanted = {person("devi").id: 1, person("emile").id: 0, person("fumi").id: -1}

    few = last_stores(people, ["12", "9"]).tolist()
    monkeypatch.setattr(last, "FEW", 0)

    assert few == last_stores(people, ["12", "9"]).tolist() == [wanted[number] for number in people.tolist()]


def test_days_are_the_team_s(log_events: Callable[..., None], carry_on: Callable[[], None]) -> None:
    """Half past eight in the evening of Helsinki's winter is another day than in Tokyo."""
    for zone, user in (("Europe/Helsinki", "devi"), ("Asia/Tokyo", "emile")):
        Team.objects.update_or_create(name="Kahvila", defaults={"time_zone": zone})
        said = {"type": "track", "userId": user, "event": "Visited", "properties": {"store": zone}}
        log_events(said | {"timestamp": "2026-11-20T18:30:00Z"})
        carry_on()

    days = dict(StoreVisit.objects.values_list("store", "day"))

    assert {store: date.fromordinal(FIRST + day).isoformat() for store, day in days.items()} == {
        "Europe/Helsinki": "2026-11-20",
        "Asia/Tokyo": "2026-11-21",
    }
