"""`polku demo`: a shop to look around in, once."""

import json
from collections import Counter

import pytest

from polku.doors.cli import _demo_data, demo
from polku.doors.cli.demo import NotADemo
from polku.know.events.models import LogBatch
from polku.know.orders.models import Order
from polku.know.people.consent.may_send import may_send
from polku.know.people.consent.topics import topics
from polku.know.people.models import Identity, Profile
from polku.know.teams.begin import begin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(
        _demo_data, "package_folder", lambda: None
    )  # the small shop: the large one has tests of its own


def test_an_empty_folder_becomes_a_shop_and_stays_one(carry_on, noon):
    first = demo.prepare()
    said = demo.fill(lambda *_: None)
    carry_on()
    found = (Profile.objects.count(), Order.objects.count(), LogBatch.objects.count())
    second = demo.prepare()
    again = demo.fill(lambda *_: None)
    demo._full().unlink()  # as if it had been cut off
    demo.fill(lambda *_: None)

    assert said[0] == _demo_data.MISSING
    assert found[0] == _demo_data.SMALL
    assert found[1] > _demo_data.SMALL
    assert again == ["the demo's data is there"]
    assert (first, LogBatch.objects.count()) == (second, found[2])
    assert json.loads(demo._file().read_text())["email"] == "demo@example.com"


def test_visitors_are_known_by_their_browser_too(carry_on, noon):
    demo.prepare()
    demo.fill(lambda *_: None)
    carry_on()

    browser = Identity.objects.get(kind="anonymous_id", value="browser-1")
    assert browser.profile_id == Identity.objects.get(kind="user_id", value="1").profile_id


def test_some_allow_messages_and_some_do_not_any_more(carry_on, noon):
    demo.prepare()
    demo.fill(lambda *_: None)
    carry_on()

    everybody = list(Profile.objects.values_list("id", flat=True))
    why = Counter(may_send(everybody, purpose="marketing", channel="email").values())
    assert why[""] > why["none"] > why["withdrawn"] > 0
    assert [topic.name for topic in topics()] == ["News", "Offers"]


def test_an_installation_in_use_is_left_alone():
    begin("aino@example.com")

    with pytest.raises(NotADemo, match="empty data folder only"):
        demo.prepare()
