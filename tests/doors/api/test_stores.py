"""Stores over the API."""

import pytest

from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db
KAMPPI = {
    "key": "kamppi", "name": "Kamppi", "hours": {"monday": ["09:00-18:00"], "friday": ["18-2"]},
    "dates": [{"date": "2026-12-24", "note": "Christmas Eve"}],
}  # fmt: skip


def test_stores_are_kept_by_key_listed_in_parts_and_removed(get, post, send):
    Team.objects.create(name="Kahvila", time_zone="Asia/Tokyo")
    both = {"stores": [KAMPPI, {"key": "a/b", "name": "Online", "time_zone": "europe/helsinki"}]}
    assert (post("stores", both), post("stores", both)) == ({"kept": 2}, {"kept": 2})

    first = get("stores?limit=1")
    rest = get(f"stores?after={first['next']}")
    assert [(one["key"], one["time_zone"]) for one in first["stores"] + rest["stores"]] == [
        ("a/b", "Europe/Helsinki"), ("kamppi", "Asia/Tokyo"),
    ]  # fmt: skip
    kamppi = rest["stores"][0]
    assert (kamppi["hours"]["friday"], kamppi["dates"][0]["hours"], rest["next"]) == (["18:00-02:00"], [], None)
    send("delete", f"stores/{kamppi['id']}")
    assert send("delete", f"stores/{kamppi['id']}")[0] == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hours": {"friday": ["late"]}}, "stores.0.hours.friday"),
        ({"latitude": 91, "longitude": 0}, "stores.0.latitude"),
        ({"dates": [{"date": 0}]}, "stores.0.dates.0.date"),
        ({"time_zone": "Mars"}, "stores.0.time_zone"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(get, post, wrong, field):
    status, error = post("stores", {"stores": [KAMPPI | wrong]})

    assert (status, error["field"], get("stores")["stores"]) == (422, field, [])
