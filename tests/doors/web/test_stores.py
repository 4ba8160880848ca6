"""The pages of stores."""

import pytest

from polku.know.places.models import Store
from polku.know.teams.models import TrailEntry

pytestmark = pytest.mark.django_db
KAMPPI = {
    "key": "12", "name": "Kamppi", "address": "Kampinkuja 2", "latitude": "60.17", "longitude": "24.93",
    "time_zone": "Europe/Helsinki", "day0": "9-12, 13-18", "day4": "18–02",
    "date": ["2099-12-24", ""], "hours": ["", ""], "note": ["Christmas Eve", ""],
}  # fmt: skip


def test_a_store_that_events_name_is_described_changed_and_removed(web, source, log_events, carry_on):
    log_events({"type": "page", "userId": "devi", "properties": {"store_id": 12}})
    carry_on()
    assert web.get("/settings/stores").context["not_described"] == ["12"]
    assert 'value="12"' in web.get("/settings/stores/new?key=12").content.decode()

    web.post("/settings/stores/new", KAMPPI)

    store = Store.objects.get(key="12")
    assert store.week == [["09:00-12:00", "13:00-18:00"], [], [], [], ["18:00-02:00"], [], []]
    assert store.days == {"2099-12-24": {"hours": [], "note": "Christmas Eve"}}
    assert web.get("/settings/stores").context["not_described"] == []
    shown = web.get(f"/settings/stores/{store.pk}").context
    assert [hours for _name, _day, hours in shown["week"]][::4] == ["09:00–12:00, 13:00–18:00", "18:00–02:00"]
    web.post(f"/settings/stores/{store.pk}", KAMPPI | {"holiday": "2099-12-25 Christmas Day"})
    assert set(Store.objects.get().days) == {"2099-12-24", "2099-12-25"}
    web.post(f"/settings/stores/{store.pk}/removal")
    assert [row.action for row in TrailEntry.objects.filter(kind="store")] == [
        "store.made", "store.changed", "store.removed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day1": "nine"}, "Tuesday: “nine” cannot be read"),
        ({"hours": ["x", ""]}, "2099-12-24: “x” cannot be read"),
        ({"longitude": ""}, "Give both latitude and longitude"),
    ],
)
def test_what_is_wrong_stands_where_it_is_and_nothing_typed_is_lost(web, wrong, said):
    page = web.post("/settings/stores/new", KAMPPI | wrong)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert "13-18" in page.content.decode()
    assert not Store.objects.exists()
