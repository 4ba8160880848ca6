"""The segments that every shop wants."""

from datetime import timedelta

import pytest

from polku.kit import clock
from polku.know.people import columns as people_columns
from polku.know.people.models import Changed, Profile
from polku.know.rules.sentence import sentence
from polku.know.rules.tree import read
from polku.know.segments.templates.table import TEMPLATES, template, templates
from tests.conftest import NOON
from tests.know.segments.conftest import number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
CHANNELS = ["paper", "email"]
KEYS = [one.key for one in TEMPLATES]


@pytest.fixture
def found(who):
    return lambda key: who(template(key, CHANNELS).rule)


@pytest.mark.parametrize("key", KEYS)
def test_each_can_be_read_said_and_asked(key, columns, found):
    rule = template(key, CHANNELS).rule

    assert read(rule)
    assert sentence(rule) != ""
    assert found(key) == []


def test_keys_and_names_are_their_own():
    assert len(set(KEYS)) == len(KEYS)
    assert len({str(one.name) for one in TEMPLATES}) == len(TEMPLATES)


def test_one_channel_only_needs_a_second_channel():
    assert [one.key for one in templates(["paper"])] == [key for key in KEYS if key != "one-channel-only"]


def test_who_buys_how(live, found):
    live("first", None, {"Order Completed": [3]})
    live("regular", None, {"Order Completed": [3, 30, 80]})
    live("slipping", None, {"Order Completed": [70, 100]})
    live("lost", None, {"Order Completed": [200]})
    live("looker", None, {"Message Opened": [1, 2, 3]})
    live("carrier", None, {"Product Added": [0.5]})
    live("just now", None, {"Product Added": [0.5, 0.01]})
    live("again", None, {"Order Completed": [0.6], "Product Added": [0.5]})
    live("checked out", None, {"Product Added": [0.5], "Order Completed": [0.4]})
    Profile.objects.filter(id=number("first")).update(orders=1)
    Changed.objects.update_or_create(id=number("first"), defaults={"at_seq": 1})

    assert found("first-time-buyers") == ["again", "checked out", "first"]
    assert found("regulars") == ["regular"]
    assert found("slipping-away") == ["slipping"]
    assert found("lost") == ["lost"]
    assert found("opens-but-never-buys") == ["looker"]
    assert found("cart-left-behind") == ["again", "carrier"]


def test_who_is_new_and_whose_birthday_it_is(live, found):
    live("new", {"birthday": "1990-11-25"})
    live("old", {"birthday": "1990-12-25"})
    for name, days in {"new": 6, "old": 8}.items():
        at_ms = clock.to_ms(NOON - timedelta(days=days))
        Profile.objects.filter(id=number(name)).update(first_seen_ms=at_ms)
        Changed.objects.update_or_create(id=number(name), defaults={"at_seq": 1})
    people_columns.sync()

    assert found("new-this-week") == ["new"]
    assert found("birthday-soon") == ["new"]
