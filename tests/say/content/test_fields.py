"""The facts of a person that a template can show."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.know.people.models import Profile
from polku.say.content.check import check
from polku.say.content.fields import Known, fields, merge, merge_fields
from polku.say.content.render import render

pytestmark = pytest.mark.django_db  # what rooms above know of a person is asked for as well


def profile(**facts):
    return Profile(id=7, first_seen_ms=0, last_seen_ms=1_763_722_800_000, **facts)


@pytest.mark.parametrize("traits", ['{"first_name": "Devi"}', '{"firstName": "Devi"}'])
def test_the_first_name_is_found_under_the_names_that_clients_give_it(traits):
    assert merge_fields(profile(traits=traits))["first_name"] == "Devi"


def test_traits_are_merge_fields_too():
    person = merge_fields(profile(traits='{"tea": "oolong", "shop": {"city": "Turku"}}'))

    assert render("{{ person.tea }} in {{ person.shop.city }}", person) == "oolong in Turku"


def test_money_is_told_in_whole_units_of_the_currency():
    person = profile(orders=2, revenue_minor=1250)

    assert render("{{ person.revenue }}", merge_fields(person, currency="EUR")) == "12.5"
    assert render("{{ person.revenue }}", merge_fields(person, currency="JPY")) == "1250"


def test_every_field_that_the_editor_offers_is_sound():
    codes = [field.code for field in fields()]

    assert [code for code in codes if check(code)] == []
    assert [render(code, merge_fields(profile(name="D", email="d@x.example"))) for code in codes][:4] == [
        "there",
        "",
        "D",
        "d@x.example",
    ]


NAMES = ("first_name", "last_name", "name", "email", "phone", "orders", "revenue", "last_seen", "id", "tea", "none")


@given(
    names=st.sets(st.sampled_from(NAMES)),
    traits=st.dictionaries(
        st.sampled_from(("first_name", "firstName", "tea", "name", "orders")), st.sampled_from(("", "x", 3))
    ),
    name=st.sampled_from(("", "Devi")),
)
def test_some_facts_are_the_same_as_among_all(names, traits, name):
    known = Known("EUR", 7, name, "", "1", json.dumps(traits), 0, 1, 2, 1250)

    whole, some = merge(known), merge(known, names)

    assert {one: whole.get(one) for one in names} == {one: some.get(one) for one in names}
    assert set(some) <= names
